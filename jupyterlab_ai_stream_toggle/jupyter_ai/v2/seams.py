"""Where Jupyter AI 2 is held: all that is relied upon in its code, and by which name.

The same from 2.15 to 2.31; before, inline completion shares the class of the chat, and the Stop
button came with 2.26. Each function raises SeamMissing, and changes nothing, where Jupyter AI is
not built as it is known here.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from ...language import noted
from ..adapter import SeamMissing
from ..seam import Seam

_CONFIG_MANAGER = "jupyter_ai.config_manager"
_CHAT_HANDLER = ("jupyter_ai.chat_handlers.base", "BaseChatHandler")
_COMPLETION_HANDLER = ("jupyter_ai.completions.handlers.base", "BaseInlineCompletionHandler")
_COMPLETION_MODELS = "jupyter_ai.completions.models"
_SOCKET = ("jupyter_ai.handlers", "RootChatHandler")
_CLEAR_MESSAGE = ("jupyter_ai.models", "ClearMessage")

CONFIG_MANAGER = "jai_config_manager"
"""The key of the web application's settings under which Jupyter AI leaves it."""
CHAT_MODEL, COMPLETION_MODEL = "lm_provider", "completions_lm_provider"
"""The properties of `ConfigManager` by which the classes of models are handed out."""


def config_manager_class() -> Any:
    """What hands out the classes of models."""
    module = sys.modules.get(_CONFIG_MANAGER)
    if module is None:
        raise SeamMissing(
            "jupyter-ai-not-loaded",
            noted(
                "Jupyter AI is installed, but its server extension is not loaded. Run `jupyter "
                "server extension list` to see whether it is enabled."
            ),
        )
    return _class(_CONFIG_MANAGER, "ConfigManager")


def model_properties(manager: type) -> tuple[str, ...]:
    """Those that this release has: up to 2.14 inline completion has no model of its own."""
    shared = not any(name.startswith(COMPLETION_MODEL) for name in vars(manager))
    return (CHAT_MODEL,) if shared else (CHAT_MODEL, COMPLETION_MODEL)


def model_property(manager: type, name: str) -> property:
    """One of them, as it stands there."""
    current = vars(manager).get(name)
    if not isinstance(current, property):
        raise SeamMissing(
            "seam-missing",
            f"{_CONFIG_MANAGER}.ConfigManager.{name} is not the property it used to be.",
        )
    return current


def failure_in_chat() -> Seam:
    """By which chat handlers show a failure, if they have no way of their own."""
    return Seam(_class(*_CHAT_HANDLER), "_default_handle_exc", ("self", "e", "message"))


def failure_in_completion() -> Seam:
    """By which inline completion shows one."""
    handler = _class(*_COMPLETION_HANDLER)
    seam = Seam(handler, "handle_exc", ("self", "e", "request"))
    if not hasattr(handler, "reply"):
        raise SeamMissing("seam-old", "Inline completion of 2.11 and 2.12 cannot be answered.")
    for name in ("CompletionError", "InlineCompletionList", "InlineCompletionReply"):
        completion_model(name)
    return seam


def completion_model(name: str) -> Any:
    """The class of a part of inline completion's answers."""
    return _class(_COMPLETION_MODELS, name)


@dataclass(frozen=True)
class ReplySeams:
    """The methods by which a reply gets into the chat and is stopped."""

    stream_reply: Seam
    start: Seam
    send: Seam
    close_pending: Seam
    on_stop: Seam
    on_clear: Seam


def replies() -> ReplySeams:
    """Those of chat handlers and of the chat's socket, where there is a Stop button."""
    handler, socket = _class(*_CHAT_HANDLER), _class(*_SOCKET)
    if not hasattr(socket, "on_stop_request"):
        raise SeamMissing("stop-missing", "Jupyter AI has a Stop button from 2.26 on.")
    clear_message()
    return ReplySeams(
        stream_reply=Seam(handler, "stream_reply", ("human_msg",)),
        start=Seam(handler, "_start_stream", ("human_msg",)),
        send=Seam(handler, "_send_stream_chunk", ("stream_id", "content", "complete")),
        close_pending=Seam(handler, "close_pending", ("pending_msg",)),
        on_stop=Seam(socket, "on_stop_request"),
        on_clear=Seam(socket, "on_clear_request"),
    )


def clear_message() -> Any:
    """The class of what takes messages out of all chats."""
    return _class(*_CLEAR_MESSAGE)


def _class(module: str, name: str) -> Any:
    found = getattr(sys.modules.get(module), name, None)
    if not isinstance(found, type):
        raise SeamMissing("seam-missing", f"{module} has no class {name}.")
    return found
