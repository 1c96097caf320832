"""Plain requests that nobody answers: given up, on a clock of their own."""

from __future__ import annotations

import asyncio

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Finding
from jupyterlab_ai_stream_toggle.modes import Mode, Timeouts
from jupyterlab_ai_stream_toggle.streaming.failures import PlainSilent

from .script import PLAIN, STREAM, Refused, Unexplained, run
from .test_idle_timeout import FOREVER, SILENT, SOON, Waiting, waiting
from .virtual_time import virtual_time

LONG = SOON * 2
"""How long a plain request may take."""
LIMITED = Timeouts(plain=LONG)
BOTH = Timeouts(plain_after=SOON / 4, silence=SOON, plain=LONG)


def now() -> float:
    return asyncio.get_running_loop().time()


async def given_up(
    script: Waiting, mode: Mode, known: Finding | None, timeouts: Timeouts
) -> tuple[float, float]:
    """When it was, and for how long nothing came."""
    begin = now()
    with pytest.raises(PlainSilent) as raised:
        await run(script, mode, known, timeouts)
    assert script.plain_cancelled, "the request is closed"
    return now() - begin, raised.value.seconds


@virtual_time
async def test_each_plain_request_has_a_limit() -> None:
    for mode, known in ((Mode.OFF, None), (Mode.AUTO, PLAIN)):
        script = waiting([], plain_takes=FOREVER)
        assert await given_up(script, mode, known, LIMITED) == (LONG, LONG)
    script = waiting([Refused()], plain_takes=FOREVER)
    assert await given_up(script, Mode.AUTO, None, LIMITED) == (LONG, LONG)


@virtual_time
async def test_without_a_limit_it_takes_its_time() -> None:
    for mode, known in ((Mode.OFF, None), (Mode.AUTO, PLAIN)):
        parts, _ = await run(waiting([], plain_takes=FOREVER), mode, known)
        assert parts == ["whole"]


@virtual_time
async def test_an_answer_that_comes_in_time_is_the_answer() -> None:
    parts, _ = await run(waiting([], plain_takes=LONG - 1), Mode.OFF, timeouts=LIMITED)
    assert parts == ["whole"]


@virtual_time
async def test_on_makes_none_and_has_no_such_limit() -> None:
    parts, _ = await run(waiting([LONG * 9, "a"]), Mode.ON, timeouts=LIMITED)
    assert parts == ["a"]


@virtual_time
async def test_what_comes_of_the_answer_begins_the_limit_anew() -> None:
    """Some gateways send spaces while the model thinks."""

    class Spaced(Waiting):
        @property
        def plain_heard_at(self) -> float | None:
            return now() // 1

        @plain_heard_at.setter
        def plain_heard_at(self, _: float | None) -> None:
            """It is made up."""

    script = Spaced(stream=[], plain_takes=LONG * 9)
    assert (await run(script, Mode.OFF, timeouts=LIMITED))[0] == ["whole"]


@virtual_time
async def test_an_endpoint_that_is_silent_in_either_way_is_given_up_sooner() -> None:
    # Proven: first the stream, then the plain request, each for as long as a stream may be silent.
    script = waiting([FOREVER], plain_takes=FOREVER)
    took, borne = await given_up(script, Mode.AUTO, STREAM, BOTH)
    assert SOON * 2 <= took <= SOON * 2.2
    assert borne == SOON
    # Not proven: the one beside the other.
    script = waiting([FOREVER], plain_takes=FOREVER)
    took, borne = await given_up(script, Mode.AUTO, None, BOTH)
    assert SOON <= took <= SOON * 1.3
    assert borne == SOON
    # Where the plain request was refused its limit, it has none.
    script = waiting([FOREVER], plain_takes=FOREVER)
    assert (await run(script, timeouts=Timeouts(silence=SOON))) == (["whole"], [SILENT])


@virtual_time
async def test_a_plain_request_given_up_does_not_end_the_stream_beside_it() -> None:
    script = waiting([LONG * 3, "a"], plain_takes=FOREVER)
    assert await run(script, timeouts=Timeouts(plain_after=SOON, plain=LONG)) == (["a"], [STREAM])
    assert script.plainly is False


@virtual_time
async def test_stop_is_no_time_out() -> None:
    script = waiting([], plain_takes=FOREVER)
    reading = asyncio.ensure_future(run(script, Mode.OFF, timeouts=LIMITED))
    await asyncio.sleep(SOON)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert script.plain_cancelled
    assert now() < LONG


@virtual_time
async def test_a_failure_in_time_is_that_failure() -> None:
    with pytest.raises(Unexplained):
        await run(waiting([], plain=Unexplained()), Mode.OFF, timeouts=LIMITED)
