"""Pieces of an answer that need not be taken apart."""

from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.streaming.reply import Reception
from jupyterlab_ai_stream_toggle.wire.events import Lines
from jupyterlab_ai_stream_toggle.wire.marks import note, says_nothing

WORD = b'data: {"choices": [{"delta": {"content": "Hi"}, "finish_reason": null}]}\n\n'


def test_words_say_nothing_of_the_end() -> None:
    assert says_nothing(WORD * 3)


@pytest.mark.parametrize(
    "telling",
    [
        b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n',
        b"data: [DONE]\n\n",
        b'data: {"error": {"message": "no"}}\n\n',
        b'event: error\ndata: {"detail": "no"}\n\n',
        b'data: {"detail": "no"}\nevent: error\n\n',
        b'data: {"done":\ndata: true}\n\n',
        b"data: {}\r\n\r\n",
        b'{"done": true}\n\n',
    ],
)
def test_what_may_tell_is_taken_apart(telling: bytes) -> None:
    assert not says_nothing(telling)
    assert not says_nothing(WORD + telling + WORD)


def test_what_says_nothing_leaves_nothing_behind() -> None:
    seen, lines = Reception(), Lines()
    for event in lines.split(WORD * 3):
        note(event, seen)
    assert seen == Reception()
    assert lines.between
