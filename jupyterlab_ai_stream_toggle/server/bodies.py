"""What goes over the REST interface, written once.

`make generate` describes the interface in `docs/openapi.json` with these models, and makes the
TypeScript types in `src/api/wire.ts` of that.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType  # pydantic's own dependency

from ..capability.record import Evidence
from ..diagnosis.diagnosis import Action, Severity
from ..diagnosis.evidence import Phase
from ..jupyter_ai.reach import Obeying, Reach
from ..modes import Delivery, Mode, Outlook, Source

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


class Body(BaseModel):
    """Base of everything on the wire: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class JupyterAi(Body):
    """Which Jupyter AI was found beside the extension."""

    generation: Literal["none", "v2", "v3", "unknown"]
    version: str | None = Field(description="Version of the `jupyter-ai` package, if installed.")


class WhyNot(Body):
    """Why the switch has no effect."""

    id: str = Field(description="Stable kebab-case id of the reason.")
    text: str = Field(description="One sentence for a person.")


class Limit(Body):
    """Something that the switch does not change, although it is in effect."""

    id: str = Field(description="Stable kebab-case id of the limit.")
    text: str = Field(description="One sentence for a person.")


class Governed(Body):
    """A class of models that obey the switch."""

    name: str = Field(description="Module and class.")
    package: str
    version: str | None = Field(description="Null where it is part of no installed package.")
    obeying: Obeying = Field(
        description="`all`: each of its models, and those of classes that inherit from it. "
        "`of-jupyter-ai`: those that Jupyter AI makes. `passed`: those passed to `govern`."
    )


class OutOfReach(Body):
    """Something installed that talks to models by a way of its own."""

    id: str = Field(description="Stable kebab-case id.")
    package: str
    version: str
    text: str = Field(description="One sentence for a person.")


class Persona(Body):
    """Who answers in an open chat of Jupyter AI 3."""

    id: str = Field(description="As chats name it in `to_persona`.")
    name: str
    reach: Reach = Field(
        description="`governed`: its models obey. `own`: it talks to its model by itself. "
        "`unknown`: it has not answered yet, or without a model that is known here."
    )


class Target(Body):
    """What a mode or a capability is about."""

    provider: str
    model: str
    endpoint: str | None = Field(description="URL without query and credentials.")
    api_version: str | None


class Learned(Body):
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
    breaks: int = Field(description="Streams in a row that broke off after a good beginning.")
    broken_at: str | None = Field(description="When the last of these did.")
    from_administrator: bool = Field(
        description="Whether it was not found out here, but handed to all users."
    )


class Decision(Body):
    """The mode in force, who decided it and what follows for the next reply."""

    mode: Mode
    source: Source
    locked: bool = Field(description="Whether the user has nothing to choose.")
    lock_reason: str | None = Field(
        description="The administrator's words, where not all modes are allowed."
    )
    allowed: list[Mode] = Field(description="The modes that the user can choose.")
    passed_over: Mode | None = Field(
        description="The user's own mode that would be in force, were it allowed."
    )
    delivery: Delivery = Field(description="How the next reply is asked for.")
    outlook: Outlook = Field(description="What will become of it.")
    learned: Learned | None = Field(
        description="What is known of the model, whatever the mode; null where nothing is."
    )


class Status(Body):
    """Answer to `GET status`."""

    version: str = Field(description="Version of this extension.")
    jupyter_ai: JupyterAi
    in_effect: bool
    why_not: WhyNot | None
    limits: list[Limit] = Field(description="Where the switch has no effect; empty for most.")
    governed: list[Governed] = Field(description="Whose models obey, by their classes.")
    out_of_reach: list[OutOfReach] = Field(description="What is installed and does not.")
    personas: list[Persona] = Field(description="Who answers in the chats that are open.")
    target: Target | None = Field(
        description="The chat model chosen in Jupyter AI, or that of `persona`."
    )
    persona: str | None = Field(
        description="Who asks `target` in the browser; null: it is asked by this server."
    )
    decision: Decision | None = Field(description="The decision about `target`.")
    settings_error: str | None = Field(
        description="What is wrong with the settings file; the last good modes stay in force."
    )
    settings_damaged: bool = Field(
        description="Whether that is its content, which `POST recovery` brings back."
    )


class Recovery(Body):
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


class Recovered(Body):
    """Answer to `POST recovery`."""

    kept_as: str = Field(description="Where the damaged file is now.")
    from_copy: bool = Field(
        description="Whether the last good settings are back; false: they are as after "
        "installation."
    )


class ModelEntry(Body):
    """A model that has a mode of its own."""

    id: str
    mode: Mode | None = Field(description="The user's own setting; null where it is inherited.")
    inherited: Mode = Field(description="The mode without the user's own setting.")
    decision: Decision


class ModelsLock(Body):
    """A lock of the models whose names fit a pattern."""

    pattern: str = Field(description="In which `*` stands for any characters.")
    allowed: list[Mode]
    reason: str


class ProviderEntry(Body):
    """A provider Jupyter AI knows, or one that has a mode."""

    id: str
    name: str
    in_use: bool = Field(description="The chosen chat or completion model is of this provider.")
    configured: bool = Field(description="Has a key, fields or a chosen model in Jupyter AI.")
    mode: Mode | None = Field(description="The user's own setting; null where it is inherited.")
    inherited: Mode = Field(description="The mode without the user's own setting.")
    decision: Decision
    models: list[ModelEntry]
    locks: list[ModelsLock] = Field(description="Of models that are not named one by one.")


class Providers(Body):
    """Answer to `GET providers`."""

    default: Decision = Field(description="For a provider and model without a mode of their own.")
    inherited: Mode = Field(description="The default without the user's own.")
    providers: list[ProviderEntry]


class Capability(Learned):
    """What is known about one way of reaching a model."""

    provider: str
    model: str
    endpoint: str | None = Field(description="URL without query and credentials.")
    api_version: str | None
    tools: bool = Field(description="Whether it is about calls that offer tools.")
    mode: Mode = Field(description="The mode in force for the model.")
    outlook: Outlook = Field(description="What that mode leads to.")


class Capabilities(Body):
    """Answer to `GET capabilities`: the one seen last first."""

    capabilities: list[Capability]


class Forgotten(Body):
    """Answer to `DELETE capabilities`."""

    forgotten: int = Field(description="How many were known.")


class Failure(Body):
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
    persona: str | None = Field(
        description="Who asks this model in the browser; null: it is asked by this server."
    )
    endpoint: str | None = Field(description="URL without query and credentials.")
    api_version: str | None
    phase: Phase
    status: int | None = Field(description="HTTP status.")
    code: str | None = Field(description="The most telling of the endpoint's own codes.")
    content_type: str | None
    parameter: str | None = Field(description="The parameter that the endpoint complains of.")
    wait: float | None = Field(description="Seconds that the endpoint asks to wait.")
    request: str | None = Field(
        description="Where the request went, as it was seen on the wire: URL without query and "
        "credentials. Null where nothing was seen: what is told then comes from the client library."
    )
    redirected: str | None = Field(description="Where it was sent on to, in the same form.")
    answer: str = Field(description="Of the answer as it was seen on the wire, without secrets.")
    raw: str = Field(description="The client library's words, without secrets.")
    count: int = Field(description="How often it was seen.")
    first_seen: str
    last_seen: str


class Failures(Body):
    """Answer to `GET failures`: the one seen last first, 20 at most."""

    failures: list[Failure]


class Dismissed(Body):
    """Answer to `DELETE failures`."""

    dismissed: int = Field(description="How many there were.")


class ModeChange(Body):
    """Body of `PUT modes`."""

    provider: ProviderId | None = Field(description="null: the default for all providers.")
    model: ModelId | None = None
    mode: Mode | None = Field(description="null: inherit.")


class ModeChanged(Body):
    """Answer to `PUT modes`."""

    provider: str | None
    model: str | None
    mode: Mode | None
    decision: Decision


class Problem(Body):
    """Body of every answer that is not a success."""

    message: str = Field(description="What is wrong, in one sentence.")
    reason: str | None = Field(default=None, description="Why it is refused, such as a lock's.")
    field: str | None = None
    value: str | None = Field(default=None, description="The offending value, as JSON text.")
    allowed: list[str] | None = None
    next_step: str | None = None
