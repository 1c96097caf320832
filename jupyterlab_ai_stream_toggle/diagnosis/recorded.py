"""The facts of a failure that somebody wrote down: an HTTP answer and what a client made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .evidence import (
    Evidence,
    Gathered,
    Phase,
    as_status,
    content_type,
    is_page,
    lower_case,
)
from .waiting import seconds_in_header

_PHASES = {"mid_stream": Phase.MID_STREAM, "plain_request": Phase.PLAIN_REQUEST}


def recorded(record: Mapping[str, Any]) -> Evidence:
    """The facts in a record with any of these fields. Never raises.

    `phase` (`on_request`, `before_first_chunk`, `no_chunk`, `mid_stream`, `plain_request`),
    `stream_requested`, `status`, `headers`, `body` (JSON or text), `exception` (the dotted name of
    its class) and `message`.
    """
    phase = _PHASES.get(str(record.get("phase")), Phase.BEFORE_CONTENT)
    if record.get("stream_requested") is False:
        phase = Phase.PLAIN_REQUEST
    found = Gathered()
    found.add(record.get("body"))
    found.add(record.get("message"))
    body = record.get("body")
    headers = lower_case(record.get("headers"))
    raw = record.get("message") or body or ""
    return Evidence(
        raw=raw if isinstance(raw, str) else json.dumps(raw, default=str, ensure_ascii=False),
        content_type=content_type(headers),
        retry_after=seconds_in_header(headers),
        phase=phase,
        status=as_status(record.get("status")) or found.status,
        parameters=frozenset(found.parameters),
        codes=frozenset(found.codes),
        text="\n".join(dict.fromkeys(found.texts)),
        classes=frozenset({str(record.get("exception") or "").rpartition(".")[2]}),
        page=found.page or (isinstance(body, str) and is_page(body)),
    )
