"""Tells every open browser tab what changed, over Jupyter's event bus.

Events say what changed, never what it contains: every subscriber of the server sees them all, so
there is no prompt, no key and no URL in them. Nothing is replayed after a reconnect; the browser
asks again over REST.
"""

from __future__ import annotations

import logging
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from jsonschema import ValidationError

from ..capability.record import Capability
from ..diagnosis.log import Failure
from ..target import Target

_SCHEMAS = Path(__file__).parent / "events"
_ID = "https://schema.jupyter.org/jupyterlab_ai_stream_toggle/{}/v1"


class EventLogger(Protocol):
    """The part of `jupyter_events.EventLogger` that is needed here."""

    def register_event_schema(self, schema: Any) -> None:
        """Make the schema known; before the first browser connects."""
        ...

    def emit(self, *, schema_id: str, data: dict[str, Any]) -> Any:
        """Send an event; from the event loop's thread."""
        ...


class Publisher:
    """The events of this extension, one method each."""

    def __init__(self, logger: EventLogger, log: logging.Logger) -> None:
        self._logger = logger
        self._log = log
        for schema in sorted(_SCHEMAS.glob("*.yaml")):
            logger.register_event_schema(_fitting(schema, version("jupyter_events")))

    def decision_changed(self, provider: str | None, model: str | None) -> None:
        """A mode was changed; with None for both, more than one may have been."""
        self._emit("decision_changed", {"provider": provider, "model": model})

    def capability_changed(self, target: Target | None, capability: Capability | None) -> None:
        """Another delivery than before works for the target, or it was forgotten.

        Or its streams turn out not to mark their end.

        With None for both, everything was forgotten.
        """
        self._emit(
            "capability_changed",
            {
                "provider": target.provider if target else None,
                "model": target.model if target else None,
                "delivery": capability.delivery.value if capability else None,
                "evidence": capability.evidence.value if capability else None,
                "marks_end": capability.marks_end if capability else None,
            },
        )

    def failure_reported(self, failure: Failure | None, *, solved: bool) -> None:
        """A failure is new, or it was solved or dismissed; with None, all were dismissed."""
        self._emit(
            "failure_reported",
            {
                "id": failure.id if failure else None,
                "diagnosis": failure.diagnosis.id if failure and not solved else None,
                "provider": failure.target.provider if failure else None,
                "model": failure.target.model if failure else None,
            },
        )

    def check_progressed(self, run_id: str) -> None:
        """A connection check has something new to say."""
        self._emit("check_progressed", {"id": run_id})

    def _emit(self, name: str, data: dict[str, Any]) -> None:
        try:
            self._logger.emit(schema_id=_ID.format(name), data=data)
        except ValidationError as error:
            # Not the error itself, which quotes the event: who may read the log need not be who
            # may hear of events.
            self._log.warning(
                "AI stream toggle: the event %s was not sent, it does not fit its schema (%s: %s).",
                name,
                error.json_path,
                error.validator,
            )
        except Exception:  # noqa: BLE001  # a listener's fault must not cost a reply or a saved mode
            self._log.exception("AI stream toggle: the event %s could not be sent.", name)


def _fitting(schema: Path, jupyter_events: str) -> str:
    """The text of a schema, for this version of jupyter_events.

    Up to 0.10 it takes nothing but a number for the version of a schema, since then only a text.
    """
    text = schema.read_text(encoding="utf-8")
    if [int(part) for part in jupyter_events.split(".")[:2]] < [0, 11]:
        return text.replace('version: "1"', "version: 1")
    return text
