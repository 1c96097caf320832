"""What the words of an error say, where its structure says nothing.

Endpoints word their errors as they like, and in many languages. So no sentence is looked for, but
the thing that is talked about: streaming, or one of the reasons that have nothing to do with it.
"""

from __future__ import annotations

import re

# `stream` as the name of the request's parameter, or streaming as a word in several languages.
# Not: stream_options, tool_stream, streamGenerateContent, upstream.
_STREAM = re.compile(
    r"(?<![\w/.-])(streaming|streamed|streams?|streamt|gestreamt)(?![\w/-])"
    r"|\bnon-?_?stream(ing|ed)?\b|\bunstreamed\b|\bstream(ing)?-(mode|only)\b"
    r"|(?<![a-z_/-])stream(ing|ed)?(?=[^\x00-\x7f])"
    r"|\bevent[- ]streams?\b|\bserver-sent\b|\bSSE\b|\bchunked (responses?|answers?|output)"
    r"|InvokeModelWithResponseStream|ConverseStream"
    r"|流式|串流|流模式|流输出|ストリーム|ストリーミング|스트림|스트리밍|потоков|Datenstrom"
    r"|\ben (continu|flux)\b|\btransmisi[oó]n continua\b",
    re.IGNORECASE,
)
_OPTIONS = re.compile(r"(?<![\w-])stream[_ ]?options(?!\w)", re.IGNORECASE)

# Streaming is mentioned, but not as what is refused: the name of the operation that was called,
# a library's own function, a report that a stream broke.
_MENTIONS = re.compile(
    r"when calling the \w+ operation"
    r"|async_streaming\w*|\b\w{1,60}_streaming_\w+|streaming (session|response|iterator)\b"
    r"|stream(ing)? (call|request|operation|connection)s? (has )?(failed|error)\w*"
    r"|\bstream (error|closed|reset|idle|time-?out|ended|terminated|interrupted|was reset|id)\b"
    r"|(error|failed|failure) (in|on|while reading|reading) (the )?stream\b"
    r"|\b(got|hit|raised|received|returned) an? streaming (error|failure)\b"
    r"|HTTP/?2 stream"
    # Streams of something else.
    r"|\b(audio|video|media|data|log|file|input|change)[- ]streams?\b",
    re.IGNORECASE,
)

# Words that make a clause about streaming a refusal.
_REFUSING = re.compile(
    r"\bnot?\b|n't\b|\bnever\b|\bun\w+|\bin(valid|compatible)|\bonly\b|\bcannot\b|\bwithout\b"
    r"|disab|forbid|prohibit|block|den(y|ied)|refus|reject|lock|restrict|verif|exclu|turn(ed)? off"
    r"|switch(ed)? off|\boff\b|false|remov|omit|limit|must|requir"
    r"|nicht|kein|entfern|gesperrt|\bpas\b|bloqu|désactiv|\bno\b|deshabilit|não|\bnon\b"
    r"|\bне\b|\bнельзя|запрещ|отключ|不|无|無|禁|没|未|ません|できない|禁止|않|없|못|불가",  # noqa: RUF001
    re.IGNORECASE,
)

# The reasons that a plain request would meet again.
_OTHER = re.compile(
    r"rate.?limit|too many requests|\bquota|\bbilling\b|\bcredits?\b|\bbalance\b"
    r"|api[ _-]?key|subscription key|unauthori[sz]ed|authenticat|credential"
    r"|\b(no|not|lacks?|limited|without|denied)\b[^.]{0,40}\baccess\b"
    r"|\baccess\b[^.]{0,60}\b(denied|limited|restricted|required|not)\b"
    r"|model[^.]{0,40}\b(not found|does not exist|not exist|no such)|deployment[^.]{0,40}not\b"
    r"|api[ -]?version|context (length|window)|maximum context|too (long|many tokens)"
    r"|content (filter|management|policy)|responsible ai|\bmoderation\b"
    r"|certificate|name resolution|overloaded|no free|at capacity|out of memory",
    re.IGNORECASE,
)

# A route that exists for streams alone, and the name of a permission for them.
_ROUTE = re.compile(r"[/:][\w.-]{0,60}?(?:stream|sse\b)", re.IGNORECASE)
_SCOPE = re.compile(
    r"\b[a-z][\w-]{1,40}[:.][\w:.-]{0,60}?(?:stream(?!_?options)|sse\b)", re.IGNORECASE
)

# What Google's API calls the operation; `… API` is another one, for other models.
_OPERATION = re.compile(
    r"\b(?:for|by|via|through|with|of|to|on)\s+[`'\"]?(?:\w+\.)*stream(?:Raw|Server)?"
    r"(?:GenerateContent|Predict)\b(?!\W{0,3}API\b)",
    re.IGNORECASE,
)

# The address that was asked, or that of a manual, holds words that nobody said.
_URL = re.compile(r"https?://\S+")

_CLAUSES = re.compile(r"[.;!?\n。；！？]+\s*")  # noqa: RUF001  # the marks of several scripts

_TAGS = re.compile(r"<(?:style|script)\b.*?</|<[^<>]*>", re.IGNORECASE | re.DOTALL)
# The phrase of the status, what web servers sign their pages with, what libraries put around it.
_STATUS_ONLY = re.compile(
    r"\b(?:\w+\.)?\w+(?:Error|Exception)\b|\bHTTP(?:/[\d.]+)?\b|\b(?:Error|Status)(?: code)?\b"
    r"|\b(?:Forbidden|Not[ _]Found|Method Not Allowed|Access (?:is )?denied|No route matched"
    r"(?: with those values)?|(?:The )?page (?:not found|cannot be found)|Unauthorized)\b"
    r"|\b(?:nginx|openresty|apache|caddy|envoy|istio|haproxy|traefik)(?:/[\w.-]+)?"
    r"|\bmessage\b|\bdetail\b|\bb(?='|\")",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")

_REJECTED_KEYS = re.compile(r"(?:extraneous|unknown|unexpected) (?:key|field)s? \[?[`'\"]?(\w+)")


def names_options(text: str) -> bool:
    """Whether the text names `stream_options`."""
    return bool(_OPTIONS.search(_URL.sub(" ", text)))


def names_streaming(text: str) -> bool:
    """Whether the text speaks of streaming as such."""
    return bool(_STREAM.search(_cleared(text)))


def refuses_streaming(text: str) -> bool:
    """Whether a clause of the text speaks of streaming and says no, or not so."""
    return any(
        _STREAM.search(clause) and _REFUSING.search(clause)
        for clause in _CLAUSES.split(_cleared(text))
    )


def refuses_the_operation_for_streams(text: str) -> bool:
    """Whether the text says no of the operation that streams are called by."""
    return any(
        _OPERATION.search(clause) and _REFUSING.search(clause)
        for clause in _CLAUSES.split(_URL.sub(" ", text))
    )


def speaks_of_a_route_for_streams(text: str) -> bool:
    """Whether the text names a path that is for streams, such as `…:streamGenerateContent`."""
    return bool(_ROUTE.search(text))


def speaks_of_a_scope_for_streams(text: str) -> bool:
    """Whether the text names a permission that is for streams, such as `llm:invoke-stream`."""
    return bool(_SCOPE.search(_URL.sub(" ", text)))


def names_other_reason(text: str) -> bool:
    """Whether the text gives a reason that a plain request would meet again."""
    return bool(_OTHER.search(_URL.sub(" ", text)))


def says_no_more_than_its_status(text: str) -> bool:
    """Whether the text is only what each answer with 403, 404 or 405 says, as a page at most."""
    return not _LETTERS.search(_STATUS_ONLY.sub(" ", _TAGS.sub(" ", text)))


def rejects_other_keys(text: str) -> bool:
    """Whether the text lists keys of the body as not known, others than those of streaming too."""
    keys = set(_REJECTED_KEYS.findall(text))
    return "stream" in keys and not keys <= {"stream", "stream_options"}


def _cleared(text: str) -> str:
    return _MENTIONS.sub(" ", _URL.sub(" ", text))
