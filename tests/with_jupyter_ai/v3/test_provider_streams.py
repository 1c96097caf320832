"""Providers that LiteLLM reaches with handlers of its own: good streams, and broken ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.streaming.failures import PageInsteadOfReply, StreamInterrupted
from tests.support.raw_server import Answer, Framing, RawServer, on_a_thread
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import CHAT_CLASSES, governed
from tests.with_jupyter_ai.models.provider_streams import STREAMS, TEXT, ProviderStream
from tests.with_jupyter_ai.models.raw_models import Outcome, asked

PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>"
GARBAGE = {
    "words": b"upstream connect error or disconnect/reset before headers",
    "bytes": bytes(range(128, 228)),
    "event": b"data: not json\n\n",
    "object": b"{}",
}
STREAMING = pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    # On a thread: LiteLLM asks Ollama about its model, and blocks the loop meanwhile.
    with on_a_thread() as server:
        yield server


@pytest.fixture(params=list(STREAMS))
def provider(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ProviderStream:
    import litellm

    # Tokens are counted without a download, and failures do not print where to get help.
    monkeypatch.setattr(litellm, "disable_hf_tokenizer_download", True)
    monkeypatch.setattr(litellm, "suppress_debug_info", True)
    # Hugging Face is asked how long its model's answers may be; here there is only this machine.
    monkeypatch.setattr(litellm.utils, "_get_max_position_embeddings", lambda model_name: None)
    found = STREAMS[request.param]
    for name, value in found.environment.items():
        monkeypatch.setenv(name, value)
    return found


class Endpoint:
    """One provider's endpoint, and the model before it."""

    def __init__(self, server: RawServer, provider: ProviderStream, *pieces: bytes) -> None:
        self._provider = provider
        self._name = server.answer(Answer(()))
        self._answers = server.answers[self._name]
        self._url = f"{server.url}/{self._name}{provider.path}"
        self.says(*pieces or (*provider.before, *provider.end))

    def says(self, *pieces: bytes, content_type: str | None = None) -> None:
        kind = content_type or self._provider.content_type
        self._answers.streamed = Answer(pieces, kind, framing=Framing.CHUNKED)

    async def ask(self, model_class: Any) -> Outcome:
        before = len(self._answers.wire)
        model = model_class(
            model=self._provider.model, api_base=self._url, api_key="k", streaming=True
        )
        outcome = await asked(model)
        outcome.wire = self._answers.wire[before:]
        return outcome


def told(outcome: Outcome) -> str:
    """For the message of a failed assertion."""
    return f"governed {outcome}"


@STREAMING
async def test_a_good_stream_is_as_ungoverned(
    server: RawServer, settings: Settings, provider: ProviderStream, mode: Mode
) -> None:
    endpoint = Endpoint(server, provider)
    bare = await endpoint.ask(CHAT_CLASSES["openai"])
    assert (bare.said.text, bare.error) == (TEXT, None), told(bare)
    outcome = await endpoint.ask(governed(CHAT_CLASSES["openai"], settings, mode)[0])
    assert outcome.error is None, told(outcome)
    assert outcome.chunks == bare.chunks
    assert outcome.wire == "S"


@STREAMING
async def test_a_clean_cut_is_noticed(
    server: RawServer, settings: Settings, provider: ProviderStream, mode: Mode
) -> None:
    model_class, _ = governed(CHAT_CLASSES["openai"], settings, mode)
    endpoint = Endpoint(server, provider)
    assert (await endpoint.ask(model_class)).error is None
    endpoint.says(*provider.before)
    outcome = await endpoint.ask(model_class)
    assert isinstance(outcome.error, StreamInterrupted), told(outcome)
    assert outcome.said.text == TEXT, "what came is kept"
    assert outcome.wire == "S"


@STREAMING
async def test_nothing_is_no_answer(
    server: RawServer, settings: Settings, provider: ProviderStream, mode: Mode
) -> None:
    endpoint = Endpoint(server, provider, b"")
    outcome = await endpoint.ask(governed(CHAT_CLASSES["openai"], settings, mode)[0])
    assert outcome.error is not None, told(outcome)


@STREAMING
@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", None])
async def test_a_page_is_called_one(
    server: RawServer, settings: Settings, provider: ProviderStream, mode: Mode, kind: str | None
) -> None:
    endpoint = Endpoint(server, provider)
    endpoint.says(PAGE, content_type=kind)
    outcome = await endpoint.ask(governed(CHAT_CLASSES["openai"], settings, mode)[0])
    assert isinstance(outcome.error, PageInsteadOfReply), told(outcome)
    assert outcome.wire == "S"


@STREAMING
@pytest.mark.parametrize("kind", list(GARBAGE))
async def test_garbage_is_no_answer(
    server: RawServer, settings: Settings, provider: ProviderStream, mode: Mode, kind: str
) -> None:
    endpoint = Endpoint(server, provider, GARBAGE[kind])
    outcome = await endpoint.ask(governed(CHAT_CLASSES["openai"], settings, mode)[0])
    assert outcome.error is not None, told(outcome)
