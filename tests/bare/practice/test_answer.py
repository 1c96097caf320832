"""What the practice model says."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.practice.answer import (
    LAST_SENTENCE,
    Answer,
    answer_to_messages,
    answer_to_prompt,
)

TOOLS = [{"type": "function", "function": {"name": "add", "parameters": {}}}]


def user(content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content}


def ask(content: Any, tools: list[Any] | None = None) -> Answer:
    return answer_to_messages([user(content)], tools or [])


def test_the_same_messages_get_the_same_answer() -> None:
    assert ask("Hello") == ask("Hello")
    assert ask("Hello").text.startswith("You said: “Hello”.")
    assert ask("Hello").text.endswith(LAST_SENTENCE)


def test_the_last_user_message_is_the_prompt() -> None:
    messages = [user("first"), {"role": "assistant", "content": "…"}, user("second")]

    assert "“second”" in answer_to_messages(messages, []).text


def test_content_may_come_in_parts() -> None:
    assert "“Hello you”" in ask([{"type": "text", "text": "Hello you"}]).text


def test_a_long_or_many_lined_prompt_is_quoted_short() -> None:
    quoted = ask("one\ntwo " + "x" * 500).text.partition("”")[0]

    assert "one two" in quoted
    assert len(quoted) < 100


def test_pieces_join_to_the_text() -> None:
    answer = ask("practice:chunks 5000")

    assert len(answer.pieces) == 5000
    assert answer.text == " ".join(map(str, range(1, 5001)))


def test_a_tool_is_called_with_the_arguments_given() -> None:
    answer = ask('practice:tool add {"a": {"b": 1}} please', TOOLS)

    assert answer.tool_call is not None
    assert answer.tool_call.name == "add"
    assert answer.tool_call.arguments == '{"a": {"b": 1}}'
    assert answer.finish_reason == "tool_calls"


def test_arguments_may_be_left_out() -> None:
    answer = ask("practice:tool add", TOOLS)

    assert answer.tool_call is not None
    assert answer.tool_call.arguments == "{}"


def test_no_tool_is_called_that_is_not_on_offer() -> None:
    assert ask("practice:tool add {}").tool_call is None
    answer = ask("practice:tool subtract {}", TOOLS)
    assert answer.tool_call is None
    assert "no tool “subtract”" in answer.text


def test_a_tools_result_ends_the_turn_and_is_told() -> None:
    prompt = user("practice:tool add {}")
    turn = answer_to_messages([prompt], TOOLS)
    call = {"role": "assistant", "content": turn.text, "tool_calls": ["…"]}
    answer = answer_to_messages([prompt, call, {"role": "tool", "content": "the sum is 3"}], TOOLS)

    assert answer.tool_call is None
    assert "the sum is 3" in answer.text
    # What Jupyternaut 3.1 and 3.2 trip over: both turns begin alike.
    assert turn.text.split()[:3] == answer.text.split()[:3]


def test_an_earlier_tool_result_is_not_told_again() -> None:
    messages = [user("practice:tool add {}"), {"role": "tool", "content": "3"}, user("Thanks")]

    assert "“Thanks”" in answer_to_messages(messages, TOOLS).text


def test_reasoning_comes_on_request() -> None:
    assert ask("Hello").reasoning == ()
    assert len(ask("practice:reasoning").reasoning) > 3


@pytest.mark.parametrize(("prompt", "seconds"), [("Hi", 0), ("practice:wait 2.5", 2.5)])
def test_silence_comes_on_request(prompt: str, seconds: float) -> None:
    assert ask(prompt).wait == seconds


@pytest.mark.parametrize("messages", [[], ["Hello"], [{"role": "user"}], [{"content": 3}]])
def test_odd_messages_get_an_answer_too(messages: list[Any]) -> None:
    assert answer_to_messages(messages, []).text.endswith(LAST_SENTENCE)


def test_a_bare_prompt_gets_an_answer() -> None:
    assert answer_to_prompt("def f(").text.endswith(LAST_SENTENCE)
    assert answer_to_prompt("practice:chunks 3").text == "1 2 3"
