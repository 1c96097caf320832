"""What went over the wire for each model request: sizes, times and names, never a value.

What is not a request of a governed model passes through unseen; see `watch` for what is seen.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any

from ..diagnosis.redaction import redact
from ..target import Target, clean_endpoint
from .observer import Observer
from .requester import calling
from .watch import WireWatch

Write = Callable[[dict[str, Any]], None]
"""Takes one record; called on the event loop's thread."""

_NAME = re.compile(r"[A-Za-z_][\w.-]{0,63}")
_DEPTH = 2
_MOST_KEYS = 60


class WireLog(WireWatch):
    """Writes down the requests of governed models while it is installed."""

    def __init__(self, write: Write) -> None:
        def observer_of(request: Any) -> _Exchange | None:
            call = calling()
            target = call.target if call else None
            return _Exchange(target, request, write) if target else None

        super().__init__(observer_of)


class _Exchange(Observer):
    """One request and its answer."""

    def __init__(self, target: Target, request: Any, write: Write) -> None:
        self._write = write
        self._start = time.perf_counter()
        self._first: float | None = None
        self._bytes = 0
        self._ended = False
        self._record: dict[str, Any] = {
            "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
            "provider": target.provider,
            "model": target.model,
            "method": request.method,
            "url": redact(clean_endpoint(str(request.url)) or ""),
            "query": [name for name in request.url.params if _NAME.fullmatch(name)],
            **_sent(request),
            "status": None,
            "content_type": None,
        }

    def begin(self, response: Any) -> None:
        """The head of the answer has come."""
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        self._record.update(status=response.status_code, content_type=kind[:100] or None)

    def received(self, data: bytes) -> None:
        """Some of its body has come."""
        if self._first is None:
            self._first = time.perf_counter()
        self._bytes += len(data)

    def end(self, error: BaseException | None = None) -> None:
        """Write it down, once."""
        if self._ended:
            return
        self._ended = True
        self._record.update(
            response_bytes=self._bytes,
            first_byte_ms=None if self._first is None else _milliseconds(self._first - self._start),
            total_ms=_milliseconds(time.perf_counter() - self._start),
            error=type(error).__name__ if error else None,
        )
        self._write(self._record)


def _sent(request: Any) -> dict[str, Any]:
    try:
        content = request.content
    except Exception:  # noqa: BLE001  # an upload that is streamed: httpx and httpx2 raise their own
        return {"request_bytes": None, "body_keys": []}
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    keys = dict.fromkeys(_keys(body))
    return {"request_bytes": len(content), "body_keys": list(keys)[:_MOST_KEYS]}


def _keys(value: object, above: str = "", depth: int = 0) -> Iterator[str]:
    """The names of fields, those inside of others with a dot; what lies deeper is the user's."""
    if isinstance(value, list):
        for each in value[:_MOST_KEYS]:
            yield from _keys(each, f"{above.rstrip('.')}[].", depth)
    elif isinstance(value, dict) and depth < _DEPTH:
        for name, inner in value.items():
            if _NAME.fullmatch(name):
                yield f"{above}{name}"
                yield from _keys(inner, f"{above}{name}.", depth + 1)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)
