"""Streams that are refused, asked for, held back or broken off."""

from __future__ import annotations

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Action, Disproof, Facts, Severity
from ..evidence import Phase
from ..wording import speaks_of_a_scope_for_streams
from ..words import words
from .permission import PERMISSION_CODES, VERIFICATION, is_denied
from .vocabulary import AGAIN_OR_PLAIN, PLAIN

_ANY_TOOL = words(r"\btools?\b|function")
_POLICY = words(r"polic|guardrail|mask")

STREAMING_NOT_SUPPORTED = Cause(
    id="streaming-not-supported",
    title=noted("Streaming not supported"),
    explanation=noted("The endpoint rejects streaming requests for this model."),
    hint=noted(
        "Set streaming to Auto or Off for this model. Responses will arrive all at once; nothing "
        "else changes."
    ),
    disproof=Disproof.CHAT,
    actions=PLAIN,
    variants=(
        Variant(
            "verification",
            when=lambda case, _: case.says(VERIFICATION),
            explanation=noted(
                "The provider allows streaming for this model only to verified organizations."
            ),
            hint=noted(
                "Set streaming to Auto or Off for this model, or verify the organization in the "
                "provider's settings. Verification can take a while to apply."
            ),
        ),
        Variant(
            "tools",
            when=lambda case, _: case.says(_ANY_TOOL),
            explanation=noted("The endpoint rejects streaming requests that offer tools."),
        ),
        Variant(
            "policy",
            when=lambda case, _: case.says(_POLICY),
            explanation=noted("A policy or guardrail blocks streaming for this model."),
        ),
    ),
)

STREAM_OPTIONS_NOT_SUPPORTED = Cause(
    id="stream-options-not-supported",
    title=noted("stream_options not supported"),
    explanation=noted(
        "The endpoint supports streaming but rejects stream_options, the field that requests "
        "token counts. Older API versions of Azure OpenAI do this."
    ),
    hint=noted(
        "Set streaming to Auto, which omits the field where it is rejected. A newer API version "
        "may also support it."
    ),
    disproof=Disproof.CHAT,
    actions=(Action.USE_PLAIN, Action.OPEN_SETTINGS),
)

# An action of a cloud's access rules, such as `service:Operation`, whose name speaks of streaming.
_STREAMING_ACTION = words(
    r"\b[a-z][\w-]{1,40}:\w{0,40}stream\w*",
    r"\b(?:InvokeModelWithResponseStream|ConverseStream|streamGenerateContent)\b",
)


def _no_permission_to_stream(case: Case) -> bool:
    # Asked of refusals of streaming alone, so a code that speaks of permission is enough.
    if is_denied(case) and (
        case.says(_STREAMING_ACTION) or speaks_of_a_scope_for_streams(case.evidence.text)
    ):
        return True
    # Of a gateway's rule, whose code says no more than 403 does.
    return case.has(403) and case.code(PERMISSION_CODES) and not case.says(_POLICY)


STREAMING_PERMISSION_DENIED = Cause(
    id="streaming-permission-denied",
    title=noted("Streaming permission denied"),
    explanation=noted(
        "The API key does not have permission for streaming. Non-streaming requests may be allowed."
    ),
    hint=noted(
        "Set streaming to Auto or Off for this model, or ask your administrator to allow the "
        "streaming operation named in the details."
    ),
    disproof=Disproof.CHAT,
    actions=PLAIN,
    when=_no_permission_to_stream,
)


def _for_a_parameter(_: Case, facts: Facts) -> bool:
    return bool(facts.parameter) and facts.parameter not in ("stream", "None")


STREAMING_REQUIRED = Cause(
    id="streaming-required",
    title=noted("Streaming required"),
    explanation=noted(
        "The endpoint rejected a non-streaming request: it supports only streaming for this model."
    ),
    hint=noted(
        "Set streaming to Auto or On for this model. If your administrator locked it to Off, "
        "only they can change it."
    ),
    actions=(Action.TRY_STREAMING,),
    parameter=lambda case: case.parameter,
    variants=(
        Variant(
            "parameter",
            when=_for_a_parameter,
            hint=noted(
                "Set streaming to Auto or On for this model, or change the parameter "
                "{parameter}, which the endpoint supports only with streaming."
            ),
        ),
    ),
)

_TOO_EARLY = words(
    r"incomplete chunked read|peer closed|ended? (?:too )?early|before (?:the )?(?:response"
    r"|answer|message) (?:was )?complete"
)


def was_closed(case: Case) -> bool:
    """Whether the connection had come about, and was closed too early."""
    too_early = case.evidence.status is None and case.says(_TOO_EARLY)
    return case.evidence.connection_lost or too_early


def _reported(case: Case, _: Facts) -> bool:
    evidence = case.evidence
    said = evidence.codes or case.is_a("APIError", "APIStatusError", "EventStreamError")
    return bool(said) and not (evidence.is_network or evidence.ended_early)


STREAM_INTERRUPTED = Cause(
    id="stream-interrupted",
    title=noted("Response interrupted"),
    explanation=noted("Streaming stopped before the response was complete."),
    hint=noted(
        "Try again. If this keeps happening, a gateway with a time limit may cut long responses: "
        "turn off streaming for this model."
    ),
    tried=True,
    disproof=Disproof.CHAT,
    actions=AGAIN_OR_PLAIN,
    severity=Severity.WARNING,
    when=was_closed,
    mid_stream=lambda case: case.evidence.connection_lost,
    variants=(
        Variant(
            "early",
            when=lambda _, facts: facts.phase is Phase.BEFORE_CONTENT,
            title=noted("Connection closed"),
            explanation=noted("The connection was closed before the response started."),
            hint=noted(
                "Try again. If this keeps happening, the endpoint or a gateway closes streaming "
                "connections: set streaming to Auto or Off."
            ),
        ),
        Variant(
            "silent",
            when=lambda case, _: case.is_a("StreamSilent"),
            explanation=noted("The endpoint stopped sending data, and the request timed out."),
            hint=noted(
                "Try again. If the model needs long pauses, increase the stream idle timeout in "
                "the AI Streaming settings. If a gateway holds back data, turn off streaming."
            ),
        ),
        Variant(
            "reported",
            when=_reported,
            explanation=noted(
                "The endpoint reported an error during the response; the details quote it."
            ),
        ),
    ),
)

STREAM_SILENT = Cause(
    id="stream-silent",
    title=noted("No data received"),
    explanation=noted("The endpoint accepted the streaming request but sent no data."),
    hint=noted(
        "A gateway may hold back the response until it is complete: set streaming to Auto or "
        "Off. If the model is slow to start, increase the stream idle timeout in the AI "
        "Streaming settings."
    ),
    tried=True,
    disproof=Disproof.CHAT,
    actions=AGAIN_OR_PLAIN,
    when=lambda case: case.is_a("StreamSilent"),
)
