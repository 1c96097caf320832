"""Failures in the real chat: explained, with what to do, and with nobody's key in them."""

from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.practice.answer import answer_to_messages

from .chat import ask, conversation
from .server import CANARY, Server

PROMPT = "Why does this fail?"
WHOLE = answer_to_messages([{"role": "user", "content": PROMPT}], []).text

IN_ON = {
    "refuse-400": "streaming-not-supported",
    "refuse-403": "streaming-not-supported",
    "no-stream-options": "stream-options-not-supported",
    "unauthorized": "key-rejected",
    "rate-limited": "rate-limited",
    "down": "provider-down",
    "html": "proxy-blocked",
    "empty": "empty-reply",
    "cut": "stream-interrupted",
    "cut-clean": "stream-interrupted",
}


@pytest.mark.parametrize("fault", IN_ON)
async def test_a_failure_is_explained(fresh: Server, fault: str) -> None:
    server = fresh
    server.set_mode("on", server.deployment)
    async with conversation(server) as talk:
        if fault == "cut-clean":
            await talk(PROMPT)  # or nobody knows that this endpoint marks its ends
        server.set_fault(fault)
        seen = await talk(PROMPT)
        await talk.failure()
    assert not seen.busy
    told = _told(server, seen.error, IN_ON[fault])
    if fault.startswith("cut"):
        assert seen.text
        assert WHOLE.startswith(seen.text)
        assert "kept" in told
    else:
        assert not seen.text


async def test_what_the_plain_request_failed_with_is_explained(fresh: Server) -> None:
    """In `auto`, where the stream had failed before it."""
    fresh.set_fault("down")
    told = _told(fresh, (await ask(fresh, PROMPT)).error, "provider-down")
    assert "plain-request" in told


async def test_a_stream_that_off_does_not_get_is_explained(fresh: Server) -> None:
    fresh.set_mode("off", fresh.deployment)
    fresh.set_fault("stream-only")
    _told(fresh, (await ask(fresh, PROMPT)).error, "streaming-required")


def _told(server: Server, error: str, cause: str) -> str:
    """The text, once it is seen to be ours and to give nothing away."""
    assert error.startswith("**"), error
    visible, _, folded = error.partition("<details>")
    assert f"{cause} ·" in folded
    assert server.deployment in folded
    assert "Traceback" not in error
    assert CANARY not in error
    assert visible.count("\n\n") == 3, "a title, an explanation, a hint"
    return error
