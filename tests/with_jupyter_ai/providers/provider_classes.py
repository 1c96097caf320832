"""The providers of Jupyter AI 2: its entry points, each a class of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Any

from tests.with_jupyter_ai.models.provider_streams import TEXT

from .forms import CHAT, FORMS, Form
from .provider import Offered, Provider

_AI21 = Form((), (), {"completions": [{"data": {"text": TEXT}}]})
_TOGETHER = Form((), (), {"status": "finished", "output": {"choices": [{"text": TEXT}]}})
_KEY = {"openai_api_key": "k"}

_MADE: dict[str, tuple[Form, str, str, dict[str, str]]] = {
    "ai21": (_AI21, "base_url", "", {"ai21_api_key": "k"}),
    "azure-chat-openai": (CHAT, "azure_endpoint", "", {**_KEY, "api_version": "2024-10-21"}),
    "openai": (FORMS["completions"], "openai_api_base", "/v1", _KEY),
    "openai-chat": (CHAT, "openai_api_base", "/v1", _KEY),
    "openai-chat-custom": (CHAT, "openai_api_base", "/v1", _KEY),
    "openrouter": (CHAT, "openai_api_base", "/v1", {"openrouter_api_key": "k"}),
    "together-ai": (_TOGETHER, "base_url", "", {"together_api_key": "k"}),
}
"""How they write, the field of the endpoint, what follows the root of it there, other fields."""

MAY_DIFFER = {"openai": {"prompt"}}
"""Fields that are not the same for a stream and a whole answer: LangChain makes a list of it."""

SAID: dict[str, str] = {}
"""Each of them makes requests."""

NOT_MEASURED = {"gpt4all": "computes in the process of Jupyter AI, without a network"}


@contextmanager
def prepared() -> Iterator[None]:
    """They need nothing beside the fields of the model."""
    yield


def offered() -> Offered:
    """All that Jupyter AI brings; what others add to them is not looked at."""
    found = entry_points(group="jupyter_ai.model_providers")
    own = [each for each in found if each.module.partition(".")[0] == "jupyter_ai_magics"]
    return {
        each.name: NOT_MEASURED.get(each.name) or _provider(each.name, each.load)
        for each in sorted(own, key=lambda each: each.name)
    }


def _provider(name: str, load: Callable[[], Any]) -> Provider | str:
    try:
        model_class = load()
    except ImportError as error:
        return _needs(error.name)
    if name not in _MADE:
        (package, *_) = [each for each in model_class.pypi_package_deps if not find_spec(each)]
        return _needs(package)
    form, by, path, fields = _MADE[name]
    model = "a-model" if model_class.models == ["*"] else model_class.models[0]

    def make(model_class: Any, url: str) -> Any:
        return model_class(model_id=model, **{by: url, **fields})

    return Provider(model_class, by, make, model, form, path)


def _needs(package: str | None) -> str:
    return f"needs the package {package}, which does not come with Jupyter AI"
