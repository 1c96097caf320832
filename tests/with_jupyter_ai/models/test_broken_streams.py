"""Broken answers on the real clients: never a blank, never silent, never taken for a refusal."""

from __future__ import annotations

from hypothesis import given

from jupyterlab_ai_stream_toggle.capability.record import Evidence
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.streaming.failures import PageInsteadOfReply
from tests.support.raw_server import Coding, Ending

from .broken_streams import (
    REFUSING,
    cut,
    cut_in_an_event,
    ended_with_error,
    error_as_json,
    failing,
    garbage,
    no_answer,
    nothing,
    page,
    refused,
)
from .event_streams.by_hand import event, stream_of
from .event_streams.stream import Stream
from .generated import PROVIDERS, STREAMING, found, generated, tried
from .raw_models import Outcome, World, is_right, world_of_a_module  # noqa: F401

HELLO = event({"content": "Hello"})
THOUGHT = event({"reasoning_content": "so"})
UNFINISHED = Ending.UNFINISHED


def wrong(stream: Stream, mode: Mode, governed: Outcome) -> str | None:
    """What must not be."""
    if governed.blank:
        return "a blank"
    # Only a second, plain request can have brought a whole answer.
    plainly = mode is Mode.AUTO and "n" in governed.wire and is_right(governed, stream.said)
    if governed.error is None and not plainly:
        return "silent: what is shown passes for a whole answer"
    refused = governed.evidence is Evidence.REFUSED
    refused = refused or governed.diagnosis == "streaming-not-supported"
    if refused and stream.answer.status not in REFUSING:
        return "taken for a refusal"
    if stream.kind == "page as text/html":
        return _wrong_with_a_page(governed)
    return None


def _wrong_with_a_page(governed: Outcome) -> str | None:
    if not isinstance(governed.error, PageInsteadOfReply):
        return "a web page that is not called one"
    return None if governed.wire == "S" else "a web page is asked for twice"


def check(world: World, stream: Stream, provider: str, mode: Mode) -> None:
    tried("broken")
    governed = world.run(world.ask(stream, provider, mode))
    found = wrong(stream, mode, governed)
    assert found is None, f"{found}: {stream}\ngoverned ({mode.value}, {provider}) {governed}"


@given(stream=cut(), provider=PROVIDERS, mode=STREAMING)
@found(
    stream_of("", HELLO, HELLO, ending=Ending.TRUNCATED, coding=Coding.GZIP),
    stream_of("", event({"content": "data: [DONE]\n\n"}), HELLO, ending=UNFINISHED),
    stream_of("", event({"content": "Hello"}, ""), ending=UNFINISHED),
    stream_of("", HELLO, b": data: [DONE]\n\n", ending=UNFINISHED),
)
@generated(260)
def test_a_cut_that_http_shows_is_told(
    world: World, stream: Stream, provider: str, mode: Mode
) -> None:
    check(world, stream, provider, mode)


@given(stream=cut_in_an_event(), provider=PROVIDERS, mode=STREAMING)
@found(
    stream_of("", HELLO, HELLO[:-20]),
    stream_of("", THOUGHT, b"data: {"),
)
@generated(120)
def test_a_cut_in_an_event_is_told(world: World, stream: Stream, provider: str, mode: Mode) -> None:
    check(world, stream, provider, mode)


@given(stream=failing(), provider=PROVIDERS, mode=STREAMING)
@found(
    stream_of("Hello", b'data: {"error": "The server had an error"}\n\n'),
    stream_of("", HELLO, b'data: {"error": {"message": "internal"}}\n\n'),
)
@generated(100)
def test_an_error_that_comes_as_an_event_is_told(
    world: World, stream: Stream, provider: str, mode: Mode
) -> None:
    check(world, stream, provider, mode)


@given(stream=ended_with_error(), provider=PROVIDERS, mode=STREAMING)
@generated(55)
def test_an_error_as_the_finish_reason_is_told(
    world: World, stream: Stream, provider: str, mode: Mode
) -> None:
    check(world, stream, provider, mode)


@given(stream=nothing(), provider=PROVIDERS, mode=STREAMING)
@generated(80)
def test_nothing_at_all_is_told(world: World, stream: Stream, provider: str, mode: Mode) -> None:
    check(world, stream, provider, mode)


@given(stream=no_answer(), provider=PROVIDERS, mode=STREAMING)
@generated(80)
def test_json_that_is_no_answer_is_told(
    world: World, stream: Stream, provider: str, mode: Mode
) -> None:
    check(world, stream, provider, mode)


@given(stream=error_as_json(), provider=PROVIDERS, mode=STREAMING)
@found(stream_of("Hello", b'{"detail": "The server had an error"}'))
@generated(85)
def test_an_error_that_comes_as_json_is_told(
    world: World, stream: Stream, provider: str, mode: Mode
) -> None:
    check(world, stream, provider, mode)


@given(stream=page(), provider=PROVIDERS, mode=STREAMING)
@generated(45)
def test_a_web_page_is_told(world: World, stream: Stream, provider: str, mode: Mode) -> None:
    check(world, stream, provider, mode)


@given(stream=garbage(), provider=PROVIDERS, mode=STREAMING)
@generated(95)
def test_garbage_is_told(world: World, stream: Stream, provider: str, mode: Mode) -> None:
    check(world, stream, provider, mode)


@given(stream=refused(), provider=PROVIDERS, mode=STREAMING)
@generated(80)
def test_a_status_that_is_an_error_is_told(
    world: World, stream: Stream, provider: str, mode: Mode
) -> None:
    check(world, stream, provider, mode)
