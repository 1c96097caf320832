"""Silent streams: a plain request beside them, and a limit to silence. On a clock of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode, Timeouts
from jupyterlab_ai_stream_toggle.streaming.deliver import deliver
from jupyterlab_ai_stream_toggle.streaming.failures import StreamInterrupted, StreamSilent
from jupyterlab_ai_stream_toggle.streaming.idle_timeout import IdleTimeout
from jupyterlab_ai_stream_toggle.streaming.reply import Reception

from .script import (
    NO_OPTIONS,
    STREAM,
    KeyRejected,
    OptionsRefused,
    Refused,
    Script,
    Unexplained,
    run,
)
from .virtual_time import virtual_time

SOON = 20.0
BESIDE = Timeouts(plain_after=SOON)
LIMITED = Timeouts(silence=SOON)
SILENT = Finding(Delivery.PLAIN, Evidence.SILENT)
FOREVER = 30_000.0


class Waiting(Script):
    """A script in which a number is a wait of as many seconds; for a plain answer too."""

    def __init__(self, *, plain_takes: float = 0, **script: object) -> None:
        super().__init__(**script)  # type: ignore[arg-type]
        self.plain_takes = plain_takes
        self.plain_cancelled = False

    async def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[str, None]:
        async with aclosing(super().stream(options=options, retries=retries)) as parts:
            async for part in parts:
                step: Any = part
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step

    async def plain(self) -> str:
        try:
            await asyncio.sleep(self.plain_takes)
        except asyncio.CancelledError:
            self.plain_cancelled = True
            raise
        return await super().plain()


def waiting(stream: list[object], **script: object) -> Waiting:
    return Waiting(stream=stream, **script)  # type: ignore[arg-type]


@virtual_time
async def test_the_plain_request_beside_a_silent_stream_wins() -> None:
    script = waiting([FOREVER, "late"])
    assert await run(script, timeouts=BESIDE) == (["whole"], [SILENT])
    assert script.asked == ["stream", "plain"]
    assert script.closed == 1, "the stream is cancelled"
    assert script.announced == ["whole"]


@virtual_time
async def test_the_stream_wins_if_it_is_first() -> None:
    script = waiting([SOON * 3, "a", "b"], plain_takes=FOREVER)
    assert await run(script, timeouts=BESIDE) == (["a", "b"], [STREAM])
    assert script.plain_cancelled
    assert script.announced == []


@virtual_time
async def test_a_quick_stream_has_no_plain_request_beside_it() -> None:
    script = waiting(["a", SOON * 3, "b"])
    assert await run(script, timeouts=BESIDE) == (["a", "b"], [STREAM])
    assert script.asked == ["stream"]


@virtual_time
async def test_a_proven_stream_has_none_either() -> None:
    script = waiting([SOON * 3, "a"])
    assert await run(script, known=STREAM, timeouts=BESIDE) == (["a"], [STREAM])
    assert script.asked == ["stream retrying"]


@virtual_time
async def test_a_stream_that_fails_meanwhile_waits_for_the_plain_answer() -> None:
    script = waiting([SOON * 3, KeyRejected()], plain_takes=SOON * 6)
    got, learned = await run(script, timeouts=BESIDE)
    assert got == ["whole"]
    assert [finding.delivery for finding in learned] == [Delivery.PLAIN]
    assert script.asked == ["stream", "plain"], "one plain request, not two"


@virtual_time
async def test_a_plain_failure_does_not_end_the_stream() -> None:
    script = waiting([SOON * 5, "a"], plain=Unexplained())
    assert await run(script, timeouts=BESIDE) == (["a"], [STREAM])


@virtual_time
async def test_no_second_plain_request_beside_the_first() -> None:
    script = waiting([Refused()], plain_takes=SOON * 3)
    await run(script, timeouts=BESIDE)
    assert script.asked == ["stream", "plain"]


@virtual_time
async def test_both_may_fail() -> None:
    script = waiting([SOON * 5, Refused()], plain=KeyRejected())
    with pytest.raises(KeyRejected):
        await run(script, timeouts=BESIDE)


@virtual_time
async def test_the_timer_runs_on_without_options() -> None:
    script = waiting([OptionsRefused()], without_options=[FOREVER])
    got, learned = await run(script, timeouts=BESIDE)
    assert (got, learned) == (["whole"], [SILENT])
    script = waiting([OptionsRefused()], without_options=["a"])
    assert await run(script, timeouts=BESIDE) == (["a"], [NO_OPTIONS])


@virtual_time
async def test_a_reader_that_leaves_cancels_both() -> None:
    script = waiting([FOREVER], plain_takes=FOREVER)
    reading = asyncio.ensure_future(run(script, timeouts=BESIDE))
    await asyncio.sleep(SOON * 3)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert script.plain_cancelled
    assert script.closed == 1


@virtual_time
async def test_silence_before_content_leads_to_a_plain_request() -> None:
    script = waiting([FOREVER])
    assert await run(script, known=STREAM, timeouts=LIMITED) == (["whole"], [SILENT])


@virtual_time
async def test_silence_in_the_midst_keeps_what_came() -> None:
    for mode in (Mode.AUTO, Mode.ON):
        script = waiting(["a", FOREVER, "b"])
        got = []
        with pytest.raises(StreamInterrupted, match=r"no data for 20 s"):
            async for part in deliver(script, mode, None, lambda _: None, LIMITED):
                got.append(part)
        assert got == ["a"]
        assert script.closed == 1


@virtual_time
async def test_on_says_that_nothing_came() -> None:
    script = waiting([FOREVER])
    with pytest.raises(StreamSilent):
        await run(script, Mode.ON, timeouts=LIMITED)
    assert len(script.asked) == 1


@virtual_time
async def test_a_slow_reader_is_no_silence() -> None:
    got = []
    async for part in deliver(waiting(["a", "b"]), Mode.ON, None, lambda _: None, LIMITED):
        await asyncio.sleep(SOON * 3)
        got.append(part)
    assert got == ["a", "b"]


@virtual_time
async def test_a_stream_that_goes_on_is_no_silence() -> None:
    script = waiting([SOON / 2, "a"] * 6)
    assert (await run(script, Mode.ON, timeouts=LIMITED))[0] == ["a"] * 6


class Pinged(Reception):
    """A stream of which bytes come each second until a moment, though nothing that is a part."""

    def __init__(self, until: float) -> None:
        super().__init__(seen=True)
        self._until = until

    def __getattribute__(self, name: str) -> Any:
        if name == "heard_at":
            return min(asyncio.get_running_loop().time() // 1, self._until)
        return super().__getattribute__(name)


@virtual_time
async def test_a_stream_that_is_kept_alive_is_not_silent() -> None:
    """Pings, comments and empty deltas are no parts, but bytes."""
    for steps in ([SOON * 9, "a"], ["a", SOON * 9, "b"]):
        for timeouts in (BESIDE, LIMITED, Timeouts(SOON, SOON)):
            for mode in (Mode.AUTO, Mode.ON):
                script = waiting(steps, reception=Pinged(FOREVER))
                parts, _ = await run(script, mode, timeouts=timeouts)
                assert parts == [step for step in steps if isinstance(step, str)]
                assert len(script.asked) == 1


@virtual_time
async def test_silence_begins_with_the_last_ping() -> None:
    script = waiting([FOREVER], reception=Pinged(SOON * 3))
    assert await run(script, timeouts=BESIDE) == (["whole"], [SILENT])
    assert asyncio.get_running_loop().time() == SOON * 4
    script = waiting([FOREVER], reception=Pinged(SOON * 9))
    with pytest.raises(StreamSilent):
        await run(script, Mode.ON, timeouts=LIMITED)
    assert SOON * 10 <= asyncio.get_running_loop().time() <= SOON * 10.2


@virtual_time
async def test_a_cancelled_reader_is_cancelled_and_nothing_else() -> None:
    """Breaking a stream off must not swallow the cancellation of whoever reads it."""

    async def silent() -> AsyncGenerator[str, None]:
        await asyncio.sleep(FOREVER)
        yield "never"

    async def read(hearing: IdleTimeout) -> None:
        async for _ in hearing.parts(silent()):
            pass

    hearing = IdleTimeout(None)
    task = asyncio.ensure_future(read(hearing))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    hearing.break_off(StreamSilent(1))
    with pytest.raises(StreamSilent):
        await task
    task = asyncio.ensure_future(read(IdleTimeout(None)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
