"""A failure as data: what a person is told about it, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .evidence import Phase


class Severity(str, Enum):
    """How bad a failure is."""

    ERROR = "error"
    """There is no answer, and the same request will fail again."""
    WARNING = "warning"
    """Some of the answer came, or it may work in a while."""


class Action(str, Enum):
    """What a button can offer."""

    USE_PLAIN = "use-plain"
    """Turn streaming off for the model; in a chat, ask again too."""
    TRY_STREAMING = "try-streaming"
    """Let the model stream."""
    CHECK_CONNECTION = "check-connection"
    ASK_AGAIN = "ask-again"
    """Send the same question once more, where there is a chat to send it."""
    COPY_DETAILS = "copy-details"
    HELP = "help"
    """The section of the help page that is named after the diagnosis."""
    OPEN_SETTINGS = "open-settings"
    """Jupyter AI's settings: model, key, address."""


class Disproof(str, Enum):
    """The good answer that shows a failure to be past."""

    ANSWER = "answer"
    """Any answer of the same model."""
    CHAT = "chat"
    """One that was asked for as the switch has it. What failed is a stream, and whoever asked for
    no stream by themselves has shown nothing of streams."""
    ENDPOINT = "endpoint"
    """Any answer of the same model, and of the provider's others at the same endpoint: what failed
    is a key, or the way to the endpoint, and they have it in common."""


@dataclass(frozen=True)
class Facts:
    """What was seen. Nothing in it is a secret."""

    phase: Phase
    status: int | None = None
    """HTTP status."""
    code: str | None = None
    """The most telling of the endpoint's own codes."""
    content_type: str | None = None
    parameter: str | None = None
    """The parameter of the request that the endpoint complains of."""
    wait: float | None = None
    """Seconds that the endpoint asks to wait."""
    proxied: bool | None = None
    """Whether the environment names a proxy for the endpoint; None where that is not known."""
    provider: str | None = None
    model: str | None = None
    endpoint: str | None = None
    """URL without query and credentials."""
    api_version: str | None = None
    request: str | None = None
    """Where the request went, as it was seen on the wire: URL without query and credentials. None
    where nothing was seen: what is known then comes from the client library alone."""
    redirected: str | None = None
    """Where it was sent on to, in the same form."""
    answer: str = ""
    """The beginning of the answer as it was seen on the wire, without secrets."""
    raw: str = ""
    """The error in the client library's words, without secrets; can be several lines."""


@dataclass(frozen=True)
class Diagnosis:
    """What a failure is, in the language of the user."""

    id: str
    """That of the cause: stable, and the name of its section in the help."""
    severity: Severity
    title: str
    """A few words."""
    explanation: str
    """What happened, in a sentence or two."""
    hint: str
    """What to do; where two causes are possible, both are named."""
    actions: tuple[Action, ...]
    facts: Facts
    disproof: Disproof = Disproof.ANSWER
