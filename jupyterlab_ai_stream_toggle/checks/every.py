"""All checks, in the order in which they are made: what costs nothing first."""

from __future__ import annotations

from ..language import noted
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
    Check("model-made", noted("Model of Jupyter AI"), settings.model_made),
    Check("client-library", noted("Client library"), rehearsal.client_library),
    Check("key", noted("Key"), keys.key_plausible),
    Check("proxy", noted("Proxy"), proxies.proxy),
    Check("certificate-files", noted("Trusted certificates"), proxies.certificate_files),
)
"""No connection is made, and nothing is sent."""

LIVE = (
    Check("name-resolution", noted("Name of the host"), network.name_resolution),
    Check("tcp-connection", noted("Connection"), network.tcp_connection),
    Check("tls", noted("Certificate"), network.tls),
    Check("framework-plain", noted("Plain request, Jupyter AI"), asking.framework_plain),
    Check("framework-stream", noted("Stream, Jupyter AI"), asking.framework_stream),
    Check("direct-plain", noted("Plain request, direct"), asking.direct_plain),
    Check("direct-stream", noted("Stream, direct"), asking.direct_stream),
)
"""Contacts the configured host; the last four send a request each.

Jupyter AI's come first: where an endpoint takes few requests in a while, they are the ones that
matter."""
