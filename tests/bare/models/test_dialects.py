from __future__ import annotations

from types import SimpleNamespace

from jupyterlab_ai_stream_toggle.models.dialects import dialect_of


def test_ollama_is_told_in_the_call() -> None:
    """It has no field for streaming and streams whole answers too, unless the call says no."""
    model = SimpleNamespace(base_url="http://127.0.0.1:11434")
    changed, kwargs = dialect_of(type("ChatOllama", (), {})).plain(model, {"stream": True})
    assert changed is model
    assert kwargs == {"stream": False}


def test_an_address_that_a_class_computes_is_found() -> None:
    class ChatOpenAI:
        def __init__(self) -> None:
            self.openai_api_base = None

        @property
        def azure_endpoint(self) -> str:
            return "https://gateway.example"

    assert dialect_of(ChatOpenAI).endpoint(ChatOpenAI()) == "https://gateway.example"
    assert dialect_of(ChatOpenAI).api_version(ChatOpenAI()) is None
