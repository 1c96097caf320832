"""`jupyter ai-stream status` reads which model Jupyter AI has chosen."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target
from scripts.outlook_table import WHEN, rows
from tests.support.generation import JUPYTER_AI
from tests.support.home import command_in, remember, status

CANARY = "canary-5a4b3c2d1e0f"


def _name(row: dict[str, Any]) -> str:
    decision = row["decision"]
    known = decision["learned"]
    said = (known["delivery"], known["evidence"]) if known else ("unknown",)
    return "-".join((decision["mode"], "locked" if decision["locked"] else "chosen", *said))


def test_the_chosen_model_is_read_and_its_key_is_not_shown(tmp_path: Path) -> None:
    home, command = tmp_path, command_in(tmp_path)
    chosen = "azure:gpt-4o" if JUPYTER_AI == 2 else "azure/gpt-4o"
    (home / "data/jupyter_ai").mkdir(parents=True)
    (home / "data/jupyter_ai/config.json").write_text(
        json.dumps(
            {
                "model_provider_id": chosen,
                "fields": {chosen: {"api_base": f"https://user:{CANARY}@gateway.example/v1?k=1"}},
                "api_keys": {"AZURE_API_KEY": CANARY},
            }
        )
    )
    remember(home, Target("azure", "gpt-4o", "https://gateway.example/v1"))
    chat = status(command)["chat"]
    assert (chat["provider"], chat["model"]) == ("azure", "gpt-4o")
    assert chat["endpoint"] == "https://gateway.example/v1"
    assert (chat["mode"], chat["delivery"]) == ("auto", "stream")  # learned with another key
    plain = command("status")
    assert "azure:gpt-4o" in plain.stdout
    for text in (plain.stdout, plain.stderr, json.dumps(chat)):
        assert CANARY not in text


@pytest.mark.parametrize("row", list(rows()), ids=_name)
def test_it_says_of_the_next_response_what_the_views_say(
    tmp_path: Path, row: dict[str, Any]
) -> None:
    home, command = tmp_path, command_in(tmp_path)
    chosen = "azure:gpt-4o" if JUPYTER_AI == 2 else "azure/gpt-4o"
    (home / "data/jupyter_ai").mkdir(parents=True)
    (home / "data/jupyter_ai/config.json").write_text(json.dumps({"model_provider_id": chosen}))
    decision, learned = row["decision"], row["decision"]["learned"]
    (home / "config").mkdir(exist_ok=True)
    (home / "config/jupyter_server_config.py").write_text(
        f'c.StreamToggle.locked = {{"azure": "{decision["mode"]}"}}\n'
        if decision["locked"]
        else f'c.StreamToggle.default_mode = "{decision["mode"]}"\n'
    )
    if learned:
        finding = Finding(Delivery(learned["delivery"]), Evidence(learned["evidence"]))
        remember(home, Target("azure", "gpt-4o", "https://example.com/openai"), finding=finding)
    chat = status(command)["chat"]
    assert chat["outlook"] == decision["outlook"]
    seen = chat["next"]
    assert re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", WHEN, seen) == row["cli"]
    assert f"Next response  {seen}" in command("status").stdout
