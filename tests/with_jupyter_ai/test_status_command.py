"""`jupyter ai-stream status` reads which model Jupyter AI has chosen."""

from __future__ import annotations

import json
from pathlib import Path

from jupyterlab_ai_stream_toggle.target import Target
from tests.support.generation import JUPYTER_AI
from tests.support.home import command_in, remember, status

CANARY = "canary-5a4b3c2d1e0f"


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
