"""What a chat says of an endpoint, to be compared with what the check says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.checks.exchange import Asker, RequestKind
from jupyterlab_ai_stream_toggle.checks.live.differences import exchange_of
from jupyterlab_ai_stream_toggle.checks.live.requests import QUESTION
from jupyterlab_ai_stream_toggle.checks.run import Run
from jupyterlab_ai_stream_toggle.checks.subject import Subject
from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.diagnosis.diagnosis import Diagnosis
from jupyterlab_ai_stream_toggle.models.dialects import copied
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import governed


class Chat:
    """The governed model of a chat with the chosen model, in one mode.

    `known_files` are an administrator's.
    """

    def __init__(
        self, subject: Subject, settings: Settings, mode: Mode, *known_files: Path
    ) -> None:
        assert subject.connection is not None
        self._connection = subject.connection
        made = self._connection.make()
        kind, _ = governed(type(made), settings, mode, *known_files)
        self._bare, self._model = made, copied(made)
        object.__setattr__(self._model, "__class__", kind)

    async def says(self) -> Diagnosis | None:
        """What it says of a failure; None where it shows an answer."""
        message = await self._connection.message(self._bare, QUESTION)
        failed: Exception | None = None
        try:
            async for _ in self._model.astream(message.prompt, **message.arguments):
                pass
        except Exception as error:  # noqa: BLE001  # whatever it is, it is explained
            failed = error
        found = attached_to(failed)
        assert failed is None or found is not None, failed
        return found


def said_by_check(run: Run, mode: Mode) -> Diagnosis | None:
    """What the check says of the request that chat makes in a mode."""
    kind = RequestKind.PLAIN if mode is Mode.OFF else RequestKind.STREAM
    exchange = exchange_of(run.subject, kind, Asker.FRAMEWORK)
    assert exchange is not None
    return exchange.diagnosis


def words(diagnosis: Diagnosis | None) -> Any:
    """What a user reads."""
    if diagnosis is None:
        return None
    return diagnosis.id, diagnosis.title, diagnosis.explanation, diagnosis.hint
