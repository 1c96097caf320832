"""Jupyternaut with tools: a tool runs once, and no text is lost around it."""

from __future__ import annotations

import json

import pytest

from tests.e2e.chat import ask
from tests.e2e.server import Server

SAID_BEFORE = "The practice endpoint calls the tool bash."
SAID_AFTER = "The practice endpoint got this from the tool:"

WIRE = [
    # mode, fault, requests of the two model calls: the one that asks for the tool, and the one
    # that gets its result.
    ("on", "ok", "SS"),
    ("off", "ok", "nn"),
    ("auto", "ok", "SS"),
    ("auto", "refuse-400", "Snn"),
    ("auto", "refuse-500", "Snn"),
    ("auto", "empty", "Snn"),
    ("auto", "no-stream-options", "Sss"),
]


@pytest.mark.parametrize(("mode", "fault", "wire"), WIRE)
async def test_a_tool_runs_once(fresh: Server, mode: str, fault: str, wire: str) -> None:
    fresh.set_mode(mode, fresh.deployment)
    fresh.set_fault(fault)
    ran = fresh.place.root / f"ran-{fresh.deployment}"
    # Jupyternaut's tool of that name runs a program, not a shell.
    command = json.dumps({"command": f"sh -c 'echo once | tee -a {ran}'"})
    seen = await ask(fresh, f"practice:tool bash {command}")
    assert ran.read_text() == "once\n"
    assert seen.text.count(SAID_BEFORE) == 1
    assert seen.text.count(SAID_AFTER) == 1
    assert seen.text.index(SAID_BEFORE) < seen.text.index(SAID_AFTER)
    assert "once" in seen.text.split(SAID_AFTER)[1]
    assert fresh.requests() == wire
