"""What of this machine's environment bears on requests."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


def proxy_for(endpoint: str | None) -> str | None:
    """The proxy through which an address is reached, as httpx finds it, too.

    None for none. An endpoint that is not known is a provider's own: https, outside.
    """
    url = urlsplit(endpoint or "https://host.invalid")
    try:
        port = url.port
    except ValueError:
        return None
    scheme = url.scheme or "https"
    if proxy_bypass(f"{url.hostname}:{port or (443 if scheme == 'https' else 80)}"):
        return None
    proxies = getproxies()
    return proxies.get(scheme) or proxies.get("all")
