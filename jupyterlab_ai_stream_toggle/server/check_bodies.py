"""Bodies of requests and answers about connection checks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..checks.exchange import Asker, RequestKind
from ..checks.result import CheckState, Outcome
from ..modes import Mode
from .bodies import Body, ModelId, ProviderId


class CheckRequest(Body):
    """Body of `POST checks`. What is given stands in for what is saved; nothing of it is kept."""

    live: bool = Field(default=False, description="Contact the endpoint, with a few requests.")
    provider: ProviderId | None = None
    model: ModelId | None = None
    endpoint: Annotated[str, Field(min_length=1, max_length=2048)] | None = None
    api_version: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    api_key: Annotated[str, Field(min_length=1, max_length=8192)] | None = None


class CheckFigure(Body):
    """Something that was looked at."""

    name: str
    value: str


class CheckResult(Body):
    """What one check found. Texts are in the user's language; nothing in it is a secret."""

    id: str = Field(description="Stable kebab-case id of the check.")
    title: str
    outcome: Outcome
    explanation: str
    hint: str | None = Field(description="What to do; null where nothing is to be done.")
    figures: list[CheckFigure]


class CheckExchange(Body):
    """One of the requests of a live check. null: it could not be seen."""

    kind: RequestKind
    by: Asker
    url: str | None = Field(description="Without credentials, and without query but api-version.")
    status: int | None = Field(description="HTTP status.")
    content_type: str | None
    first_byte_ms: float | None
    total_ms: float | None
    chunks: int | None = Field(description="Events with data; null for what is no event stream.")
    usage: bool | None = Field(description="Whether the number of tokens was told.")
    problem: str | None = Field(description="A few words; null where an answer came.")


class CheckVerdict(Body):
    """What a check means for chat."""

    text: str = Field(description="One sentence.")
    works: bool | None = Field(description="null: it was not tried.")
    recommended: Mode | None = Field(description="The mode to set; null where none is better.")
    provider: str | None
    model: str | None


class CheckRun(Body):
    """Answer to `POST checks`, `GET checks/ID` and `DELETE checks/ID`."""

    id: str
    live: bool
    live_requests: int = Field(description="How many requests a live check sends at most.")
    state: CheckState
    total: int = Field(description="How many results there will be.")
    results: list[CheckResult]
    comparison: list[CheckExchange]
    differences: list[str]
    verdict: CheckVerdict | None = Field(description="null until it is done.")
    ask_administrator: list[str] = Field(description="What to ask the endpoint's owner for.")
    report: str | None = Field(description="All of it in Markdown; null until it is done.")
