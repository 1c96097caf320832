"""A provider that is measured, and why another is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .forms import CHAT, Form


@dataclass(frozen=True)
class Provider:
    """A provider whose model can be pointed at this machine."""

    model_class: Any
    """What Jupyter AI makes the model of."""
    by: str
    """The field of the model that says where the endpoint is."""
    make: Callable[[Any, str], Any]
    """A model of a class (this one, or the governed one), before an endpoint."""
    model: str
    form: Form = CHAT
    path: str = ""
    """What follows the root of the endpoint in that field."""


Offered = Mapping[str, "Provider | str"]
"""Each provider that is offered, by its name: itself, or why it is not measured."""
