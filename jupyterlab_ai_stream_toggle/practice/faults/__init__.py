"""The named faults: what an endpoint can do to a client that asks for a stream.

Error texts are those that real endpoints send, so that what recognises them is put to the test.
"""

# Each module enters its faults; the order is that of the help texts.
from . import well, refusals, whole, broken, silent, every  # noqa: F401, I001
from .broken import CUT_AFTER
from .every import RETRY_AFTER
from .registry import FAULTS, Behaviour, Fault, Scope, UnknownFaultError, fault_named

__all__ = [
    "CUT_AFTER",
    "FAULTS",
    "RETRY_AFTER",
    "Behaviour",
    "Fault",
    "Scope",
    "UnknownFaultError",
    "fault_named",
]
