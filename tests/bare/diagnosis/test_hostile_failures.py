"""Whatever a failure says: it is diagnosed, and quickly."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.evidence import evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from tests.support.growth import growth

from .records import ALL


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"body": object()},
        {"headers": "x", "message": 3},
        {"message": "{" * 20_000},
        {"message": "a" * 100_000, "status": 400},
        {"message": "key " * 30_000, "status": 401},
        {"body": {"error": {"param": "{braces}", "message": "{0} {x}"}}, "status": 400},
    ],
)
def test_nothing_makes_it_raise(record: dict[str, Any]) -> None:
    assert diagnose(recorded(record)).id in CAUSES


def test_it_takes_less_than_a_millisecond() -> None:
    """Of the processor's time, on average over all records: other programs do not count."""
    for facts in ALL:
        diagnose(facts)
    costs = []
    for _ in range(3):
        start = time.thread_time()
        for facts in ALL:
            diagnose(facts)
        costs.append((time.thread_time() - start) / len(ALL))
    assert min(costs) < 0.001


@pytest.mark.parametrize("piece", ["a", "key: ", "model not ", "eyJ", "*"])
def test_the_cost_of_a_hostile_text_is_in_proportion_at_most(piece: str) -> None:
    def understand(text: str) -> object:
        return diagnose(recorded({"message": text, "status": 400}))

    assert growth(understand, piece * 100, piece * 1_600) < 40
    assert growth(understand, piece * 100, piece * 30_000) < 90


BRACES = st.recursive(
    st.sampled_from(["'error'", "'message': 'no'", "1", "x", ""]),
    lambda inner: st.builds(
        "".join,
        st.lists(st.sampled_from("{}[](),:' ") | inner, max_size=8),
    ).map(lambda text: f"{{{text}}}"),
    max_leaves=12,
)


@given(text=BRACES)
@example("{{'error': {'message': 'no'}}}")
def test_nothing_in_braces_keeps_a_failure_from_being_told(text: str) -> None:
    told = diagnose(evidence_of(RuntimeError(f"said {text}")))
    assert told.id in CAUSES
    assert diagnose(recorded({"status": 400, "body": text})).id in CAUSES
