"""Bodies of requests and answers about models that are called in the browser."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..browser.failed import FailureKind
from ..capability.record import Evidence
from ..diagnosis.evidence import Phase
from ..modes import Mode
from .bodies import Body, Cause, ModelId, ProviderId

BrowserDelivery = Literal["stream", "plain"]


class BrowserModel(Body):
    """Body of `POST browser/plans`: who is about to be asked, and by whom."""

    persona: Annotated[str, Field(min_length=1, max_length=128)] = Field(
        description="By the name that the chat shows."
    )
    provider: ProviderId
    model: ModelId
    endpoint: Annotated[str, Field(min_length=1, max_length=2048)] | None = Field(
        default=None, description="Base URL; null: the provider's own."
    )
    tools: bool = Field(default=False, description="Whether tools are offered with the call.")
    key_mark: Annotated[str, Field(pattern=r"^[0-9a-f]{4}$")] | None = Field(
        default=None, description="Tells one API key from another, and nothing of either."
    )


class BrowserPlan(Body):
    """Answer to `POST browser/plans`: how the next reply is to be fetched. Times are in seconds."""

    mode: Mode
    delivery: BrowserDelivery = Field(description="What to begin with.")
    proven: bool = Field(description="Whether this is known to work.")
    plain_after: float | None = Field(
        description="Silence after which a plain request is made beside a stream; null: never."
    )
    silence: float | None = Field(
        description="Silence after which a stream is given up; null: never."
    )
    at: float = Field(description="The server's time, for `asked_at`.")


class BrowserAnswer(BrowserModel):
    """Body of `POST browser/answers`: what came.

    With `delivery`, a request brought its first content; without, a whole answer has come.
    """

    delivery: BrowserDelivery | None = None
    evidence: Evidence | None = Field(
        default=None, description="Why it was this one, as the verdict about a failure said it."
    )
    marked: bool = Field(default=False, description="A stream has ended, and said why.")
    as_chat: bool = Field(
        default=True, description="It was asked for as the switch has it, not by the caller itself."
    )


class BrowserNoted(Body):
    """Answer to `POST browser/answers`."""

    learned: bool = Field(description="Whether it counts for later replies, as in `auto`.")


class BrowserFailure(BrowserModel):
    """Body of `POST browser/failures`: what was seen of a request that failed.

    Headers with credentials, the request and what the user wrote have no place in it.
    """

    kind: FailureKind
    phase: Phase
    asked_at: float = Field(default=0.0, description="`at` of the plan.")
    url: Annotated[str, Field(max_length=2048)] = ""
    status: Annotated[int, Field(ge=100, le=599)] | None = None
    content_type: Annotated[str, Field(max_length=256)] | None = None
    retry_after: Annotated[str, Field(max_length=64)] | None = None
    body: Annotated[str, Field(max_length=20_000)] = Field(
        default="", description="The beginning of the answer."
    )
    message: Annotated[str, Field(max_length=4_000)] = Field(
        default="", description="The client library's words."
    )
    reason: Annotated[str, Field(max_length=64)] = Field(
        default="", description="The finish reason, where there was one."
    )
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(
        default=0.0, description="How long silence was borne."
    )


class BrowserVerdict(Body):
    """Answer to `POST browser/failures`. Texts are in the user's language, without secrets."""

    next: Literal["plain", "stream", "tell"] = Field(
        description="Ask again in this way; `tell`: another request would bring nothing else."
    )
    evidence: Evidence | None = Field(
        description="For `browser/answers`, if that request is answered."
    )
    diagnosis: Cause | None = Field(description="null unless it is to be told, as are the texts.")
    title: str | None
    explanation: str | None
    hint: str | None
