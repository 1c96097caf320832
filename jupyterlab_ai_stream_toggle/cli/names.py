"""PROVIDER[:MODEL], the way in which all commands name what they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import click

_PROVIDER = re.compile(r"[^:\s/]{1,128}")
_MODEL = re.compile(r"[^\x00-\x1f\x7f]{1,256}")
_FORM = "PROVIDER or PROVIDER:MODEL, such as azure or azure:gpt-4o"


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
            hint = f" Write {str(value).replace('/', ':', 1)}." if "/" in provider else ""
            self.fail(f"{value!r} is not {_FORM}.{hint}", param, ctx)
        return Named(provider, model.strip() or None)


NAME = NameType()
