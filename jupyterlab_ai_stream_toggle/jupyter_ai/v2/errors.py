"""Failures of governed models in the chat and the inline completion of Jupyter AI 2.

By itself Jupyter AI shows a traceback, and leaves a message that had begun unfinished for ever.
Only what a governed model raised is shown in another way, and only by Jupyter AI's own methods: a
chat handler with a `handle_exc` of its own keeps it, and errors of chat handlers stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...diagnosis.attached import attached_to
from ..failure_text import chat_text, details
from ..seam import Seam
from . import seams


class ErrorsV2:
    """What shows failures, for all chat handlers and for inline completion."""

    def __init__(self) -> None:
        self._seams: list[Seam] = []

    def install(self) -> None:
        """Explain failures in the chat.

        Raises SeamMissing, with nothing changed, where Jupyter AI is not built as expected.
        """
        chat = seams.failure_in_chat()
        self.uninstall()
        chat.replace(_in_chat(chat.original))
        self._seams = [chat]

    def install_completion(self) -> None:
        """Explain failures of inline completion; raises SeamMissing, like `install`."""
        completion = seams.failure_in_completion()
        completion.replace(_in_completion(completion.original))
        self._seams.append(completion)

    def uninstall(self) -> None:
        """Leave Jupyter AI as it was."""
        for seam in self._seams:
            seam.restore()
        self._seams = []


def _in_chat(original: Callable[..., Any]) -> Callable[..., Any]:
    async def _default_handle_exc(handler: Any, e: Exception, message: Any) -> None:
        diagnosis = attached_to(e)
        if diagnosis is None:
            await original(handler, e, message)
            return
        handler.reply(chat_text(diagnosis), message)
        _complete(handler, message)

    return _default_handle_exc


def _complete(handler: Any, question: Any) -> None:
    """Let the answer that had begun be a finished one: its Stop button would stay for ever."""
    # Chat handlers have no other way to tell the chat that a reply has ended.
    for message in reversed(list(handler._chat_history)):  # noqa: SLF001
        unfinished = getattr(message, "complete", True) is False
        if unfinished and message.reply_to == question.id:
            handler._send_stream_chunk(message.id, "", complete=True)  # noqa: SLF001
            getattr(handler, "message_interrupted", {}).pop(message.id, None)


def _in_completion(original: Callable[..., Any]) -> Callable[..., Any]:
    async def handle_exc(handler: Any, e: Exception, request: Any) -> None:
        diagnosis = attached_to(e)
        if diagnosis is None:
            await original(handler, e, request)
            return
        error = seams.completion_model("CompletionError")(
            type=diagnosis.id,
            title=f"{diagnosis.title}. {diagnosis.hint}",
            # Shown on request; there is no traceback in it.
            traceback=details(diagnosis),
        )
        handler.reply(
            seams.completion_model("InlineCompletionReply")(
                list=seams.completion_model("InlineCompletionList")(items=[]),
                error=error,
                reply_to=request.number,
            )
        )

    return handle_exc
