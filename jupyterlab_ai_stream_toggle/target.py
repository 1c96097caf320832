"""What a mode or a capability is about."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True)
class Target:
    """One way of reaching one model.

    Two calls with equal targets can be expected to behave alike: what one taught about streaming
    holds for the other.
    """

    provider: str
    """Jupyter AI's own id: `azure-chat-openai` (v2), LiteLLM's prefix such as `azure` (v3)."""
    model: str
    """The model or deployment, without the provider."""
    endpoint: str | None = None
    """URL without query and credentials; None where the provider's own default is used."""
    api_version: str | None = None
    tools: bool = False
    """Whether tools are offered with the call; some servers stream only without them."""

    @property
    def model_key(self) -> str:
        """The key of the model in the settings: `provider:model`."""
        return f"{self.provider}:{self.model}"


def clean_endpoint(url: object) -> str | None:
    """The part of an endpoint's URL that may be stored and shown.

    Query, fragment and credentials are dropped: any of them can hold a secret. Returns None for
    what is not an absolute URL.
    """
    if not url:
        return None
    try:
        parts = urlsplit(str(url))
        port = parts.port
    except ValueError:
        return None
    if not parts.scheme or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    location = f"{host}:{port}" if port else host
    return urlunsplit((parts.scheme, location, parts.path.rstrip("/"), "", ""))
