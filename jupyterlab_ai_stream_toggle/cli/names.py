"""PROVIDER[:MODEL], the way in which all commands name what they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..language import noted, say

_PROVIDER = re.compile(r"[^:\s/]{1,128}")
_MODEL = re.compile(r"[^\x00-\x1f\x7f]{1,256}")
_WRONG = noted(
    "{value} is not a valid name. Use PROVIDER or PROVIDER:MODEL, for example azure or "
    "azure:gpt-4o."
)
_MEANT = noted("Did you mean {name}?")


class Named(NamedTuple):
    """A provider, or one of its models."""

    provider: str
    model: str | None

    def __str__(self) -> str:
        return f"{self.provider}:{self.model}" if self.model else self.provider


if TYPE_CHECKING:
    _NamedType = click.ParamType[Named]
else:
    _NamedType = click.ParamType  # no generic class before click 8.2


class NameType(_NamedType):
    """The type of such an argument."""

    name = "PROVIDER[:MODEL]"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Named:
        """Split it at the first colon: names of models may hold more of them."""
        provider, colon, model = str(value).partition(":")
        valid = _PROVIDER.fullmatch(provider) and (_MODEL.fullmatch(model.strip()) or not colon)
        if not valid:
            wrong = say(_WRONG, value=repr(value))
            meant = say(_MEANT, name=str(value).replace("/", ":", 1)) if "/" in provider else ""
            self.fail(f"{wrong} {meant}".strip(), param, ctx)
        return Named(provider, model.strip() or None)


NAME = NameType()
