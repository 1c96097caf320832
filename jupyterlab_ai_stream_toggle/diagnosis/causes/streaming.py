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
from .vocabulary import PLAIN

_ANY_TOOL = words(r"\btools?\b|function")
_POLICY = words(r"polic|guardrail|mask")

STREAMING_NOT_SUPPORTED = Cause(
    id="streaming-not-supported",
    title=noted("The endpoint does not stream"),
    explanation=noted(
        "The endpoint, or the model behind it, refuses to send its answer as a stream."
    ),
    hint=noted(
        "Set streaming to off or auto for this model: a whole answer is asked for instead, "
        "and everything else stays the same."
    ),
    disproof=Disproof.CHAT,
    actions=PLAIN,
    variants=(
        Variant(
            "verification",
            when=lambda case, _: case.says(VERIFICATION),
            explanation=noted(
                "The provider streams this model only to organisations that it has verified."
            ),
            hint=noted(
                "Set streaming to off or auto for this model, which works at once; or have the "
                "organisation verified in the provider's settings, which can take a while to "
                "count."
            ),
        ),
        Variant(
            "tools",
            when=lambda case, _: case.says(_ANY_TOOL),
            explanation=noted(
                "The endpoint refuses to stream an answer to a request that offers tools."
            ),
        ),
        Variant(
            "policy",
            when=lambda case, _: case.says(_POLICY),
            explanation=noted(
                "A policy or a guardrail on the way to the model does not let streams through."
            ),
        ),
    ),
)

STREAM_OPTIONS_NOT_SUPPORTED = Cause(
    id="stream-options-not-supported",
    title=noted("The endpoint does not know stream_options"),
    explanation=noted(
        "The endpoint streams, but refuses the field stream_options, with which the number of "
        "tokens is asked for. Older API versions of Azure OpenAI do so."
    ),
    hint=noted(
        "Set streaming to auto: the field is left out where it is refused. A newer API version "
        "helps as well, if the endpoint has one."
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
    title=noted("Streaming is not permitted with this key"),
    explanation=noted(
        "The request was refused because permission for the streaming operation is missing. "
        "The operation without streaming may well be permitted."
    ),
    hint=noted(
        "Set streaming to off or auto for this model; or ask whoever manages access to permit "
        "the streaming operation that the details name."
    ),
    disproof=Disproof.CHAT,
    actions=PLAIN,
    when=_no_permission_to_stream,
)


def _for_a_parameter(_: Case, facts: Facts) -> bool:
    return bool(facts.parameter) and facts.parameter not in ("stream", "None")


STREAMING_REQUIRED = Cause(
    id="streaming-required",
    title=noted("The endpoint answers with streams only"),
    explanation=noted(
        "A whole answer was asked for, and the endpoint refuses to give one in this case."
    ),
    hint=noted(
        "Set streaming to auto or on for this model. If an administrator has locked it to off, "
        "only they can change that."
    ),
    actions=(Action.TRY_STREAMING,),
    parameter=lambda case: case.parameter,
    variants=(
        Variant(
            "parameter",
            when=_for_a_parameter,
            hint=noted(
                "Set streaming to auto or on for this model; or change the parameter "
                "{parameter}, which the endpoint takes only together with a stream."
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
    title=noted("The answer was interrupted"),
    explanation=noted("The stream broke off before the answer was complete."),
    hint=noted(
        "Ask again. If it keeps happening, something between here and the model cuts long "
        "streams, such as a gateway with a time limit: set streaming to off, so that the "
        "answer is fetched in one piece."
    ),
    tried=True,
    disproof=Disproof.CHAT,
    actions=PLAIN,
    severity=Severity.WARNING,
    when=was_closed,
    mid_stream=lambda case: case.evidence.connection_lost,
    variants=(
        Variant(
            "early",
            when=lambda _, facts: facts.phase is Phase.BEFORE_CONTENT,
            title=noted("The connection was closed"),
            explanation=noted("The connection was closed before any of the answer had come."),
            hint=noted(
                "Ask again. If it keeps happening, the endpoint, or a gateway on the way to "
                "it, closes streams: set streaming to off or auto, so that the answer is "
                "fetched in one piece."
            ),
        ),
        Variant(
            "silent",
            when=lambda case, _: case.is_a("StreamSilent"),
            explanation=noted("The stream fell silent, and was given up after a while."),
            hint=noted(
                "Ask again. If the model needs long pauses, raise the longest silence in the "
                "settings; if something on the way holds the stream up, set streaming to off."
            ),
        ),
        Variant(
            "reported",
            when=_reported,
            explanation=noted(
                "The endpoint reported an error in the midst of its answer; the details quote it."
            ),
        ),
    ),
)

STREAM_SILENT = Cause(
    id="stream-silent",
    title=noted("The endpoint sends nothing"),
    explanation=noted("The endpoint accepted the request for a stream and then stayed silent."),
    hint=noted(
        "Something on the way may hold the stream back until it is complete: set streaming to "
        "off or auto. Or the model is slow to begin: then raise the longest silence in the "
        "settings."
    ),
    tried=True,
    disproof=Disproof.CHAT,
    actions=PLAIN,
    when=lambda case: case.is_a("StreamSilent"),
)
