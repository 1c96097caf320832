"""LiteLLM's retries: the unproven stream has none, and nothing of that sticks or shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.raw_server import Answer, RawServer, on_a_thread
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import CHAT_CLASSES, governed

# It says when to try again, so that nobody has to wait.
DOWN = Answer((b"Service Unavailable",), "text/plain", 503, (("retry-after-ms", "1"),))
ASKED = {Mode.AUTO: "Snnn", Mode.ON: "SSS", Mode.OFF: "nnn"}


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    with on_a_thread() as server:
        yield server


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    import litellm

    monkeypatch.setattr(litellm, "suppress_debug_info", True)


class Down:
    """A model whose endpoint answers 503 to everything."""

    def __init__(self, server: RawServer, settings: Settings, model: str, **fields: Any) -> None:
        self.name = server.answer(DOWN)
        self.url = f"{server.url}/{self.name}"
        self.asked = server.answers[self.name].asked
        self._settings = settings
        self._fields = {"model": model, "api_key": "k", "streaming": True, **fields}

    async def ask(self, mode: Mode, **fields: Any) -> str:
        """The requests of one message."""
        before = len(self.asked)
        model_class, _ = governed(CHAT_CLASSES["openai"], self._settings, mode)
        with suppress(Exception):
            async for _ in model_class(**self._fields, **fields).astream("hello"):
                pass
        return "".join("S" if each.streamed else "n" for each in self.asked[before:])


def where(url: str, how: str) -> dict[str, Any]:
    """The fields of a model that say where its endpoint is."""
    if how == "model_kwargs":
        return {"model_kwargs": {"base_url": url}}
    return {"api_base": f"{url}/"} if how == "slash" else {"api_base": url}


@pytest.mark.parametrize("version", ["2024-10-21", "v1"])
@pytest.mark.parametrize("how", ["api_base", "slash", "model_kwargs"])
@pytest.mark.parametrize("first", [Mode.AUTO, Mode.ON, Mode.OFF])
async def test_azure_s_clients_are_kept_apart(
    server: RawServer,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    how: str,
    first: Mode,
) -> None:
    """LiteLLM keeps one for an endpoint, and the first call would decide for all."""
    monkeypatch.setenv("AZURE_API_VERSION", version)
    model = Down(server, settings, "azure/gpt-4o")
    for mode in (first, *Mode):
        assert await model.ask(mode, **where(model.url, how)) == ASKED[mode], mode
    assert len({each.path for each in model.asked}) == 1, "nothing of it shows in the address"


async def test_the_same_endpoint_with_a_slash_and_without(
    server: RawServer, settings: Settings
) -> None:
    model = Down(server, settings, "azure/gpt-4o")
    assert await model.ask(Mode.ON, **where(model.url, "api_base")) == "SSS"
    assert await model.ask(Mode.AUTO, **where(model.url, "slash")) == "Snnn"


@pytest.mark.parametrize("model", ["gpt-4o", "ft:gpt-3.5-turbo", "nvidia_nim/a", "ai21/a"])
async def test_whose_model_it_is_need_not_be_said(
    server: RawServer, settings: Settings, model: str
) -> None:
    """LiteLLM knows some models by their names alone, and drops the argument for some."""
    down = Down(server, settings, model)
    assert await down.ask(Mode.AUTO, api_base=down.url) == "Snnn"


async def test_what_is_allowed_by_the_user_stays_allowed(
    server: RawServer, settings: Settings
) -> None:
    given = {"allowed_openai_params": ["seed"], "seed": 7}
    down = Down(server, settings, "nvidia_nim/a", model_kwargs=given)
    assert await down.ask(Mode.AUTO, api_base=down.url) == "Snnn"
    for asked in down.asked:
        assert asked.body["seed"] == 7
        assert not {"max_retries", "allowed_openai_params"} & set(asked.body)
