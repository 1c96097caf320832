"""What the environment puts between this server and the endpoint."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from ...diagnosis.surroundings import proxy_for
from ...language import say
from ...target import clean_endpoint
from ..result import CheckFinding, failed, passed, skipped, warning
from ..subject import Subject

_FILES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_DIR")


def proxy_of(subject: Subject) -> str | None:
    """The proxy through which the endpoint is reached, as httpx finds it, too."""
    return proxy_for(subject.address.url) if subject.address else None


def proxy(subject: Subject) -> CheckFinding:
    """HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, for the host of the endpoint."""
    if subject.address is None:
        return skipped(say("The address is unknown."))
    through = proxy_of(subject)
    if through is None:
        return passed(say("Requests use no proxy."))
    shown = clean_endpoint(through if "://" in through else f"http://{through}")
    if shown is None:
        return failed(
            say("The proxy set in the environment is not a valid address."),
            say("Set HTTPS_PROXY in the form http://proxy.example.com:8080."),
        )
    if _is_near(subject.address.host):
        return warning(
            say("Requests to a host in this network use a proxy: {proxy}", proxy=shown),
            say("Add {host} to NO_PROXY if the proxy cannot reach it.", host=subject.address.host),
            {say("proxy"): shown},
        )
    return passed(say("Requests use the proxy set in the environment."), {say("proxy"): shown})


def _is_near(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".internal"))


def certificate_files(subject: Subject) -> CheckFinding:
    """Whether the files are there in which trusted certificates are looked for."""
    named = {name: value for name in _FILES if (value := subject.environment.get(name))}
    for name, value in named.items():
        if not Path(value).exists():
            return failed(
                say("{name} is set to {path}, which does not exist.", name=name, path=value),
                say("Fix or remove it in the environment of the server."),
            )
    if not named:
        return passed(say("Python's default certificates are used."))
    return passed(say("Trusted certificates are set in the environment."), named)
