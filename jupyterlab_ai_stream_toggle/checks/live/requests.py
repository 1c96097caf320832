"""The four requests: plain and stream, by the model that Jupyter AI makes and by ourselves."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ...jupyter_ai.connection import Message
from ...language import say
from ...models.dialects import dialect_of
from ...models.reply import ChatReply, CompletionReply
from ...models.ungoverned import own_of
from ...modes import Mode
from ...streaming.completeness import interrupted
from ...streaming.deliver import deliver
from ...streaming.failures import PlainSilent, StreamSilent
from ...streaming.reply import Spoken
from ...wire.receiver import receiver_watch
from ..exchange import Asker, RequestKind
from ..result import CheckFinding, skipped
from ..subject import Subject
from .bare import BareReply, bare_request, text_of
from .differences import exchange_of, rate_limited
from .judgement import AnyReply, Attempt, exchange_of_attempt, finding_of
from .observation import Observation, observing

QUESTION = "Count from 1 to 20, in digits, with blanks between."
"""Short, and its answer long enough to be seen streaming."""
LIMIT = 60.0
"""Seconds that a request may take."""

_OPERATION = "/chat/completions"


def requests_of(subject: Subject) -> int:
    """How many requests a live check sends at most."""
    if subject.connection is None:
        return 0
    return 2 if _left_out(subject) else 4


async def framework_plain(subject: Subject) -> CheckFinding:
    """Jupyter AI's model, for a whole answer."""
    return await _through_jupyter_ai(subject, RequestKind.PLAIN)


async def framework_stream(subject: Subject) -> CheckFinding:
    """Jupyter AI's model, for a stream."""
    return await _through_jupyter_ai(subject, RequestKind.STREAM)


async def direct_plain(subject: Subject) -> CheckFinding:
    """Bare HTTP, for a whole answer. Whether the key counts is seen here."""
    return await _directly(subject, RequestKind.PLAIN)


async def direct_stream(subject: Subject) -> CheckFinding:
    """Bare HTTP, for a stream."""
    return await _directly(subject, RequestKind.STREAM)


async def _through_jupyter_ai(subject: Subject, kind: RequestKind) -> CheckFinding:
    connection = subject.connection
    if connection is None or subject.model is None:
        return skipped(say("There is no model to test."))
    if limited := rate_limited(subject):
        return _spared(limited)
    if subject.message is None:
        # Both requests have the same.
        subject.message = await connection.message(subject.model, QUESTION)
    return await _asked(subject, kind, Asker.FRAMEWORK, _reply(subject, subject.message))


def _reply(subject: Subject, message: Message) -> ChatReply | CompletionReply:
    """One attempt of Jupyter AI's model, in the form in which the switch has its replies."""
    from langchain_core.language_models import BaseChatModel

    model_class = type(subject.model)
    model, arguments = dialect_of(model_class).without_retries(
        subject.model, dict(message.arguments)
    )
    kind = ChatReply if isinstance(model, BaseChatModel) else CompletionReply
    reply = kind(own_of(model_class), model, message.prompt, None, None, arguments)
    if subject.connection is not None:
        reply.target = replace(subject.connection.target, tools=bool(arguments.get("tools")))
    return reply


async def _directly(subject: Subject, kind: RequestKind) -> CheckFinding:
    if why := _left_out(subject):
        return skipped(why)
    connection, address = subject.connection, subject.address
    if connection is None or address is None:
        return skipped(say("There is no model to test."))
    if limited := rate_limited(subject):
        return _spared(limited)
    ours = exchange_of(subject, kind, Asker.FRAMEWORK)
    if ours and ours.url and not urlsplit(ours.url).path.endswith(_OPERATION):
        return skipped(
            say(
                "Not tested: Jupyter AI sends requests to {url}, which is not OpenAI's chat "
                "completions API.",
                url=ours.url,
            )
        )
    version = subject.api_version or address.version
    request = await asyncio.to_thread(
        bare_request, connection, address, subject.key or "", version, QUESTION
    )
    subject.not_sent_directly = request.left_out
    return await _asked(subject, kind, Asker.DIRECT, BareReply(request, connection.target, LIMIT))


def _left_out(subject: Subject) -> str | None:
    """Why nothing is asked directly; None where it is."""
    connection = subject.connection
    if connection is None:
        return say("There is no model to test.")
    if connection.protocol is None:
        return say(
            "Not tested: requests to {provider} do not use the OpenAI format, the only one the "
            "check supports.",
            provider=connection.target.provider,
        )
    if subject.address is None:
        return say("Not tested: only the client library knows the address.")
    return None


def _spared(why: str) -> CheckFinding:
    return skipped(
        say("Not tested: the endpoint accepts no more requests right now ({why}).", why=why)
    )


async def _asked(subject: Subject, kind: RequestKind, by: Asker, reply: AnyReply) -> CheckFinding:
    """Ask, as the switch delivers a reply, and keep what was seen in `subject.exchanges`."""
    observation = Observation(subject.address.host if subject.address else None)
    spoken, text = Spoken(), ""
    error: Exception | None = None
    mode = Mode.OFF if kind is RequestKind.PLAIN else Mode.ON

    async def read() -> None:
        nonlocal text
        async with aclosing(deliver(reply, mode, None, _learn_nothing)) as parts:
            async for part in parts:
                spoken.note(reply, part)
                text += text_of(part)

    watch = receiver_watch()
    try:
        # What it does not let through is not to be noted as something that was sent.
        with observing(observation):
            watch.install()
            await asyncio.wait_for(read(), LIMIT)
    except asyncio.TimeoutError:
        error = _silence(reply, spoken) if kind is RequestKind.STREAM else PlainSilent(LIMIT)
    except Exception as raised:  # noqa: BLE001  # whatever client libraries raise is the finding
        error = raised
    finally:
        watch.uninstall()
    observation.end()
    attempt = Attempt(kind, by, observation, reply, text, error)
    exchange = await exchange_of_attempt(attempt, subject)
    subject.exchanges.append(exchange)
    return finding_of(exchange, subject)


def _silence(reply: AnyReply, spoken: Spoken) -> Exception:
    silent = StreamSilent(LIMIT)
    begun = spoken.anything or spoken.reasoning
    return interrupted(silent, reply.reception.exchange) if begun else silent


def _learn_nothing(finding: Any) -> None:
    """What is remembered was seen in chats."""
