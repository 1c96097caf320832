"""The section about many at once says what was measured; and what was, is as good as we say."""

from __future__ import annotations

import json

from scripts.many_table import ANSWERS, FIGURES, section

MEASURED = json.loads(FIGURES.read_text(encoding="utf-8"))


def test_no_answer_is_lost_or_doubled_and_no_file_stays_open() -> None:
    came = [MEASURED["governed"][group] for group in ANSWERS]
    assert [(each["lost"], each["doubled"]) for each in came] == [(0, 0)] * len(came)
    more = {side: MEASURED[side]["open_files_more"] for side in ("governed", "bare")}
    assert more["governed"] <= max(0, more["bare"])
    assert not MEASURED["memory"]["lost"]


def test_all_rows_are_there() -> None:
    page = section(MEASURED)
    assert page.count(", with the extension |") == len(ANSWERS)
    assert page.count(", without |") == len(ANSWERS)
    assert "| with the extension |" in page
    assert "| without |" in page
