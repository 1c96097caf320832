"""Whether the packages let Jupyternaut get as far as a request, tried without sending one.

LiteLLM imports more at the first message with tools than when it is itself imported, and which
releases go together there changes every few weeks: what a table said of it was soon untrue.
"""

from __future__ import annotations

import asyncio
import re
import sys
from typing import Any

from ...jupyter_ai.detect import Generation
from ...language import say
from ..result import CheckFinding, failed, passed, skipped
from ..subject import Subject
from .packages import installed

LIMIT = 30.0
"""Seconds; what takes longer says nothing about the packages."""

_TOOL = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}


async def client_library(subject: Subject) -> CheckFinding:
    """LiteLLM, as Jupyternaut has it in this very process: a new one would take seconds."""
    if subject.found.generation is not Generation.V3:
        return skipped(say("Only Jupyter AI 3 uses LiteLLM."))
    litellm = sys.modules.get("litellm")
    if subject.model is None or litellm is None:
        return skipped(say("There is no model to test."))
    try:
        await asyncio.wait_for(asyncio.to_thread(_rehearse, litellm), LIMIT)
    except ImportError as error:
        return failed(
            say("Every message fails before a request is sent: {error}.", error=_short(error)),
            say(
                "Run `pip install -U litellm`, and restart the server. LiteLLM 1.106.0 to "
                "1.108.3 does not work with Jupyter AI 3; 1.105.7 and 1.108.4 to 1.110.2 do."
            ),
            installed(),
        )
    except Exception as error:  # noqa: BLE001  # it fails for another reason: no word on packages
        return skipped(say("This check failed to run: {error}", error=type(error).__name__))
    return passed(say("The client library can create a request."))


def _rehearse(litellm: Any) -> None:
    """All that comes before a request; the answer is given along, so that none is sent."""
    litellm.completion(
        "openai/gpt-4o",
        [{"role": "user", "content": "?"}],
        tools=[_TOOL],
        mock_response="!",
        # Whoever counts or records chats does not hear of it.
        **{"no-log": True},
    )


def _short(error: ImportError) -> str:
    """Without the path that Python puts behind it."""
    return re.sub(r" \([^()]*\)$", "", str(error))[:200]
