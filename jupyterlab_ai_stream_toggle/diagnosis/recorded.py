"""The facts of a failure that somebody wrote down: an HTTP answer and what a client made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .evidence import FailureEvidence, Gathered, Phase, is_page
from .exceptions import as_status, lower_case
from .speakers import is_own

_PHASES = {"mid_stream": Phase.MID_STREAM, "plain_request": Phase.PLAIN_REQUEST}


def recorded(record: Mapping[str, Any]) -> FailureEvidence:
    """The facts in a record with any of these fields. Never raises.

    `phase` (`on_request`, `before_first_chunk`, `no_chunk`, `mid_stream`, `plain_request`),
    `stream_requested`, `status`, `headers`, `body` (JSON or text), `exception` (the dotted name of
    its class) and `message`.
    """
    phase = _PHASES.get(str(record.get("phase")), Phase.BEFORE_CONTENT)
    if record.get("stream_requested") is False:
        phase = Phase.PLAIN_REQUEST
    body, message = record.get("body"), record.get("message")
    name = str(record.get("exception") or "")
    found = Gathered()
    found.add(body)
    if isinstance(message, str) and name and is_own(name, message):
        found.client.hear_exception(message)
    else:
        found.add(message)
    raw = message or body or ""
    evidence = found.evidence(
        answered=body is not None,
        raw=raw if isinstance(raw, str) else json.dumps(raw, default=str, ensure_ascii=False),
        headers=lower_case(record.get("headers")),
        phase=phase,
        status=as_status(record.get("status")),
        classes={name.rpartition(".")[2]},
    )
    return replace(evidence, page=evidence.page or (isinstance(body, str) and is_page(body)))
