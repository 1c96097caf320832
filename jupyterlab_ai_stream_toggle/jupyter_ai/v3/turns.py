"""Jupyternaut's turns: that they can be stopped, and that the next one can follow.

From 3.1 on Jupyter AI has a Stop button, which asks each persona to `cancel_response`. Jupyternaut
does not implement that; here its turns run in tasks of their own, which are cancelled. And before
a turn begins, what Jupyternaut remembers of an unfinished one is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from logging import Logger
from typing import Any
from weakref import WeakKeyDictionary

from ...models.transcript import Transcript, transcript
from ..seam import Seam
from ..turn import Turn
from . import seams
from .history import mend
from .run import AgentRun


class TurnsV3:
    """What runs the turns of Jupyternaut, and of no other persona."""

    def __init__(self) -> None:
        self._seams: list[Seam] = []
        # Each chat has a persona object of its own.
        self._conversations: WeakKeyDictionary[Any, _Conversation] = WeakKeyDictionary()

    def install(self) -> None:
        """Keep the history usable.

        Raises SeamMissing, with nothing changed, where Jupyternaut is not built as expected.
        """
        process, agent = seams.turns()
        self.uninstall()
        process.replace(self._processing(process.original))
        agent.replace(self._making(agent.original))
        self._seams = [process, agent]

    @property
    def installed(self) -> bool:
        """Whether Jupyternaut's turns run in tasks of their own."""
        return bool(self._seams)

    def install_stop(self) -> None:
        """Make the Stop button work.

        Raises SeamMissing, with nothing changed, where there is no button, or where Jupyternaut
        knows how to stop.
        """
        cancel = seams.cancel_response()

        async def cancel_response(persona: Any) -> None:
            self._conversation(persona).stop()

        cancel.replace(cancel_response)
        self._seams.append(cancel)

    def uninstall(self) -> None:
        """Leave Jupyternaut as it was."""
        for seam in self._seams:
            seam.restore()
        self._seams = []

    def _conversation(self, persona: Any) -> _Conversation:
        return self._conversations.setdefault(persona, _Conversation())

    def _processing(self, original: Callable[..., Any]) -> Callable[..., Any]:
        async def process_message(persona: Any, *args: Any, **kwargs: Any) -> None:
            conversation = self._conversation(persona)
            await conversation.run(original(persona, *args, **kwargs), persona.log)

        return process_message

    def _making(self, original: Callable[..., Any]) -> Callable[..., Any]:
        async def get_agent(persona: Any, *args: Any, **kwargs: Any) -> Any:
            agent = await original(persona, *args, **kwargs)
            try:
                await self._conversation(persona).begin(agent, seams.thread_of(persona))
            except Exception:
                # The turn may succeed all the same; if it does not, the user is told why.
                persona.log.exception("The memory of the last turn could not be mended.")
            return agent

        return get_agent


class _Conversation:
    """The turns of one chat."""

    def __init__(self) -> None:
        self._turns: set[Turn] = set()
        self._last = Transcript()
        self._run: AgentRun | None = None

    async def run(self, work: Coroutine[Any, Any, None], log: Logger) -> None:
        """Do the work of a turn; return as well when it was stopped, and nothing of it is left."""
        turn = Turn()
        self._turns.add(turn)
        try:
            await turn.run(work)
        finally:
            self._turns.discard(turn)
            if turn.stopped and self._run is not None:
                try:
                    await self._run.end()
                except Exception:
                    log.exception("Something of the stopped turn may still be going on.")
            if not self._turns:
                self._run = None

    def stop(self) -> None:
        """End the turns that are under way."""
        for turn in self._turns:
            turn.stop()

    async def begin(self, agent: Any, thread_id: str) -> None:
        """Mend the turn before, and take down what the model says in this one.

        Jupyter AI 3.0 lets several turns run at once; none of them is mended then.
        """
        said, self._last = self._last.take(), Transcript()
        transcript.set(self._last)
        self._run = AgentRun(agent)
        if len(self._turns) <= 1:
            await mend(agent, thread_id, said)
