"""The page of faults is complete."""

from __future__ import annotations

from pathlib import Path

from jupyterlab_ai_stream_toggle.practice.faults import FAULTS

PAGE = Path(__file__).parent.parent.parent / "docs" / "faults.md"


def test_every_fault_stands_on_the_page_with_its_meaning() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "not measured" not in page
    for name, fault in FAULTS.items():
        assert f"`{name}`" in page
        assert fault.meaning in page
