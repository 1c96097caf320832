"""The forms that an endpoint's address can have, Azure's above all.

Sources: Microsoft's pages on Azure OpenAI's REST reference and on sovereign clouds; the v1 API has
`/openai/v1/` in its path and needs no dated API version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qs, urlsplit, urlunsplit

OPENAI = "https://api.openai.com/v1"
"""Where OpenAI's own clients go when no address is configured."""


class Service(str, Enum):
    """Whose host it is, by its name."""

    AZURE_OPENAI = "Azure OpenAI"
    AZURE_FOUNDRY = "Azure AI Foundry"
    AZURE_COGNITIVE = "Azure Cognitive Services"
    AZURE_GATEWAY = "Azure API Management"
    OPENAI = "OpenAI"
    OTHER = "custom"


_HOSTS = {
    r"\.openai\.azure\.(com|us|cn)": Service.AZURE_OPENAI,
    r"\.(services|inference|models)\.ai\.azure\.(com|us|cn)": Service.AZURE_FOUNDRY,
    r"\.cognitiveservices\.azure\.(com|us|cn)": Service.AZURE_COGNITIVE,
    r"\.api\.cognitive\.(microsoft\.com|microsoft\.us|azure\.us|azure\.cn)": (
        Service.AZURE_COGNITIVE
    ),
    r"\.azure-api\.(net|us|cn)": Service.AZURE_GATEWAY,
    r"(^|\.)api\.openai\.com": Service.OPENAI,
}
_OPERATION = re.compile(
    r"(/openai)?/deployments/[^/]+(/.*)?$|/(chat/completions|completions|responses|embeddings)/?$"
)
_V1 = re.compile(r"/v1(/|$)")


@dataclass(frozen=True)
class Address:
    """An endpoint's address, taken apart."""

    url: str
    """Scheme, host and path up to what client libraries append; credentials included."""
    host: str
    port: int
    secure: bool
    service: Service
    v1: bool
    """Whether it is the root of an API that has `/v1` in its path."""
    pasted: str | None
    """What somebody pasted of the operation's path, which client libraries append themselves."""
    version: str | None
    """The API version in a pasted query."""


def address_of(text: str) -> Address | None:
    """The address in a text; None for what is not the absolute URL of a web server."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    pasted = _OPERATION.search(parts.path)
    path = (parts.path[: pasted.start()] if pasted else parts.path).rstrip("/")
    versions = parse_qs(parts.query).get("api-version")
    return Address(
        url=urlunsplit((parts.scheme, parts.netloc, path, "", "")),
        host=parts.hostname,
        port=port or (443 if parts.scheme == "https" else 80),
        secure=parts.scheme == "https",
        service=_service(parts.hostname),
        v1=bool(_V1.search(path)),
        pasted=pasted[0] if pasted else None,
        version=versions[0] if versions else None,
    )


def _service(host: str) -> Service:
    for pattern, service in _HOSTS.items():
        if re.search(f"{pattern}$", host):
            return service
    return Service.OTHER
