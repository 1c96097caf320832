"""The ids by which LiteLLM knows models."""

from __future__ import annotations


def split_model_id(model_id: str, provider: str | None = None) -> tuple[str, str]:
    """Provider and model of a LiteLLM model id.

    `azure/gpt-4o` is `azure`, `gpt-4o`. An id without a prefix is one that LiteLLM knows by
    heart, such as `gpt-4o`; LiteLLM is then asked whose it is.
    """
    prefix, slash, rest = model_id.partition("/")
    if provider:
        return provider, rest if slash and prefix == provider else model_id
    if slash:
        return prefix, rest
    import litellm

    try:
        name, provider, _, _ = litellm.get_llm_provider(model=model_id)
    except litellm.exceptions.BadRequestError:
        # LiteLLM will refuse the call for the same reason, in its own words.
        return "unknown", model_id
    return str(provider), str(name)
