"""Every practice fault, in every mode, through the real chat: what is seen and what is sent.

Two messages of one conversation for each, so that the turn after a failure is put to the test too.
"""

from __future__ import annotations

import json

import pytest

from jupyterlab_ai_stream_toggle.practice.faults import FAULTS
from scripts.fault_table import MODES
from tests.support.fault_outcomes import EXPECTED, expected

from .chat import Seen, conversation
from .server import CANARY, Server
from .test_chat import PROMPT, WHOLE

# A word of what the user must be told, where a failure is shown.
SAYS = {
    "refuse-400": "stream",
    "refuse-500": "internal server error",
    "refuse-403": "streaming",
    "refuse-nested": "stream",
    "refuse-foreign": "streaming",
    "refuse-packed": "stream",
    "no-stream-options": "stream_options",
    "no-stream-tools": "streaming",
    "stream-only": "stream",
    "json-error": "backend could not be reached",
    "html": "web page",
    "gateway-page": "502",
    "gateway-timeout": "504",
    "empty": "without any content",
    "done-only": "without any content",
    "cut": "interrupted",
    "cut-clean": "interrupted",
    "error-frame": "had an error",
    "error-frame-refusal": "streaming is not enabled",
    "error-late": "interrupted",
    "hang": "no data",
    "hang-mid": "interrupted",
    "mute": "no data for 2 s",
    "unauthorized": "api key",
    "rate-limited": "rate limit",
    "not-found": "does not exist",
    "content-filter": "content filter",
    "down": "internal server error",
}

# Only where nothing comes: in the other rows a busy machine is not to pass for a silent endpoint.
PATIENCE = {
    "hang": {"plainAfterSeconds": 1, "silenceSeconds": 2},
    "hang-mid": {"silenceSeconds": 2},
    "mute": {"plainAfterSeconds": 1, "silenceSeconds": 2, "plainTimeoutSeconds": 2},
}


# Where the model has to have answered well before: this endpoint marks its ends; or it counts that
# the client library has been loaded.
PROVEN = {"cut-clean", "mute"}


def test_no_fault_is_left_out() -> None:
    assert set(EXPECTED) == set(FAULTS)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("fault", EXPECTED)
async def test_fault(fresh: Server, fault: str, mode: str) -> None:
    seen_as, *sent = expected(fault, mode)
    fresh.practice.pause = 0.005
    fresh.set_settings(**PATIENCE.get(fault, {}))
    fresh.set_mode(mode, fresh.deployment)
    outcomes, requests = [], []
    async with conversation(fresh) as talk:
        if fault in PROVEN:
            fresh.set_fault("ok")
            await talk(PROMPT)
        fresh.set_fault(fault)
        for _ in range(2):
            fresh.practice.journal.clear()
            seen = await talk(PROMPT)
            if seen_as == "part":
                await talk.failure()
            outcomes.append(outcome(seen))
            requests.append(fresh.requests())
            if seen.error:
                assert SAYS[fault] in seen.error.lower()
            assert CANARY not in seen.text + seen.error
        answers = [fresh.get(name) for name in ("status", "failures", "capabilities", "providers")]
    assert CANARY not in json.dumps(answers)
    assert (outcomes, requests) == ([seen_as, seen_as], sent)


def outcome(seen: Seen) -> str:
    """In a word; fails on what must never be seen."""
    assert seen.text or seen.error, "a blank"
    assert WHOLE.startswith(seen.text), "nothing but the answer, and nothing of it twice"
    if seen.error:
        assert seen.text != WHOLE, "a whole answer, and a failure"
        return "part" if seen.text else "error"
    assert seen.text == WHOLE, "cut off, and nobody says so"
    return "whole"
