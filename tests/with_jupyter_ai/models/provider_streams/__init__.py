"""Streams of providers that LiteLLM reaches without the openai package, in their own words.

Each says "Hello world". Sources are the providers' public API references, for streaming: Anthropic
Messages, Gemini `streamGenerateContent`, Ollama `/api/chat` and `/api/generate`, Cohere Chat v1 and
v2, IBM watsonx `chat_stream`, Amazon Bedrock `ConverseStream`, OpenAI Responses; the others have
OpenAI's chat completions with additions of their own.
"""

from __future__ import annotations

from .amazon import AMAZON
from .chat_completions import CHAT_COMPLETIONS
from .json_lines import JSON_LINES
from .own_events import OWN_EVENTS
from .provider import TEXT, ProviderStream

__all__ = ["STREAMS", "TEXT", "ProviderStream"]

STREAMS: dict[str, ProviderStream] = {**OWN_EVENTS, **JSON_LINES, **CHAT_COMPLETIONS, **AMAZON}
