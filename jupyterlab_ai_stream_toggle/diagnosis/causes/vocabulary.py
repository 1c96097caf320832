"""What causes of several families have in common: buttons, and what their variants ask."""

from __future__ import annotations

import re

from ..case import Case
from ..diagnosis import Action, Facts
from ..evidence import Phase

PLAIN = (Action.USE_PLAIN, Action.CHECK_CONNECTION)
SETTINGS = (Action.OPEN_SETTINGS, Action.CHECK_CONNECTION, Action.ASK_AGAIN)
CHECK = (Action.CHECK_CONNECTION, Action.ASK_AGAIN)
# What may be gone by itself: the next attempt tells.
AGAIN = (Action.ASK_AGAIN, Action.CHECK_CONNECTION)
AGAIN_OR_PLAIN = (Action.ASK_AGAIN, *PLAIN)

_AZURE_HOSTS = re.compile(
    r"\.(?:openai\.azure\.|cognitiveservices\.azure\.|services\.ai\.azure\.|api\.cognitive\.)"
)


def on_azure(_: Case, facts: Facts) -> bool:
    """Whether provider type or address are Azure's."""
    return (facts.provider or "").startswith("azure") or bool(
        _AZURE_HOSTS.search(facts.endpoint or "")
    )


def streamed(_: Case, facts: Facts) -> bool:
    """Whether a stream was asked for."""
    return facts.phase is not Phase.PLAIN_REQUEST


def plain(_: Case, facts: Facts) -> bool:
    """Whether a whole answer was asked for."""
    return facts.phase is Phase.PLAIN_REQUEST


def told_to_wait(_: Case, facts: Facts) -> bool:
    """Whether the endpoint says when to ask again."""
    return facts.wait is not None
