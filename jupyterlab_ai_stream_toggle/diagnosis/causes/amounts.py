"""More than the endpoint gives, takes or lets through."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Severity
from ..words import words
from .vocabulary import told_to_wait

RATE = words(
    r"rate.?limit|too many (?:requests|tokens)|throttl|slow down|requests? (?:limit|per)"
    r"|tokens? per"
    r"|\b(?:per|a|each) (?:second|minute|min|hour|day)\b|\b[TR]P[MDS]\b|token rate|concurren",
    r"请求过于频繁|频率|限流|速率|并发|レート制限|zu viele anfragen|trop de requ[êe]tes",
    about=(
        "limit",
        "too many",
        "throttl",
        "slow",
        "request",
        "token",
        "per",
        "each",
        "second",
        "minute",
        "hour",
        "day",
        "rpm",
        "tpm",
        "rpd",
        "tpd",
        "rps",
        "tps",
        "concurren",
        "频",
        "限流",
        "速率",
        "并发",
        "レート",
        "anfragen",
    ),
)
_TOO_LARGE_FOR_RATE = words(
    r"request too large",
    r"\b\d+ tokens? (?:in|for) (?:one|a|this|your|the) (?:single )?request"
    r"|requested \d+[^.\n]{0,20}limit \d+"
    r"|limit:? \d+[^.\n]{0,20}requested:? \d+",
    r"(?:input|output|prompt|message)s?[^.\n]{0,30}(?:shorter|reduced?|smaller)",
)
_RATE_CODES = re.compile(r"rate_?limit|throttl|too_?many_?requests|request_?limit|limitexceeded")


def _too_often(case: Case) -> bool:
    if (
        case.has(429)
        or case.code(_RATE_CODES)
        or case.is_a("RateLimitError", "ThrottlingException")
    ):
        return True
    statuses = (None, 403, 500, 502, 503)
    return case.evidence.status in statuses and case.says(RATE) and not case.evidence.parameters


RATE_LIMITED = Cause(
    id="rate-limited",
    title=noted("Rate limit reached"),
    explanation=noted(
        "The endpoint limits how many requests or tokens it accepts in a given time."
    ),
    hint=noted("Wait a minute and try again. If this happens often, request a higher limit."),
    actions=(),
    severity=Severity.WARNING,
    when=_too_often,
    mid_stream=lambda case: case.has(429) or case.code(_RATE_CODES),
    waits=True,
    variants=(
        Variant(
            "large",
            when=lambda case, _: case.says(_TOO_LARGE_FOR_RATE),
            explanation=noted("This single request exceeds the token rate limit of the endpoint."),
            hint=noted(
                "Waiting will not help: start a new chat, send less text, or lower the token "
                "limit for the response. You can also ask the provider for a higher limit."
            ),
        ),
        Variant(
            "wait",
            when=told_to_wait,
            hint=noted(
                "Try again in {wait}. If this happens often, ask the provider for a higher limit."
            ),
        ),
    ),
)

QUOTA = words(
    r"\bquota\b|\bbilling\b|\bcredits?\b[^.\n]{0,40}(?:left|exhaust|insufficient|low|used|run out"
    r"|remain|negative|too)",
    r"(?:insufficient|not enough|no|out of|low|negative|add)[^.\n]{0,12} (?:credits?|balance"
    r"|funds|budget)",
    r"(?<!load )\bbalance\b|(?<!thinking )(?<!reasoning )(?<!latency )(?<!token )\bbudget\b",
    r"\b(?:spending limit|spend limit|allowance|call volume)\b",
    r"payment required|arrears|余额|欠费|额度|充值|套餐|残高|クォータ|할당량|잔액|크레딧",
    r"\bguthaben\b|\bkontingent\b|\bcrédits?\b|\bsolde\b|\bsaldo\b|\bcuota\b|\bcota\b|\bcréditos\b"
    r"|\bквот\w+|\bбаланс\w*|недостаточно средств",  # noqa: RUF001
    about=(
        "quota",
        "billing",
        "credit",
        "balance",
        "funds",
        "budget",
        "limit",
        "allowance",
        "volume",
        "payment",
        "arrears",
        "余额",
        "欠费",
        "额度",
        "充值",
        "套餐",
        "残高",
        "クォータ",
        "할당량",
        "잔액",
        "크레딧",
        "guthaben",
        "kontingent",
        "crédit",
        "solde",
        "saldo",
        "cuota",
        "cota",
        "квот",
        "баланс",
        "средств",
    ),
)
# Said with 429 alone: other limits are none of an account.
_OF_A_PLAN = words(
    r"(?:daily|weekly|monthly|usage|plan|subscription|trial|free[- ]tier)\b[^.\n]{0,20}"
    r"\b(?:limit|cap|credits?)\b"
)
# Said of an amount that is gone: a gateway in trouble may speak of balances, too.
_SPENT = words(
    r"(?:quotas?|credits?|(?<!load )balance|funds|(?<!thinking )(?<!reasoning )(?<!latency )"
    r"(?<!token )budget|allowance|(?:spend\w*|billing|credit) limit|kontingent|guthaben|crédits?"
    r"|solde|saldo|cuota|cota|créditos|квот\w+|баланс\w*|余额|额度|配额|残高|クォータ|할당량|잔액|크레딧)"
    r"[^.\n]{0,40}(?:exceed|exhaust|used up|spent|insufficient|too low|reached|run out|ran out"
    r"|deplet|negative|aufgebraucht|erschöpft|überschritten|épuis|dépass|insuffisant|agotad"
    r"|excedid|insuficiente|esgotad|исчерпан|превышен|不足|用完|用尽|耗尽|超出|超過|초과|부족|소진)",
    r"(?:exceed\w*|exhaust\w*|insufficient|not enough|\bno|out of|over|used up|spent)[^.\n]{0,20}"
    r" (?:quota|credits?|balance|funds|budget)\b",
    r"недостаточно средств|欠费|insufficient_quota",
)
_QUOTA_CODES = re.compile(
    r"insufficient_?(quota|balance|funds|credit)|billing|arrear|payment|quota_?exceeded"
    r"|exceeded_?(quota|budget)|budget_?exceeded|over_?budget"
)


def _used_up(case: Case) -> bool:
    if case.has(402) or case.code(_QUOTA_CODES):
        return True
    if case.has(429):
        return (case.says(QUOTA) or case.says(_OF_A_PLAN)) and not case.says(RATE)
    if case.has(500, 502, 503):  # of the endpoint, or of a client library that knows no better
        return case.says(_SPENT) and not case.says(RATE) and not case.says(CONTENT)
    return case.evidence.status in (None, 400, 403) and case.says(QUOTA) and not case.says(CONTENT)


QUOTA_EXCEEDED = Cause(
    id="quota-exceeded",
    title=noted("Quota exceeded"),
    explanation=noted(
        "The account has no credit left, or its budget or quota for this period is used up."
    ),
    hint=noted(
        "Check the provider's billing page: add credit or raise the limit. For a company "
        "gateway, contact its administrator."
    ),
    actions=(),
    when=_used_up,
    mid_stream=lambda case: case.code(_QUOTA_CODES),
    waits=True,
    variants=(
        Variant(
            "wait",
            when=told_to_wait,
            hint=noted(
                "The quota renews in {wait}. To continue sooner, raise the limit on the "
                "provider's billing page, or ask the gateway administrator to raise it."
            ),
        ),
    ),
)

CONTEXT = words(
    r"context[ _-]?(?:length|window|size)|maximum context|too many (?:input )?tokens"
    r"|exceed_context",
    r"(?:prompt|input|message|conversation|request|content)s?[^.\n]{0,30}\btoo (?:long|large|big"
    r"|many)",
    r"(?:reduce|shorten)[^.\n]{0,40}(?:messages?|prompt|input|length|conversation)",
    r"tokens?[^.\n]{0,60}(?:exceed|at most|maximum (?:number|of|allowed|input)|longer than"
    r"|more than|over the|limit of|> ?\d)",
    r"exceed\w*[^.\n]{0,60}(?:tokens?\b|context|maximum length|input length)",
    r"(?:entity|payload|body) too large"
    r"|上下文|(?:输入|提示|内容)[^。\n]{0,10}(?:过长|太长|超长|超出)|コンテキスト|トークン数",
    about=(
        "context",
        "token",
        "too ",
        "shorten",
        "reduce",
        "exceed",
        "上下文",
        "过长",
        "太长",
        "超长",
        "超出",
        "コンテキスト",
        "トークン",
    ),
)
_TOO_LARGE = words(r"too large")
_CONTEXT_CODES = re.compile(
    r"context_?(length|window|size)|exceed_context|string_above_max|too_large|contextwindow"
    r"|input_?too_?long"
)


def _too_long(case: Case) -> bool:
    if (
        case.has(413)
        or case.code(_CONTEXT_CODES)
        or case.is_a("ContextWindowExceededError", "LengthFinishReasonError")
    ):
        return True
    if case.parameter not in (None, "messages", "prompt", "input", "contents"):
        return False
    return case.evidence.status in (None, 400, 422, 500) and case.says(CONTEXT)


CONTEXT_TOO_LONG = Cause(
    id="context-too-long",
    title=noted("Conversation too long"),
    explanation=noted("The conversation exceeds the context length of the model."),
    hint=noted(
        "Start a new chat, or send less: fewer attachments, a shorter selection. You can also "
        "use a model with a longer context."
    ),
    actions=(),
    when=_too_long,
    mid_stream=lambda case: case.code(_CONTEXT_CODES),
    parameter=lambda case: case.parameter,
    variants=(
        Variant(
            "size",
            when=lambda case, _: case.has(413) or case.says(_TOO_LARGE),
            explanation=noted("The request is larger than the endpoint allows."),
            hint=noted(
                "Start a new chat or send fewer attachments. If the model supports requests of "
                "this size, a gateway limits them: contact its administrator."
            ),
        ),
    ),
)

CONTENT = words(
    r"content[ _-]?(?:filter|management|polic|moderat|safety|security|inspection|restrict)"
    r"|responsible ?ai",
    r"\bmoderat\w+|\bflagged\b|usage polic|safety (?:system|filter|polic|setting|reason)"
    r"|guardrail_intervened",
    r"blocked by (?:the )?(?:content|safety|guardrail)|inappropriate|sensitive (?:content|words?"
    r"|information)",
    # Not of its parts: those are fields of the request.
    r"\bcontent\b(?![ _-]?(?:type|length|encoding|block(?!ed)|part|item|field|format|array))"
    r"[^.\n]{0,40}(?:\bblock|prohibit|violat|reject|\bunsafe|harmful)",
    r"(?:\bblock|prohibit|violat|refus|reject)\w*[^.\n]{0,40}\b(?:harmful|unsafe|offensive|toxic"
    r"|explicit|safety|acceptable use|terms of (?:use|service))\b",
    r"\b(?:prompt|question|completion|generation)s? (?:was |were |is |has been |have been )?"
    r"blocked\b",
    r"\b(?:prompt|response|answer|output)s? (?:was |were |is |has been |have been )?(?:filtered"
    r"|withheld)\b",
    r"敏感|违规|内容安全|不当内容|审核|有害|不安全内容|内容[^。\n]{0,8}(?:拦截|屏蔽)",
    r"\binhalt\w*[^.\n]{0,20}(?:blockiert|gesperrt|gefiltert|unzulässig)"
    r"|\bcontenu[^.\n]{0,20}(?:bloqué|inapproprié|filtré)"
    r"|\b(?:contenido|conteúdo|contenuto)[^.\n]{0,20}(?:bloq|blocc|inapropiad|impróprio|filtrad)"
    r"|コンテンツ[^。\n]{0,12}(?:ブロック|フィルタ|ポリシー)|不適切"
    r"|콘텐츠[^.\n]{0,12}(?:차단|필터|정책)|부적절|контент\w*[^.\n]{0,20}(?:заблок|фильтр)",
)
_CONTENT_CODES = re.compile(
    r"content_?(filter|policy)|responsible_?ai|data_?inspection|moderation|guardrail_intervened"
    r"|sensitive|safety"
)


def _filtered(case: Case) -> bool:
    if case.code(_CONTENT_CODES) or case.is_a(
        "ContentPolicyViolationError", "ContentFilterFinishReasonError"
    ):
        return True
    # 500 is also what a client library makes of an error within a stream.
    return case.evidence.status in (None, 400, 403, 422, 500) and case.says(CONTENT)


CONTENT_FILTERED = Cause(
    id="content-filtered",
    title=noted("Blocked by the content filter"),
    explanation=noted(
        "A content filter blocked the message or the response. This is unrelated to streaming."
    ),
    hint=noted(
        "Rephrase the message, or start a new chat: earlier messages are filtered too. The "
        "administrator of the model may be able to adjust the filter."
    ),
    actions=(),
    when=_filtered,
    mid_stream=lambda case: case.code(_CONTENT_CODES),
)
