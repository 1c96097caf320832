"""Whether Jupyternaut gets as far as a request, with real imports that work and that fail."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from jupyterlab_ai_stream_toggle.checks.result import CheckFinding, Outcome
from jupyterlab_ai_stream_toggle.checks.static import client_library as rehearsal
from jupyterlab_ai_stream_toggle.checks.static.client_library import client_library
from jupyterlab_ai_stream_toggle.jupyter_ai.detect import Found, Generation
from tests.support.subjects import connection, subject_of

ROOT = Path(__file__).parents[3]

# As litellm 1.106.0 to 1.108.3 do beside mcp 1.30: the import is in the way of the request alone.
BROKEN = {
    "litellm/__init__.py": (
        "def completion(model, messages, *, tools, **_):\n"
        "    from mcp.types import CacheableResult\n"
    ),
    "mcp/__init__.py": "",
    "mcp/types.py": "",
}
TRIED = """
import asyncio, litellm
from tests.bare.checks.test_client_library import looked
found = asyncio.run(looked())
print(found.outcome.value, found.explanation, found.hint, sep="\\n")
"""


async def looked(generation: Generation = Generation.V3) -> CheckFinding:
    subject = subject_of(connection())
    subject.found = Found(generation, "3.2.0")
    subject.model = SimpleNamespace()
    return await client_library(subject)


def stub(monkeypatch: pytest.MonkeyPatch, completion: object) -> None:
    module = ModuleType("litellm")
    module.__dict__["completion"] = completion
    monkeypatch.setitem(sys.modules, "litellm", module)


def test_an_import_that_fails_is_quoted(tmp_path: Path) -> None:
    for name, text in BROKEN.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    told = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{TRIED}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    outcome, explanation, hint = told.stdout.splitlines()
    assert outcome == Outcome.FAILED.value
    assert "cannot import name 'CacheableResult' from 'mcp.types'." in explanation
    assert str(tmp_path) not in explanation
    assert "pip install -U litellm" in hint


async def test_nothing_is_claimed_of_what_was_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("It is what it is")

    stub(monkeypatch, fails)
    assert (await looked(Generation.V2)).outcome is Outcome.SKIPPED
    assert (await client_library(subject_of(None))).outcome is Outcome.SKIPPED
    assert (await looked()).outcome is Outcome.SKIPPED
    monkeypatch.delitem(sys.modules, "litellm")
    assert (await looked()).outcome is Outcome.SKIPPED


async def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    stub(monkeypatch, lambda *_, **__: ended.wait(30))
    monkeypatch.setattr(rehearsal, "LIMIT", 0.05)
    try:
        assert (await looked()).outcome is Outcome.SKIPPED
    finally:
        ended.set()
