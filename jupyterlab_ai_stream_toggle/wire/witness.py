"""Sees what goes over the wire for a request, and leaves it as it is."""

from __future__ import annotations

import contextlib
from typing import Any

from ..diagnosis.exchange import KEPT, Exchange
from ..streaming.idle_timeout import clock
from .coding import Decoder, decoder_of
from .observer import Observer


class Witness(Observer):
    """Notes one request and its answer in an `Exchange`."""

    def __init__(self, request: Any, exchange: Exchange) -> None:
        exchange.begin(request)
        self._exchange = exchange
        self._decoder: Decoder | None = None
        self._over = False
        self._now = clock()

    def begin(self, response: Any) -> None:
        """See `Observer.begin`."""
        seen = self._exchange
        seen.heard_at = self._now()
        seen.status, seen.headers = response.status_code, response.headers
        if response.history:
            seen.redirected = str(response.url)
        self._decoder = decoder_of(response.headers.get("content-encoding", ""))

    def received(self, data: bytes) -> None:
        """See `Observer.received`."""
        self._exchange.heard_at = self._now()
        if self._decoder is None or len(self._exchange.body) >= KEPT:
            return
        try:
            self._exchange.body = (self._exchange.body + self._decoder.decode(data))[:KEPT]
        except Exception:  # noqa: BLE001  # a broken coding: the client will say so
            self._decoder = None

    def complete(self) -> None:
        """See `Observer.complete`."""
        self._exchange.complete = True

    def end(self, error: BaseException | None = None) -> None:
        """See `Observer.end`."""
        if self._over:
            return
        self._over = True
        if not isinstance(error, Exception) or self._exchange.complete:
            return
        self._exchange.error = error
        asked = None
        with contextlib.suppress(RuntimeError):  # it knows of none
            asked = getattr(error, "request", None)
        if asked is not None and asked.url != self._exchange.request.url:
            self._exchange.redirected = str(asked.url)
