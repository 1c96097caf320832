"""What the four requests show side by side, and what to ask the endpoint's administrator for."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...diagnosis.causes.amounts import RATE_LIMITED
from ...diagnosis.causes.endpoint import GATEWAY_TIMEOUT
from ...diagnosis.causes.streaming import (
    STREAM_INTERRUPTED,
    STREAM_OPTIONS_NOT_SUPPORTED,
    STREAM_SILENT,
    STREAMING_NOT_SUPPORTED,
    STREAMING_PERMISSION_DENIED,
)
from ...language import say
from ..exchange import Asker, CheckExchange, RequestKind
from ..subject import Subject


def differences(subject: Subject) -> list[str]:
    """A sentence each; empty where all is as it was configured."""
    found = [*_of_settings(subject), *_of_chat(subject), *_of_askers(subject)]
    openai = subject.connection is not None and subject.connection.protocol is not None
    for exchange in subject.exchanges:
        found += _of_one(exchange, openai=openai)
    return list(dict.fromkeys(found))


def exchange_of(subject: Subject, kind: RequestKind, by: Asker) -> CheckExchange | None:
    """The one of this kind, if it was made."""
    return next((each for each in subject.exchanges if (each.kind, each.by) == (kind, by)), None)


def is_rate_limit(exchange: CheckExchange) -> bool:
    """Whether the endpoint takes no more requests for the moment."""
    return exchange.diagnosis is not None and exchange.diagnosis.id == RATE_LIMITED.id


def rate_limited(subject: Subject) -> str | None:
    """In a few words, if the endpoint has said so: another request would make it worse."""
    found = next((each for each in subject.exchanges if is_rate_limit(each)), None)
    return found.diagnosis.title if found and found.diagnosis else None


def size_of(exchange: CheckExchange) -> str | None:
    """What was sent, as a figure."""
    if exchange.size is None:
        return None
    size = f"{exchange.size / 1000:.1f} kB"
    if not exchange.tools:
        return size
    return say("{size}, {tools} tools", size=size, tools=exchange.tools)


def _of_settings(subject: Subject) -> Iterator[str]:
    """What is configured, and what Jupyter AI makes of it."""
    sent = exchange_of(subject, RequestKind.PLAIN, Asker.FRAMEWORK)
    connection = subject.connection
    if sent is None or sent.url is None or connection is None:
        return
    configured = connection.target.api_version
    if configured and sent.api_version != configured:
        yield say(
            "The settings contain API version {configured}, but Jupyter AI sends {sent}.",
            configured=configured,
            sent=sent.api_version or say("none"),
        )
    direct = exchange_of(subject, RequestKind.PLAIN, Asker.DIRECT)
    if direct and direct.url and _path(direct.url) != _path(sent.url):
        yield say(
            "The settings lead to {configured}, but Jupyter AI sends requests to {sent}.",
            configured=direct.url,
            sent=sent.url,
        )


def _of_chat(subject: Subject) -> Iterator[str]:
    """What chat sends, and the check does not."""
    if subject.message is not None and subject.message.missing:
        yield subject.message.missing
    asked_directly = any(each.by is Asker.DIRECT for each in subject.exchanges)
    if subject.not_sent_directly and asked_directly:
        yield say(
            "The direct requests omit these parameters, which only the client library can "
            "convert: {names}.",
            names=", ".join(subject.not_sent_directly),
        )


def _of_askers(subject: Subject) -> Iterator[str]:
    """What one way of asking gets, and the other does not."""
    for kind in RequestKind:
        direct = exchange_of(subject, kind, Asker.DIRECT)
        ours = exchange_of(subject, kind, Asker.FRAMEWORK)
        if direct is None or ours is None or direct.answered == ours.answered:
            continue
        if is_rate_limit(direct) or is_rate_limit(ours):
            continue  # the later one came too soon, whoever sent it
        more = ", ".join(sorted(ours.fields - direct.fields)) or say("no other fields")
        text = (
            say(
                "The endpoint accepts the direct {kind} but rejects the one from Jupyter AI, "
                "which also contains: {more}.",
                kind=_named(kind),
                more=more,
            )
            if direct.answered
            else say(
                "The endpoint accepts the {kind} from Jupyter AI but rejects the direct one.",
                kind=_named(kind),
            )
        )
        yield text
        if direct.answered and size_of(ours) and size_of(direct):
            yield say(
                "The {kind} from Jupyter AI has {size}, the direct one {other}: a proxy or "
                "gateway may limit the size.",
                kind=_named(kind),
                size=size_of(ours),
                other=size_of(direct),
            )
    plain = exchange_of(subject, RequestKind.PLAIN, Asker.FRAMEWORK)
    stream = exchange_of(subject, RequestKind.STREAM, Asker.FRAMEWORK)
    if plain and stream and plain.usage and stream.streamed and stream.usage is False:
        yield say("Streaming responses do not report token usage; non-streaming responses do.")


def _of_one(exchange: CheckExchange, *, openai: bool) -> Iterator[str]:
    name = exchange.title
    if exchange.redirected:
        yield say(
            "{name}: the endpoint redirects to {location}. Entering that address saves a request.",
            name=name,
            location=exchange.redirected,
        )
    if exchange.location:
        yield say(
            "{name}: the endpoint redirects to {location}. The check did not follow this redirect.",
            name=name,
            location=exchange.location,
        )
    if exchange.whole:
        yield say(
            ("{name}: the endpoint returned a single JSON response instead of streaming."),
            name=name,
        )
    if exchange.in_one_burst:
        yield say(
            ("{name}: the response arrived all at once; a proxy or gateway buffers it."), name=name
        )
    if openai and _is_mistyped(exchange):
        yield say(
            "{name}: the response streams, but its content type is {kind} instead of "
            "text/event-stream.",
            name=name,
            kind=exchange.content_type,
        )
    diagnosis = exchange.diagnosis
    if diagnosis and diagnosis.id == STREAM_INTERRUPTED.id:
        yield say(
            ("{name}: interrupted after {seconds:.1f} s."), name=name, seconds=exchange.total or 0
        )


def requests_to_administrator(subject: Subject) -> list[str]:
    """What whoever runs the endpoint, or a proxy before it, can do; a sentence each."""
    found = []
    openai = subject.connection is not None and subject.connection.protocol is not None
    for exchange in subject.exchanges:
        cause = exchange.diagnosis.id if exchange.diagnosis else None
        if exchange.in_one_burst:
            found.append(
                say(
                    "Turn off response buffering (nginx: proxy_buffering off; Azure API "
                    'Management: forward-request buffer-response="false"), or send the header '
                    "X-Accel-Buffering: no."
                )
            )
        if openai and _is_mistyped(exchange):
            found.append(say("Send streaming responses with Content-Type: text/event-stream."))
        if exchange.kind is RequestKind.STREAM and cause in (
            STREAM_INTERRUPTED.id,
            STREAM_SILENT.id,
            GATEWAY_TIMEOUT.id,
        ):
            found.append(
                say(
                    "Increase the response timeout for this path, and keep connections open "
                    "while a response is being sent."
                )
            )
        if exchange.whole or cause in (
            STREAMING_NOT_SUPPORTED.id,
            STREAMING_PERMISSION_DENIED.id,
        ):
            found.append(
                say('Allow "stream": true and pass server-sent events through unbuffered.')
            )
        if cause == STREAM_OPTIONS_NOT_SUPPORTED.id:
            found.append(say("Accept the field stream_options, or offer a newer API version."))
    return list(dict.fromkeys(found))


def _is_mistyped(exchange: CheckExchange) -> bool:
    """Whether a stream comes as something else than events; other formats have types of theirs."""
    return bool(exchange.chunks) and exchange.content_type not in (None, "text/event-stream")


def _named(kind: RequestKind) -> str:
    return say("non-streaming request") if kind is RequestKind.PLAIN else say("streaming request")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}"
