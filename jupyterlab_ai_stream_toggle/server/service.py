"""What the REST interface speaks for: the switch of one server."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from ..browser.models import BrowserModels
from ..capability.memory import CapabilityMemory
from ..checks.runs import CheckRuns
from ..diagnosis.log import FailureLog
from ..jupyter_ai.adapter import Adapter, KnownProvider, SeamMissing
from ..jupyter_ai.detect import Found
from ..jupyter_ai.limits import Limit, limits_of
from ..jupyter_ai.reach import (
    Governed,
    Obeying,
    OutOfReach,
    Persona,
    governed_of,
    out_of_reach,
)
from ..policy.store import ModeStore
from ..target import Target
from .watch import Watch


@dataclass(frozen=True)
class Service:
    """The collaborators of the handlers, wired in `extension.py`."""

    version: str
    found: Found
    adapter: Adapter | None
    """None where there is no Jupyter AI that we know."""
    why_not: SeamMissing | None
    """Why the switch has no effect; None where it has."""
    modes: ModeStore
    memory: CapabilityMemory
    failures: FailureLog

    checks: CheckRuns

    watch: Watch
    """Tells open tabs of what is changed on disk."""

    browser: BrowserModels
    """The models of personas that run in the browser, with Jupyter AI or without."""

    def limits(self) -> list[Limit]:
        """Where the switch has no effect although it is in place."""
        return [] if self.why_not else limits_of(self.found)

    def governed(self) -> list[Governed]:
        """Whose models obey, those of authors as well."""
        if self.adapter is None:
            return []
        from ..authors import governed_classes

        return [*self.adapter.governed(), *governed_of(governed_classes(), Obeying.PASSED)]

    def out_of_reach(self) -> list[OutOfReach]:
        """Who answers beside them."""
        return out_of_reach()

    def personas(self) -> list[Persona]:
        """Who answers in the chats that are open."""
        return self.adapter.personas() if self.adapter else []

    async def chat_target(self, selected: str | None = None) -> Target | None:
        """The chat model that is chosen in Jupyter AI, if there is one; see `Adapter`."""
        return await asyncio.to_thread(self.adapter.chat_target, selected) if self.adapter else None

    async def known_providers(self) -> list[KnownProvider]:
        """The providers that Jupyter AI knows; none without a Jupyter AI that we know."""
        return await asyncio.to_thread(self.adapter.providers) if self.adapter else []
