"""Who said it: the endpoint, or the client library by itself?

The text of an error is a mixture of both. What a library says of streams (that one broke, which
type it expected, what its source calls its functions) is no evidence of what the endpoint takes;
what it says of the connection is the best evidence there is.
"""

from __future__ import annotations

import re

from . import transport
from .tracebacks import taken_apart, without_frames, without_literal_ones

# Their exceptions never quote an endpoint, but for those that have a response.
_LIBRARIES = (
    "aiohttp",
    "anyio",
    "asyncio",
    "h11",
    "h2",
    "http",
    "httpcore",
    "httpcore2",
    "httpx",
    "httpx2",
    "httpx_sse",
    "json",
    "pydantic",
    "pydantic_core",
    "requests",
    "socket",
    "ssl",
    "urllib3",
    "zlib",
)
# Nor do these, whose module is not always told.
_OWN = transport.ALL | {
    "AttributeError",
    "IndexError",
    "JSONDecodeError",
    "KeyError",
    "OSError",
    "SSEError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
}
_WITH_RESPONSE = frozenset({"HTTPError", "HTTPStatusError"})
# What `raise_for_status` says of a response; anything else was taken from the response.
_OF_STATUS = re.compile(
    r"(?:Client|Server) error '|Redirect response '|\d{3} (?:Client|Server) Err"
)
# It has classes of the same names, and wraps in them whatever anybody said.
_WRAPPER = "litellm"

_HOMONYMS = frozenset({"APIConnectionError", "APITimeoutError", "Timeout"})
"""Those of the others are known by their module."""

# An exception of theirs that somebody made part of a text, and the words after it.
_PACKED = re.compile(
    rf"(?<![\w.])((?:{'|'.join(_LIBRARIES)})\.(?:\w+\.)*[A-Z]\w*)(?:: ?([^\n]*)|[ \t]*$)"
    rf"|(?:^[ \t]*(?:(?!litellm)\w+\.)*|(?<= - ))({'|'.join(sorted(_OWN - _HOMONYMS))})"
    r"(?:: ?([^\n]*)|[ \t]*$)",
    re.MULTILINE,
)

_SHORT = 400
# What LiteLLM puts around an answer that says nothing.
_NOTHING = re.compile(
    r"(?:(?:litellm\.)?\w+(?:Error|Exception)\b:?|Original exception:|Error code: \d{3}"
    r"|b?(?:''|\"\"|'\{\}'|\"\{\}\")|\{\}"
    r"|Handle with `[\w.]+`|[-.\s])*"
)

_CHUNK = " Received Chunk="
"""A part of an answer comes after it."""
# Sentences of LiteLLM, LangChain, readers of events and Python: a stream is spoken of, and no
# endpoint is quoted.
_SENTENCES = re.compile(
    r"\braised a streaming error - finish_reason: error[^\n]*"
    r"|\bAn unknown error occurred with the stream\b|\bAn error occurred during streaming\b"
    r"|\bReceived streaming error - "
    r"|\bError receiving chunk from stream: "
    r"|\bclosed the responses stream before any terminal event(?: \([^)\n]{0,200}\))?"
    r"|\banswered the stream with HTTP 200 but [^\n]*"
    r"|\bStream ended before a finish_reason was received\b"
    r"|\bendpoint streamed an? (?:error|failed generation): "
    r"|\bSageMaker stream failed with |\bMCP (?:gateway|response) stream failed\b"
    r"|\bevent-stream shape could not be loaded from botocore[^\n]*"
    r"|\bStream completed response is invalid\b|\bUnexpected responses stream payload\b"
    r"|\bStream exceeded max streaming duration of [^\n]{0,40}"
    r"|\bNo data received from \w{1,40} stream\b"
    r"|\bGot unexpected streaming chunk type: [^\n]*"
    r"|\bError (?:raised by streaming inference endpoint|while making request to [\w ]{1,40} stream"
    r"|getting content chunk raw streamed response): "
    r"|\bExpected response (?:header Content-Type to contain|with content type) "
    r"'text/event-stream'[^\n]*"
    r"|'[\w.]{1,60}' object (?:has no attribute|is not) [^\n]*"
    # HTTP libraries, of a status: the address is the one that was asked.
    r"|\b(?:Client|Server) error '\d{3} [^'\n]*' for url '[^'\n]*'"
    r"|\bFor more information check: https?://\S+"
    r"|\b\d{3} (?:Client|Server) Error: [^\n]*? for url: \S+"
    r"|\b\d{3}, message='[^'\n]*', url=\S+"
    r"|\bThis looks like a bug in LiteLLM rather than in your request\.[^\n]*"
)


class ClientWords:
    """Takes what client libraries say by themselves out of texts, and keeps it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.classes: set[str] = set()
        """Names of the libraries' exceptions that the texts tell of."""
        self._repeated: list[str] = []
        """What an exception of a library says, others make a part of their own texts."""

    def hear(self, words: str, name: str = "") -> None:
        """Keep what a library says. `name` is that of the exception's class."""
        last = name.rpartition(".")[2]
        if last in _OWN:
            self.classes.add(last)
        words = words.partition(_CHUNK)[0].strip()
        if words:
            self.texts.append(words)

    def hear_exception(self, words: str, name: str = "") -> None:
        """Keep what an exception says that speaks for its library only."""
        self.hear(words, name)
        if " " in words:  # a single word may well be the endpoint's too
            self._repeated.append(words)

    def without_tracebacks(self, text: str) -> str:
        """The text without its tracebacks, and without what a library is known to have said."""
        pieces: list[str] = []
        for piece in taken_apart(text):
            if isinstance(piece, str):
                pieces.append(piece)
            elif is_own(piece.name, piece.words):
                self.hear_exception(piece.words, piece.name)
            elif "." not in piece.name:  # Python's own, and what was said before is said again
                self.hear(piece.words)
            else:
                pieces.append(piece.line)
        left = without_frames("".join(pieces))
        for words in sorted(self._repeated, key=len, reverse=True):
            left = left.replace(words, " ")
        return left

    def without_sentences(self, text: str) -> str:
        """The text without what a library said in it, as far as its form tells."""

        def of_exception(match: re.Match[str]) -> str:
            name, words = match[1] or match[3], match[2] or match[4] or ""
            if not is_own(name, words):
                return match[0]
            self.hear(words, name)
            return " "

        def of_library(match: re.Match[str]) -> str:
            self.hear(match[0])
            return " "

        left = _PACKED.sub(of_exception, without_literal_ones(text))
        left = _SENTENCES.sub(of_library, left).strip()
        return "" if _NOTHING.fullmatch(left[:_SHORT]) else left


def speaks_for_itself(error: BaseException, words: str) -> bool:
    """Whether the words of an exception are a client library's own, and not an endpoint's."""
    kinds = type(error).__mro__
    if _root(kinds[0].__module__) == _WRAPPER:
        return False
    if getattr(error, "response", None) is not None:
        return bool(_OF_STATUS.match(words))
    return any(is_own(f"{kind.__module__}.{kind.__name__}", words) for kind in kinds)


def quotes_an_answer(error: BaseException) -> bool:
    """Whether an exception holds an answer of the endpoint. LiteLLM makes up its responses."""
    if _root(type(error).__module__) == _WRAPPER:
        return False
    of_answer = ("response", "body", "status_code")
    return any(getattr(error, name, None) is not None for name in of_answer)


def is_own(name: str, words: str) -> bool:
    """Whether an exception of this name, with or without its module, speaks for its library."""
    root, last = _root(name), name.rpartition(".")[2]
    if last in _WITH_RESPONSE:
        return bool(_OF_STATUS.match(words))
    if root == _WRAPPER or name in _HOMONYMS:
        return False
    return root in _LIBRARIES or last in _OWN


def _root(name: str) -> str:
    return name.partition(".")[0]
