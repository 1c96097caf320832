"""What the page of providers says."""

from __future__ import annotations

import json

from scripts.provider_table import FAULTS, FOLDER, page


def results(**providers: dict[str, str]) -> dict[str, object]:
    return {"packages": {"litellm": "1"}, "providers": providers, "not measured": {"far": "away"}}


def row(**changed: str) -> dict[str, str]:
    same = dict.fromkeys(FAULTS, "S whole, S whole, n whole")
    about = {"model": "a/b", "endpoint in": "api_base", "asks for": "/chat", "bare": "S whole"}
    return {**about, **same, **changed}


def test_alike_is_one_kind_and_told_is_linked() -> None:
    told = "Snnn provider-down, SSS error, nnn provider-down"
    then = results(one=row(), two=row(), other=row(down=told), old=row())
    now = results(one=row(), two=row(down=told), other=row(down=told), new=row())
    whole = page(dict.fromkeys(("v2", "v2-today"), then) | {"v3": then, "v3-today": now})
    three = whole[whole.index("## Jupyter AI 3") :]
    lines = [line for line in three.splitlines() if line.startswith("| A")]
    assert lines[0].startswith("| A | 3, today 2 | `S`<br>`S`<br>`n` |")
    assert "`Snnn` [provider-down](troubleshooting.md#provider-down)<br>`SSS` _error_<br>" in three
    assert "| `one` | A |  | `a/b` | `api_base` | `/chat` |" in three
    assert "| `two` | A | B |" in three
    assert "| `new` | `none` | A |" in three
    assert "| `old` | A | `none` |" in three
    assert "- away: `far`" in three


def test_all_environments_are_there() -> None:
    kept = {each.stem: json.loads(each.read_text(encoding="utf-8")) for each in FOLDER.iterdir()}
    assert set(kept) == {"v2", "v2-today", "v3", "v3-today"}
    for each in kept.values():
        assert not set(each["providers"]) & set(each["not measured"])
