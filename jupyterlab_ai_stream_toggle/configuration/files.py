"""Jupyter's configuration files, one by one, so that it can be said which of them set what."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader


class Unreadable(Exception):
    """A configuration file is a program, and may fail in any way."""

    def __init__(self, path: Path, error: Exception) -> None:
        super().__init__(f"{path}: {type(error).__name__}: {error}")
        self.path = path
        self.error = error

    @property
    def line(self) -> int | None:
        """Where in the file; None where that cannot be told."""
        if isinstance(self.error, (SyntaxError, JSONDecodeError)):
            return self.error.lineno
        frames = traceback.extract_tb(self.error.__traceback__)
        lines = [each.lineno for each in frames if each.filename == str(self.path)]
        return lines[-1] if lines else None


@dataclass(frozen=True)
class ConfigFile:
    """What one file configures."""

    path: Path
    config: Config


def config_files(names: Iterable[str], directories: Iterable[str]) -> Iterator[ConfigFile]:
    """What Jupyter Server would read, later ones winning; see `files_named`. Raises Unreadable."""
    yield from map(read_config, files_named(names, directories))


def files_named(names: Iterable[str], directories: Iterable[str]) -> list[Path]:
    """The files that are there, in the order in which they are read.

    `names` are without the ending, of `directories` the first counts most.
    """
    places = [Path(each) for each in directories]
    return [
        path
        for name in names
        for directory in reversed(places)
        for ending in (".py", ".json")
        if (path := directory / f"{name}{ending}").is_file()
    ]


def read_config(path: Path) -> ConfigFile:
    """One file. Raises Unreadable."""
    kind = JSONFileConfigLoader if path.suffix == ".json" else PyFileConfigLoader
    try:
        return ConfigFile(path, kind(path.name, path=str(path.parent)).load_config())
    except Exception as error:
        raise Unreadable(path, error) from error
