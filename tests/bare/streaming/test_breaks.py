"""Which failures in the midst of a stream are breaks: what the wire proves, and nothing else."""

from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.streaming.breaks import broke_off
from jupyterlab_ai_stream_toggle.streaming.failures import StreamInterrupted, StreamSilent
from jupyterlab_ai_stream_toggle.streaming.reply import Ending, Reception


def interrupted(by: Exception | None = None) -> StreamInterrupted:
    failure = StreamInterrupted("for some reason")
    failure.__cause__ = by
    return failure


def seen(ending: Ending | None, error: object = None) -> Reception:
    return Reception(seen=True, ending=ending, error=error)


@pytest.mark.parametrize(
    ("reception", "marks_end", "by"),
    [
        (seen(Ending.CUT), None, ConnectionError()),
        (seen(Ending.UNMARKED), True, None),
        (seen(None), None, StreamSilent(300)),
        (seen(Ending.UNMARKED, {"message": "had an error"}), None, None),
        (seen(Ending.MARKED, {"message": "had an error"}), None, None),
        (Reception(), None, StreamSilent(300)),
        (Reception(), None, ConnectionResetError()),
    ],
)
def test_what_is_a_break(
    reception: Reception, marks_end: bool | None, by: Exception | None
) -> None:
    assert broke_off(interrupted(by), reception, marks_end=marks_end)


@pytest.mark.parametrize(
    ("reception", "marks_end"),
    [
        (seen(Ending.MARKED), True),
        (seen(Ending.MARKED), None),
        (seen(Ending.UNMARKED), False),
        (seen(Ending.UNMARKED), None),
        (seen(None), True),
        (Reception(), None),
    ],
)
def test_what_a_client_library_makes_of_a_stream_is_none(
    reception: Reception, marks_end: bool | None
) -> None:
    """It came to its end, or the library gave up by itself."""
    assert not broke_off(interrupted(ValueError("no chunk")), reception, marks_end=marks_end)


def test_what_fails_before_the_first_text_is_none() -> None:
    for error in (ConnectionResetError(), StreamSilent(300), ValueError()):
        assert not broke_off(error, seen(Ending.CUT), marks_end=True)
