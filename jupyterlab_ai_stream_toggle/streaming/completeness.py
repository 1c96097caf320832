"""Whether what came is an answer, and a whole one; and what is shown where it has no text."""

from __future__ import annotations

from ..diagnosis.evidence import Phase, evidence_of
from ..diagnosis.exchange import Exchange
from ..language import say
from .failures import (
    EmptyReply,
    ErrorInReply,
    FilteredReply,
    NoRoomToReply,
    PageInsteadOfReply,
    ReplyFailure,
    StreamInterrupted,
    StreamSilent,
)
from .reply import Ending, Part, Reception, Reply, Spoken

# The finish reasons of OpenAI, Anthropic, Google, Cohere, Mistral and Amazon, in lower case.
_FILTERED = {
    "blocklist",
    "content_filter",
    "content_filtered",
    "error_toxic",
    "guardrail_intervened",
    "prohibited_content",
    "recitation",
    "refusal",
    "safety",
    "sensitive",
    "spii",
}
_NO_ROOM = {"error_limit", "length", "max_output_tokens", "max_tokens", "model_length"}
_FAILED = {"error", "network_error"}


def conclude(reply: Reply[Part], spoken: Spoken) -> list[Part]:
    """At the end of a stream: what is still to be shown.

    Raises ReplyFailure for a stream that ended as if it were complete, and is not, or that held
    nothing to show.
    """
    seen = reply.reception.settled()
    if not spoken.anything and not spoken.reasoning:
        return _without_text(reply, spoken, seen, streamed=True)
    if seen.error is not None or _reason(spoken, seen) in _FAILED:
        why = StreamInterrupted(say("the endpoint reported an error"))
        raise why from ErrorInReply(seen.error)
    if _is_early(reply, seen):
        raise StreamInterrupted(say("the endpoint ended streaming early"))
    return [] if spoken.anything else _without_text(reply, spoken, seen, streamed=True)


def whole(reply: Reply[Part], part: Part) -> tuple[list[Part], bool]:
    """The parts that a plain answer is shown as, and whether it said anything by itself.

    Raises ReplyFailure for one that holds nothing to show.
    """
    spoken = Spoken()
    said = spoken.note(reply, part)
    if spoken.anything:
        return [part], True
    return [part, *_without_text(reply, spoken, Reception(), streamed=False)], said


def _without_text(
    reply: Reply[Part], spoken: Spoken, seen: Reception, *, streamed: bool
) -> list[Part]:
    """What is shown of an answer that has neither text nor tool calls: never a blank."""
    if seen.page:
        raise PageInsteadOfReply
    if seen.error is not None:
        raise ErrorInReply(seen.error)
    if _is_early(reply, seen):
        raise EmptyReply(streamed=streamed)  # nobody was shown what there may have been of it
    if refusal := spoken.refusal or seen.refusal:
        return [reply.text(refusal)]
    reason = _reason(spoken, seen)
    if reason in _FILTERED:
        raise FilteredReply(reason)
    if reason in _FAILED:
        raise ErrorInReply({"code": reason})
    if reason in _NO_ROOM:
        raise NoRoomToReply
    if reasoning := "".join(spoken.reasoning) or seen.reasoning:
        return [reply.text(_quoted(reasoning))]
    # LiteLLM closes a stream without events with a finish reason of its own.
    if reply.may_be_empty() and (seen.reason if seen.seen else reason):
        return []
    raise EmptyReply(streamed=streamed)


def _is_early(reply: Reply[Part], seen: Reception) -> bool:
    """Whether a stream ended before the answer was complete."""
    early = seen.ending is Ending.UNMARKED and bool(reply.marks_end)
    return early or seen.ending is Ending.CUT


def _reason(spoken: Spoken, seen: Reception) -> str:
    return (seen.reason or spoken.reason or "").lower()


def _quoted(reasoning: str) -> str:
    lines = "\n".join(f"> {line}".rstrip() for line in reasoning.strip().splitlines())
    return f"{say('The model returned only its reasoning:')}\n\n{lines}"


def failure_behind(error: Exception, seen: Reception, *, begun: bool) -> Exception | None:
    """The failure behind what a client library raises; None where `conclude` has to say it.

    `begun`: whether there was anything to show.
    """
    if seen.ending is not None and is_about_the_end(error):
        return None
    if begun:
        return interrupted(error, seen.exchange)
    return PageInsteadOfReply() if seen.page and not isinstance(error, ReplyFailure) else error


def is_about_the_end(error: Exception) -> bool:
    """Whether a client library merely complains that a stream ended without a finish reason.

    LiteLLM does, from 1.110 at the latest, and also of answers that end with `[DONE]`. How a stream
    ended is seen on the wire, and judged in `conclude`.
    """
    return evidence_of(error, Phase.MID_STREAM).ended_early


def interrupted(error: Exception, exchange: Exchange) -> StreamInterrupted:
    """The failure of a stream of which some content had come."""
    if isinstance(error, StreamSilent):
        return StreamInterrupted(say("no data for {seconds:g} s", seconds=error.seconds))
    return StreamInterrupted(_what_happened(error, exchange))


def _what_happened(error: Exception, exchange: Exchange) -> str:
    """What ended a stream, in half a sentence. Only what the endpoint said is called its error."""
    facts = evidence_of(error, Phase.MID_STREAM, exchange)
    name = type(error).__name__
    if facts.ended_early:
        return say("the endpoint ended streaming early")
    if facts.timed_out:
        return say("no more data arrived in time")
    if facts.is_network:
        return say("the connection was closed")
    if facts.garbled or facts.unread:
        return say("the response could not be parsed")
    if facts.status or facts.codes or facts.text:
        return say("the endpoint reported an error ({name})", name=name)
    return say("the client library stopped ({name})", name=name)
