"""`jupyter ai-stream demo`, where there is nothing to show."""

from __future__ import annotations

from tests.support.command import run


def test_without_jupyter_ai_it_says_how_to_get_it() -> None:
    told = run("demo")

    assert told.returncode == 1
    assert "pip install 'jupyterlab-ai-stream-toggle[v3]'" in told.stderr
    assert "pip install 'jupyterlab-ai-stream-toggle[v2]'" in told.stderr
