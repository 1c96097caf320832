"""Jupyter's configuration files, one by one, so that it can be said which of them set what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader


class Unreadable(Exception):
    """A configuration file is a program, and may fail in any way."""

    def __init__(self, path: Path, error: Exception) -> None:
        super().__init__(f"{path}: {type(error).__name__}: {error}")
        self.path = path
        self.error = error


@dataclass(frozen=True)
class ConfigFile:
    """What one file configures."""

    path: Path
    config: Config


def config_files(names: Iterable[str], directories: Iterable[str]) -> Iterator[ConfigFile]:
    """What Jupyter Server would read, later ones winning. Raises Unreadable.

    `names` are without the ending, of `directories` the first counts most.
    """
    places = [Path(each) for each in directories]
    for name in names:
        for directory in reversed(places):
            for ending in (".py", ".json"):
                path = directory / f"{name}{ending}"
                if path.is_file():
                    yield read_config(path)


def read_config(path: Path) -> ConfigFile:
    """One file. Raises Unreadable."""
    kind = JSONFileConfigLoader if path.suffix == ".json" else PyFileConfigLoader
    try:
        return ConfigFile(path, kind(path.name, path=str(path.parent)).load_config())
    except Exception as error:
        raise Unreadable(path, error) from error
