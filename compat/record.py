"""What is kept of one release: what was installed, and what each message led to.

Only the standard library, for the page is made outside of all these environments.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"

MODES = ("off", "on", "auto")
FAULTS = ("ok", "refuse-400", "refuse-500", "json", "empty")


class Way(str, Enum):
    """The ways on which a user reaches a model."""

    CHAT = "chat"
    INLINE = "inline"
    PERSONA = "persona"
    """A persona of another author, with a model of Jupyternaut's class."""
    GOVERNED = "governed"
    """One with a model of LangChain's that was passed to `govern`."""
    AGENT = "agent"
    """One with an agent of LangChain's that has our middleware."""
    NOT_AWAITED = "not-awaited"
    """One that reads the stream without awaiting it."""


class Shown(str, Enum):
    """What the user sees in the end."""

    WHOLE = "whole"
    """The answer, all of it, and nothing else."""
    ERROR = "error"
    NOTHING = "nothing"
    PART = "part"
    """Some text that is not the answer, or not only."""


@dataclass(frozen=True)
class Message:
    """One message of the user, or one completion asked for."""

    requests: str
    """A letter for each request on the wire, in their order.

    `S`: a stream with `stream_options`; `s`: one without; `n`: a plain request.
    """
    shown: Shown
    pieces: int | None
    """In how many pieces the text arrived; None where the transport hands it over whole."""


@dataclass(frozen=True)
class Cell:
    """Two messages to a model nobody had talked to before."""

    way: Way
    mode: str
    fault: str
    messages: tuple[Message, Message]
    attempts: int
    """More than 1: a message before these hung, and the cell was measured anew."""


@dataclass(frozen=True)
class Result:
    """One release."""

    release: str
    """The version of Jupyter AI."""
    index: str
    """The day whose package index the environment was resolved with, or `today`."""
    measured: str
    """The day of the measurement."""
    versions: dict[str, str]
    """Of the packages that decide what goes over the wire; by name."""
    seams: tuple[str, ...]
    """Where the extension came in."""
    limits: tuple[str, ...]
    """Ids of the limits that `GET status` told."""
    governed: tuple[str, ...]
    """The classes of models that it said obey, and which of them. None in results from before."""
    out_of_reach: tuple[str, ...]
    """Who it said does not, in the same way."""
    transport: dict[str, str]
    """What each way was measured over."""
    cells: tuple[Cell, ...]

    @property
    def jupyter_ai(self) -> str:
        """How the row is called: 2.24.1, or 2.24.1-today."""
        return f"{self.release}-today" if self.index == "today" else self.release

    def cell(self, way: Way, mode: str, fault: str) -> Cell | None:
        """What was measured there, if it was."""
        place = (way, mode, fault)
        return next(
            (each for each in self.cells if (each.way, each.mode, each.fault) == place), None
        )

    def save(self) -> Path:
        """Write it where the page looks for it."""
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{self.jupyter_ai}.json"
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        return path


def saved_results() -> list[Result]:
    """All that were saved, the oldest release first."""
    read = [_result(json.loads(path.read_text("utf-8"))) for path in RESULTS.glob("*.json")]
    return sorted(read, key=lambda each: (numbers(each.release), each.jupyter_ai))


def numbers(version: str) -> tuple[int, ...]:
    """A released version, to be compared."""
    return tuple(int(part) for part in version.split("."))


def _result(data: dict[str, Any]) -> Result:
    cells = tuple(_cell(each) for each in data["cells"])
    names = ("seams", "limits", "governed", "out_of_reach")
    lists = {name: tuple(data.get(name, ())) for name in names}
    return Result(**{**data, **lists, "cells": cells})


def _cell(data: dict[str, Any]) -> Cell:
    first, second = (
        Message(each["requests"], Shown(each["shown"]), each["pieces"]) for each in data["messages"]
    )
    return Cell(Way(data["way"]), data["mode"], data["fault"], (first, second), data["attempts"])
