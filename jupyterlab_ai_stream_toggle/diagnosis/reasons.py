"""What the words of an error say about its reason, where that is not streaming.

As with `wording`, no sentence is looked for, but the thing that is talked about and what is said
of it: a key that is missing, a model that nobody knows. Structure (status, codes, parameters) is
the business of `rules`, and goes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Said of a thing that is not there, or is not taken.
_NO = (
    r"(?:\bnot?\b|n't\b|\bnever\b|\bun\w+|\binvalid\w*|\bincorrect\b|\bwrong\b|\bmissing\b"
    r"|\bcannot\b"
    r"|\bwithout\b|\bfail\w*|\bnone\b|\breject\w*|\bdenied\b|\bno\b|不|无|無|未|没|缺)"
)


_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


@dataclass(frozen=True, eq=False)
class Words:
    """What is looked for in a text in lower case, which is several times as fast as in any case."""

    pattern: re.Pattern[str]
    about: tuple[str, ...]
    """One of these is in every text that matches; looking for them costs next to nothing."""

    def found_in(self, text: str) -> bool:
        """Whether a text in lower case speaks of it."""
        if self.about and not any(each in text for each in self.about):
            return False
        return bool(self.pattern.search(text))


def _words(*parts: str, about: tuple[str, ...] = ()) -> Words:
    lower = _CAPITAL.sub(lambda capital: capital[0].lower(), "|".join(parts))
    return Words(re.compile(lower), about)


_KEY = (
    r"(?:api[ _-]?keys?|subscription[ _-]keys?|access[ _-]?tokens?|credentials?|api[ _-]?tokens?)"
)
_AUTHORITY = rf"(?:{_KEY}|auth\w* (?:header|token)|bearer|\b\w{1, 40}_API_KEY|密钥|令牌|api ?key)"

KEY_MISSING = _words(
    rf"\b(?:no|missing|without(?: an?)?|empty|provide an?|need an?"
    rf"|requires? an?)\b[^.\n]{{0,24}}{_AUTHORITY}",
    rf"{_AUTHORITY}[^.\n]{{0,40}}\b(?:missing|must be set|(?:was|were|is|are)? ?(?:not"
    rf"|n't) (?:set|given"
    r"|provided|found|supplied|configured|present|specified)|required|absent|empty)",
    rf"(?:didn't|did not|not|n't) (?:provide|find|locate|supply|send|include|set"
    rf"|specify)[^.\n]{{0,24}}{_AUTHORITY}",
    rf"unable to locate[^.\n]{{0,12}}{_AUTHORITY}",
    rf"(?:缺少|未提供|没有提供|未设置|请提供)[^。\n]{{0,12}}{_AUTHORITY}",
    r"apikeymissing|credentials? (?:were|was) not|could not automatically determine credentials",
    about=("key", "token", "credential", "auth", "bearer", "密钥", "令牌", "鉴权", "认证"),
)

KEY_REJECTED = _words(
    rf"\b(?:invalid|incorrect|wrong|bad|unknown|expired|revoked|disabled|deactivated|malformed)\b"
    rf"[^.\n]{{0,30}}(?:{_AUTHORITY}|\btoken\b|\bkey\b)",
    rf"(?:{_AUTHORITY}|\btoken\b|\bkey\b)[^.\n]{{0,40}}(?:\bnot (?:valid|known|recogni[sz]ed"
    rf"|accepted)|invalid|incorrect"
    r"|expired|revoked|disabled|unknown|\bwrong\b|rejected|失效|过期|无效|不正确|错误)",
    r"authenticat\w+ (?:error|fail\w*)|unauthori[sz]ed"
    r"|无效的?(?:令牌|密钥|api ?key)|认证失败|鉴权失败",
    r"signature (?:does not|doesn't|mismatch|we calculated)|security token included",
    about=(
        "key",
        "token",
        "credential",
        "auth",
        "bearer",
        "密钥",
        "令牌",
        "鉴权",
        "认证",
        "signature",
    ),
)
KEY_MISSING_OR_REJECTED = _words(
    r"(?:missing or (?:invalid|wrong|incorrect)|(?:invalid|incorrect) or missing)"
)

PERMISSION = _words(
    r"\b(?:no|not|lacks?|limited|without|denied|have)\b[^.\n]{0,40}\baccess to (?:this|the"
    r"|that) model",
    r"\baccess (?:to [^.\n]{0,60})?(?:is |was |has been )?(?:denied|limited|restricted"
    r"|not granted|forbidden)",
    r"(?:not|n't) (?:authori[sz]ed|entitled|have (?:the )?(?:permission|access)|granted)",
    r"(?:insufficient|missing|lacks?(?: the)?|required?) (?:\w+ ){0,3}(?:permissions?|scopes?"
    r"|privileges?|roles?|data action)",
    r"\bmay not perform\b|public access is disabled|virtual network|firewall rules?"
    r"|private endpoint",
    r"(?:country|region)[^.\n]{0,30}not (?:supported|allowed|available)|\bdata policy\b"
    r"|privacy settings",
    r"must be (?:a member|verified)|organi[sz]ation[^.\n]{0,30}verif|权限|无权|没有权限|未授权访问",
    about=(
        "access",
        "author",
        "allow",
        "permi",
        "entitled",
        "grant",
        "scope",
        "privilege",
        "role",
        "network",
        "firewall",
        "private",
        "data action",
        "policy",
        "privacy",
        "perform",
        "member",
        "verif",
        "region",
        "country",
        "权",
        "未授权",
    ),
)
# Said of persons in a refusal, and of fields in a complaint about the request.
NOT_ALLOWED = _words(r"(?:not|n't) (?:allowed|permitted)")
NETWORK_RULES = _words(
    r"virtual network|firewall|public access|private endpoint|ip address|ip not|\bVNet\b"
)
REGION = _words(r"(?:country|region|territory)")
DATA_POLICY = _words(r"data policy|privacy settings|guardrail settings")
VERIFICATION = _words(r"\bverif\w+")

# An action of a cloud's access rules, such as `service:Operation`, whose name speaks of streaming.
STREAMING_ACTION = _words(
    r"\b[a-z][\w-]{1,40}:\w{0,40}stream\w*",
    r"\b(?:InvokeModelWithResponseStream|ConverseStream|streamGenerateContent)\b",
)

QUOTA = _words(
    r"\bquota\b|\bbilling\b|\bcredits?\b[^.\n]{0,40}(?:left|exhaust|insufficient|low|used|run out"
    r"|remain|negative|too)",
    r"(?:insufficient|not enough|no|out of|low|negative|add)[^.\n]{0,12} (?:credits?|balance"
    r"|funds|budget)",
    r"\b(?:balance|budget|spending limit|spend limit|allowance|call volume)\b",
    r"payment required|arrears|余额|欠费|额度|充值|套餐",
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
    ),
)
RATE = _words(
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
TOO_LARGE_FOR_RATE = _words(
    r"request too large",
    r"\b\d+ tokens? (?:in|for) (?:one|a|this|your|the) (?:single )?request"
    r"|requested \d+[^.\n]{0,20}limit \d+"
    r"|limit:? \d+[^.\n]{0,20}requested:? \d+",
    r"(?:input|output|prompt|message)s?[^.\n]{0,30}(?:shorter|reduced?|smaller)",
)

CONTEXT = _words(
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
CONTENT = _words(
    r"content[ _-]?(?:filter|management|polic|moderat|safety|security|inspection|restrict)"
    r"|responsible ?ai",
    r"\bmoderat\w+|\bflagged\b|usage polic|safety (?:system|filter|polic|setting|reason)"
    r"|guardrail_intervened",
    r"blocked by (?:the )?(?:content|safety|guardrail)|inappropriate|sensitive (?:content|words?"
    r"|information)",
    r"敏感|违规|内容安全|不当内容|审核",
)

MODEL = _words(
    rf"\b(?:model|deployment|engine)s?\b[^.\n]{{0,80}}(?:{_NO}[^.\n]{{0,20}})?"
    r"(?:\bnot[ _]?found|does ?n[o']t exist|not exist|no such|\bunknown\b|not available"
    r"|unavailable|is unavailable"
    r"|\binvalid\b|decommission|deprecat|retired|end of (?:its )?life|removed|not (?:a )?(?:valid"
    r"|known|loaded|recogni))",
    r"\b(?:no|unknown|invalid|nonexistent|unrecogni[sz]ed|no such) (?:(?!access"
    r"|chat)\w+ ){0,3}(?:model|deployment|engine)\b",
    r"could(?:n't| not) find[^.\n]{0,20}(?:model|deployment)|(?:model"
    r"|deployment)[^.\n]{0,40}(?:try pulling|pull it)",
    r"model identifier is invalid|no models? (?:is |are )?(?:loaded|called|named)"
    r"|LLM provider not provided",
    r"on-demand throughput|inference profile"
    r"|模型[^。\n]{0,16}(?:不存在|未找到|找不到|不可用|已下线)"
    r"|モデル[^。\n]{0,12}(?:見つかりません|存在しません)",
    about=("model", "deployment", "engine", "provider", "throughput", "profile", "模型", "モデル"),
)
NEEDS_PREFIX = _words(r"LLM provider not provided")
NEEDS_PULL = _words(r"try pulling|pull it|ollama pull")
NEEDS_PROFILE = _words(r"on-demand throughput|inference profile")
RETIRED = _words(r"decommission|deprecat|retired|end of (?:its )?life|已下线")
NO_ACCESS = _words(r"\b(?:no|not|n't)\b[^.\n]{0,20}\baccess\b")

API_VERSION = _words(
    r"api[ _-]?versions?",
    r"\b20\d\d-\d\d-\d\d(?:-preview)?\b[^.\n]{0,20}(?:and later|or later|or newer)",
)
VERSION_MISSING = _words(
    r"(?:missing|required?|provide|specify|without|no)\b[^.\n]{0,40}api[ _-]?version",
    r"api[ _-]?version[^.\n]{0,30}(?:missing|required|must be (?:set|given|provided)|not (?:given"
    r"|provided|specified|set))",
)
VERSION_TOO_OLD = _words(
    r"(?:and|or) (?:later|newer|above|higher)|(?:newer|later|recent|upgrade|update)\b"
    r"|only for api|too old|\bolder\b"
)
MIXED_FORMS = _words(
    r"api[ _-]?version[^.\n]{0,60}(?:/v1|\bv1\b)", r"(?:/v1|\bv1\b)[^.\n]{0,60}api[ _-]?version"
)

# An operation of the API, and that the model or the address has another.
WRONG_OPERATION = _words(
    r"\bv1/\w+",
    r"\b\w*(?:chat|completions?|GenerateContent|messages|responses|embeddings?|converse"
    r"|invokemodel)"
    r"(?:_\w+)? (?:api|endpoint|operation)\b",
    r"not a chat model|no chat model|chat models? only",
)
NOT_OFFERED = _words(
    r"\bnot?\b[^.\n]{0,60}(?:support|work|chat model|available|allowed|compatible)",
    r"n't (?:support|work)",
    r"\bcannot be\b",
)

TOOLS = _words(
    r"\btools?\b[^.\n]{0,60}(?:not? |n't |un)support",
    r"(?:not?|n't|un)\b[^.\n]{0,12}support\w*[^.\n]{0,30}\b(?:tools?|function call)",
    r"support tool use",
    r"enable-auto-tool-choice|tool-call-parser|--jinja\b",
    about=("tool", "function", "--jinja"),
)
_QUOTES = r"['\"`\[(]{0,3}"
_NAME = r"([A-Za-z][A-Za-z0-9_.]{1,60})"
_NAMED_PARAMETER = re.compile(
    "|".join(
        (
            (
                rf"(?:unknown|unsupported|unrecogni[sz]ed|unexpected|extraneous|invalid"
                rf"|additional)\s+(?:\w+\s+){{0,3}}?"
                rf"(?:param(?:eter)?|argument|field|key|property|option|value|properties|name"
                rf"|input)s?(?:\(s\))?"
                rf"(?: supplied| provided| given)?:?\s*{_QUOTES}{_NAME}"
            ),
            (
                rf"(?:param(?:eter)?|argument|field|property|option)s?(?:\(s\))?\s+(?:is\s+"
                rf"|are\s+)?(?:named|called)?\s*['\"`]{_NAME}['\"`]"
            ),
            (
                rf"{_QUOTES}{_NAME}['\"`\])]{{1,3}}\s+(?:is|was|are|does|may|cannot|can't|isn't|field"
                rf"|param)"
            ),
            rf"properties are not allowed \(['\"]{_NAME}",
            rf"no (?:field|param\w*|property|argument) (?:called|named) {_QUOTES}{_NAME}",
            (
                rf"\b{_NAME} (?:is not|isn't|cannot be|can't be|may not be|must not be|not) "
                r"(?:supported|set|allowed|permitted|combined|accepted|given|used)"
            ),
            (
                rf"(?:does not|doesn't|cannot|not) (?:support|take|accept)\w*(?: these"
                rf"| the)?(?: param\w*| fields?)?:?\s*[{{\[]?['\"`]{_NAME}"
            ),
            rf"\buse the {_NAME} param",
            rf"\b{_NAME} is too (?:large|small|high|low|big)",
        )
    ),
    re.IGNORECASE,
)
PARAMETER = _words(
    r"\b(?:param(?:eter)?|argument|field|property|properties|option|key)s?\b[^.\n]{0,60}"
    rf"(?:{_NO}|forbid|extra|support)",
    rf"{_NO}[^.\n]{{0,40}}\b(?:param(?:eter)?|argument|field|propert(?:y|ies)|option|key"
    rf"|inputs?)s?\b",
    r"validation|schema|(?:un|not? )support|参数|パラメータ|extra inputs",
)
_NO_PARAMETERS = {
    "api",
    "body",
    "endpoint",
    "error",
    "field",
    "input",
    "it",
    "key",
    "message",
    "messages",
    "model",
    "param",
    "parameter",
    "parameters",
    "request",
    "string",
    "that",
    "the",
    "this",
    "true",
    "type",
    "value",
    "which",
    "json",
    "operation",
    "none",
    "null",
    "false",
    "action",
    "method",
    "resource",
    "and",
    "but",
    "or",
    "system",
    "server",
    "client",
    "code",
    "object",
    "array",
    "tool",
    "name",
    "properties",
    "in",
    "of",
    "for",
}

CONNECTION = _words(
    r"connect(?:ion)? (?:call )?(?:failed|refused|error|attempts failed|reset|aborted)"
    r"|connection attempts failed",
    r"cannot connect to (?:host|server)|(?:could|can) ?(?:not|n't) connect|failed to (?:establish"
    r"|connect)|no connection to",
    r"actively refused|no route to host|network is unreachable|server disconnected"
    r"|connection was closed|broken pipe",
)
REFUSED = _words(r"refused|connect call failed|\berrno 111\b|winerror 10061")
NO_ROUTE = _words(r"no route|unreachable|timed? ?out")
CLOSED = _words(r"reset|disconnected|closed|aborted|broken pipe|peer closed|EOF")
HOST = _words(
    r"name or service not known|getaddrinfo|nodename nor servname|name resolution"
    r"|no address associated",
    r"could(?:n't| not) resolve|not resolve host|(?:host|server"
    r"|domain) ?(?:name)?[^.\n]{0,20} not found|unknown host|no such host|NXDOMAIN",
    r"\bdns\b",
)
CERTIFICATE = _words(
    r"certificate[ _]verify|certificate|self[- ]signed|local issuer|CERT_\w+|x509"
    r"|unable to get issuer",
)
CERTIFICATE_OLD = _words(r"expired|not yet valid")
CERTIFICATE_HOST = _words(
    r"hostname mismatch|not valid for|doesn't match|does not match|wrong host"
)
# aiohttp names its settings in each complaint: `ssl:default`, `ssl:<ssl.SSLContext object>`.
TLS = _words(r"(?<!<)\bSSL\b(?!:default|:<|:true|:false)|\bTLS\b|handshake|sslv3|_ssl\.c")
# The last one is how an encrypted answer begins.
NOT_TLS = _words(
    r"wrong[ _]version[ _]number|record layer failure|http request was sent to https"
    r"|b['\"]\\x15\\x03"
    r"|plain http request"
)
BAD_URL = _words(
    r"missing an? ['\"]?https?|unsupported protocol|invalid (?:url|port|endpoint)|no scheme"
    r"|invalid non-printable",
    r"no host (?:supplied|specified)",
)
PROXY = _words(
    r"\bproxy auth|tunnel connection failed|connect to proxy|proxy ?error|(?<![\d:])407 "
    r"|proxyconnect",
)
BLOCK_PAGE = _words(
    r"block|polic|proxy|denied|forbidden|filter|firewall|cloudflare|captcha|zscaler|squid"
    r"|netskope|umbrella|fortinet|fortigate"
    r"|sign[ -]?in|log[ -]?in|anmeld|connexion|sso\b|saml|captive|access|restricted"
    r"|attention required|err_access|incident|support id"
    r"|登录|登入|认证|拦截|禁止|ログイン",
)
TIMEOUT = _words(r"timed? ?-?out|deadline exceeded|time limit|took too long|超时|タイムアウト")
IMPORT = _words(
    r"cannot import name|no module named|could not import|please install|pip install"
    r"|partially initiali[sz]ed module",
)
KEYWORD = _words(r"\b\w{1,60}\(\) got (?:an unexpected keyword|multiple values for)")
TROUBLE = _words(
    r"overload|at capacity|out of memory|no free|temporarily unavailable|server is busy"
    r"|繁忙|过载|負荷",
    r"internal (?:server )?error|(?:server|provider|upstream|backend|service) (?:\w+ )?(?:had "
    r"|returned |reported )?an? (?:\w+ )?error",
    r"internal failure|service unavailable|bad gateway|something went wrong|内部错误|服务器错误",
)
NO_CHUNKS = _words(
    r"no generation chunks|no (?:chunks?|content|choices|answer|response) (?:was|were|returned"
    r"|received|generated)",
    r"empty (?:response|reply|stream|answer|completion)",
)
UNREADABLE = _words(
    r"expecting (?:value|property|',')|unterminated string|extra data: line|invalid (?:json"
    r"|control character)|json ?decod|unexpected (?:token|end of)|not valid json|content[- ]type",
    r"malformed|unparse?able|cannot (?:be )?parse|failed to (?:parse|decode)",
)
TOO_EARLY = _words(
    r"incomplete chunked read|peer closed|ended? (?:too )?early|before (?:the )?(?:response"
    r"|answer|message) (?:was )?complete"
)


# What tells the variants of one cause apart.
ANY_TOOL = _words(r"\btools?\b|function")
POLICY = _words(r"polic|guardrail|mask")
EXPIRED = _words(r"expired|过期|失效")
AMAZON = _words(r"\barn:")
DEPLOYMENT = _words(r"deployment")
MODEL_OR_DEPLOYMENT = _words(r"\b(?:model|deployment)\b")
TOO_LARGE = _words(r"too large")
OVERLOADED = _words(r"overload|at capacity|no free|busy|繁忙|过载")
PROXY_LOGIN = _words(r"\b407\b|proxy auth")
MCP = _words(r"\bmcp\b|cacheableresult")


def named_parameter(text: str) -> str | None:
    """The parameter that the words complain of."""
    for match in _NAMED_PARAMETER.finditer(text):
        name = next(filter(None, match.groups()), "")
        if name.lower().rstrip(".") not in _NO_PARAMETERS:
            return name.rstrip(".")
    return None
