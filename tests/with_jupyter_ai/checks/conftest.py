"""What the tests of the check share."""

from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.checks.live.observation import Observation
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer


@pytest.fixture
def endpoints_clock(practice: PracticeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check reads the time from the endpoint, which stands still while a machine is busy.

    Each look at it lets the next chunk of a slow stream come: a look is taken when one arrived.
    """

    def read() -> float:
        practice.pace.let()
        return practice.pace.kept

    practice.pace.hold()
    monkeypatch.setattr(Observation, "clock", staticmethod(read))
