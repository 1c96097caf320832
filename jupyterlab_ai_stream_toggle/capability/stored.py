"""The findings as they stand in the file, and what of it can be one.

A file can hold anything: another version wrote it, a disk lost a part of it, somebody edited it. A
record that cannot be one is left out; the others count.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ..modes import Delivery
from ..target import Target
from .record import Capability, Evidence

_LOG = logging.getLogger(__name__)

VERSION = 1

Moment = Annotated[float, Field(ge=0, le=253_402_300_799, allow_inf_nan=False)]
"""Seconds since the epoch, up to the end of the year 9999."""


def _sound(text: str) -> str:
    text.encode("utf-8")  # a half of a character could be answered to nobody
    return text


Text = Annotated[str, AfterValidator(_sound)]


class _Stored(BaseModel):
    """Values are taken as they are: what is of another kind is no record of ours."""

    model_config = ConfigDict(strict=True, frozen=True)


class _Target(_Stored):
    provider: Text
    model: Text
    endpoint: Text | None = None
    api_version: Text | None = None
    tools: bool = False
    key_mark: Text | None = None


class _Record(_Stored):
    target: _Target
    delivery: Annotated[Delivery, Field(strict=False)]
    evidence: Annotated[Evidence, Field(strict=False)]
    first_seen: Moment
    last_seen: Moment
    expires: Moment
    failures: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    marks_end: bool | None = None
    breaks: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    broken_at: Moment | None = None


class UnknownForm(ValueError):
    """It is not a file of findings, or one of a later version."""


def dumped(records: OrderedDict[Target, Capability]) -> dict[str, Any]:
    """What is written for these records."""
    return {
        "version": VERSION,
        "capabilities": [
            {"target": vars(target), **_facts(capability)} for target, capability in records.items()
        ],
    }


def _facts(capability: Capability) -> dict[str, Any]:
    """Whose word it is follows from the file in which it stands."""
    # Not `asdict`, which copies what nobody changes: it took half of the time of a write.
    return {name: value for name, value in vars(capability).items() if name != "from_administrator"}


def loaded(data: Any) -> tuple[OrderedDict[Target, Capability], int]:
    """The records in what was read, and how many were left out that cannot be one.

    Raises UnknownForm where there are no records at all.
    """
    if not isinstance(data, dict) or not isinstance(data.get("capabilities"), list):
        raise UnknownForm("it has no list of capabilities")
    if data.get("version") != VERSION:
        raise UnknownForm(f"version {str(data.get('version'))[:40]} is not known")
    entries: list[Any] = data["capabilities"]
    records = list(_records(entries))
    return OrderedDict(records), len(entries) - len(records)


def _records(entries: list[Any]) -> Iterator[tuple[Target, Capability]]:
    for entry in entries:
        try:
            record = _Record.model_validate(entry)
        except ValidationError as error:  # noqa: PERF203  # one by one is what it is about
            _LOG.debug("Not a record: %s", error.errors(include_input=False, include_url=False))
        else:
            about = record.target
            yield (
                Target(**about.model_dump()),
                Capability(**record.model_dump(exclude={"target"})),
            )
