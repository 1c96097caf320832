"""Which classes are governed, and until when."""

from __future__ import annotations

from typing import Any, ClassVar

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed
from .replies import requests, whole


async def test_a_released_rule_leaves_the_models_alone(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    model_class, rule = governed(CHAT_CLASSES[provider], settings, Mode.OFF)
    model = chat_model(model_class, provider, practice)
    rule.release()
    await whole(model, "hello")
    assert requests(practice) == "S"


async def test_a_class_without_streaming_is_left_as_it_is(settings: Settings) -> None:
    from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel
    from langchain_core.language_models.chat_models import SimpleChatModel

    class Silent(SimpleChatModel):  # type: ignore[misc]  # LangChain is not installed for mypy
        def _call(self, *args: Any, **kwargs: Any) -> str:
            return ""

        @property
        def _llm_type(self) -> str:
            return "silent"

    assert governed(Silent, settings, Mode.OFF)[0] is Silent
    assert governed(int, settings, Mode.OFF)[0] is int
    for streaming in (FakeListChatModel, GenericFakeChatModel):
        made, rule = governed(streaming, settings, Mode.OFF)
        assert made is not streaming
        assert (made.__name__, made.__module__) == (streaming.__name__, streaming.__module__)
        from jupyterlab_ai_stream_toggle.models.governed import governed_class

        assert governed_class(made, rule) is made, "nothing is governed twice"


async def test_a_class_that_can_only_stream_streams(settings: Settings) -> None:
    """It makes a whole answer out of its own stream; asked for one, it must not go in circles."""
    from langchain_core.language_models.chat_models import BaseChatModel, agenerate_from_stream
    from langchain_core.messages import AIMessageChunk
    from langchain_core.outputs import ChatGenerationChunk

    class StreamsOnly(BaseChatModel):  # type: ignore[misc]  # LangChain is not installed for mypy
        id: ClassVar[str] = "streams-only"
        model_id: str = "gw"
        model: str = "openai/gw"
        custom_llm_provider: str = "openai"

        async def _astream(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
            yield ChatGenerationChunk(message=AIMessageChunk(content="streamed"))

        async def _agenerate(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
            return await agenerate_from_stream(self._astream(messages))

        def _generate(self, *args: Any, **kwargs: Any) -> Any:
            raise NotImplementedError

        @property
        def _llm_type(self) -> str:
            return "streams-only"

    model_class, _ = governed(StreamsOnly, settings, Mode.OFF)
    assert (await whole(model_class(), "hello")).content == "streamed"
