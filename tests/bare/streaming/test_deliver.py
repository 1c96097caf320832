"""The ladder, with replies whose every request is scripted."""

from __future__ import annotations

from contextlib import aclosing

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode
from jupyterlab_ai_stream_toggle.streaming.deliver import deliver
from jupyterlab_ai_stream_toggle.streaming.failures import StreamInterrupted

from .script import (
    NO_OPTIONS,
    PLAIN,
    STREAM,
    KeyRejected,
    OptionsRefused,
    Refused,
    Script,
    StreamsOnly,
    Unexplained,
    run,
)


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
