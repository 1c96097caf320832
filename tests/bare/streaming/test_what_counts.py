"""What counts as an answer, and as all of it: never a blank, never a part passed off as a whole."""

from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode
from jupyterlab_ai_stream_toggle.streaming.deliver import deliver
from jupyterlab_ai_stream_toggle.streaming.failures import (
    EmptyReply,
    ErrorInReply,
    FilteredReply,
    NoRoomToReply,
    PageInsteadOfReply,
    StreamInterrupted,
)
from jupyterlab_ai_stream_toggle.streaming.reply import Ending, Reception

from .script import FILTERED, STOPPED, STREAM, USED_UP, Refused, Script, Unexplained, run


@pytest.mark.parametrize("stream", [[], [""], ["", STOPPED]])
async def test_on_is_never_a_blank(stream: list[str | Exception]) -> None:
    script = Script(stream=stream)
    with pytest.raises(EmptyReply):
        await run(script, Mode.ON)
    assert script.asked == ["stream retrying"]


async def test_off_is_never_a_blank() -> None:
    for plain, failure in (
        (STOPPED, EmptyReply),
        (FILTERED, FilteredReply),
        (USED_UP, NoRoomToReply),
    ):
        with pytest.raises(failure):
            await run(Script(plain=plain), Mode.OFF)


@pytest.mark.parametrize(("end", "failure"), [(FILTERED, FilteredReply), (USED_UP, NoRoomToReply)])
async def test_an_answer_without_text_says_why(end: str, failure: type[Exception]) -> None:
    for mode in (Mode.AUTO, Mode.ON):
        script = Script(stream=["", end])
        with pytest.raises(failure):
            await run(script, mode)
        assert len(script.asked) == 1, "asked again it would be no other"


async def test_a_refusal_is_shown_as_text() -> None:
    for mode in (Mode.AUTO, Mode.ON):
        script = Script(stream=["<refusal>I can", "<refusal>not.", STOPPED])
        assert (await run(script, mode))[0][-1] == "I cannot."
        assert script.announced == ["I cannot."]
        seen = Reception(seen=True, refusal="I cannot.", reason="stop", ending=Ending.MARKED)
        script = Script(stream=[""], reception=seen)
        assert (await run(script, mode))[0] == ["", "I cannot."], "the client library dropped it"
    assert (await run(Script(plain="<refusal>No."), Mode.OFF))[0] == ["<refusal>No.", "No."]


async def test_reasoning_without_an_answer_is_shown() -> None:
    for mode in (Mode.AUTO, Mode.ON):
        parts, _ = await run(Script(stream=["<think>Hm", "<think>m.", STOPPED]), mode)
        assert parts[:3] == ["<think>Hm", "<think>m.", STOPPED]
        assert "> Hmm." in parts[-1]
        with pytest.raises(NoRoomToReply):
            await run(Script(stream=["<think>Hmm.", USED_UP]), mode)
    parts, learned = await run(Script(stream=["<think>Hmm.", "a"]))
    assert (parts, learned) == (["<think>Hmm.", "a"], [STREAM])


@pytest.mark.parametrize("stream", [[], [Unexplained()], [Refused()]])
async def test_an_empty_plain_answer_is_no_answer(stream: list[str | Exception]) -> None:
    """What the stream met says more, and is what Jupyter AI would show without us."""
    learned: list[Finding] = []
    script = Script(stream=stream, plain="")
    failure: type[BaseException] = EmptyReply
    if stream and isinstance(stream[0], Exception):
        failure = type(stream[0])
    with pytest.raises(failure):
        async for _ in deliver(script, Mode.AUTO, None, learned.append):
            pass
    assert script.asked == ["stream", "plain"]
    assert learned == []


async def test_a_whole_answer_to_a_stream_is_the_answer() -> None:
    script = Script(stream=["a"], reception=Reception(whole=True, ending=Ending.MARKED))
    expected = Finding(Delivery.PLAIN, Evidence.ANSWERED_WHOLE)
    assert await run(script) == (["a"], [expected])
    assert script.asked == ["stream"]


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
async def test_a_clean_early_end_is_no_complete_answer(mode: Mode) -> None:
    script = Script(stream=["a"], reception=Reception(ending=Ending.CUT))
    got = []
    with pytest.raises(StreamInterrupted, match="ended streaming early"):
        async for part in deliver(script, mode, None, lambda _: None):
            got.append(part)
    assert got == ["a"]
    for ending in (Ending.UNMARKED, Ending.MARKED, None):
        assert (await run(Script(stream=["a"], reception=Reception(ending=ending)), mode))[0]


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
async def test_an_end_without_a_mark_counts_unless_there_used_to_be_one(mode: Mode) -> None:
    for marks_end in (None, False):
        script = Script(stream=["a"], reception=Reception(ending=Ending.UNMARKED))
        script.marks_end = marks_end
        assert (await run(script, mode))[0] == ["a"]
    script.marks_end = True
    with pytest.raises(StreamInterrupted, match="ended streaming early"):
        await run(script, mode)


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
async def test_an_error_that_the_client_library_overlooked_is_told(mode: Mode) -> None:
    error = {"message": "Incorrect API key.", "code": "invalid_api_key"}
    with pytest.raises(ErrorInReply) as empty:
        await run(Script(stream=[""], reception=Reception(error=error)), mode)
    assert empty.value.body == error
    for seen in (Reception(error=error), Reception(reason="error")):
        with pytest.raises(StreamInterrupted):
            await run(Script(stream=["a"], reception=seen), mode)


async def test_a_web_page_is_no_answer() -> None:
    for mode in (Mode.AUTO, Mode.ON):
        script = Script(stream=[], reception=Reception(page=True, ending=Ending.CUT))
        with pytest.raises(PageInsteadOfReply):
            await run(script, mode)
        assert len(script.asked) == 1


async def test_after_a_tool_there_may_be_nothing_to_say() -> None:
    seen = Reception(seen=True, reason="stop", ending=Ending.MARKED)
    for mode in (Mode.AUTO, Mode.ON):
        script = Script(stream=["", STOPPED], reception=seen)
        script.after_tool = True
        assert (await run(script, mode))[0] == ["", STOPPED]
        script.reception = Reception(seen=True, ending=Ending.UNMARKED)
        if mode is Mode.ON:
            with pytest.raises(EmptyReply):
                await run(script, mode)
