"""One check from its beginning to its end."""

from __future__ import annotations

import asyncio
import inspect
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import uuid4

from ..capability.record import Capability
from ..diagnosis.redaction import redact
from ..language import say
from ..modes import Mode
from ..target import Target
from .every import LIVE, STATIC
from .learned import learned
from .live.differences import differences, requests_to_administrator
from .live.requests import requests_of
from .report import report
from .result import Check, CheckFinding, CheckResult, CheckState, CheckVerdict, Outcome
from .secrecy import without_secrets
from .subject import Subject
from .verdict import verdict_of

_log = logging.getLogger(__name__)


@dataclass
class Run:
    """A check of one subject. What it says holds no secret, but the subject does."""

    subject: Subject = field(repr=False)
    live: bool
    target: Target | None = field(init=False)
    """The model it is about; kept when the subject forgets it."""
    live_requests: int = field(init=False)
    """How many requests a live check of this subject sends at most."""
    id: str = field(default_factory=lambda: uuid4().hex[:16])
    state: CheckState = CheckState.RUNNING
    results: list[CheckResult] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    ask_administrator: list[str] = field(default_factory=list)
    verdict: CheckVerdict | None = None
    """For the mode that was in force when it was made."""
    verdicts: dict[Mode, CheckVerdict] = field(default_factory=dict)
    """The same for each mode: a user may change it, having read the verdict."""
    report: str | None = None
    learned: tuple[Target, Capability] | None = None
    """What a chat would know of the endpoint by now, where the live check tells."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is looked at."""
        return (*STATIC, *LIVE) if self.live else STATIC

    def __post_init__(self) -> None:
        """Take down what is told of the subject even after it has forgotten everything."""
        self.target = self.subject.connection.target if self.subject.connection else None
        self.live_requests = requests_of(self.subject)

    async def perform(self, progressed: Callable[[], None]) -> None:
        """Look at everything. `progressed` is called after each check, and at the end.

        Can be cancelled, and says so then; a request that is under way is closed.
        """
        try:
            for check in self.checks:
                self.results.append(await self._result(check))
                progressed()
            self._conclude()
            self.state = CheckState.DONE
        except asyncio.CancelledError:
            self.state = CheckState.CANCELLED
            raise
        finally:
            progressed()

    async def _result(self, check: Check) -> CheckResult:
        title = say(check.title)
        try:
            found = (
                check.look(self.subject)
                if inspect.iscoroutinefunction(check.look)
                else await asyncio.to_thread(check.look, self.subject)
            )
            finding = found if isinstance(found, CheckFinding) else await found
        except Exception as error:  # noqa: BLE001  # one check that fails must not cost the others
            # Not the error itself: there may be a key in it.
            kind = type(error).__name__
            _log.error("AI stream toggle: the check %s failed (%s).", check.id, kind)
            finding = CheckFinding(
                Outcome.SKIPPED,
                say("This check failed to run: {error}", error=kind),
            )
        return without_secrets(check, title, finding, self.subject.secrets())

    def _conclude(self) -> None:
        secrets = self.subject.secrets()
        self.verdicts = {
            mode: verdict_of(replace(self.subject, mode=mode), self.results) for mode in Mode
        }
        self.verdict = self.verdicts[self.subject.mode]
        if self.live:
            self.learned = learned(self.subject, time.time())
            self.differences = [redact(each, secrets) for each in differences(self.subject)]
            self.ask_administrator = requests_to_administrator(self.subject)
        self.report = report(
            self.subject,
            self.results,
            self.verdict,
            differences=self.differences,
            ask_administrator=self.ask_administrator,
        )
