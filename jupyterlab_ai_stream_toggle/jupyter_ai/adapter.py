"""What the rest of the extension asks of a generation of Jupyter AI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ..models.governor import Governor
from ..target import Target
from .connection import Connection, Unsaved
from .reach import Governed, Persona


class SeamMissing(Exception):
    """Jupyter AI is not built as this adapter knows it, or is not loaded at all."""

    def __init__(self, reason: str, text: str, values: Mapping[str, str] | None = None) -> None:
        """`reason` is a stable kebab-case id, `text` a sentence for a person.

        `values` stand for the `{names}` in it.
        """
        super().__init__(text.format(**values) if values else text)
        self.reason = reason
        self.text = text
        self.values = values or {}


@dataclass(frozen=True)
class KnownProvider:
    """A provider of models, as Jupyter AI knows it."""

    id: str
    name: str
    configured: bool
    """Has a key, fields or a chosen model."""
    in_use: bool
    """The chosen chat or completion model is of this provider."""


class Adapter(Protocol):
    """The bridge to one generation of Jupyter AI.

    `chat_target`, `connection` and `providers` read Jupyter AI's configuration file: call them on
    a worker thread.
    """

    left_alone: list[SeamMissing]
    """What is as Jupyter AI has it, after `install`, though the switch is in effect."""

    def install(self, governor: Governor) -> None:
        """Put the models of Jupyter AI under the governor.

        Installing again replaces the governor and wraps nothing twice. Raises SeamMissing, with
        nothing changed, where Jupyter AI is not built as expected.
        """
        ...

    def uninstall(self) -> None:
        """Leave Jupyter AI as it was; models that are in use behave like their own class again."""
        ...

    def governed(self) -> list[Governed]:
        """The classes whose models obey."""
        ...

    def personas(self) -> list[Persona]:
        """Who answers in the chats that are open."""
        ...

    def chat_target(self, selected: str | None = None) -> Target | None:
        """The chat model that is chosen in Jupyter AI's settings.

        Or `selected`, where one chat can choose another: the id from the chat's model picker.
        """
        ...

    def connection(self, unsaved: Unsaved) -> Connection | None:
        """The chosen model, or the one that `unsaved` names, with what it is made with.

        None where no model is chosen. Raises SavedUnreadable.
        """
        ...

    def configuration_file(self) -> str | None:
        """The path of the file in which Jupyter AI keeps the choice of models."""
        ...

    def providers(self) -> list[KnownProvider]:
        """All providers that Jupyter AI knows."""
        ...
