from __future__ import annotations

from types import SimpleNamespace

from jupyterlab_ai_stream_toggle.streaming.dialects import dialect_of


def test_ollama_is_told_in_the_call() -> None:
    """It has no field for streaming and streams whole answers too, unless the call says no."""
    model = SimpleNamespace(base_url="http://127.0.0.1:11434")
    changed, kwargs = dialect_of(type("ChatOllama", (), {})).plain(model, {"stream": True})
    assert changed is model
    assert kwargs == {"stream": False}
