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
    from ..capability.record import Evidence
    from ..streaming.outlook import outlook

    without_options = known is not None and known.delivery is Delivery.STREAM_WITHOUT_OPTIONS
    ahead = outlook(mode, known)
    if ahead is Outlook.STREAMED:
        return say("Streamed, without token counts") if without_options else say("Streamed")
    if ahead is Outlook.UNTESTED:
        if mode is Mode.AUTO:
            return say("Streamed, or all at once if streaming fails")
        return say("Streamed, if the endpoint supports it")
    if ahead is Outlook.ALL_AT_ONCE:
        return say("All at once (no streaming)")
    if ahead is Outlook.MAY_FAIL:
        words = noted("May fail: streaming failed on {when}")
    elif known and known.evidence is Evidence.STREAM_REQUIRED:
        words = noted("Will fail: the endpoint requires streaming, as it said on {when}")
    elif without_options:
        words = noted("Will fail: the endpoint rejected stream_options on {when}")
    else:
        words = noted("Will fail: the endpoint rejected streaming on {when}")
    return say(words, when=when)
