"""What is checked."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from ..jupyter_ai.connection import Connection, Message
from ..jupyter_ai.detect import Found
from ..jupyter_ai.saved import SavedUnreadable
from ..models.dialects import dialect_of
from ..models.explained import secrets_of
from ..modes import Mode
from ..policy.layers import Layers
from ..policy.resolve import resolve
from .address import OPENAI, Address, address_of

if TYPE_CHECKING:
    from .exchange import CheckExchange


@dataclass
class Subject:
    """The settings, and what the checks that came before made of them."""

    found: Found
    connection: Connection | None
    """None where no model is chosen."""
    unreadable: str | None
    """Why Jupyter AI's settings cannot be read."""
    mode: Mode
    """The mode that chat would use: the model's, or without a model that of everything else."""
    environment: Mapping[str, str] = field(repr=False)
    today: date
    allowed: tuple[Mode, ...] = tuple(Mode)
    """The modes that the user can choose."""
    lock_reason: str | None = None
    """The administrator's words, where these are not all."""

    model: Any = field(default=None, repr=False)
    """The model as Jupyter AI makes it, once it is made."""
    message: Message | None = field(default=None, repr=False)
    """What chat sends to this model for the check's question, once it is known."""
    not_sent_directly: tuple[str, ...] = ()
    """Names of parameters that are configured, and which the direct requests do without."""
    exchanges: list[CheckExchange] = field(default_factory=list)
    """The requests that were made so far."""

    @property
    def endpoint(self) -> str | None:
        """The configured address, else the one that the model took from its environment."""
        if self.connection is None:
            return None
        if self.connection.address or self.model is None:
            return self.connection.address
        taken = dialect_of(type(self.model)).endpoint(self.model)
        return str(taken) if taken else None

    @property
    def address(self) -> Address | None:
        """The endpoint's address; None where it is the provider's own, or no address at all."""
        text = self.endpoint
        if text is None and self.connection and self.connection.at_openai:
            text = OPENAI
        return address_of(text) if text else None

    @property
    def api_version(self) -> str | None:
        """The configured API version, else the one that the model took from its environment."""
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
        self.connection = self.model = self.message = None
        self.environment = {}

    def secrets(self) -> tuple[str, ...]:
        """The values that nobody must see."""
        found = [*secrets_of(self.model)] if self.model is not None else []
        found.append(self.key or "")
        try:
            parts = urlsplit(self.endpoint or "")
        except ValueError:
            parts = urlsplit("")
        found += [parts.query, parts.username or "", parts.password or ""]
        return tuple({form for each in found if each for form in (each, unquote(each))})


async def subject_here(
    found: Found,
    connect: Callable[[], Connection | None],
    asked: Callable[[], Awaitable[Layers]],
) -> Subject:
    """What there is to check in this process, for a server and for the command line alike.

    `connect` reads Jupyter AI's settings, on a worker thread; `asked` gives the modes. The check
    judges by the decision in force, as chat does.
    """
    connection, unreadable = None, None
    try:
        connection = await asyncio.to_thread(connect)
    except SavedUnreadable as error:
        unreadable = str(error)
    about = (connection.target.provider, connection.target.model) if connection else (None, None)
    decision = resolve(await asked(), *about)
    return Subject(
        found=found,
        connection=connection,
        unreadable=unreadable,
        mode=decision.mode,
        allowed=decision.allowed,
        lock_reason=decision.lock_reason,
        environment=dict(os.environ),
        today=date.today(),  # noqa: DTZ011  # the user's own day: it only stands on the report
    )
