"""The handlers a person or a test meets: choose the fault, hold requests, read the journal."""

from __future__ import annotations

import json
from typing import Any

from tornado.web import RequestHandler

from .faults import FAULTS, UnknownFaultError, fault_named
from .state import PracticeState


class ControlHandler(RequestHandler):
    """What all of them share."""

    def initialize(self, state: PracticeState) -> None:
        """Take what is steered."""
        self.state = state

    def send_json(self, data: Any, status: int = 200) -> None:
        """Finish with a JSON body, which may be a list."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(data))


class FaultHandler(ControlHandler):
    """`/practice/fault`: the fault in force."""

    def get(self) -> None:
        """Tell it, and what else could be chosen."""
        meanings = {fault.name: fault.meaning for fault in FAULTS.values()}
        self.send_json(
            {"fault": self.state.fault.name, "pause": self.state.pace.pause, "faults": meanings}
        )

    def put(self) -> None:
        """Choose another: `{"fault": NAME, "pause": SECONDS}`, the pause optional."""
        try:
            body = json.loads(self.request.body)
        except ValueError:
            body = None
        wanted = body if isinstance(body, dict) else {}
        try:
            fault = fault_named(wanted.get("fault"))
        except UnknownFaultError as unknown:
            self.send_json({"field": "fault", "value": unknown.name, "allowed": list(FAULTS)}, 400)
            return
        pause = wanted.get("pause", self.state.pace.pause)
        if isinstance(pause, bool) or not isinstance(pause, int | float) or pause < 0:
            self.send_json({"field": "pause", "value": pause, "allowed": "seconds, 0 or more"}, 400)
            return
        self.state.fault, self.state.pace.pause = fault, pause
        self.get()


class GateHandler(ControlHandler):
    """`/practice/gate`: whether requests are held."""

    def get(self) -> None:
        """Tell it."""
        self.send_json({"open": self.state.gate.is_open})

    def put(self) -> None:
        """Open or shut it: `{"open": true}`."""
        try:
            body = json.loads(self.request.body)
        except ValueError:
            body = None
        wanted = body.get("open") if isinstance(body, dict) else None
        if not isinstance(wanted, bool):
            self.send_json({"field": "open", "value": wanted, "allowed": [True, False]}, 400)
            return
        gate = self.state.gate
        (gate.open if wanted else gate.shut)()
        self.get()


class JournalHandler(ControlHandler):
    """`/practice/journal`: the requests seen."""

    def get(self) -> None:
        """List them, oldest first."""
        self.send_json([entry.to_data() for entry in self.state.journal.entries()])

    def delete(self) -> None:
        """Forget them."""
        self.state.journal.clear()
        self.set_status(204)
