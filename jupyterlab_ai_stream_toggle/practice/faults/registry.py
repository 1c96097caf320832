"""A fault, and the list of all of them by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from ..exchange import Exchange
from ..protocol import CompletionRequest

Behaviour = Callable[[Exchange], Awaitable[None]]
"""A way to answer a request."""


class Scope(Enum):
    """Which requests a fault acts on; all others are answered well."""

    STREAM = "stream"
    """Completion requests with `stream: true`."""
    PLAIN = "plain"
    """Completion requests without it."""
    EVERY = "every"
    """Every request, the list of models included."""


@dataclass(frozen=True)
class Fault:
    """A way to misbehave."""

    name: str
    meaning: str
    """One sentence for the person who chooses it."""
    scope: Scope
    behave: Behaviour

    def acts_on(self, asked: CompletionRequest) -> bool:
        """Whether it shows on this request."""
        if self.scope is Scope.EVERY:
            return True
        return bool(asked.kind) and asked.stream == (self.scope is Scope.STREAM)


class UnknownFaultError(ValueError):
    """No fault has this name."""

    def __init__(self, name: object) -> None:
        """Keep the name that was asked for."""
        self.name = name
        super().__init__(f"unknown fault {name!r}; known are {', '.join(FAULTS)}")


def fault_named(name: object) -> Fault:
    """The fault called `name`.

    Raises:
        UnknownFaultError: there is none.
    """
    if isinstance(name, str) and name in FAULTS:
        return FAULTS[name]
    raise UnknownFaultError(name)


_faults: dict[str, Fault] = {}


def fault(name: str, meaning: str, scope: Scope = Scope.STREAM) -> Callable[[Behaviour], Behaviour]:
    """Enter the decorated behaviour in the list of faults."""

    def enter(behave: Behaviour) -> Behaviour:
        _faults[name] = Fault(name, meaning, scope, behave)
        return behave

    return enter


FAULTS: Mapping[str, Fault] = MappingProxyType(_faults)
"""Every fault by its name, in the order in which help texts list them."""
