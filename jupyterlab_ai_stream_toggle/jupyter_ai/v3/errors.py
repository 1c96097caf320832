"""Failures of governed models in the chat of Jupyter AI 3.

Jupyternaut catches whatever a turn raises and sends it as `Error: ` with the exception's text. What
a governed model raised is explained in its place; what anybody else raised, and whatever other
personas say, stays as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from ...diagnosis.attached import attached_to
from ..failure_text import chat_text
from ..seam import Seam
from . import seams


class ErrorsV3:
    """What shows failures of Jupyternaut's turns."""

    def __init__(self) -> None:
        self._seam: Seam | None = None

    def install(self) -> None:
        """Raises SeamMissing, with nothing changed, where Jupyternaut is not built as expected."""
        seam = seams.send_message()
        self.uninstall()
        seam.replace(_sending(seam.original))
        self._seam = seam

    def uninstall(self) -> None:
        """Leave Jupyternaut as it was."""
        if self._seam is not None:
            self._seam.restore()
        self._seam = None


def _sending(original: Callable[..., Any]) -> Callable[..., Any]:
    def send_message(persona: Any, body: str, *args: Any, **kwargs: Any) -> Any:
        # Called from where the exception is handled; it is the only link between the two.
        error = sys.exc_info()[1]
        diagnosis = attached_to(error)
        if diagnosis is not None and body == f"Error: {error}":
            body = chat_text(diagnosis)
        return original(persona, body, *args, **kwargs)

    return send_message
