"""What JupyterLab's views say of decisions and findings, for the command line.

`src/words/` says the same there.
"""

from __future__ import annotations

from ..capability.record import Evidence
from ..language import noted, say
from ..mode_names import mode_name
from ..modes import Delivery, Mode, Source

SOURCES = {
    Source.ADMINISTRATOR_LOCK: noted("Locked by your administrator"),
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


def decision_words(mode: Mode, source: Source, lock_reason: str | None) -> str:
    """The mode in force, and who decided it."""
    who = say(SOURCES[source])
    return (
        f"{mode_name(mode)} ({who}: {lock_reason})" if lock_reason else f"{mode_name(mode)} ({who})"
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
