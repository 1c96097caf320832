"""A limit to the silence of requests that nobody awaits, which cannot be broken off from outside.

The HTTP library itself ends a read that has waited for long enough, and says so with an error of
its own. So the limit becomes that of the reads, where the client has none or a longer one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType
from typing import Any


class Silence:
    """Of one call of a model, with all the requests that its client library makes for it.

    Whatever comes, begins it anew; a request that is made again does not.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self.reached = False
        """Whether it was the limit that ended the call."""
        self._clock = clock
        self._since = clock()
        self._bears: float | None = None
        """What the client itself bears."""
        self._reads: dict[str, Any] = {}
        """The limits of the request that is being made, in the form of the HTTP library."""

    def begin(self, client: Any, request: Any, library: ModuleType) -> None:
        """A request is about to be made.

        Raises what the library raises after a read that has waited too long, if there is no time
        left: who retries after that may do so, and nothing is sent.
        """
        left = self._since + self.seconds - self._clock()
        if left <= 0:
            self.reached = True
            raise library.ReadTimeout("The time for an answer is over.", request=request)
        self._reads = dict(request.extensions.get("timeout") or client.timeout.as_dict())
        self._bears = self._reads.get("read")
        self._limit_reads(left)
        request.extensions = {**request.extensions, "timeout": self._reads}

    def heard(self) -> None:
        """Something has come: the head of an answer, or a piece of its body."""
        self._since = self._clock()
        self._limit_reads(self.seconds)

    def failed(self, error: BaseException, library: ModuleType) -> None:
        """The request has failed."""
        ours = self._bears is None or self._reads.get("read", 0) < self._bears
        self.reached = ours and isinstance(error, library.ReadTimeout)

    def _limit_reads(self, seconds: float) -> None:
        # In place: the library looks once for the head, and once more for the body.
        self._reads["read"] = seconds if self._bears is None else min(seconds, self._bears)
