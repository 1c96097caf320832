"""What lies between here and the endpoint: names, connections, certificates, proxies."""

from __future__ import annotations

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Disproof, Facts
from ..evidence import Phase
from ..words import words
from .amounts import CONTENT, CONTEXT, QUOTA, RATE
from .answer import UNREADABLE
from .certificate import TLS
from .keys import NO_KEY, WRONG_KEY, is_a_gateways_login
from .model import MODEL
from .permission import PERMISSION, is_a_web_servers_own
from .request import TOOLS
from .streaming import was_closed
from .vocabulary import CHECK, SETTINGS

_HOST = words(
    r"name or service not known|getaddrinfo|nodename nor servname|name resolution"
    r"|no address associated",
    r"could(?:n't| not) resolve|not resolve host|(?:host|server"
    r"|domain) ?(?:name)?[^.\n]{0,20} not found|unknown host|no such host|NXDOMAIN",
    r"\bdns\b",
)


def _no_such_host(case: Case) -> bool:
    if case.is_a("gaierror", "ClientConnectorDNSError", "NameResolutionError"):
        return True
    unanswered = case.evidence.is_network or case.evidence.status in (None, 500)
    return unanswered and case.says(_HOST) and not case.evidence.upstream


HOST_NOT_FOUND = Cause(
    id="host-not-found",
    title=noted("Host not found"),
    explanation=noted("The host name of the endpoint cannot be resolved."),
    hint=noted(
        "Check the host name in the settings for typos. If it is correct, this server cannot "
        "resolve it: it may be offline, or need a VPN or a proxy."
    ),
    disproof=Disproof.ENDPOINT,
    actions=SETTINGS,
    when=_no_such_host,
)

_CONNECTION = words(
    r"connect(?:ion)? (?:call )?(?:failed|refused|error|attempts failed|reset|aborted)"
    r"|connection attempts failed",
    r"cannot connect to (?:host|server)|(?:could|can) ?(?:not|n't) connect|failed to (?:establish"
    r"|connect)|no connection to",
    r"actively refused|no route to host|network is unreachable|server disconnected"
    r"|connection was closed|broken pipe",
)
_REFUSED = words(r"refused|connect call failed|\berrno 111\b|winerror 10061")
_NO_ROUTE = words(r"no route|unreachable|timed? ?out")
_CLOSED = words(r"reset|disconnected|closed|aborted|broken pipe|peer closed|EOF")
# aiohttp names its settings in each complaint: `ssl:default`, `ssl:<ssl.SSLContext object>`.


def _not_connected(case: Case) -> bool:
    if was_closed(case):
        return case.evidence.phase is Phase.PLAIN_REQUEST
    if case.is_a("ConnectTimeout", "ConnectionTimeoutError", "ConnectTimeoutError"):
        return True
    if case.is_a("Timeout", "TimeoutError", "TimeoutException", "APITimeoutError"):
        return False
    if case.evidence.is_network:
        # LiteLLM says APIConnectionError of whatever it does not know.
        return (
            case.says(_CONNECTION)
            or case.says(TLS)
            or not case.is_a("APIConnectionError")
            or not _tells_more(case)
        )
    return case.evidence.status is None and case.says(_CONNECTION) and not case.evidence.upstream


def _tells_more(case: Case) -> bool:
    """Whether another cause would know better, by its words."""
    return any(
        map(
            case.says,
            (
                CONTEXT,
                MODEL,
                TOOLS,
                NO_KEY,
                WRONG_KEY,
                PERMISSION,
                RATE,
                QUOTA,
                CONTENT,
                UNREADABLE,
            ),
        )
    )


def _is_the_proxys(case: Case, facts: Facts) -> bool:
    """Whether it is the proxy that cannot be reached."""
    if _became(case) not in ("refused", "unreachable"):
        return False
    return facts.proxied is True or case.is_a(*_PROXY_CLASSES) or case.says(_PROXY_UNREACHED)


def _became(case: Case) -> str:
    """What became of the connection."""
    # What the system reported comes first: the words of libraries name more than one at times.
    signs = (
        (case.evidence.connection_lost, "closed"),
        (case.is_a("ConnectionRefusedError"), "refused"),
        (case.is_a("ClientProxyConnectionError", "ProxyConnectionError"), "refused"),
        (case.is_a("ConnectTimeout", "ConnectTimeoutError"), "unreachable"),
        (case.is_a("SSLError"), "encryption"),
        (case.is_a("ConnectionResetError"), "closed"),
        (case.says(_NO_ROUTE), "unreachable"),
        (case.says(_CLOSED), "closed"),
        (case.says(_REFUSED), "refused"),
        (case.says(TLS), "encryption"),
        (case.says(_PROXY_UNREACHED), "refused"),
    )
    return next((variant for found, variant in signs if found), "")


CONNECTION_REFUSED = Cause(
    id="connection-refused",
    title=noted("Cannot connect to the endpoint"),
    explanation=noted("The connection to the endpoint failed."),
    hint=noted(
        "Check the address in the settings. If it is correct, the network blocks the request: "
        "this server may be offline, or need a VPN or a proxy."
    ),
    disproof=Disproof.ENDPOINT,
    actions=SETTINGS,
    when=_not_connected,
    variants=(
        Variant(
            "proxy",
            when=_is_the_proxys,
            title=noted("Cannot connect to the proxy"),
            explanation=noted(
                "This server is set to use a proxy, and the connection to the proxy failed. The "
                "request did not reach the endpoint."
            ),
            hint=noted(
                "Fix HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, or start the proxy. If no proxy is "
                "needed for the endpoint, add its host to NO_PROXY. Then restart the server."
            ),
        ),
        Variant(
            "refused",
            when=lambda case, _: _became(case) == "refused",
            explanation=noted("The host is reachable, but no server is listening on this port."),
            hint=noted(
                "Start the model server, or fix the port in the address. In a container, "
                "localhost is the container itself, not the computer it runs on."
            ),
        ),
        Variant(
            "unreachable",
            when=lambda case, _: _became(case) == "unreachable",
            explanation=noted("The host does not respond."),
            hint=noted(
                "A firewall may block the request, a VPN may be required, or the host is down. "
                "Check from this server, not from your own computer."
            ),
        ),
        Variant(
            "closed",
            when=lambda case, _: _became(case) == "closed",
            title=noted("Connection closed"),
            explanation=noted("The connection was closed before the response arrived."),
            hint=noted(
                "The endpoint may have been restarted: try again. If this keeps happening, a "
                "proxy or firewall closes the connection."
            ),
        ),
        Variant(
            "encryption",
            when=lambda case, _: _became(case) == "encryption",
            explanation=noted("The encrypted connection to the endpoint failed."),
            hint=noted(
                "Check the scheme and port of the address: the port may not use https. Otherwise "
                "a proxy or firewall may interfere with the encryption."
            ),
        ),
    ),
)

_PROXY = words(
    r"\bproxy auth|tunnel connection failed|connect to proxy|proxy ?error|(?<![\d:])407 "
    r"|proxyconnect",
)
_PROXY_LOGIN = words(r"\b407\b|proxy auth")
_BLOCK_PAGE = words(
    r"block|polic|proxy|denied|forbidden|filter|firewall|cloudflare|captcha|zscaler|squid"
    r"|netskope|umbrella|fortinet|fortigate"
    r"|sign[ -]?in|log[ -]?in|anmeld|connexion|sso\b|saml|captive|access|restricted"
    r"|attention required|err_access|incident|support id"
    r"|登录|登入|认证|拦截|禁止|ログイン",
)


_PROXY_CLASSES = (
    "ClientHttpProxyError",
    "ClientProxyConnectionError",
    "ProxyConnectionError",
    "ProxyError",
)
_PROXY_UNREACHED = words(r"connect(?:ion)? to (?:the )?proxy|proxy[^.\n]{0,40}(?:refused|unreach)")


def _blocked(case: Case) -> bool:
    if case.has(407, 511):
        return True
    if case.is_a(*_PROXY_CLASSES):
        return _became(case) not in ("refused", "unreachable")  # else nobody answered
    if not case.evidence.page:
        told = case.evidence.status is None and not case.evidence.upstream
        return told and case.says(_PROXY) and not case.says(_PROXY_UNREACHED)
    if is_a_web_servers_own(case) or is_a_gateways_login(case):
        return False
    if case.has(401, 403, 451):
        return True
    return case.evidence.status is None and case.says(_BLOCK_PAGE)


def _without_a_proxy(_: Case, facts: Facts) -> bool:
    return facts.proxied is False


PROXY_BLOCKED = Cause(
    id="proxy-blocked",
    title=noted("Blocked by a proxy"),
    explanation=noted("A proxy or firewall blocked the request to the endpoint."),
    hint=noted(
        "Ask your network administrator to allow the endpoint's host for this server. If this "
        "server uses a proxy (HTTPS_PROXY) and the endpoint is inside your own network, add its "
        "host to NO_PROXY."
    ),
    disproof=Disproof.ENDPOINT,
    actions=CHECK,
    when=_blocked,
    variants=(
        Variant(
            "login",
            when=lambda case, _: case.has(407) or case.says(_PROXY_LOGIN),
            explanation=noted("The proxy requires a login."),
            hint=noted(
                "Set HTTPS_PROXY with a user name and password before the server starts, or ask "
                "for this server to be exempted from the login."
            ),
        ),
        Variant(
            "page",
            when=lambda case, _: case.evidence.page and case.evidence.status is None,
            title=noted("Received a web page instead of a response"),
            explanation=noted(
                "The page may come from a login, a proxy that blocks the request, or a website "
                "at this address."
            ),
            hint=noted(
                "Open the address in a browser on the same network. Log in if required, or ask "
                "for the host to be allowed. If it is an ordinary website, enter the API address "
                "instead."
            ),
        ),
        Variant(
            "direct",
            when=_without_a_proxy,
            title=noted("Request blocked"),
            explanation=noted(
                "A firewall or a gateway in front of the endpoint blocked the request. This "
                "server uses no proxy for it."
            ),
            hint=noted(
                "Ask the network or gateway administrator to allow requests from this server to "
                "the endpoint."
            ),
        ),
    ),
)
