"""A model endpoint on loopback that can be told to misbehave, for the demo and the tests."""

from __future__ import annotations

from .faults import FAULTS, Fault, Scope, UnknownFaultError, fault_named
from .journal import Entry, Journal
from .server import DEFAULT_PAUSE, PracticeServer
from .thread import PracticeThread

__all__ = [
    "DEFAULT_PAUSE",
    "FAULTS",
    "Entry",
    "Fault",
    "Journal",
    "PracticeServer",
    "PracticeThread",
    "Scope",
    "UnknownFaultError",
    "fault_named",
]
