"""Legal event streams on the real clients: governed is as good as ungoverned, never worse."""

from __future__ import annotations

import asyncio
import json

import pytest
from hypothesis import given

from jupyterlab_ai_stream_toggle.capability.record import Evidence
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.streaming.failures import StreamInterrupted
from tests.support.raw_server import Answer, Coding

from .broken_streams import misplaced
from .event_streams.by_hand import event, long_event, stream_of, usage_event
from .event_streams.legal import legal, unmarked
from .event_streams.stream import Said, Stream, whole_answer
from .generated import PROVIDERS, STREAMING, found, generated, tried
from .governed_models import CHAT_CLASSES
from .raw_models import Outcome, World, is_right, world_of_a_module  # noqa: F401

HELLO = event({"content": "Hello"})
STOP = event({}, "stop")
WHOLE = json.dumps(whole_answer(Said("Hello"))).encode()
END = b"data: [DONE]\n\n"


def worse(stream: Stream, bare: Outcome, governed: Outcome) -> str | None:
    """What governed does worse than ungoverned."""
    if is_right(bare, stream.said):
        if governed.error:
            return "a good answer is reported as a failure"
        if governed.wire != "S":
            return "a good stream costs other requests"
        return None if governed.chunks == bare.chunks else "other chunks"
    # What the client library itself does not understand may fail, but not get lost. And what it
    # takes for a failure, since it looks for other marks of the end, may be none.
    kept = governed.chunks[: len(bare.chunks)] == bare.chunks
    failed = governed.error is not None and bare.error is None and not bare.blank
    if is_right(governed, stream.said) or (kept and not failed) or (governed.error and bare.blank):
        return None
    return "what the client made of it is lost"


def check(world: World, stream: Stream, provider: str, mode: Mode) -> None:
    async def ask() -> tuple[Outcome, Outcome]:
        # At the same time: what one sees is not the other's.
        bare, governed = await asyncio.gather(
            world.ask(stream, provider), world.ask(stream, provider, mode)
        )
        return bare, governed

    bare, governed = world.run(ask())
    found = worse(stream, bare, governed)
    assert found is None, f"{found}: {stream}\nungoverned {bare}\ngoverned {governed}"
    assert governed.evidence is not Evidence.REFUSED


@given(stream=legal(), provider=PROVIDERS, mode=STREAMING)
@found(
    stream_of("Hello", HELLO, STOP, END, content_type="application/json"),
    stream_of("Hello", HELLO, STOP, END, content_type="application/json;stream=true"),
    stream_of("Hello", HELLO, STOP, END, coding=Coding.GZIP),
    stream_of("Hello", HELLO, STOP, long_event(), long_event()),
    stream_of("Hello", HELLO, long_event(), usage_event()),
    stream_of("Hello", HELLO, END),
    stream_of("Hello", b"\xef\xbb\xbf" + HELLO, HELLO, END),
    stream_of("Hello", b"retry: 3000\n\n", HELLO, STOP, END),
)
@generated(560)
def test_governed_is_as_ungoverned(world: World, stream: Stream, provider: str, mode: Mode) -> None:
    tried("legal")
    check(world, stream, provider, mode)


@given(stream=unmarked(), provider=PROVIDERS, mode=STREAMING)
@generated(90)
def test_an_end_that_nothing_marks_is_an_end(
    world: World, stream: Stream, provider: str, mode: Mode
) -> None:
    tried("unmarked")
    check(world, stream, provider, mode)


@given(stream=misplaced(), provider=PROVIDERS, mode=STREAMING)
@found(
    stream_of("Hello", HELLO[6:-1], END, kind="misplaced: lines"),
    stream_of("Hello", b"[", WHOLE, b"]", kind="misplaced: in a list"),
    stream_of("Hello", WHOLE, kind="misplaced: whole"),
    stream_of("Hello", WHOLE, kind="misplaced: whole", content_type="text/plain"),
    stream_of("Hello", WHOLE, kind="misplaced: whole", content_type=None),
)
@generated(170)
def test_an_answer_in_another_form_is_shown(
    world: World, stream: Stream, provider: str, mode: Mode
) -> None:
    tried("misplaced")
    outcome = world.run(world.ask(stream, provider, mode))
    assert is_right(outcome, stream.said), f"{stream}\ngoverned {outcome}"
    assert outcome.wire == "S", f"one request is enough: {stream}\ngoverned {outcome}"
    assert outcome.evidence is not Evidence.REFUSED


@given(stream=legal(), provider=PROVIDERS)
@generated(60)
def test_a_whole_answer_says_what_the_stream_says(
    world: World, stream: Stream, provider: str
) -> None:
    tried("off")
    outcome = world.run(world.ask(stream, provider, Mode.OFF))
    assert is_right(outcome, stream.said), f"{stream}\ngoverned {outcome}"
    assert outcome.wire == "n"


@given(stream=unmarked(), again=unmarked(), provider=PROVIDERS, mode=STREAMING)
@generated(30)
def test_a_target_may_never_mark_its_ends(
    world: World, stream: Stream, again: Stream, provider: str, mode: Mode
) -> None:
    tried("never marked", 2)
    name = world.server.answer(stream.answer, stream.plain)
    for each in (stream, again):
        world.server.answers[name].streamed = each.answer
        world.server.answers[name].plain = each.plain
        bare = world.run(world.ask_again(name, provider))
        governed = world.run(world.ask_again(name, provider, mode))
        found = worse(each, bare, governed)
        assert found is None, f"{found}: {each}\nungoverned {bare}\ngoverned {governed}"
        if (
            governed.wire != "S"
        ):  # the client does not understand it, and is asked plainly from now on
            return


@given(stream=legal(), cut=unmarked(), provider=PROVIDERS, mode=STREAMING)
@generated(60)
def test_a_target_that_marked_its_ends_is_held_to_it(
    world: World, stream: Stream, cut: Stream, provider: str, mode: Mode
) -> None:
    tried("held to it", 2)
    name = world.server.answer(stream.answer, stream.plain)
    before = world.run(world.ask_again(name, provider, mode))
    if before.error is not None or before.wire != "S":  # the client itself does not understand it
        return
    world.server.answers[name].streamed = cut.answer
    bare = world.run(world.ask_again(name, provider))
    if not bare.chunks or not is_right(Outcome(said=bare.said), cut.said):
        return
    governed = world.run(world.ask_again(name, provider, mode))
    assert isinstance(governed.error, StreamInterrupted), f"{stream}\n{cut}\ngoverned {governed}"
    assert governed.wire == "S"
    assert is_right(Outcome(said=governed.said), cut.said), "what came is kept"


@pytest.mark.parametrize("provider", sorted(CHAT_CLASSES))
@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
@pytest.mark.parametrize("kind", ["text/event-stream", "application/json", "text/plain", None])
@pytest.mark.parametrize("coding", [Coding.NONE, Coding.GZIP])
@pytest.mark.parametrize("form", ["events", "lines"])
def test_what_has_come_is_shown_at_once(
    world: World, provider: str, mode: Mode, kind: str | None, coding: Coding, form: str
) -> None:
    first, rest = [HELLO, event({"content": " world"})], [event({"content": "!"}), STOP]
    if form == "lines":
        first, rest = ([each[6:-1] for each in events] for events in (first, rest))

    async def read() -> str:
        gate = asyncio.Event()
        pieces = b"".join(first), b"".join(rest)
        name = world.server.answer(Answer(pieces, kind, coding=coding, gate=gate))
        text = ""
        async for each in world.model(name, provider, mode).astream("hello"):
            text += each.content
            if text:
                gate.set()  # the rest does not come before something of this was shown
        return text

    assert world.run(read()) == "Hello world!"


@pytest.mark.parametrize("provider", sorted(CHAT_CLASSES))
@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
def test_replies_at_the_same_time_do_not_mix(world: World, provider: str, mode: Mode) -> None:
    def stream(number: int) -> Stream:
        text = f"answer {number}"
        said = event({"content": text})
        if number % 3 == 0:
            return stream_of(text, said, STOP, END)
        if number % 3 == 1:
            return stream_of(text, said, said[:-20], kind="cut")
        return stream_of(text, json.dumps(whole_answer(Said(text))).encode(), kind="whole")

    streams = [stream(number) for number in range(30)]

    async def ask() -> list[Outcome]:
        return await asyncio.gather(*(world.ask(each, provider, mode) for each in streams))

    for each, outcome in zip(streams, world.run(ask()), strict=True):
        assert outcome.said.text == each.said.text
        assert isinstance(outcome.error, StreamInterrupted) == (each.kind == "cut"), f"{each}"
        assert outcome.wire == "S"
