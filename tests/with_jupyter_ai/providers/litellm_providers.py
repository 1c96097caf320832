"""The providers of Jupyter AI 3: all that LiteLLM has, since users may type any model's name.

The names are LiteLLM's own. What stands here by hand is how some of them differ from the most.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import litellm
import pytest
from jupyter_ai_jupyternaut.jupyternaut import jupyternaut
from jupyter_ai_jupyternaut.jupyternaut.chat_models import ChatLiteLLM
from litellm.llms.openai_like.json_loader import JSONProviderRegistry

from .forms import CHAT, FORMS, Form
from .provider import Offered, Provider

FORM_OF: dict[str, Form] = {
    "a2a": FORMS["a2a"],
    "anthropic": FORMS["anthropic"],
    "anthropic_text": FORMS["anthropic_text"],
    "azure_text": FORMS["completions"],
    "bedrock": FORMS["converse"],
    "cohere": FORMS["cohere"],
    "cohere_chat": FORMS["cohere"],
    "custom": FORMS["custom"],
    "databricks_agent": FORMS["responses"],
    "gemini": FORMS["gemini"],
    "groq": FORMS["groq"],
    "langflow": FORMS["langflow"],
    "langgraph": FORMS["langgraph"],
    "nlp_cloud": FORMS["nlp_cloud"],
    "ollama": FORMS["ollama"],
    "ollama_chat": FORMS["ollama_chat"],
    "predibase": FORMS["predibase"],
    "snowflake": FORMS["anthropic"],
    "text-completion-inception": FORMS["completions"],
    "text-completion-openai": FORMS["completions"],
    "triton": FORMS["triton"],
    "watsonx_text": FORMS["watsonx_text"],
}
"""Those that do not speak OpenAI's chat completions."""

MODEL_OF = {
    "bedrock": "bedrock/converse/anthropic.claude-3-5-sonnet-20240620-v1:0",
    "bedrock_mantle": "bedrock_mantle/openai.gpt-oss-20b",
    "clarifai": "clarifai/openai.chat-completion.a-model",
    "cohere_chat": "cohere_chat/command-r-plus",
    "gemini": "gemini/gemini-2.0-flash",
    "ollama": "ollama/qwen2.5",
    "ragflow": "ragflow/chat/a-chat/a-model",
}
"""Where the first one of LiteLLM's list of models will not do, or there is none."""

PATH_OF = {"triton": "/v2/models/a-model/generate"}

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "a",
    "AWS_SECRET_ACCESS_KEY": "b",
    "AWS_REGION_NAME": "us-east-1",
    "AWS_REGION": "us-east-1",
    "AZURE_API_VERSION": "2024-10-21",
    "PREDIBASE_TENANT_ID": "t",
    "WATSONX_TOKEN": "t",
    "WATSONX_PROJECT_ID": "p",
}

FIXED = "its address stands in LiteLLM's code"
ABSENT = "its package is not installed with Jupyter AI"
NOT_MEASURED = {
    "bytez": FIXED,
    "chatgpt": "asks its own address for a login first",
    "fal_ai": "only answers questions about a picture",
    "gdc": ABSENT,
    "gigachat": "asks its own address for a token first",
    "github_copilot": "asks its own address for a login first",
    "humanloop": "keeps prompts, and has no model of its own",
    "microsoft_365_copilot": "asks its own address for a conversation first",
    "oci": "wants the credentials of its own service",
    "petals": "asks with a form in place of JSON, and LiteLLM cannot read its answer",
    "replicate": FIXED,
    "sagemaker": FIXED,
    "sagemaker_chat": FIXED,
    "sagemaker_nova": FIXED,
    "sap": "wants the credentials of its own service, and asks that for a token",
    "scaledown": "sorts texts, and does not chat",
    "vertex_ai": ABSENT,
    "vertex_ai_beta": ABSENT,
    "vllm": ABSENT,
}


TEMPLATE = {
    "status": "success",
    "tokenizer": {
        "chat_template": "{% for each in messages %}{{ each['content'] }}{% endfor %}",
        "bos_token": "",
        "eos_token": "",
    },
}
"""How a prompt is made of messages, which LiteLLM would ask Hugging Face for."""

MAY_DIFFER = {
    "a2a": {"id", "method", "params"},  # a request of another kind, with an id of its own
    "watsonx_text": {"parameters"},  # where it says once more whether to stream
}
"""Fields of the request that are not the same for a stream and for a whole answer."""

SAID = {
    "Unmapped LLM provider": "LiteLLM has no chat for it",
    "LLM Provider NOT provided": "LiteLLM lists models of it, and does not know whose they are",
}
"""Why LiteLLM makes no request, by what it says."""


@contextmanager
def prepared() -> Iterator[None]:
    """What they need beside the fields of the model; LiteLLM prints nothing, and asks nobody."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        patch.setattr(litellm, "suppress_debug_info", True)
        patch.setattr(litellm, "disable_hf_tokenizer_download", True)
        patch.setitem(litellm.known_tokenizer_config, "a-model", TEMPLATE)
        patch.setattr(litellm.utils, "_get_max_position_embeddings", lambda model_name: None)
        yield


def offered() -> Offered:
    """All of them."""
    names = {str(getattr(each, "value", each)) for each in litellm.provider_list}
    names.update(JSONProviderRegistry.list_providers())
    first: dict[str, str] = {}
    for model in jupyternaut._litellm_chat_models():
        prefix = model.partition("/")[0]
        whose = str(litellm.model_cost[model]["litellm_provider"])
        if prefix == whose or prefix in names:
            first.setdefault(prefix, model)
        elif whose in names:
            first.setdefault(whose, f"{whose}/{model}")
    return {
        name: NOT_MEASURED.get(name) or _provider(name, MODEL_OF.get(name) or first.get(name))
        for name in sorted({*names, *first})
    }


def _provider(name: str, model: str | None) -> Provider:
    model = model or f"{name}/a-model"

    def make(model_class: Any, url: str) -> Any:
        return model_class(model=model, api_base=url, api_key="k", streaming=True)

    path = PATH_OF.get(name, "")
    return Provider(ChatLiteLLM, "api_base", make, model, FORM_OF.get(name, CHAT), path)
