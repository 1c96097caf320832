"""All checks, in the order in which they are made: what costs nothing first."""

from __future__ import annotations

from ..language import noted
from .exchange import TITLES, Asker, RequestKind
from .live import network
from .live import requests as asking
from .result import Check
from .static import (
    addresses,
    keys,
    packages,
    proxies,
    settings,
    versions,
)
from .static import (
    client_library as rehearsal,
)

STATIC = (
    Check("packages", noted("Packages"), packages.packages),
    Check("model-chosen", noted("Model"), settings.model_chosen),
    Check("address", noted("Address"), addresses.address_form),
    Check("api-version", noted("API version"), versions.api_version),
    Check("deployment-name", noted("Deployment"), settings.deployment_name),
    Check("model-made", noted("Jupyter AI model"), settings.model_made),
    Check("client-library", noted("Client library"), rehearsal.client_library),
    Check("key", noted("API key"), keys.key_plausible),
    Check("proxy", noted("Proxy"), proxies.proxy),
    Check("certificate-files", noted("Trusted certificates"), proxies.certificate_files),
)
"""No connection is made, and nothing is sent."""

LIVE = (
    Check("name-resolution", noted("Host name"), network.name_resolution),
    Check("tcp-connection", noted("Connection"), network.tcp_connection),
    Check("tls", noted("Certificate"), network.tls),
    Check("framework-plain", TITLES[RequestKind.PLAIN, Asker.FRAMEWORK], asking.framework_plain),
    Check("framework-stream", TITLES[RequestKind.STREAM, Asker.FRAMEWORK], asking.framework_stream),
    Check("direct-plain", TITLES[RequestKind.PLAIN, Asker.DIRECT], asking.direct_plain),
    Check("direct-stream", TITLES[RequestKind.STREAM, Asker.DIRECT], asking.direct_stream),
)
"""Contacts the configured host; the last four send a request each.

Jupyter AI's come first: where an endpoint takes few requests in a while, they are the ones that
matter."""
