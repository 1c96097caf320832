"""What is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ..jupyter_ai.connection import Connection
from ..jupyter_ai.detect import Found
from ..modes import Mode
from .address import OPENAI, Address, address_of

if TYPE_CHECKING:
    from .exchange import Exchange


@dataclass
class Subject:
    """The settings, and what the checks that came before made of them."""

    found: Found
    connection: Connection | None
    """None where no model is chosen."""
    unreadable: str | None
    """Why Jupyter AI's settings cannot be read."""
    mode: Mode
    """The mode in force for the model."""
    environment: Mapping[str, str] = field(repr=False)
    today: date

    model: Any = field(default=None, repr=False)
    """The model as Jupyter AI makes it, once it is made."""
    exchanges: list[Exchange] = field(default_factory=list)
    """The requests that were made so far."""

    @property
    def endpoint(self) -> str | None:
        """The configured address, else the one that the model took from its environment."""
        from ..streaming.dialects import dialect_of

        if self.connection is None:
            return None
        if self.connection.address or self.model is None:
            return self.connection.address
        taken = dialect_of(type(self.model)).endpoint(self.model)
        return str(taken) if taken else None

    @property
    def address(self) -> Address | None:
        """The endpoint's address; None where it is the provider's own, or no address at all."""
        from ..jupyter_ai.connection import Protocol

        text = self.endpoint
        if text is None and self.connection and self.connection.protocol is Protocol.OPENAI:
            text = OPENAI
        return address_of(text) if text else None

    @property
    def api_version(self) -> str | None:
        """The configured API version, else the one that the model took from its environment."""
        from ..streaming.dialects import dialect_of

        if self.connection is None:
            return None
        configured = self.connection.target.api_version
        if configured or self.model is None:
            return configured
        return dialect_of(type(self.model)).api_version(self.model)

    @property
    def key(self) -> str | None:
        """The key that is given or saved, else the one in the environment."""
        if self.connection is None:
            return None
        return self.connection.key or self.environment.get(self.connection.key_name or "") or None

    def forget(self) -> None:
        """Drop the values that nobody must see, once they are not needed any more."""
        self.connection = self.model = None
        self.environment = {}

    def secrets(self) -> tuple[str, ...]:
        """The values that nobody must see."""
        from urllib.parse import unquote, urlsplit

        from ..streaming.observed import secrets_of

        found = [*secrets_of(self.model)] if self.model is not None else []
        found.append(self.key or "")
        try:
            parts = urlsplit(self.endpoint or "")
        except ValueError:
            parts = urlsplit("")
        found += [parts.query, parts.username or "", parts.password or ""]
        return tuple({form for each in found if each for form in (each, unquote(each))})
