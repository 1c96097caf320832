"""What the REST interface speaks for: the switch of one server."""

from __future__ import annotations

from dataclasses import dataclass

from ..jupyter_ai.adapter import Adapter, SeamMissing
from ..jupyter_ai.detect import Found
from ..policy.store import ModeStore
from ..streaming.governor import Governor


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
    governor: Governor
