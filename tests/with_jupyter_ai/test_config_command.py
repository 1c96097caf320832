"""`jupyter ai-stream config check` where it can be asked which providers there are."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.generation import JUPYTER_AI
from tests.support.home import command_in

AZURE = "azure-chat-openai" if JUPYTER_AI == 2 else "azure"


def test_a_lock_of_a_provider_that_there_is_not_is_a_warning(tmp_path: Path) -> None:
    command = command_in(tmp_path)
    file = tmp_path / "config/jupyter_server_config.py"
    file.write_text(
        "c.StreamToggle.locked = {\n"
        f'    "{AZURE}": "off",\n'
        f'    "{AZURE}x": "off",\n'
        f'    "{AZURE}:a-deployment": "off",\n'
        "}\n"
    )
    done = command("config", "check", "--json")
    assert done.exit_code == 0, "it may be one that is added later"
    (doubt,) = json.loads(done.stdout)["problems"]
    assert (doubt["line"], doubt["severity"]) == (3, "warning")
    assert f"Did you mean {AZURE}?" in doubt["message"]
