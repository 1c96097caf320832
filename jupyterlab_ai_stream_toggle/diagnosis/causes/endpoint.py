"""An endpoint that is in trouble, or too slow."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Facts
from ..evidence import Phase
from ..words import words
from .vocabulary import AGAIN, AGAIN_OR_PLAIN, plain

_TROUBLE = words(
    r"overload|at capacity|out of memory|no free|temporarily unavailable|server is busy"
    r"|繁忙|过载|負荷",
    r"internal (?:server )?error|(?:server|provider|upstream|backend|service) (?:\w+ )?(?:had "
    r"|returned |reported )?an? (?:\w+ )?error",
    r"internal failure|service unavailable|bad gateway|something went wrong|内部错误|服务器错误",
)
_OVERLOADED = words(r"overload|at capacity|no free|busy|繁忙|过载")
_OVERLOAD_CODES = re.compile(r"overload|unavailable|capacity|engine_?busy|server_busy")
_DOWN_CODES = re.compile(
    r"internal|server_?error|api_?error|bad_?gateway|service_?unavailable|upstream"
    r"|unexpected_?error"
)


# Said by an endpoint that answers: it is a gateway, and means those behind it.
_UPSTREAM = words(
    r"connection (?:error|refused|reset|aborted|failed|terminat\w+|timed? ?out)|connect call failed"
    r"|connect error|(?:can|could)(?: ?not|n't) (?:connect|reach|be reached|resolve)"
    r"|(?:failed|unable) to (?:connect|reach|resolve)|connection attempts failed|econnrefused"
    r"|no (?:healthy|available|live) (?:upstream|backend|worker|server|host)s?"
    r"|(?:upstream|backend)\b[^.\n]{0,30}(?:unavailable|unreachable|\bdown\b|refused|disconnect)"
    r"|name or service not known|getaddrinfo|name resolution|no route to host|is unreachable"
    r"|certificate[ _]verify[ _]failed|nicht erreichbar|injoignable|no (?:se puede|disponible)"
    r"|недоступ\w+|连接(?:失败|被拒绝|超时|错误)|无法连接|不可达"
    r"|接続(?:でき|エラー|拒否)|연결할 수 없",
)


def _cannot_reach_its_own(case: Case, _: Facts | None = None) -> bool:
    return case.evidence.upstream and case.says(_UPSTREAM)


def _down(case: Case) -> bool:
    status = case.evidence.status
    if status is not None and status >= 500:
        return True
    if _cannot_reach_its_own(case):
        return True
    if case.code(_OVERLOAD_CODES) or (status is None and case.code(_DOWN_CODES)):
        return True
    return status is None and case.says(_TROUBLE)


PROVIDER_DOWN = Cause(
    id="provider-down",
    title=noted("The endpoint returned a server error"),
    explanation=noted("The endpoint failed without giving a reason."),
    hint=noted(
        "Try again later, and check the provider's status page. The error may also come from a "
        "gateway: contact its administrator."
    ),
    tried=True,
    actions=AGAIN_OR_PLAIN,
    when=_down,
    mid_stream=lambda case: case.has(529) or case.code(_OVERLOAD_CODES),
    variants=(
        Variant(
            "overloaded",
            when=lambda case, _: case.has(529) or case.says(_OVERLOADED),
            title=noted("Provider overloaded"),
            explanation=noted("The model receives more requests than it can handle."),
            hint=noted("Try again in a few minutes, or use another model."),
        ),
        Variant(
            "upstream",
            when=_cannot_reach_its_own,
            title=noted("Gateway cannot reach the model"),
            explanation=noted(
                "The endpoint reports that it cannot reach the server behind it. The address and "
                "API key are not the cause."
            ),
            hint=noted(
                "Try again later. If this keeps happening, start the model server, or contact "
                "the gateway administrator."
            ),
        ),
        Variant(
            "streamed",
            when=lambda _, facts: facts.phase is Phase.BEFORE_CONTENT,
            explanation=noted(
                "The endpoint failed on a streaming request without giving a reason."
            ),
            hint=noted(
                "Some gateways that do not support streaming fail like this: set streaming to "
                "Auto or Off to find out. If the endpoint itself has a problem, try again later."
            ),
        ),
    ),
)

_TIMEOUT = words(r"timed? ?-?out|deadline exceeded|time limit|took too long|超时|タイムアウト")
_TIMEOUT_CODES = re.compile(r"time_?-?out|deadline")


def _too_slow(case: Case) -> bool:
    if case.has(408, 504, 522, 524) or case.code(_TIMEOUT_CODES):
        return True
    if case.is_a(
        "Timeout",
        "TimeoutError",
        "TimeoutException",
        "APITimeoutError",
        "ReadTimeout",
        "ReadTimeoutError",
    ):
        return True
    return case.evidence.status in (None, 500, 502, 503, 520) and case.says(_TIMEOUT)


GATEWAY_TIMEOUT = Cause(
    id="gateway-timeout",
    title=noted("Response timed out"),
    explanation=noted("No response arrived within the time limit."),
    hint=noted(
        "The model may be slow or overloaded: try again, or ask for a shorter response. If only "
        "long responses fail, raise the time limit of the gateway or proxy."
    ),
    actions=AGAIN,
    when=_too_slow,
    variants=(
        Variant(
            "plain",
            when=plain,
            hint=noted(
                "A non-streaming response arrives only when it is complete. With streaming On or "
                "Auto, the first words arrive sooner, which satisfies most time limits. You can "
                "also ask for a shorter response, or have the time limit raised."
            ),
        ),
        Variant(
            "gateway",
            when=lambda case, _: case.evidence.status is not None and case.evidence.status >= 500,
            explanation=noted("A gateway stopped waiting for the model."),
            hint=noted(
                "Try again, or ask for a shorter response. If only long responses fail, ask the "
                "gateway administrator for a longer time limit."
            ),
        ),
    ),
)

NO_RESPONSE = Cause(
    id="no-response",
    title=noted("No response"),
    explanation=noted(
        "The endpoint accepted a non-streaming request and sent no response. The request was "
        "canceled."
    ),
    hint=noted(
        "Check that the model is running, then try again. If it needs more time, raise the "
        "non-streaming timeout in the settings of AI Streaming."
    ),
    actions=AGAIN,
    when=lambda case: case.is_a("PlainSilent"),
)
