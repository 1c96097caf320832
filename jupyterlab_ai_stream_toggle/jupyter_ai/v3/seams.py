"""Where Jupyternaut is held: all that is relied upon in code of Jupyter AI 3, and by which name.

The same from 3.0 to 3.2, but for the Stop button, which came with 3.1. Each function raises
SeamMissing, and changes nothing, where Jupyternaut is not built as it is known here.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from ...language import noted
from ...models.ungoverned import ungoverned as without_us
from ..adapter import SeamMissing
from ..seam import Seam

MODULE = "jupyter_ai_jupyternaut.jupyternaut.jupyternaut"
MODEL = "ChatLiteLLM"
"""For each message Jupyternaut makes its model by this name of its module."""
PERSONA = "JupyternautPersona"
BASE_MODULE, BASE = "jupyter_ai_persona_manager.base_persona", "BasePersona"
"""What all personas are built on, those of others as well."""
_ACP = "jupyter_ai_acp_client."
CONFIG_MANAGER = "jupyternaut.config_manager"
"""The key of the web application's settings under which Jupyternaut leaves it."""

# What the model picker of a chat says for "the model of the settings", and how the ids of the
# user's own models begin.
_DEFAULT = "jupyternaut/default"
_CUSTOM = "custom-"


def jupyternaut() -> ModuleType:
    """Jupyternaut's module, as the server has loaded it."""
    module = sys.modules.get(MODULE)
    if module is None:
        raise SeamMissing(
            "jupyter-ai-not-loaded",
            noted(
                "Jupyter AI 3 is installed, but the Jupyternaut server extension is not loaded. "
                "Run `pip install jupyter-ai-jupyternaut`, or see `jupyter server extension "
                "list`."
            ),
        )
    return module


def model_class(module: ModuleType) -> type:
    """The class of Jupyternaut's models."""
    current = getattr(module, MODEL, None)
    if not isinstance(current, type):
        raise SeamMissing("seam-missing", f"{MODULE} has no class {MODEL}.")
    if getattr(current, "_astream_chat_model_events", None) is not None:
        # langchain-core would call this instead of `_astream`, past the switch.
        raise SeamMissing("seam-missing", f"{MODULE}.{MODEL} streams in a way not known here.")
    # Another server of this process may have wrapped it.
    get_agent = inspect.unwrap(getattr(getattr(module, PERSONA, None), "get_agent", None))  # type: ignore[arg-type]
    code = getattr(get_agent, "__code__", None)
    if code is None or MODEL not in code.co_names:
        raise SeamMissing(
            "seam-missing", f"{PERSONA}.get_agent does not make its model as {MODEL}."
        )
    return current


def ungoverned() -> tuple[ModuleType, type]:
    """Jupyternaut's module, loaded where it is not yet, and a class of its models left alone."""
    importlib.import_module(MODULE)
    module = jupyternaut()
    return module, without_us(model_class(module))


def send_message() -> Seam:
    """By which Jupyternaut says something in the chat."""
    return Seam(_persona(), "send_message", ("self", "body"))


def turns() -> tuple[Seam, Seam]:
    """What a turn is: the work on a message, and the agent that is made for it."""
    persona = _persona()
    process = Seam(persona, "process_message", ("message",))
    agent = Seam(persona, "get_agent")
    if not {"get_agent", "get_id"} <= set(process.original.__code__.co_names):
        raise SeamMissing("seam-missing", f"{PERSONA}.process_message is not known here.")
    return process, agent


def cancel_response() -> Seam:
    """What the Stop button asks of a persona; only where Jupyternaut has none of its own."""
    persona = _persona()
    if not hasattr(persona, "cancel_response"):
        raise SeamMissing("stop-missing", "Jupyter AI 3 has a Stop button from 3.1 on.")
    cancel = Seam(persona, "cancel_response")
    if not cancel.inherited:
        raise SeamMissing("stop-known", "Jupyternaut stops its replies by itself.")
    return cancel


def base_of_stop() -> tuple[Seam, Seam]:
    """What tells when a persona works on a message, and what the Stop button asks of it."""
    base = _base()
    if not hasattr(base, "cancel_response"):
        raise SeamMissing("stop-missing", "Jupyter AI 3 has a Stop button from 3.1 on.")
    cancel = Seam(base, "cancel_response")
    if cancel.original.__code__.co_names:
        raise SeamMissing("stop-known", "Personas are stopped by Jupyter AI itself.")
    return Seam(base, "track_processing", ("message",)), cancel


def base_of_errors() -> Seam:
    """What personas show of a failure that they do not catch."""
    return Seam(_base(), "handle_uncaught_exception", ("self", "exc"))


def _base() -> Any:
    base = getattr(sys.modules.get(BASE_MODULE), BASE, None)
    if not isinstance(base, type):
        raise SeamMissing("seam-missing", f"{BASE_MODULE} has no class {BASE}.")
    return base


def thread_of(persona: Any) -> str:
    """The thread under which Jupyternaut remembers the chat."""
    # 3.0 and 3.1 name the chat after the library that holds it.
    chat = persona.chat if hasattr(persona, "chat") else persona.ychat
    return str(chat.get_id())


def chosen(manager: Any, selected: str | None) -> tuple[str | None, Mapping[str, Any]]:
    """Model id and arguments of a message, found as Jupyternaut 0.1 finds them."""
    if selected and selected != _DEFAULT:
        custom = manager.get_custom_model(selected)
        if custom is not None:
            return custom.model_id, dict(custom.params)
        if not selected.startswith(_CUSTOM):
            return selected, dict(manager.get_config().fields.get(selected) or {})
    return manager.chat_model, manager.chat_model_args


def toolkits(module: ModuleType) -> list[Any]:
    """Jupyternaut's own tools: the lists that its module holds."""
    lists = [value for name, value in vars(module).items() if name.endswith("_toolkit")]
    tools = [tool for each in lists for tool in each]
    return list(
        {str(getattr(tool, "name", None) or tool.__name__): tool for tool in tools}.values()
    )


def open_persona(settings: Mapping[str, Any]) -> Any:
    """The Jupyternaut of a chat that is open on this server; None where there is none."""
    personas = open_personas(settings)
    return next((each for each in personas if isinstance(each, _persona())), None)


def open_personas(settings: Mapping[str, Any]) -> list[Any]:
    """Those of all chats that are open on this server; of each class the first."""
    managers = (settings.get("jupyter-ai") or {}).get("persona-managers") or {}
    personas = [
        each for manager in list(managers.values()) for each in list(manager.personas.values())
    ]
    return list({type(each): each for each in reversed(personas)}.values())


def talks_by_itself(persona: Any) -> bool:
    """Whether it is an agent of the Agent Client Protocol, which has a model of its own."""
    return any(kind.__module__.startswith(_ACP) for kind in type(persona).__mro__)


def is_jupyternaut(persona: Any) -> bool:
    """Whether it is Jupyternaut, or made of it."""
    return isinstance(persona, _persona())


def _persona() -> Any:
    persona = getattr(sys.modules.get(MODULE), PERSONA, None)
    if not isinstance(persona, type):
        raise SeamMissing("seam-missing", f"{MODULE} has no class {PERSONA}.")
    return persona
