"""Chat of both users, on servers that only read what the administrator installed."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from tests.e2e.chat import ask
from tests.e2e.test_chat import PROMPT, WHOLE

from .conftest import LOCKED, REASON, Labs
from .user_server import FINDINGS, SETTINGS


async def test_both_are_answered_where_streaming_is_refused(fresh: Labs) -> None:
    fresh.set_fault("refuse-400")
    answers = await asyncio.gather(*(ask(each, PROMPT) for each in fresh.both))
    assert [each.text for each in answers] == [WHOLE, WHOLE]
    assert [each.requests() for each in fresh.both] == ["Sn", "Sn"]
    answers = await asyncio.gather(*(ask(each, PROMPT) for each in fresh.both))
    assert [each.text for each in answers] == [WHOLE, WHOLE]
    assert [each.requests() for each in fresh.both] == ["Snn", "Snn"]


async def test_a_lock_is_in_force_for_both(fresh: Labs) -> None:
    for each in fresh.both:
        each.use_deployment(LOCKED)
        decision = each.call("GET", "status")["decision"]
        assert (decision["mode"], decision["lock_reason"]) == ("off", REASON)
    await asyncio.gather(*(ask(each, PROMPT) for each in fresh.both))
    assert fresh.a.requests() == "nn", "one of each"


async def test_what_one_found_out_is_handed_to_all(fresh: Labs) -> None:
    a, b = fresh.both
    fresh.set_fault("refuse-400")
    await ask(a, PROMPT)
    exported = a.person.run(*command(fresh, "known", "--export", "known.json"))
    assert exported.returncode == 0, exported.stderr
    fresh.known.write_text((a.person.home / "known.json").read_text())
    b.use_deployment(a.deployment)
    fresh.set_fault("refuse-400")
    assert (await ask(b, PROMPT)).text == WHOLE
    assert b.requests() == "n"
    (entry,) = b.call("GET", "capabilities")["capabilities"]
    assert entry["from_administrator"] is True


@pytest.mark.parametrize("content", ["{", json.dumps({"findings": 3}), None])
async def test_a_bad_central_file_is_said_once_and_chat_goes_on(
    fresh: Labs, content: str | None
) -> None:
    if content is None:
        fresh.known.mkdir()
    else:
        fresh.known.write_text(content)
    before = len(fresh.log())
    try:
        for _ in range(2):
            answers = await asyncio.gather(*(ask(each, PROMPT) for each in fresh.both))
            assert [each.text for each in answers] == [WHOLE, WHOLE]
    finally:
        if content is None:
            fresh.known.rmdir()
    said = [line for line in fresh.log()[before:].splitlines() if str(fresh.known) in line]
    assert len(said) == 2, "once by each server"
    assert all("cannot be read" in each for each in said)


async def test_a_home_that_takes_nothing_costs_no_reply(fresh: Labs) -> None:
    a = fresh.a
    folders = [str(Path(each).parent) for each in (FINDINGS, SETTINGS)]
    assert a.person.run("mkdir", "-p", *folders).returncode == 0
    assert a.person.run("chmod", "0555", *folders).returncode == 0
    before = len(fresh.log())
    try:
        fresh.set_fault("refuse-400")
        for _ in range(3):
            assert (await ask(a, PROMPT)).text == WHOLE
        assert a.requests() == "Snnn", "it is remembered for as long as the server runs"
        if fresh.people.are_users:  # permissions may mean nothing to who runs the tests
            with pytest.raises(httpx.HTTPStatusError) as refused:
                a.call("PUT", "modes", {"provider": "azure", "mode": "on"})
            assert str(Path(SETTINGS).parent) in refused.value.response.json()["reason"]
            said = [line for line in fresh.log()[before:].splitlines() if FINDINGS in line]
            assert len(said) == 1
    finally:
        assert a.person.run("chmod", "0755", *folders).returncode == 0


def test_nobody_can_write_to_the_environment(labs: Labs) -> None:
    """Where all is done as one user it is that user's own environment: see the summary."""
    folders = [str(each) for each in labs.installed.folders]
    writable = "import os, sys; print([each for each in sys.argv[1:] if os.access(each, os.W_OK)])"
    for each in labs.people.two:
        done = each.run(labs.installed.python, "-c", writable, *folders)
        if labs.people.are_users:
            assert done.stdout.strip() == "[]", done.stderr


def command(labs: Labs, *arguments: str) -> list[str]:
    """`jupyter ai-stream` of the environment that the servers run in."""
    environment = [f"{name}={value}" for name, value in labs.installed.environment.items()]
    module = "jupyterlab_ai_stream_toggle.cli"
    home = f"HOME={labs.a.person.home}"
    return ["env", home, *environment, str(labs.installed.python), "-m", module, *arguments]
