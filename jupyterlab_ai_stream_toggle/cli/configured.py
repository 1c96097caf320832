"""What is configured in this installation, and by whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..configuration.files import ConfigFile
from ..configuration.origin import Place
from ..extension import StreamToggle


@dataclass(frozen=True)
class Configured:
    """The value of one trait."""

    name: str
    value: Any
    place: Place
    set_by: str
    """The file or the environment variable; empty for a default."""

    @property
    def facts(self) -> dict[str, Any]:
        """For programs."""
        return {
            "name": self.name,
            "value": self.value,
            "source": self.place.value,
            "set_by": self.set_by,
        }


def configured_by(extension: StreamToggle, files: Sequence[ConfigFile]) -> Iterator[Configured]:
    """The traits of an extension that has read these files and knows where its values are from."""
    for name, origin in extension.origins.items():
        set_by = "" if origin.place is Place.DEFAULT else origin.name
        if origin.place is Place.CONFIGURATION:
            set_by = next(
                (str(each.path) for each in reversed(files) if _sets(each, name)), origin.name
            )
        yield Configured(name, getattr(extension, name), origin.place, set_by)


def configured_lines(configured: Iterable[dict[str, Any]]) -> list[str]:
    """For a person: what is not as it would be by itself."""
    return [
        f"{each['name']}: {json.dumps(each['value'], ensure_ascii=False)} ({each['set_by']})"
        for each in configured
        if each["source"] != Place.DEFAULT.value
    ]


def _sets(file: ConfigFile, name: str) -> bool:
    return name in file.config.get(StreamToggle.__name__, {})
