from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.capability.expiry import DAY, HOUR, MINUTE, weigh
from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import Delivery

NOW = 1_700_000_000.0
STREAM = Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
REFUSED = Finding(Delivery.PLAIN, Evidence.REFUSED)
UNTOLD = Finding(Delivery.PLAIN, Evidence.FAILED)


@pytest.mark.parametrize(
    ("evidence", "holds"),
    [
        (Evidence.REFUSED, 7 * DAY),
        (Evidence.ANSWERED_WHOLE, 7 * DAY),
        (Evidence.STREAM_REQUIRED, 7 * DAY),
        (Evidence.FAILED, 10 * MINUTE),
        (Evidence.ENDED_EMPTY, 10 * MINUTE),
        (Evidence.SILENT, 10 * MINUTE),
    ],
)
def test_how_long_a_first_finding_holds(evidence: Evidence, holds: float) -> None:
    found = weigh(None, Finding(Delivery.PLAIN, evidence), NOW)
    assert found.expires - NOW == holds
    assert found.holds(NOW + holds - 1)
    assert not found.holds(NOW + holds)


def test_failing_again_holds_longer_each_time() -> None:
    known: Capability | None = None
    now = NOW
    held = []
    for _ in range(4):
        known = weigh(known, UNTOLD, now)
        held.append(known.expires - now)
        now = known.expires
    assert held == [10 * MINUTE, HOUR, DAY, DAY]
    assert known is not None
    assert known.first_seen == NOW
    assert weigh(weigh(known, STREAM, now), UNTOLD, now).expires == now + 10 * MINUTE


def test_replies_that_fail_side_by_side_count_once() -> None:
    known = weigh(None, UNTOLD, NOW)
    assert weigh(known, UNTOLD, NOW + 1) is known
    assert weigh(known, Finding(Delivery.PLAIN, Evidence.ENDED_EMPTY), NOW + 1) is known


def test_an_explanation_beats_a_failure_without_one() -> None:
    known = weigh(weigh(None, UNTOLD, NOW), REFUSED, NOW + 1)
    assert (known.evidence, known.expires) == (Evidence.REFUSED, NOW + 1 + 7 * DAY)
    assert weigh(known, UNTOLD, NOW + 2) is known


def test_what_goes_on_working_is_noted_now_and_then() -> None:
    known = weigh(None, STREAM, NOW)
    assert weigh(known, STREAM, NOW + MINUTE) is known
    later = weigh(known, STREAM, NOW + 2 * HOUR)
    assert (later.first_seen, later.last_seen) == (NOW, NOW + 2 * HOUR)
    assert later.expires > known.expires
