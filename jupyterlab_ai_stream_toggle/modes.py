"""The words of the project as types: what was asked for, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Mode(str, Enum):
    """What a user or an administrator asks for."""

    AUTO = "auto"
    """Stream where it works; where it turns out not to, answer with a plain request."""
    ON = "on"
    """Always stream. Failures are explained, never retried behind the user's back."""
    OFF = "off"
    """One plain (non-streaming) request; the answer arrives whole."""


class Delivery(str, Enum):
    """How one reply is fetched from the endpoint."""

    STREAM = "stream"
    """`stream: true`, exactly as Jupyter AI asked for it."""
    STREAM_WITHOUT_OPTIONS = "stream-without-options"
    """`stream: true` with no `stream_options` (older Azure API versions refuse the field)."""
    PLAIN = "plain"
    """`stream` false or absent, and no `stream_options`."""


class Outlook(str, Enum):
    """What will become of the next reply, as far as it is known."""

    STREAMED = "streamed"
    """A stream is asked for, and was seen to work."""
    UNTESTED = "untested"
    """A stream is asked for; whether the endpoint sends one was not seen yet."""
    ALL_AT_ONCE = "all-at-once"
    """It comes whole, however it is asked for."""
    MAY_FAIL = "may-fail"
    """What the mode asks for failed before, and the endpoint did not say why."""
    FAILS = "fails"
    """The endpoint said that it does not take what the mode asks for."""


class Source(str, Enum):
    """Who decided a mode; the order is the order of precedence, highest first."""

    ADMINISTRATOR_LOCK = "administrator-lock"
    MODEL_SETTING = "model-setting"
    PROVIDER_SETTING = "provider-setting"
    USER_DEFAULT = "user-default"
    ADMINISTRATOR_DEFAULT = "administrator-default"
    BUILT_IN = "built-in"


@dataclass(frozen=True)
class Decision:
    """A mode together with the one who decided it."""

    mode: Mode
    source: Source
    lock_reason: str | None = None
    """The administrator's words, where a lock leaves less than all modes."""
    allowed: tuple[Mode, ...] = tuple(Mode)
    """The modes that the user can choose; with one of them there is nothing to choose."""
    passed_over: Mode | None = None
    """The user's own mode that would be in force, were it allowed."""

    @property
    def locked(self) -> bool:
        """Whether the user cannot change the mode."""
        return len(self.allowed) == 1


@dataclass(frozen=True)
class Timeouts:
    """How long silence is borne, in seconds; None: for as long as the client library bears it.

    The defaults that users get stand in the settings schema.
    """

    plain_after: float | None = None
    """In `auto`, a stream that was never seen to work and of whose answer nothing has come for this
    long, not even its head, gets a plain request beside it; the first that delivers wins."""
    silence: float | None = None
    """A stream that sends nothing for this long, at its start or in its midst, is given up."""
    plain: float | None = None
    """A plain request that is sent nothing in answer for this long is given up."""


UNLIMITED = Timeouts()
