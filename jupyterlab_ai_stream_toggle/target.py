"""What a mode or a capability is about."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import lru_cache
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
    key_mark: str | None = None
    """Tells one API key from another; see `key_mark`. None where there is no key."""

    @property
    def model_key(self) -> str:
        """The key of the model in the settings: `provider:model`."""
        return f"{self.provider}:{self.model}"

    @property
    def id(self) -> str:
        """A short stable name of the target, fit for a URL."""
        text = json.dumps(astuple(self))
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def key_mark(key: object) -> str | None:
    """A mark by which a change of the API key is noticed, or None for no key.

    Sixteen bits: one change in 65,536 goes unnoticed, and nobody learns a key from its mark.
    """
    reveal = getattr(key, "get_secret_value", None)  # pydantic's SecretStr, 1 and 2
    text = reveal() if callable(reveal) else key
    if not isinstance(text, str) or not text:
        return None
    return hashlib.blake2b(text.encode(), digest_size=2).hexdigest()


def clean_endpoint(url: object) -> str | None:
    """The part of an endpoint's URL that may be stored and shown.

    Query, fragment and credentials are dropped: any of them can hold a secret. Returns None for
    what is not an absolute URL.
    """
    return _clean(str(url)) if url else None


# The same few in all replies; `urlsplit` itself keeps what it was given, too.
@lru_cache(maxsize=32)
def _clean(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if not parts.scheme or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    location = f"{host}:{port}" if port else host
    return urlunsplit((parts.scheme, location, parts.path.rstrip("/"), "", ""))
