"""The diagnosis of a failure travels with its exception.

The exception stays what it was, class and text: others look at both. Who shows it to the user asks
here whether there is more to say.
"""

from __future__ import annotations

import contextlib

from .diagnosis import Diagnosis

_NAME = "_ai_stream_toggle_diagnosis"
_DEPTH = 8
"""How many causes are followed."""


def attach(error: BaseException, diagnosis: Diagnosis) -> None:
    """Let the exception carry the diagnosis, as far as it takes attributes."""
    with contextlib.suppress(AttributeError, TypeError):
        setattr(error, _NAME, diagnosis)


def attached_to(error: BaseException | None) -> Diagnosis | None:
    """The diagnosis of the exception, or of one that it was raised from.

    What was merely being handled when it was raised is not its reason.
    """
    for _ in range(_DEPTH):
        if error is None:
            return None
        diagnosis = getattr(error, _NAME, None)
        if isinstance(diagnosis, Diagnosis):
            return diagnosis
        error = error.__cause__
    return None
