"""How slow streams go: by a clock, or chunk by chunk as a test wants it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock


@dataclass
class Pace:
    """Shared by all requests; may be read and changed from any thread."""

    pause: float
    """Seconds before each chunk of a slow stream."""
    kept: float = 0.0
    """Seconds of silence that were kept so far: a clock that no busy machine moves."""

    def __post_init__(self) -> None:
        """Let all chunks through."""
        self._lock = Lock()
        self._left = math.inf

    def hold(self, after: int = 0) -> None:
        """Let so many more chunks through, and then none."""
        with self._lock:
            self._left = after

    def let(self, chunks: float = 1) -> None:
        """Let so many more through."""
        with self._lock:
            self._left += chunks

    def open(self) -> None:
        """Let all through."""
        self.let(math.inf)

    def take(self) -> bool:
        """Whether one more chunk may pass, which then counts."""
        with self._lock:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def keep(self, seconds: float) -> None:
        """Note a silence that was kept."""
        with self._lock:
            self.kept += seconds
