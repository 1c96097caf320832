"""An endpoint that is in trouble, or too slow."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Facts
from ..evidence import Phase
from ..words import words
from .vocabulary import CHECK, PLAIN, plain

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
    title=noted("The endpoint is in trouble"),
    explanation=noted("The endpoint failed, and does not say why."),
    hint=noted(
        "Ask again in a while, and look at the provider's status page. Behind a gateway, the "
        "error can be the gateway's own: ask its administrator."
    ),
    tried=True,
    actions=PLAIN,
    when=_down,
    mid_stream=lambda case: case.has(529) or case.code(_OVERLOAD_CODES),
    variants=(
        Variant(
            "overloaded",
            when=lambda case, _: case.has(529) or case.says(_OVERLOADED),
            title=noted("The provider is overloaded"),
            explanation=noted("The model has more requests than it can answer."),
            hint=noted("Ask again in a few minutes, or use another model meanwhile."),
        ),
        Variant(
            "upstream",
            when=_cannot_reach_its_own,
            title=noted("The gateway cannot reach the model"),
            explanation=noted(
                "The endpoint answers, and says that it cannot reach the server behind it. Address "
                "and key are not the reason."
            ),
            hint=noted(
                "Ask again in a while. If it keeps failing, start the model's server, or tell "
                "whoever runs the gateway."
            ),
        ),
        Variant(
            "streamed",
            when=lambda _, facts: facts.phase is Phase.BEFORE_CONTENT,
            explanation=noted(
                "The endpoint failed when a stream was asked for, and does not say why."
            ),
            hint=noted(
                "Two causes are possible. Some gateways fail like this because they cannot "
                "stream: set streaming to off or auto to find out. Or the endpoint is in "
                "trouble: then ask again in a while."
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
    title=noted("The answer takes too long"),
    explanation=noted("No answer came within the time that is allowed for it."),
    hint=noted(
        "The model may be slow or overloaded: ask again, or for less. If only long answers "
        "fail, a time limit on the way is too short: raise it, or have it raised."
    ),
    actions=CHECK,
    when=_too_slow,
    variants=(
        Variant(
            "plain",
            when=plain,
            hint=noted(
                "A whole answer takes as long as all of its words: with streaming on or auto "
                "the first ones come sooner, which satisfies most time limits. Or ask for "
                "less, or have the time limit raised."
            ),
        ),
        Variant(
            "gateway",
            when=lambda case, _: case.evidence.status is not None and case.evidence.status >= 500,
            explanation=noted(
                "A gateway on the way to the model waited for an answer and gave up."
            ),
            hint=noted(
                "Ask again, or for less. If only long answers fail, ask the gateway's "
                "administrator for a longer time limit."
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
    actions=CHECK,
    when=lambda case: case.is_a("PlainSilent"),
)
