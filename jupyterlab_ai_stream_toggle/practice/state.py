"""How the endpoint behaves at this moment, and what it has seen: what its handlers share."""

from __future__ import annotations

from pathlib import Path

from .faults import Fault, fault_named
from .gate import Gate
from .journal import Journal
from .pace import Pace
from .protocol import CompletionRequest


class PracticeState:
    """Read with each request; may be changed from any thread."""

    def __init__(
        self, fault: str, *, pause: float, journal_file: Path | None, pages: bool = False
    ) -> None:
        """Begin with this fault. `pages`: web pages of other addresses may ask as well (CORS).

        Raises:
            UnknownFaultError: there is no such fault.
        """
        self._fault = fault_named(fault)
        self._struck = 0
        self.pages = pages
        self.pace = Pace(pause)
        self.gate = Gate()
        self.journal = Journal(journal_file)

    @property
    def fault(self) -> Fault:
        """The fault in force. To set it, the same one again too, is to begin anew."""
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        self._fault, self._struck = fault, 0

    def strike(self, asked: CompletionRequest) -> int:
        """How often the fault has acted so far, with this request; 0: it does not act on it."""
        if not self._fault.acts_on(asked):
            return 0
        self._struck += 1
        return self._struck
