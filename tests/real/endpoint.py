"""What users type into Jupyter AI to reach a model, in either generation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jupyterlab_ai_stream_toggle.demo.generation import API_VERSION
from tests.support.generation import JUPYTER_AI


@dataclass(frozen=True)
class Endpoint:
    """A chat model at an address."""

    provider: str
    """`openai`, `azure` or `anthropic`: whose API is spoken there."""
    model: str
    address: str
    """A path below the way in to all parts; or a whole URL."""
    key: str = "some-key"
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What a gateway wants to be told beside the key."""

    def configuration(self, front: str) -> Mapping[str, Any]:
        """Jupyter AI's own file."""
        url = self.address if "://" in self.address else front + self.address
        return _GENERATIONS[JUPYTER_AI or 0](self, url)


def _configuration_2(endpoint: Endpoint, url: str) -> Mapping[str, Any]:
    provider, key_name, address = {
        "openai": ("openai-chat-custom", "OPENAI_API_KEY", "openai_api_base"),
        "azure": ("azure-chat-openai", "AZURE_OPENAI_API_KEY", "azure_endpoint"),
    }[endpoint.provider]
    model = f"{provider}:{endpoint.model}"
    fields: dict[str, Any] = {address: url}
    if endpoint.provider == "azure":
        fields["api_version"] = API_VERSION
    if endpoint.headers:
        fields["default_headers"] = dict(endpoint.headers)
    return {
        "model_provider_id": model,
        "embeddings_provider_id": None,
        "completions_model_provider_id": None,
        "send_with_shift_enter": False,
        "api_keys": {key_name: endpoint.key},
        "fields": {model: fields},
        "embeddings_fields": {},
        "completions_fields": {},
    }


def _configuration_3(endpoint: Endpoint, url: str) -> Mapping[str, Any]:
    model = f"{endpoint.provider}/{endpoint.model}"
    fields: dict[str, Any] = {"api_base": url, "api_key": endpoint.key}
    if endpoint.headers:
        fields["extra_headers"] = dict(endpoint.headers)
    return {"model_provider_id": model, "fields": {model: fields}}


_GENERATIONS: Mapping[int, Callable[[Endpoint, str], Mapping[str, Any]]] = {
    2: _configuration_2,
    3: _configuration_3,
}
