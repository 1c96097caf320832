"""What it means for chat, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnosis.causes.amounts import CONTEXT_TOO_LONG
from ..diagnosis.causes.streaming import STREAM_SILENT
from ..diagnosis.next_step import NextStep
from ..jupyter_ai.detect import Generation
from ..language import say
from ..mode_names import mode_name
from ..modes import Mode
from .exchange import Asker, CheckExchange, RequestKind
from .live.differences import exchange_of, is_rate_limit, size_of
from .result import CheckResult, CheckVerdict, Outcome
from .subject import Subject


def verdict_of(subject: Subject, results: Sequence[CheckResult]) -> CheckVerdict:
    """The verdict after all checks."""
    plain = exchange_of(subject, RequestKind.PLAIN, Asker.FRAMEWORK)
    stream = exchange_of(subject, RequestKind.STREAM, Asker.FRAMEWORK)
    if plain is None:
        return _untried(subject, results)
    limited = next((each for each in (plain, stream) if each and is_rate_limit(each)), None)
    if limited is not None:
        return _too_often(subject, plain, limited)
    if stream is None:
        return _untried(subject, results)
    return _led_elsewhere(plain, stream) or _of_answers(subject, plain, stream)


def _of_answers(subject: Subject, plain: CheckExchange, stream: CheckExchange) -> CheckVerdict:
    if stream.answered and plain.answered:
        return _both(subject, stream)
    if plain.answered:
        return _plain_only(subject, stream)
    if stream.answered:
        return _stream_only(subject, plain)
    return _neither(subject, plain)


def _too_often(subject: Subject, plain: CheckExchange, limited: CheckExchange) -> CheckVerdict:
    """The endpoint takes no more requests for the moment, whoever sends them."""
    diagnosis = limited.diagnosis
    why = f"{diagnosis.title}. {diagnosis.hint}" if diagnosis else ""
    if not plain.answered:
        return CheckVerdict(
            say("Chat does not work right now. {why}", why=why), works=False, recommended=None
        )
    if subject.mode is Mode.OFF:
        return CheckVerdict(
            say("Chat works without streaming. The second request was rejected: {why}", why=why),
            works=True,
            recommended=None,
        )
    return CheckVerdict(
        say(
            "The non-streaming request worked, but the streaming request was rejected, so "
            "streaming could not be tested. {why}",
            why=why,
        ),
        works=None,
        recommended=None,
    )


def _led_elsewhere(*exchanges: CheckExchange) -> CheckVerdict | None:
    """Where requests are sent on to another host, which the check does not ask; chat does."""
    away = next((each for each in exchanges if each.sent_on and each.location), None)
    if away is None:
        return None
    return CheckVerdict(
        say(
            "The endpoint redirects to {location}, which the check does not follow. If this "
            "address is correct, enter it and check again.",
            location=away.location,
        ),
        works=None,
        recommended=None,
    )


# What has been tried in here, and needs no endpoint to be sure of.
_TRIED = ("model-chosen", "model-made", "client-library")


def _untried(subject: Subject, results: Sequence[CheckResult]) -> CheckVerdict:
    wrong = [each for each in results if each.outcome is Outcome.FAILED]
    nothing_there = subject.found.generation is Generation.NONE
    tried = wrong if nothing_there else [each for each in wrong if each.id in _TRIED]
    if tried:
        return CheckVerdict(
            say("Chat does not work: {why}", why=tried[0].explanation),
            works=False,
            recommended=None,
        )
    if wrong:
        return CheckVerdict(
            say(
                "The settings may be wrong: {why} The endpoint has not been tested yet.",
                why=wrong[0].explanation,
            ),
            works=None,
            recommended=None,
        )
    return CheckVerdict(
        say("Settings look OK. The endpoint has not been tested yet."),
        works=None,
        recommended=None,
    )


def _both(subject: Subject, stream: CheckExchange) -> CheckVerdict:
    if stream.whole:
        text = say("Chat works. The endpoint ignores streaming, so responses arrive all at once.")
    elif stream.in_one_burst:
        text = say(
            "Chat works. The endpoint supports streaming, but responses are buffered and arrive "
            "all at once."
        )
    elif subject.mode is Mode.OFF:
        text = say("Chat works without streaming. The endpoint also supports streaming.")
    else:
        text = say("Chat works with streaming.")
    return CheckVerdict(text, works=True, recommended=None)


def _plain_only(subject: Subject, stream: CheckExchange) -> CheckVerdict:
    why = stream.diagnosis.explanation if stream.diagnosis else ""
    silent = stream.diagnosis is not None and stream.diagnosis.id == STREAM_SILENT.id
    # What the ladder of auto does with this very failure.
    saved = silent or stream.next_step in (NextStep.PLAIN_REQUEST, NextStep.STREAM_WITHOUT_OPTIONS)
    if subject.mode is Mode.ON or (subject.mode is Mode.AUTO and not saved):
        best = Mode.AUTO if saved and not silent else Mode.OFF
        return CheckVerdict(
            say(
                "Chat fails with streaming {mode}. {why} {advice}",
                mode=mode_name(subject.mode),
                why=why,
                advice=_advice(subject, best),
            ),
            works=False,
            recommended=_if_allowed(subject, best),
        )
    bare = exchange_of(subject, RequestKind.STREAM, Asker.DIRECT)
    if (
        subject.mode is Mode.AUTO
        and stream.next_step is NextStep.STREAM_WITHOUT_OPTIONS
        # It has none: that such a stream is answered was tried.
        and bare is not None
        and bare.answered
    ):
        return CheckVerdict(
            say("Chat works with streaming, without stream_options, which the endpoint rejects."),
            works=True,
            recommended=None,
        )
    return CheckVerdict(
        say(
            "Chat works without streaming. {why}",
            why=why,
        ),
        works=True,
        # It would wait for a stream first, whenever it tries one again.
        recommended=_if_allowed(subject, Mode.OFF)
        if silent and subject.mode is Mode.AUTO
        else None,
    )


def _stream_only(subject: Subject, plain: CheckExchange) -> CheckVerdict:
    why = plain.diagnosis.explanation if plain.diagnosis else ""
    if subject.mode is Mode.OFF:
        return CheckVerdict(
            say(
                "Chat fails with streaming {mode}. {why} {advice}",
                mode=mode_name(Mode.OFF),
                why=why,
                advice=_advice(subject, Mode.AUTO),
            ),
            works=False,
            recommended=_if_allowed(subject, Mode.AUTO),
        )
    return CheckVerdict(
        say("Chat works, but only with streaming. {why}", why=why),
        works=True,
        recommended=None,
    )


def _advice(subject: Subject, best: Mode) -> str:
    if _if_allowed(subject, best):
        return say("Switch to {best}.", best=mode_name(best))
    return say(
        "{best} would work, but your administrator does not allow it: {reason}",
        best=mode_name(best),
        reason=say(subject.lock_reason or ""),
    )


def _if_allowed(subject: Subject, best: Mode) -> Mode | None:
    """The mode to set, unless a lock stands against it: no button offers what is refused."""
    return best if best in subject.allowed else None


def _neither(subject: Subject, plain: CheckExchange) -> CheckVerdict:
    diagnosis = plain.diagnosis
    why = f"{diagnosis.title}. {diagnosis.hint}" if diagnosis else ""
    direct = exchange_of(subject, RequestKind.PLAIN, Asker.DIRECT)
    if diagnosis is not None and diagnosis.id == CONTEXT_TOO_LONG.id and (size := size_of(plain)):
        # What helps in a long chat does not help here.
        text = say(
            "Chat does not work: a short first message with everything that Jupyter AI adds has "
            "{size}, which is more than the endpoint allows. Ask its administrator for the "
            "limit, or choose a model with a longer context.",
            size=size,
        )
    elif direct is not None and direct.answered:
        text = say(
            "Chat does not work: the endpoint accepts a direct request with these settings, but "
            "not the one from Jupyter AI. {why}",
            why=why,
        )
    else:
        text = say("Chat does not work: {why}", why=why)
    return CheckVerdict(text, works=False, recommended=None)
