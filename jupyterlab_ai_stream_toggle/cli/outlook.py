"""What will become of the next response, in the words of JupyterLab's views.

`src/words/outlook.ts` says the same there; a table that is made of this file holds them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import noted, say
from ..modes import Delivery, Mode, Outlook

if TYPE_CHECKING:
    from ..capability.record import Capability


def outlook_words(mode: Mode, known: Capability | None, when: str) -> str:
    """One line about the next response.

    `when` is the moment at which the endpoint last showed what is `known` of it, as readers write
    it.
    """
    from ..streaming.outlook import outlook

    ahead = outlook(mode, known)
    if ahead is Outlook.ALL_AT_ONCE:
        return say("All at once (no streaming)")
    if ahead is Outlook.MAY_FAIL:
        return say("May fail: streaming failed on {when}", when=when)
    if ahead is Outlook.FAILS:
        return say(_refusal(known), when=when)
    if ahead is Outlook.UNTESTED:
        return say(_UNTESTED_AUTO if mode is Mode.AUTO else _UNTESTED)
    return say(_WITHOUT_COUNTS if _without_options(known) else _STREAMED)


_STREAMED = noted("Streamed")
_WITHOUT_COUNTS = noted("Streamed, without token counts")
_UNTESTED = noted("Streamed, if the endpoint supports it")
_UNTESTED_AUTO = noted("Streamed, or all at once if streaming fails")


def _refusal(known: Capability | None) -> str:
    from ..capability.record import Evidence

    if known and known.evidence is Evidence.STREAM_REQUIRED:
        return noted("Will fail: the endpoint requires streaming, as it said on {when}")
    if _without_options(known):
        return noted("Will fail: the endpoint rejected stream_options on {when}")
    return noted("Will fail: the endpoint rejected streaming on {when}")


def _without_options(known: Capability | None) -> bool:
    return known is not None and known.delivery is Delivery.STREAM_WITHOUT_OPTIONS
