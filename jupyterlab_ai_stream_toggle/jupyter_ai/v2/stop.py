"""Stop in Jupyter AI 2, from 2.26 on: at any moment, and in every delivery.

By itself Jupyter AI looks at its stop flag only when a chunk arrives, and its chat has a Stop
button only while there is an unfinished message of a stream, which begins with the first chunk. So
while nothing comes, because a plain answer is awaited or the stream is silent, there is no button,
and nobody who would obey it. Here:

- a reply that keeps the user waiting is put into the chat before its first chunk, as yet empty,
  and "Generating response" stays until there is text;
- a reply whose flag is set, and which does not end by itself, is cancelled;
- a reply that failed does not stay in the chat as an unfinished one, with a Stop button for ever.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any

from ..turn import Turn
from . import seams

WAITING = 0.5
"""Seconds without a chunk after which the chat gets its Stop button."""
GRACE = 0.3
"""Seconds in which Jupyter AI may end a reply by itself, as it does where chunks flow."""
_STOPPED = "\n\n*(stopped by the user)*"


class StopV2:
    """What makes Stop work, for all chat handlers that stream their replies."""

    def __init__(self) -> None:
        self._seams: seams.ReplySeams | None = None
        self._replies: set[_Reply] = set()

    def install(self) -> None:
        """Raises SeamMissing, with nothing changed, where Jupyter AI is not built as expected."""
        found = seams.replies()
        self.uninstall()
        found.stream_reply.replace(self._streaming(found))
        found.start.replace(_starting(found.start.original))
        found.send.replace(_sending(found.send.original))
        found.close_pending.replace(_closing(found.close_pending.original))
        for request in (found.on_stop, found.on_clear):
            request.replace(self._stopping(request.original))
        self._seams = found

    def uninstall(self) -> None:
        """Leave Jupyter AI as it was."""
        if self._seams is not None:
            for seam in vars(self._seams).values():
                seam.restore()
        self._seams = None

    def _streaming(self, found: seams.ReplySeams) -> Callable[..., Any]:
        original = found.stream_reply.original
        signature = inspect.signature(original)

        async def stream_reply(handler: Any, *args: Any, **kwargs: Any) -> None:
            given = signature.bind(handler, *args, **kwargs)
            reply = _Reply(handler, given.arguments["human_msg"], found)
            self._replies.add(reply)
            try:
                await reply.run(original(handler, *args, **kwargs))
            finally:
                self._replies.discard(reply)

        return stream_reply

    def _stopping(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def on_request(socket: Any, *args: Any) -> None:
            for reply in self._replies:
                reply.show()
            # Sets the flags of those replies that are this user's, or of the deleted message.
            original(socket, *args)
            for reply in self._replies:
                reply.stop_if_asked()

        return on_request


class _Reply:
    """A reply of a chat handler, from the question to the last word."""

    def __init__(self, handler: Any, question: Any, methods: seams.ReplySeams) -> None:
        """`question` is the user's message."""
        self._handler = handler
        self._question = question
        self._seams = methods
        self._id: str | None = None
        self._begun = False
        self._has_text = False
        self._pending: Any = None
        self._asked = False
        self._timer: asyncio.TimerHandle | None = None
        self._turn = Turn()

    async def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work, and see to it that nothing unfinished is left in the chat."""
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(WAITING, self.show)
        try:
            await self._turn.run(self._known(work))
        except Exception:
            # After Jupyter AI has told the user about the failure, which it does at once.
            loop.call_soon(self._clean_up)
            raise
        finally:
            self._timer.cancel()
            self._close_pending()
        if self._turn.stopped:
            self._end(_STOPPED)

    async def _known(self, work: Coroutine[Any, Any, None]) -> None:
        _current.set(self)
        await work

    def show(self) -> None:
        """Put it into the chat: only what is there has a Stop button, and can be stopped."""
        if self._id is None:
            self._id = self._seams.start.original(self._handler, self._question)
            self._handler.message_interrupted[self._id] = asyncio.Event()

    def begin(self) -> str:
        """The id of its message, for the handler that has the first chunk."""
        if self._id is None or self._begun:
            self._id = str(self._seams.start.original(self._handler, self._question))
        self._begun = True
        return self._id

    def keeps(self, pending: Any) -> bool:
        """Whether "Generating response" is still needed when the handler would take it away.

        It would at the first chunk, which often says nothing.
        """
        if self._pending is not None or self._has_text:
            return False
        self._pending = pending
        return True

    def say(self, content: str) -> None:
        """Note that `content` is about to appear in the chat."""
        if content and not self._has_text:
            self._has_text = True
            self._close_pending()

    def stop_if_asked(self) -> None:
        """Cancel it if its flag is set and it does not end by itself."""
        flag = self._handler.message_interrupted.get(self._id)
        if flag is not None and flag.is_set() and not self._asked:
            self._asked = True
            self._timer = asyncio.get_running_loop().call_later(GRACE, self._turn.stop)

    def _close_pending(self) -> None:
        if self._pending is not None:
            self._seams.close_pending.original(self._handler, self._pending)

    def _end(self, last_words: str) -> None:
        message = self._message()
        if message is not None and not message.complete:
            self._seams.send.original(self._handler, self._id, last_words, complete=True)
        self._handler.message_interrupted.pop(self._id, None)

    def _clean_up(self) -> None:
        """Take an empty message out of the chat again, and complete one that has some text."""
        message = self._message()
        if message is None or message.body:
            self._end("")
            return
        self._handler.message_interrupted.pop(self._id, None)
        self._history().remove(message)
        clear = seams.clear_message()
        self._handler.broadcast_message(clear(targets=[self._id]))

    def _message(self) -> Any:
        return next((each for each in reversed(self._history()) if each.id == self._id), None)

    def _history(self) -> list[Any]:
        """The messages of the chat."""
        return self._handler._chat_history  # type: ignore[no-any-return]  # its only name


_current: ContextVar[_Reply | None] = ContextVar("ai_stream_toggle_reply", default=None)
"""The reply that the running code works on."""


def _starting(original: Callable[..., Any]) -> Callable[..., Any]:
    def _start_stream(handler: Any, human_msg: Any) -> Any:
        reply = _current.get()
        return original(handler, human_msg) if reply is None else reply.begin()

    return _start_stream


def _sending(original: Callable[..., Any]) -> Callable[..., Any]:
    def _send_stream_chunk(
        handler: Any, stream_id: str, content: str, *args: Any, **kwargs: Any
    ) -> None:
        reply = _current.get()
        if reply is not None:
            reply.say(content)
        original(handler, stream_id, content, *args, **kwargs)

    return _send_stream_chunk


def _closing(original: Callable[..., Any]) -> Callable[..., Any]:
    def close_pending(handler: Any, pending_msg: Any) -> None:
        reply = _current.get()
        if reply is None or not reply.keeps(pending_msg):
            original(handler, pending_msg)

    return close_pending
