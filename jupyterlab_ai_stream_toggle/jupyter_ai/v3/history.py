"""Jupyternaut's memory of a conversation after a turn that was never finished.

Jupyternaut keeps the messages of a chat in a LangGraph checkpoint. A turn that fails, is stopped or
ends with the server leaves there what it had done: a question without an answer, which the next
request sends along with the new one, or a tool call without a result, for which OpenAI and others
refuse every further request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_NO_RESULT = "The tool was interrupted; there is no result."
_NO_ANSWER = "(The answer was interrupted.)"


async def mend(agent: Any, thread_id: str, said: str) -> None:
    """Make the last turn of a thread one that the next can follow, if it was not finished.

    `agent` is the agent that Jupyternaut made for the next turn, `said` the text of the last reply,
    as far as it came.
    """
    thread = {"configurable": {"thread_id": thread_id}}
    state = await agent.aget_state(thread)
    if not state.next or any(task.interrupts for task in state.tasks):
        return  # finished, or waiting for an answer of the user's
    messages = state.values.get("messages", [])
    mended = list(mended_messages(messages, _results(state.tasks), said))
    if not mended:
        await agent.checkpointer.adelete_thread(thread_id)
    elif mended != messages:
        from langchain_core.messages import RemoveMessage
        from langgraph.graph.message import REMOVE_ALL_MESSAGES

        update = {"messages": [RemoveMessage(id=REMOVE_ALL_MESSAGES), *mended]}
        # As the model: it has spoken last, and nothing is to be done after it.
        await agent.aupdate_state(thread, update, as_node="model")


def mended_messages(
    messages: Sequence[Any], results: Mapping[str, Any], said: str
) -> Iterator[Any]:
    """The messages, without questions that have no answer, and with an end to every turn.

    What a turn did before it ended stays, so that the model knows of it. `results` are the results
    of tools that are not among the messages yet, by the id of the call.
    """
    from langchain_core.messages import AIMessage

    for turn in _turns(messages):
        question, *answers = turn
        is_last = turn[-1] is messages[-1]
        if question.type != "human":
            yield from turn
            continue
        answers = list(_with_results(answers, results))
        if not _ends(answers):
            known = any(each.type == "ai" and _text(each) == said for each in answers)
            if is_last and said and not known:
                answers.append(AIMessage(said))
            elif answers:
                answers.append(AIMessage(_NO_ANSWER))
        if answers:
            yield question
            yield from answers


def _turns(messages: Sequence[Any]) -> Iterator[list[Any]]:
    """The messages in groups, each of which but the first begins with a question."""
    turn: list[Any] = []
    for message in messages:
        if message.type == "human" and turn:
            yield turn
            turn = []
        turn.append(message)
    if turn:
        yield turn


def _with_results(answers: Sequence[Any], results: Mapping[str, Any]) -> Iterator[Any]:
    """The answers, with a result behind every tool call."""
    from langchain_core.messages import ToolMessage

    there = {each.tool_call_id for each in answers if each.type == "tool"}
    missing: list[Any] = []
    for answer in answers:
        if answer.type != "tool":
            yield from missing
            missing = []
        yield answer
        for call in getattr(answer, "tool_calls", []):
            if call["id"] not in there:
                nothing = ToolMessage(_NO_RESULT, tool_call_id=call["id"], name=call["name"])
                missing.append(results.get(call["id"], nothing))
    yield from missing


def _ends(answers: Sequence[Any]) -> bool:
    """Whether the model has the last word."""
    return bool(answers) and answers[-1].type == "ai" and not answers[-1].tool_calls


def _text(message: Any) -> str:
    content = message.content
    if isinstance(content, str):
        return content
    blocks = [block for block in content if isinstance(block, dict)]
    return "".join(block.get("text", "") for block in blocks if block.get("type") == "text")


def _results(tasks: Sequence[Any]) -> dict[str, Any]:
    """What those tools returned that had ended when others of the same reply had not."""
    results = [task.result for task in tasks if isinstance(task.result, dict)]
    messages = [message for result in results for message in result.get("messages", [])]
    return {each.tool_call_id: each for each in messages if each.type == "tool"}
