"""What the administrator knows, over REST and on the command line."""

from __future__ import annotations

import json
import stat
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPResponse

from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence
from jupyterlab_ai_stream_toggle.capability.stored import dumped
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.home import command_in, remember, status

from .test_capabilities import forget
from .test_rest import call

Fetch = Callable[..., Awaitable[HTTPResponse]]
TARGET = Target("azure", "gpt-4o", "https://contoso.example", key_mark="ab12")
CONFIGURED = 'c.StreamToggle.known_files = ["{}"]\n'


def handed_out(path: Path, *targets: Target) -> Path:
    """A file of an administrator for whom these refused a stream an hour ago."""
    now = time.time() - 3600
    known = Capability(Delivery.PLAIN, Evidence.REFUSED, now, now, now + 86_400)
    path.write_text(json.dumps(dumped(OrderedDict((each, known) for each in targets))))
    return path


class TestOnAServer:
    @pytest.fixture
    def stream_toggle_config(self, tmp_path: Path) -> dict[str, Any]:
        return {"known_files": [str(handed_out(tmp_path / "known.json", TARGET))]}

    async def test_it_is_listed_with_its_origin_and_can_be_retried(self, jp_fetch: Fetch) -> None:
        (entry,) = (await call(jp_fetch, "GET", "capabilities"))["capabilities"]
        assert entry["from_administrator"] is True
        assert (entry["delivery"], entry["outlook"]) == ("plain", "all-at-once")
        assert await forget(jp_fetch, entry["id"]) == 1
        assert (await call(jp_fetch, "GET", "capabilities"))["capabilities"] == []


def test_commands_say_whose_word_it_is(tmp_path: Path) -> None:
    file = handed_out(tmp_path / "known.json", TARGET)
    command = command_in(tmp_path)
    (tmp_path / "config/jupyter_server_config.py").write_text(CONFIGURED.format(file))
    (found,) = status(command)["found_out"]
    assert found["from_administrator"] is True
    said = command("status").stdout
    assert "Known by your administrator." in said
    assert f'known_files: ["{file}"]' in said
    assert "azure:gpt-4o: Streaming was rejected on " in command("known").stdout
    (known,) = json.loads(command("known", "--json").stdout)["known"]
    assert known["endpoint"] == "https://contoso.example"
    # It cannot be taken back here, where no server runs.
    assert command("forget", "--yes").exit_code == 1
    assert len(status(command)["found_out"]) == 1


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    command = command_in(tmp_path)
    (tmp_path / "config/jupyter_server_config.py").write_text(CONFIGURED.format(file))
    file.write_text("{")
    (problem,) = status(command)["problems"]
    assert problem.startswith(f"{file} cannot be read: Expecting")
    done = command("known")
    assert done.exit_code == 1
    assert str(file) in done.stderr


def test_what_was_found_out_is_exported_for_others(tmp_path: Path) -> None:
    mine, others = tmp_path / "mine", tmp_path / "others"
    for home in (mine, others):
        home.mkdir()
    command, file = command_in(mine), tmp_path / "shared.json"
    nothing = command("known", "--export", str(file))
    assert nothing.exit_code == 1
    assert "Send a chat message first" in nothing.stderr
    assert not file.exists()
    remember(mine, TARGET, replace(TARGET, key_mark="cd34"), Target("openai", "o1"))
    assert command("known", "--export", str(file)).exit_code == 0
    assert "ab12" not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) & stat.S_IRGRP, "for others to read"
    printed = json.loads(command("known", "--export", "-").stdout)
    assert printed == json.loads(file.read_text())
    theirs = command_in(others)
    (others / "config/jupyter_server_config.py").write_text(CONFIGURED.format(file))
    assert [
        (each["model"], each["from_administrator"]) for each in status(theirs)["found_out"]
    ] == [
        ("o1", True),
        ("gpt-4o", True),
    ]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    command = command_in(tmp_path)
    remember(tmp_path, TARGET)
    (tmp_path / "a file").write_text("")
    done = command("known", "--export", str(tmp_path / "a file/known.json"))
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
