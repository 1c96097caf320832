"""Failures as endpoints word them, in many ways and languages, and what each leads to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.next_step import next_step
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded

RECORDS = [
    json.loads(line)
    for line in (Path(__file__).parent / "failures.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.get("message"))[:60])
def test_next_step(record: dict[str, Any]) -> None:
    assert next_step(recorded(record)).value == record["next"]


@pytest.mark.parametrize(
    "record",
    [record for record in RECORDS if "cause" in record],
    ids=lambda record: str(record.get("message"))[:60],
)
def test_the_cause(record: dict[str, Any]) -> None:
    assert diagnose(recorded(record)).id == record["cause"]


@pytest.mark.parametrize("record", [{}, {"status": "x"}, {"body": object()}, {"message": 3}])
def test_a_strange_record_is_survived(record: dict[str, Any]) -> None:
    next_step(recorded(record))
