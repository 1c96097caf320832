"""The page of faults is complete."""

from __future__ import annotations

from jupyterlab_ai_stream_toggle.practice.faults import FAULTS
from scripts.fault_table import PAGE, cells_of, words


def test_every_fault_stands_on_the_page_with_its_meaning() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "not measured" not in page
    for name, fault in FAULTS.items():
        assert f"`{name}`" in page
        assert fault.meaning in page


def test_the_cells_of_the_page_can_be_read() -> None:
    cells = cells_of(PAGE.read_text(encoding="utf-8"))
    assert len(cells) == 3 * len(FAULTS)
    assert cells["refuse-400", "auto"] == words("whole", "Sn", "n")
    assert cells["stream-only", "off"] == words("error", "n", "n")
    # Where the two generations differ, both are told.
    assert cells["no-stream-tools", "on"] == "<br>".join(
        [words("whole", "S", "S"), words("error", "S", "S")]
    )
