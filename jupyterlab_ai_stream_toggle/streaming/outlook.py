"""What will become of the next reply, as far as it is known beforehand.

One function for all who say it: REST, and with it every view, and the command line.
"""

from __future__ import annotations

from ..capability.record import Capability, Evidence
from ..modes import Delivery, Mode, Outlook


def outlook(mode: Mode, known: Capability | None) -> Outlook:
    """What the mode leads to with a target of which that is known.

    `auto` does what was found to work. `on` and `off` do what they are told, and the endpoint
    answers as it did before; what it refused without a reason, it may take today.
    """
    if mode is Mode.OFF:
        refused = known is not None and known.evidence is Evidence.STREAM_REQUIRED
        return Outlook.FAILS if refused else Outlook.ALL_AT_ONCE
    if known is None:
        return Outlook.UNTESTED
    if known.delivery is Delivery.STREAM:
        return Outlook.STREAMED
    if mode is Mode.AUTO:
        return Outlook.ALL_AT_ONCE if known.delivery is Delivery.PLAIN else Outlook.STREAMED
    if known.evidence is Evidence.ANSWERED_WHOLE:
        return Outlook.ALL_AT_ONCE
    return Outlook.FAILS if known.evidence.explained else Outlook.MAY_FAIL
