"""The ladder, with replies whose every request is scripted."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import UNLIMITED, Delivery, Mode, Timeouts
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

STREAM = Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
PLAIN = Finding(Delivery.PLAIN, Evidence.REFUSED)
NO_OPTIONS = Finding(Delivery.STREAM_WITHOUT_OPTIONS, Evidence.REFUSED)


def relied_upon(finding: Finding) -> Capability:
    return Capability(finding.delivery, finding.evidence, 0, 0, 0)


FILTERED = "<end>content_filter"
STOPPED = "<end>stop"
USED_UP = "<end>length"


class Refused(Exception):
    status_code = 400
    body = {"message": "Unsupported value", "param": "stream", "code": "unsupported_value"}


class OptionsRefused(Exception):
    status_code = 400
    body = {"message": "Unknown parameter", "param": "stream_options"}


class Unexplained(Exception):
    status_code = 500


class KeyRejected(Exception):
    status_code = 401
    body = {"message": "Incorrect API key. Streaming is fine."}


class Script:
    """A reply whose requests go as written: parts to send, or an exception to raise."""

    def __init__(
        self,
        *,
        stream: list[str | Exception] | None = None,
        without_options: list[str | Exception] | None = None,
        plain: str | Exception = "whole",
        reception: Reception | None = None,
    ) -> None:
        self._stream = stream or []
        self._without_options = without_options
        self._plain = plain
        self.asked: list[str] = []
        self.announced: list[str] = []
        self.closed = 0
        self.reception = reception or Reception()
        self.marks_end: bool | None = None
        self.plainly: bool | None = None
        self.after_tool = False

    async def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[str, None]:
        self.asked.append(f"{'stream' if options else 'without'}{' retrying' if retries else ''}")
        script = self._stream if options or self._without_options is None else self._without_options
        try:
            for part in script:
                if isinstance(part, Exception):
                    raise part
                yield part
        finally:
            self.closed += 1

    async def plain(self) -> str:
        self.asked.append("plain")
        if isinstance(self._plain, Exception):
            raise self._plain
        return self._plain

    async def announce(self, part: str) -> None:
        self.announced.append(part)

    def speaks(self, part: str) -> bool:
        return bool(part) and not part.startswith("<")

    def reasoning(self, part: str) -> str:
        return part.removeprefix("<think>") if part.startswith("<think>") else ""

    def refusal(self, part: str) -> str:
        return part.removeprefix("<refusal>") if part.startswith("<refusal>") else ""

    def reason(self, part: str) -> str | None:
        return part.removeprefix("<end>") if part.startswith("<end>") else None

    def text(self, text: str) -> str:
        return text

    def may_be_empty(self) -> bool:
        return self.after_tool


async def run(
    script: Script,
    mode: Mode = Mode.AUTO,
    known: Finding | None = None,
    timeouts: Timeouts = UNLIMITED,
) -> tuple[list[str], list[Finding]]:
    learned: list[Finding] = []
    record = relied_upon(known) if known else None
    async with aclosing(deliver(script, mode, record, learned.append, timeouts)) as parts:
        return [part async for part in parts], learned


async def test_off_is_one_plain_request() -> None:
    script = Script(stream=["a"])
    assert await run(script, Mode.OFF, STREAM) == (["whole"], [])
    assert script.asked == ["plain"]


async def test_on_is_the_stream_untouched() -> None:
    script = Script(stream=["", "a", "", "b", ""])
    assert await run(script, Mode.ON, PLAIN) == (["", "a", "", "b", ""], [])
    assert script.asked == ["stream retrying"]


@pytest.mark.parametrize("error", [Refused(), Unexplained(), KeyRejected(), OptionsRefused()])
async def test_on_never_falls_back(error: Exception) -> None:
    script = Script(stream=["", error])
    with pytest.raises(type(error)):
        await run(script, Mode.ON)
    assert script.asked == ["stream retrying"]


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


async def test_auto_streams_where_it_works() -> None:
    script = Script(stream=["", "a", "", "b", ""])
    assert await run(script) == (["", "a", "", "b", ""], [STREAM])
    assert script.asked == ["stream"], "an unproven stream is not retried by the client library"


async def test_a_proven_stream_is_retried_as_usual() -> None:
    script = Script(stream=["a"])
    assert await run(script, known=STREAM) == (["a"], [STREAM])
    assert script.asked == ["stream retrying"]


@pytest.mark.parametrize(
    ("stream", "evidence"),
    [
        ([Refused()], Evidence.REFUSED),
        (["", "", Refused()], Evidence.REFUSED),
        ([Unexplained()], Evidence.FAILED),
        ([], Evidence.ENDED_EMPTY),
        (["", ""], Evidence.ENDED_EMPTY),
    ],
)
async def test_auto_answers_the_same_message_plainly(
    stream: list[str | Exception], evidence: Evidence
) -> None:
    script = Script(stream=stream)
    assert await run(script) == (["whole"], [Finding(Delivery.PLAIN, evidence)])
    assert script.asked == ["stream", "plain"]


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


async def test_auto_goes_straight_to_what_is_known() -> None:
    script = Script(stream=["a"])
    assert await run(script, known=PLAIN) == (["whole"], [])
    assert script.asked == ["plain"]
    script = Script(without_options=["a"])
    assert (await run(script, known=NO_OPTIONS))[0] == ["a"]
    assert script.asked == ["without retrying"]


async def test_only_the_options_are_left_out_where_that_helps() -> None:
    script = Script(stream=[OptionsRefused()], without_options=["a", "b"])
    assert await run(script) == (["a", "b"], [NO_OPTIONS])
    assert script.asked == ["stream", "without"]


async def test_without_options_may_be_refused_too() -> None:
    script = Script(stream=[OptionsRefused()], without_options=[Refused()])
    assert await run(script) == (["whole"], [PLAIN])
    assert script.asked == ["stream", "without", "plain"]


async def test_an_endpoint_that_blames_the_options_for_ever_is_asked_plainly() -> None:
    script = Script(stream=[OptionsRefused()], without_options=[OptionsRefused()])
    assert (await run(script))[0] == ["whole"]
    assert script.asked == ["stream", "without", "plain"]


async def test_what_a_plain_request_would_repeat_is_raised() -> None:
    script = Script(stream=["", KeyRejected()])
    with pytest.raises(KeyRejected):
        await run(script)
    assert script.asked == ["stream"]


async def test_nothing_is_learned_when_the_plain_request_fails_too() -> None:
    learned: list[Finding] = []
    script = Script(stream=[Unexplained()], plain=KeyRejected())
    with pytest.raises(KeyRejected):
        async for _ in deliver(script, Mode.AUTO, None, learned.append):
            pass
    assert script.asked == ["stream", "plain"]
    assert learned == []


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


async def test_after_the_first_content_the_delivery_never_changes() -> None:
    script = Script(stream=["a", "b", Refused()])
    got: list[str] = []
    with pytest.raises(StreamInterrupted) as raised:
        async for part in deliver(script, Mode.AUTO, None, lambda _: None):
            got.append(part)
    assert isinstance(raised.value.__cause__, Refused)
    assert got == ["a", "b"]
    assert script.asked == ["stream"]


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
async def test_a_reader_that_leaves_closes_the_stream(mode: Mode) -> None:
    script = Script(stream=["a", "b", "c"])
    async with aclosing(deliver(script, mode, None, lambda _: None)) as parts:
        async for _ in parts:
            break
    assert script.closed == 1


async def test_a_failed_stream_is_closed_before_the_next_request() -> None:
    script = Script(stream=["", Refused()])
    await run(script)
    assert script.closed == 1


class StreamsOnly(Exception):
    status_code = 400
    body = {"message": "Set stream to true: this backend answers in no other way."}


async def test_a_stream_is_collected_where_plain_requests_are_refused() -> None:
    script = Script(stream=["a", "b"], plain=StreamsOnly())
    got, learned = await run(script, known=PLAIN)
    assert got == ["a", "b"]
    assert learned == [Finding(Delivery.STREAM, Evidence.STREAM_REQUIRED)]
    assert script.asked == ["plain", "stream retrying"]


async def test_off_never_streams() -> None:
    script = Script(stream=["a"], plain=StreamsOnly())
    with pytest.raises(StreamsOnly):
        await run(script, Mode.OFF)
    assert script.asked == ["plain"]


async def test_a_whole_answer_to_a_stream_is_the_answer() -> None:
    script = Script(stream=["a"], reception=Reception(whole=True, ending=Ending.MARKED))
    expected = Finding(Delivery.PLAIN, Evidence.ANSWERED_WHOLE)
    assert await run(script) == (["a"], [expected])
    assert script.asked == ["stream"]


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
async def test_a_clean_early_end_is_no_complete_answer(mode: Mode) -> None:
    script = Script(stream=["a"], reception=Reception(ending=Ending.CUT))
    got = []
    with pytest.raises(StreamInterrupted, match="ended the stream early"):
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
    with pytest.raises(StreamInterrupted, match="ended the stream early"):
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
