"""What goes over the REST interface, written once.

`make generate` describes the interface in `docs/openapi.json` with these models, and makes the
TypeScript types in `src/api/wire.ts` of that.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType  # pydantic's own dependency

from ..capability.record import Evidence
from ..checks.exchange import Asker, RequestKind
from ..checks.result import CheckState, Outcome
from ..diagnosis.diagnosis import Action, Severity
from ..diagnosis.evidence import Phase
from ..modes import Delivery, Mode, Source

ProviderId = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[^:\s\x00-\x1f\x7f]+$")]
ModelId = Annotated[
    str, Field(min_length=1, max_length=256, pattern=r"^[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]*)$")
]


class _OneOfTheCauses:
    """Describes the id of a cause. A server that has not failed never loads the causes."""

    @staticmethod
    def __get_pydantic_json_schema__(*_: Any) -> dict[str, Any]:
        from ..diagnosis.order import CAUSES

        return {
            "description": "What went wrong. The values are stable: help pages and settings refer "
            "to them.",
            "enum": list(CAUSES),
            "title": "Cause",
            "type": "string",
        }


Cause = TypeAliasType("Cause", Annotated[str, _OneOfTheCauses()])


class WireModel(BaseModel):
    """Base of everything on the wire: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class JupyterAi(WireModel):
    """Which Jupyter AI was found beside the extension."""

    generation: Literal["none", "v2", "v3", "unknown"]
    version: str | None = Field(description="Version of the `jupyter-ai` package, if installed.")


class WhyNot(WireModel):
    """Why the switch has no effect."""

    id: str = Field(description="Stable kebab-case id of the reason.")
    text: str = Field(description="One sentence for a person.")


class Limit(WireModel):
    """Something that the switch does not change, although it is in effect."""

    id: str = Field(description="Stable kebab-case id of the limit.")
    text: str = Field(description="One sentence for a person.")


class Target(WireModel):
    """What a mode or a capability is about."""

    provider: str
    model: str
    endpoint: str | None = Field(description="URL without query and credentials.")
    api_version: str | None


class Learned(WireModel):
    """What a reply showed about the way a model can be asked. Times are ISO 8601, in UTC."""

    id: str = Field(description="For `DELETE capabilities/ID`.")
    delivery: Delivery
    evidence: Evidence
    first_seen: str
    last_seen: str
    expires: str = Field(description="When a stream is tried again.")
    marks_end: bool | None = Field(
        description="Whether its streams mark their end; false: a response that is cut off cannot "
        "be told from a whole one. Null where it is not known."
    )


class Decision(WireModel):
    """The mode in force, who decided it and the delivery that follows."""

    mode: Mode
    source: Source
    locked: bool
    lock_reason: str | None
    delivery: Delivery
    learned: Learned | None = Field(
        description="Why it is this delivery; null where nothing is known, or the mode decides."
    )


class Status(WireModel):
    """Answer to `GET status`."""

    version: str = Field(description="Version of this extension.")
    jupyter_ai: JupyterAi
    in_effect: bool
    why_not: WhyNot | None
    limits: list[Limit] = Field(description="Where the switch has no effect; empty for most.")
    target: Target | None = Field(description="The chat model chosen in Jupyter AI.")
    decision: Decision | None = Field(description="The decision about `target`.")
    settings_error: str | None = Field(
        description="What is wrong with the settings file; the last good modes stay in force."
    )
    settings_damaged: bool = Field(
        description="Whether that is its content, which `POST recovery` brings back."
    )


class Recovery(WireModel):
    """Answer to `GET recovery`: a damaged settings file, and what would stand in its place."""

    path: str
    problem: str | None = Field(description="One sentence; null: nothing is damaged.")
    last_good: str | None = Field(
        description="When the last good settings were saved, in ISO 8601, in UTC. Null: there is "
        "no copy; the settings would be as after installation."
    )
    differences: list[str] = Field(
        description="From what stands there to what would: lines that begin with -, + or a blank."
    )


class Recovered(WireModel):
    """Answer to `POST recovery`."""

    kept_as: str = Field(description="Where the damaged file is now.")
    from_copy: bool = Field(
        description="Whether the last good settings are back; false: they are as after "
        "installation."
    )


class ModelEntry(WireModel):
    """A model that has a mode of its own."""

    id: str
    mode: Mode | None = Field(description="The user's own setting; null where it is inherited.")
    decision: Decision


class ProviderEntry(WireModel):
    """A provider Jupyter AI knows, or one that has a mode."""

    id: str
    name: str
    in_use: bool = Field(description="The chosen chat or completion model is of this provider.")
    configured: bool = Field(description="Has a key, fields or a chosen model in Jupyter AI.")
    mode: Mode | None = Field(description="The user's own setting; null where it is inherited.")
    decision: Decision
    models: list[ModelEntry]


class Providers(WireModel):
    """Answer to `GET providers`."""

    default: Decision = Field(description="For a provider and model without a mode of their own.")
    providers: list[ProviderEntry]


class Capability(Learned):
    """What is known about one way of reaching a model."""

    provider: str
    model: str
    endpoint: str | None = Field(description="URL without query and credentials.")
    api_version: str | None
    tools: bool = Field(description="Whether it is about calls that offer tools.")


class Capabilities(WireModel):
    """Answer to `GET capabilities`: the one seen last first."""

    capabilities: list[Capability]


class Forgotten(WireModel):
    """Answer to `DELETE capabilities`."""

    forgotten: int = Field(description="How many were known.")


class Failure(WireModel):
    """One kind of failure of one model, with what a person is told about it.

    Texts are in the user's language. Nothing in it is a secret. Times are ISO 8601, in UTC.
    """

    id: str = Field(description="For `DELETE failures/ID`.")
    diagnosis: Cause = Field(description="Names the section in docs/troubleshooting.md.")
    severity: Severity
    title: str = Field(description="A few words.")
    explanation: str = Field(description="What happened.")
    hint: str = Field(description="What to do.")
    actions: list[Action] = Field(description="What buttons can offer, the best first.")
    provider: str
    model: str
    endpoint: str | None = Field(description="URL without query and credentials.")
    api_version: str | None
    phase: Phase
    status: int | None = Field(description="HTTP status.")
    code: str | None = Field(description="The most telling of the endpoint's own codes.")
    content_type: str | None
    parameter: str | None = Field(description="The parameter that the endpoint complains of.")
    wait: float | None = Field(description="Seconds that the endpoint asks to wait.")
    raw: str = Field(description="The client library's words, without secrets.")
    count: int = Field(description="How often it was seen.")
    first_seen: str
    last_seen: str


class Failures(WireModel):
    """Answer to `GET failures`: the one seen last first, 20 at most."""

    failures: list[Failure]


class Dismissed(WireModel):
    """Answer to `DELETE failures`."""

    dismissed: int = Field(description="How many there were.")


class ModeChange(WireModel):
    """Body of `PUT modes`."""

    provider: ProviderId | None = Field(description="null: the default for all providers.")
    model: ModelId | None = None
    mode: Mode | None = Field(description="null: inherit.")


class ModeChanged(WireModel):
    """Answer to `PUT modes`."""

    provider: str | None
    model: str | None
    mode: Mode | None
    decision: Decision


class CheckRequest(WireModel):
    """Body of `POST checks`. What is given stands in for what is saved; nothing of it is kept."""

    live: bool = Field(default=False, description="Contact the endpoint, with a few requests.")
    provider: ProviderId | None = None
    model: ModelId | None = None
    endpoint: Annotated[str, Field(min_length=1, max_length=2048)] | None = None
    api_version: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    api_key: Annotated[str, Field(min_length=1, max_length=8192)] | None = None


class CheckFigure(WireModel):
    """Something that was looked at."""

    name: str
    value: str


class CheckResult(WireModel):
    """What one check found. Texts are in the user's language; nothing in it is a secret."""

    id: str = Field(description="Stable kebab-case id of the check.")
    title: str
    outcome: Outcome
    explanation: str
    hint: str | None = Field(description="What to do; null where nothing is to be done.")
    figures: list[CheckFigure]


class CheckExchange(WireModel):
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


class CheckVerdict(WireModel):
    """What a check means for chat."""

    text: str = Field(description="One sentence.")
    works: bool | None = Field(description="null: it was not tried.")
    recommended: Mode | None = Field(description="The mode to set; null where none is better.")
    provider: str | None
    model: str | None


class CheckRun(WireModel):
    """Answer to `POST checks`, `GET checks/ID` and `DELETE checks/ID`."""

    id: str
    live: bool
    live_requests: int = Field(description="How many short requests a live check sends.")
    state: CheckState
    total: int = Field(description="How many results there will be.")
    results: list[CheckResult]
    comparison: list[CheckExchange]
    differences: list[str]
    verdict: CheckVerdict | None = Field(description="null until it is done.")
    ask_administrator: list[str] = Field(description="What to ask the endpoint's owner for.")
    report: str | None = Field(description="All of it in Markdown; null until it is done.")


class Problem(WireModel):
    """Body of every answer that is not a success."""

    message: str = Field(description="What is wrong, in one sentence.")
    reason: str | None = Field(default=None, description="Why it is refused, such as a lock's.")
    field: str | None = None
    value: str | None = Field(default=None, description="The offending value, as JSON text.")
    allowed: list[str] | None = None
    next_step: str | None = None
