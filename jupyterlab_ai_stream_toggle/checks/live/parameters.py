"""What Jupyter AI is configured to send along, as far as a bare request can carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...jupyter_ai.connection import ENDPOINT_FIELDS, VERSION_FIELDS

# OpenAI's reference of chat completions; `tools` and what belongs to them is Jupyter AI's to send.
_BODY = {
    "frequency_penalty",
    "logit_bias",
    "logprobs",
    "max_completion_tokens",
    "max_tokens",
    "metadata",
    "modalities",
    "n",
    "presence_penalty",
    "reasoning_effort",
    "response_format",
    "safety_identifier",
    "seed",
    "service_tier",
    "stop",
    "store",
    "temperature",
    "top_logprobs",
    "top_p",
    "user",
    "verbosity",
}
_HEADERS = {"default_headers", "extra_headers", "headers"}
_QUERY = {"default_query", "extra_query"}
_NESTED = {"model_kwargs"}
_AS_THEY_ARE = {"extra_body"}
_ORGANIZATION = {"openai_organization", "organization"}

# How it is asked, and how often: nothing of the request itself.
_OF_THE_CLIENT = {
    *ENDPOINT_FIELDS,
    *VERSION_FIELDS,
    "azure_deployment",
    "cache",
    "custom_llm_provider",
    "deployment_name",
    "drop_params",
    "max_retries",
    "model",
    "model_id",
    "model_name",
    "num_retries",
    "request_timeout",
    "stream",
    "stream_options",
    "stream_usage",
    "streaming",
    "timeout",
    "verbose",
}


@dataclass(frozen=True)
class Configured:
    """What is sent along."""

    headers: dict[str, str] = field(default_factory=dict, repr=False)
    query: dict[str, str] = field(default_factory=dict, repr=False)
    body: dict[str, Any] = field(default_factory=dict, repr=False)
    left_out: tuple[str, ...] = ()
    """Names of what only the client library can translate."""


def configured(arguments: Mapping[str, Any]) -> Configured:
    """What the arguments that a model is made with add to its requests."""
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    body: dict[str, Any] = {}
    left_out = []
    for name, value in _flat(arguments):
        if value is None or name in _OF_THE_CLIENT or name.endswith(("_key", "_token")):
            continue
        if name in _ORGANIZATION:
            headers["openai-organization"] = str(value)
        elif name in _BODY:
            body[name] = value
        elif name in _HEADERS and isinstance(value, Mapping):
            headers |= {str(header): str(each) for header, each in value.items()}
        elif name in _QUERY and isinstance(value, Mapping):
            query |= {str(parameter): str(each) for parameter, each in value.items()}
        elif name in _AS_THEY_ARE and isinstance(value, Mapping):
            body |= value
        else:
            left_out.append(name)
    return Configured(headers, query, body, tuple(sorted(left_out)))


def _flat(arguments: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in arguments.items():
        if name in _NESTED and isinstance(value, Mapping):
            yield from value.items()
        else:
            yield name, value
