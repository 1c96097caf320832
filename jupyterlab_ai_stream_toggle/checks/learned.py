"""What a live check has found out about the endpoint, as a chat would have."""

from __future__ import annotations

from dataclasses import replace

from ..capability.expiry import weigh, with_end
from ..capability.record import Capability, Evidence, Finding
from ..diagnosis.next_step import NextStep
from ..modes import Delivery
from ..target import Target, clean_endpoint
from .exchange import Asker, CheckExchange, RequestKind
from .live.differences import exchange_of
from .subject import Subject


def learned(subject: Subject, now: float) -> tuple[Target, Capability] | None:
    """The target of chat and what is known of it now; None where the requests do not tell.

    Its key leaves no mark: what is found out is for others to rely upon.
    """
    plain = exchange_of(subject, RequestKind.PLAIN, Asker.FRAMEWORK)
    stream = exchange_of(subject, RequestKind.STREAM, Asker.FRAMEWORK)
    if subject.connection is None or plain is None or stream is None:
        return None
    finding = _finding(plain, stream, exchange_of(subject, RequestKind.STREAM, Asker.DIRECT))
    if finding is None:
        return None
    target = replace(
        subject.connection.target,
        endpoint=clean_endpoint(subject.endpoint),
        api_version=subject.api_version,
        tools=stream.tools > 0,
        key_mark=None,
    )
    known = weigh(None, finding, now)
    return target, with_end(known, stream.marked, now) if stream.streamed else known


def _finding(
    plain: CheckExchange, stream: CheckExchange, bare: CheckExchange | None
) -> Finding | None:
    if stream.whole:
        return Finding(Delivery.PLAIN, Evidence.ANSWERED_WHOLE)
    if stream.streamed:
        required = plain.next_step is NextStep.NEEDS_STREAM
        return Finding(
            Delivery.STREAM, Evidence.STREAM_REQUIRED if required else Evidence.STREAM_WORKED
        )
    if stream.evidence is None or stream.next_step is NextStep.RAISE:
        return None  # chat would not ask in another way
    if stream.next_step is NextStep.STREAM_WITHOUT_OPTIONS and bare is not None and bare.streamed:
        return Finding(Delivery.STREAM_WITHOUT_OPTIONS, stream.evidence)
    return Finding(Delivery.PLAIN, stream.evidence) if plain.answered else None
