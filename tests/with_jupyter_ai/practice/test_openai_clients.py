"""The openai package, a client nobody here wrote, understands the endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import openai
import pytest

from jupyterlab_ai_stream_toggle.practice import FAULTS, PracticeServer
from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE

MESSAGES = [{"role": "user", "content": "Hello"}]


@pytest.fixture(params=["openai", "azure"])
def sdk(request: pytest.FixtureRequest, practice: PracticeServer) -> Iterator[Any]:
    if request.param == "openai":
        made = openai.OpenAI(base_url=practice.openai_url, api_key="none", max_retries=0)
    else:
        made = openai.AzureOpenAI(
            azure_endpoint=practice.url, api_version="2024-10-21", api_key="none", max_retries=0
        )
    with made:
        yield made


def test_streamed_and_whole_answers_are_the_same(sdk: Any) -> None:
    whole = sdk.chat.completions.create(model="m", messages=MESSAGES)
    streamed = list(
        sdk.chat.completions.create(
            model="m", messages=MESSAGES, stream=True, stream_options={"include_usage": True}
        )
    )

    text = "".join(c.choices[0].delta.content or "" for c in streamed if c.choices)
    assert text == whole.choices[0].message.content
    assert text.endswith(LAST_SENTENCE)
    assert streamed[-1].usage == whole.usage


def test_tool_calls_can_be_put_together(sdk: Any) -> None:
    tools = [{"type": "function", "function": {"name": "add", "parameters": {}}}]
    ask = {"model": "m", "messages": [{"role": "user", "content": 'practice:tool add {"a": 1}'}]}
    with sdk.chat.completions.stream(**ask, tools=tools) as stream:
        final = stream.get_final_completion()

    [call] = final.choices[0].message.tool_calls
    assert (call.function.name, call.function.arguments) == ("add", '{"a": 1}')
    assert call.id


def test_legacy_completions(sdk: Any) -> None:
    whole = sdk.completions.create(model="m", prompt="def f(")
    streamed = sdk.completions.create(model="m", prompt="def f(", stream=True)

    assert "".join(chunk.choices[0].text for chunk in streamed) == whole.choices[0].text


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("refuse-400", "BadRequestError"),
        ("refuse-403", "PermissionDeniedError"),
        ("refuse-500", "InternalServerError"),
        ("error-frame", "APIError"),
        ("unauthorized", "AuthenticationError"),
        ("rate-limited", "RateLimitError"),
    ],
)
def test_a_fault_is_the_error_it_plays(
    sdk: Any, practice: PracticeServer, fault: str, error: str
) -> None:
    practice.fault = FAULTS[fault]
    with pytest.raises(getattr(openai, error)):
        list(sdk.chat.completions.create(model="m", messages=MESSAGES, stream=True))
