"""What an administrator hands to all users: what is known about the endpoints of an organisation.

The files are in the format of the memory. They are read and never written; of several that know
a target the later finding counts. Whatever is wrong with one of them, chat goes on without it, or
with what it said last.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir, jupyter_path

from ..files.look import Fingerprint, fingerprint, look
from ..glance import Glance
from ..target import Target, clean_endpoint
from .record import Capability

Findings = Mapping[Target, Capability]

NAME = ("jupyterlab_ai_stream_toggle", "known.json")
"""The file, below a directory of Jupyter's data path."""

_LONGEST = 16 << 20
"""Bytes of a file that is read."""

_Seen = Fingerprint | str | None
"""What a look shows: that of a file, why there is none, or None where nobody has put one."""


@dataclass(frozen=True)
class CentralFile:
    """What one file says."""

    findings: Findings | None
    """None where that cannot be told; empty where there is no file."""
    problem: str | None = None
    """What is wrong with it, half a sentence; of a file that is bad in part the rest counts."""
    there: bool = True
    settled: bool = True
    """Whether every later change of it will be seen."""


def files_on_data_path() -> list[Path]:
    """Where an administrator can put such a file. The user's own directory is not the place."""
    own = Path(jupyter_data_dir(), *NAME)
    return [path for each in jupyter_path(*NAME) if (path := Path(each)) != own]


class CentralKnowledge:
    """The findings in these files, as they are now. What is known is replaced, never changed."""

    def __init__(
        self, named: Iterable[Path], on_data_path: Iterable[Path], log: logging.Logger
    ) -> None:
        """`named` are expected to be there, those `on_data_path` need not be."""
        self._named = frozenset(named)
        # What was named counts more where two findings are of the same moment.
        self._paths = tuple(dict.fromkeys((*self._named, *on_data_path)))
        self._log = log
        self._glance = Glance(lambda: [_glance(path) for path in self._paths])
        self._seen: list[_Seen] | None = None
        self._by_file: dict[Path, Findings] = {}
        self._set_aside: dict[Target, float] = {}
        self.findings: Findings = {}
        """By target, without the mark of a key: users have keys of their own."""
        self.problems: dict[Path, str] = {}
        """What is wrong, file by file."""

    def about(self, target: Target) -> Capability | None:
        """What the administrator says of a target; whether it still holds is another question."""
        return self.findings.get(replace(target, key_mark=None)) if self.findings else None

    async def refresh(self) -> None:
        """Take over what changed in the files. A look at each, while nothing did."""
        if not self._paths:
            return
        seen = await self._glance.take()
        if seen == self._seen:
            return
        self._take_all(seen, await asyncio.to_thread(self._read))

    def refresh_at_once(self) -> None:
        """The same on whatever thread."""
        if self._paths and (seen := [_glance(path) for path in self._paths]) != self._seen:
            self._take_all(seen, self._read())

    def set_aside(self, matches: Callable[[Target], bool]) -> list[Target]:
        """Do as if nothing were known of these targets, until the administrator says more."""
        gone = [target for target in self.findings if matches(target)]
        self._set_aside |= {target: self.findings[target].last_seen for target in gone}
        self._put_together()
        return gone

    def _read(self) -> list[CentralFile]:
        return [read_central_file(path) for path in self._paths]

    def _take_all(self, seen: list[_Seen], read: list[CentralFile]) -> None:
        for path, file in zip(self._paths, read, strict=True):
            self._take_over(path, file)
        self._seen = seen if all(file.settled for file in read) else None
        self._put_together()

    def _take_over(self, path: Path, file: CentralFile) -> None:
        if file.findings is not None:
            self._by_file[path] = file.findings  # else what it said last goes on
        missing = "there is no such file" if not file.there and path in self._named else None
        problem = file.problem or missing
        if problem:
            self._report(path, problem)
        else:
            self.problems.pop(path, None)

    def _report(self, path: Path, problem: str) -> None:
        if self.problems.get(path) != problem:
            self._log.warning(
                "AI stream toggle: what the administrator knows about endpoints cannot be read "
                "from %s (%s). Chat goes on without that.",
                path,
                problem,
            )
        self.problems[path] = problem

    def _put_together(self) -> None:
        found: dict[Target, Capability] = {}
        for path in self._paths:
            for target, known in self._by_file.get(path, {}).items():
                if known.last_seen <= self._set_aside.get(target, -1):
                    continue
                if target not in found or known.last_seen > found[target].last_seen:
                    found[target] = known
        self.findings = found


def read_central_file(path: Path) -> CentralFile:
    """Read one file, on a worker thread. Never raises."""
    # Here, for pydantic is slow to import.
    from .stored import loaded

    try:
        found = look(path, _LONGEST)
        if found is None:
            return CentralFile({}, there=False)
        records, left_out = loaded(json.loads(found.content))
    except OSError as error:
        return CentralFile(None, error.strerror or type(error).__name__)
    except (RecursionError, ValueError) as error:
        return CentralFile(None, str(error))
    problem = None
    if left_out:
        problem = f"{left_out} of its {left_out + len(records)} findings cannot be one"
    return CentralFile(dict(_for_everybody(records.items())), problem, settled=found.settled)


def _for_everybody(
    records: Iterable[tuple[Target, Capability]],
) -> Iterator[tuple[Target, Capability]]:
    for target, known in records:
        about = replace(target, key_mark=None, endpoint=clean_endpoint(target.endpoint))
        yield about, replace(known, from_administrator=True)


def _glance(path: Path) -> _Seen:
    try:
        return fingerprint(path)
    except OSError as error:
        return str(error)
