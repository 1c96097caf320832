"""What all tests share. Where a test lives says which environments it is for.

`bare/` needs no Jupyter AI and runs once, where there is none; all else runs in each environment
that has one, but for the folders `v2` and `v3`, which are about one generation.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis  # also for its plugin, which would load it in the midst of the summary: see below
import pytest

from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.practice.thread import PracticeThread

from .support.generation import JUPYTER_AI
from .support.settings import Settings

# LiteLLM otherwise begins with a download when it is imported. Where there is no network every test
# waits for that, and an import on another thread meanwhile may wait for ever.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

# Nothing is judged by the clock of a shared machine.
hypothesis.settings.register_profile(
    "shared machine",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("shared machine")

pytest_plugins = ("pytest_jupyter.jupyter_server",)

_NOT_HERE = {
    None: ("with_jupyter_ai", "e2e"),
    2: ("bare", "v3"),
    3: ("bare", "v2"),
}
"""The folders that are not for an environment, by its generation of Jupyter AI."""

_NAMED = [Path(__file__).with_name(name) for name in ("real", "hub")]
"""Need servers of others, and run where they are named: `make test-real`, `make test-hub`."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what is for other environments, and what is to be named."""
    if collection_path in _NAMED:
        named = (config.invocation_params.dir / each.partition("::")[0] for each in config.args)
        return None if any(each.is_relative_to(collection_path) for each in named) else True
    return True if collection_path.name in _NOT_HERE[JUPYTER_AI] else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """No garbage collection while a failure is formatted.

    Python 3.11.7 and earlier take one that happens while source is parsed for an error of their own
    ("AST constructor recursion depth mismatch"), which ends the whole run.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_unconfigure() -> None:
    """Nothing is said of what is collected with the interpreter.

    LiteLLM leaves its worker and its clients to that, and asyncio and aiohttp would complain of
    each. What a test leaves behind itself is seen before.
    """
    logging.getLogger("asyncio").disabled = True


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    """A practice endpoint that answers well until a test sets its fault."""
    with PracticeThread(PracticeServer("ok")) as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings directories that hold the schema and nothing else."""
    # jupyterlab_server also reads `labconfig` from Jupyter's own configuration directories.
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    return Settings(tmp_path)
