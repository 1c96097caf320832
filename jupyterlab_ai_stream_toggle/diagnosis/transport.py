"""What became of a connection, by the classes in which client libraries tell it.

The names are those of httpx and httpcore (and of httpx2 and httpcore2, which have the same ones),
aiohttp, anyio, h11, urllib3, requests, botocore, openai and Python itself.
"""

from __future__ import annotations

import re

# aiohttp alone tells both apart: a connector fails before there is a connection.
_CONNECTORS = frozenset(
    {
        "ClientConnectorCertificateError",
        "ClientConnectorDNSError",
        "ClientConnectorError",
        "ClientConnectorSSLError",
        "ClientProxyConnectionError",
    }
)
_ESTABLISHED = "ClientOSError"
UNREACHED = _CONNECTORS | {
    "ConnectError",
    "ConnectTimeout",
    "ConnectTimeoutError",
    "ConnectionRefusedError",
    "ConnectionTimeoutError",
    "EndpointConnectionError",
    "InvalidURL",
    "InvalidUrlClientError",
    "NameResolutionError",
    "NewConnectionError",
    "ProxyConnectionError",
    "ProxyError",
    "UnsupportedProtocol",
    "gaierror",
}
"""No connection came about."""
TIMED_OUT = frozenset({"APITimeoutError", "Timeout", "TimeoutError", "TimeoutException"})
"""Nothing came, or nothing more, in the time that is given to it."""
LOST = frozenset(
    {
        "BrokenPipeError",
        "BrokenResourceError",
        "ChunkedEncodingError",
        "ClientConnectionResetError",
        "ClientOSError",
        "ClientPayloadError",
        "ClosedResourceError",
        "ConnectionAbortedError",
        "ConnectionClosedError",
        "ConnectionResetError",
        "IncompleteRead",
        "IncompleteReadError",
        "ReadError",
        "RemoteDisconnected",
        "RemoteProtocolError",
        "ServerDisconnectedError",
        "WriteError",
    }
)
"""A connection was closed or reset before the answer was complete."""
GARBLED = frozenset(
    {
        "BadStatusLine",
        "ContentEncodingError",
        "ContentTypeError",
        "DecodingError",
        "InvalidHeader",
        "LineTooLong",
    }
)
"""What came is not HTTP, not encoded as it says, or nothing that the client library reads."""
_BAD_MESSAGE = "BadHttpMessage"
_TOO_SHORT = frozenset({"ContentLengthError", "PayloadEncodingError", "TransferEncodingError"})
UNREAD = frozenset({"JSONDecodeError", "KeyError", "UnicodeDecodeError"})
"""An answer came, and the client library could not read it."""
ENDED_EARLY = "StreamEndedEarly"
"""Our name for an end without a mark, which LiteLLM reports in words only."""
UNSENT = "RequestNotSendable"
"""Our name for a request that cannot be written as HTTP: each library has its own words for it."""
NO_CERTIFICATES = "CertificateFileUnreadable"
"""Our name for a file of trusted certificates that is not there: Python has one for all files."""
NETWORK = frozenset(
    {
        "APIConnectionError",
        "ConnectionError",
        "LocalProtocolError",
        "SSLError",
        "TransportError",
    }
)
"""Something of that kind; which, is not said."""

ALL = UNREACHED | TIMED_OUT | LOST | GARBLED | {_BAD_MESSAGE} | NETWORK
SPECIFIC = (ALL | UNREAD | {ENDED_EARLY, UNSENT}) - {"APIConnectionError"}
"""All but the name that LiteLLM gives to whatever it does not know."""

# h11 complains in one and the same class of an end that came too early, and of what is no HTTP.
_GARBLED = re.compile(
    r"\b(?:illegal|malformed|bad|conflicting|unknown|multiple) "
    r"(?:status|header|chunk|data|content-length|transfer-encoding|request)"
    r"|invalid character in (?:chunk|header)|bad status line",
    re.IGNORECASE,
)

# What the libraries say, in lower case, where their classes were lost on the way to us.
_SENTENCES = tuple(
    (re.compile(sentence), name)
    for sentence, name in (
        # What is to stand in a header cannot. It is the key: nothing else is a user's.
        (r"\b(?:illegal|invalid) header value|\binvalid\b[^.\n]{0,90} in header value", UNSENT),
        (r"\b(?:control character|newline or carriage return) detected in header", UNSENT),
        (r"'(?:ascii|latin-1|charmap)' codec can't encode|surrogates not allowed", UNSENT),
        (r"\bconnect call failed\b|\bcannot connect to host\b", "ConnectError"),
        (r"\ball connection attempts failed\b", "ConnectError"),
        (r"\bname or service not known\b|\bgetaddrinfo failed\b", "gaierror"),
        (r"\bstream ended before a finish_reason was received", ENDED_EARLY),
        (r"\bclosed the responses stream before any terminal event", ENDED_EARLY),
        (r"\bserver disconnected\b", "ServerDisconnectedError"),
        (r"\bpeer closed connection\b|\bincomplete chunked read\b", "RemoteProtocolError"),
        (r"\bresponse payload is not completed\b", "ClientPayloadError"),
        (r"\bconnection reset by peer\b", "ConnectionResetError"),
        (r"\bbroken pipe\b", "BrokenPipeError"),
        (r" - connection error\.(?!\w)", "ConnectionError"),
    )
)


def is_unreached(classes: frozenset[str]) -> bool:
    """Whether no connection came about.

    LiteLLM turns aiohttp's `ClientOSError`, of a connection that broke, into a `ConnectError`.
    """
    if _ESTABLISHED in classes:
        return bool(classes & _CONNECTORS)
    return bool(classes & UNREACHED)


def is_garbled(classes: frozenset[str], words: str) -> bool:
    """Whether something came that is not HTTP, or not what it says or should be."""
    if classes & GARBLED or (_BAD_MESSAGE in classes and not classes & _TOO_SHORT):
        return True
    return "RemoteProtocolError" in classes and bool(_GARBLED.search(words))


def told_of(words: str) -> set[str]:
    """Classes that a client library's sentences stand for."""
    words = words.lower()
    return {name for sentence, name in _SENTENCES if sentence.search(words)}
