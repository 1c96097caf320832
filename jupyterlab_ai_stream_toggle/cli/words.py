"""What JupyterLab's views say of decisions and findings, for the command line.

`src/words/` says the same there.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..capability.record import Evidence
from ..language import noted, say
from ..mode_names import mode_name, names_of_either
from ..modes import Decision, Delivery, Mode, Source

SOURCES = {
    Source.MODEL_SETTING: noted("Your setting for this model"),
    Source.PROVIDER_SETTING: noted("Your setting for this provider"),
    Source.USER_DEFAULT: noted("Your setting for all providers"),
    Source.ADMINISTRATOR_DEFAULT: noted("Your administrator’s default"),  # noqa: RUF001  # as in `src/words/`
    Source.BUILT_IN: noted("Default"),
}
EVIDENCE = {
    Evidence.STREAM_WORKED: noted("Streaming worked on {when}."),
    Evidence.REFUSED: noted("Streaming was rejected on {when}."),
    Evidence.ANSWERED_WHOLE: noted(
        "The response to a streaming request came all at once on {when}."
    ),
    Evidence.STREAM_REQUIRED: noted("The endpoint said on {when} that it requires streaming."),
    Evidence.FAILED: noted("Streaming failed on {when}; a non-streaming request succeeded."),
    Evidence.ENDED_EMPTY: noted(
        "Streaming ended without a response on {when}; a non-streaming request succeeded."
    ),
    Evidence.SILENT: noted(
        "Streaming stayed silent on {when}; a non-streaming request was faster."
    ),
}
_BREAK = noted("The last stream broke off on {when}.")
_BREAKS = noted("The last {count} streams broke off, the latest on {when}.")
_WITHOUT_OPTIONS = noted("The stream_options parameter was rejected on {when}.")
_RETRY = noted("Will retry on {until}.")


def decision_words(decision: Decision) -> str:
    """The mode in force, who decided it, and which others are allowed."""
    mode, by_lock = mode_name(decision.mode), decision.source is Source.ADMINISTRATOR_LOCK
    lock = _lock_on(decision)
    sentences = [f"{mode} ({lock})" if by_lock else f"{mode} ({say(SOURCES[decision.source])})"]
    if decision.passed_over:
        passed_over = mode_name(decision.passed_over)
        sentences.append(say("{mode} is set, but not allowed.", mode=passed_over))
    if lock and not by_lock:
        sentences.append(lock)
    return " · ".join(sentences)


def _lock_on(decision: Decision) -> str:
    if decision.lock_reason is None:
        return ""
    reason = say(decision.lock_reason)
    if decision.locked:
        return say("Locked by your administrator: {reason}", reason=reason)
    return lock_words(decision.allowed, reason)


def lock_words(allowed: Sequence[Mode], reason: str) -> str:
    """What an administrator left to choose, and why."""
    if len(allowed) == len(Mode):
        return say("Not locked")
    if len(allowed) == 1:
        return say(
            "Locked by your administrator to {mode}: {reason}",
            mode=mode_name(allowed[0]),
            reason=reason,
        )
    return say(
        "Limited by your administrator to {modes}: {reason}",
        modes=names_of_either(allowed),
        reason=reason,
    )


def evidence_words(  # noqa: PLR0913  # by name, and what a sentence is made of
    delivery: Delivery,
    evidence: Evidence,
    *,
    when: str,
    until: str,
    breaks: int,
    broken: str,
    from_administrator: bool,
) -> str:
    """What was detected, and until when it counts.

    `when`, `until` and `broken` are days: of the last finding, of its end, of the last stream that
    broke off (empty where none did); `breaks` is how many did so in a row. `from_administrator`:
    whether it was handed to all users.
    """
    seen = []
    if evidence is not Evidence.BROKE_OFF:
        refused = evidence is Evidence.REFUSED and delivery is Delivery.STREAM_WITHOUT_OPTIONS
        seen.append(say(_WITHOUT_OPTIONS if refused else EVIDENCE[evidence], when=when))
    if broken:
        seen.append(say(_BREAKS if breaks > 1 else _BREAK, count=breaks, when=broken))
    if from_administrator:
        seen.append(say("Known by your administrator."))
    if delivery is not Delivery.STREAM:
        seen.append(say(_RETRY, until=until))
    return " ".join(seen)
