"""What was found out about targets: in memory for the replies, on disk for the next start."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from ..files.look import Fingerprint
from ..glance import Glance
from ..modes import Delivery
from ..target import Target
from .central import CentralKnowledge
from .expiry import is_news, marks_end, weigh, with_break, with_end
from .overlay import all_known, for_everybody, known_of, known_of_model
from .record import Capability, Finding
from .storage import CapabilityFile, Records

Changed = Callable[[Target | None, Capability | None], None]
"""Called with a target and what is now known about it; with None where that was forgotten, and
with None for both where all was."""

LIMIT = 2000
"""Targets remembered at most; the one not seen for longest goes first."""

_Change = Callable[[Records], object]


class CapabilityMemory:
    """Remembers the delivery that worked, by target.

    Only the event loop's thread uses it. Replies never wait for the disk: a finding counts at
    once, and is written on a worker thread.
    """

    def __init__(  # noqa: PLR0913  # by name, all but the first
        self,
        changed: Changed,
        *,
        log: logging.Logger,
        file: CapabilityFile | None = None,
        central: CentralKnowledge | None = None,
        limit: int = LIMIT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Without `file` everything is forgotten when the server ends.

        `central` is what the administrator knows: a finding of later date takes its place.
        """
        self._changed = changed
        self._log = log
        self._file = file
        self._glance = Glance(file.fingerprint) if file else None
        self.central = central or CentralKnowledge((), (), log)
        self._limit = limit
        self._clock = clock
        self._records: Records = OrderedDict()
        self._seen: Fingerprint | None = None
        self._waiting: list[_Change] = []
        self._writer: asyncio.Task[None] | None = None
        self._failed: OSError | None = None

    async def refresh(self) -> None:
        """Take over what another server of the same user wrote since, and the administrator."""
        await self.central.refresh()
        await self._refresh_own()

    async def _refresh_own(self) -> None:
        if self._file is None or self._glance is None or self._writer is not None:
            return
        if await self._glance.take() == self._seen:
            return
        try:
            seen, records = await asyncio.to_thread(_read_if_changed, self._file, self._seen)
        except Exception:  # noqa: BLE001  # whatever is in a file, chat goes on
            self._log.exception("AI stream toggle: %s could not be read.", self._file.path)
            return
        # What a reply found out meanwhile is newer; the writer brings both together.
        if records is not None and self._writer is None:
            self._seen, self._records = seen, records

    def refresh_at_once(self) -> None:
        """The same on whatever thread."""
        self.central.refresh_at_once()
        if self._file is None:
            return
        try:
            seen, records = _read_if_changed(self._file, self._seen)
        except Exception:  # noqa: BLE001  # see above
            self._log.exception("AI stream toggle: %s could not be read.", self._file.path)
            return
        if records is not None and self._writer is None:
            self._seen, self._records = seen, records

    def recall(self, target: Target) -> Capability | None:
        """What is relied upon about the target."""
        record = self._known(target, self._records, now := self._clock())
        return record if record and record.holds(now) else None

    def marks_end(self, target: Target) -> bool | None:
        """Whether its streams mark their end; None: not known. See `marks_end`."""
        known = self._known(target, self._records, now := self._clock())
        marked = marks_end(known, now)
        return marks_end(self._records.get(target), now) if marked is None else marked

    def about_model(self, target: Target) -> tuple[Target, Capability] | None:
        """What was last found out about the model, however it was asked.

        Who asks about a model from outside cannot always tell its endpoint, version and key as
        the model itself does: clients have defaults and environment variables of their own.
        What the caller does not know (None) matches anything.
        """
        return known_of_model(target, self._records, self.central, self._clock())

    def records(self) -> list[tuple[Target, Capability]]:
        """All that is relied upon, the one seen last first; then what the administrator knows."""
        return list(all_known(self._records, self.central, self._clock()))

    def learn(self, target: Target, finding: Finding) -> None:
        """Remember what a reply showed."""
        now = self._clock()
        self._note(target, now, lambda before: weigh(before, finding, now))

    def note_end(self, target: Target, *, marked: bool | None) -> None:
        """Remember that a stream brought a whole answer, and how it ended; see `with_end`."""
        now = self._clock()
        self._note(target, now, lambda before: with_end(before, marked, now))

    def note_break(self, target: Target, since: float, *, fall_back: bool) -> Capability:
        """Remember that a stream broke off; see `with_break`. What is known then."""
        now = self._clock()
        return self._note(
            target, now, lambda before: with_break(before, since, now, fall_back=fall_back)
        )

    def after_break(self, target: Target, since: float, *, fall_back: bool) -> Capability:
        """What `note_break` would return; on any thread, and nothing is changed."""
        known = self._known(target, self._records, now := self._clock())
        return with_break(known, since, now, fall_back=fall_back)

    def _note(
        self, target: Target, now: float, after_that: Callable[[Capability | None], Capability]
    ) -> Capability:
        """Change what is known of a target, tell of it, and have it written."""

        def change(records: Records) -> Capability:
            known = self._known(target, records, now)
            after = after_that(known)
            if after is known and after.from_administrator:
                return after
            if after.from_administrator:
                after = replace(after, from_administrator=False)  # seen by the user's own reply
            records[target] = after
            records.move_to_end(target)
            return after

        before = self._known(target, self._records, now)
        after = change(self._records)
        self._trim()
        if after is before:
            return after
        self._write(change)
        if is_news(before if before and before.holds(now) else None, after):
            self._changed(target, after)
        return after

    def streams_at(self, target: Target) -> bool:
        """Whether another way of asking the same endpoint was seen to stream."""
        now = self._clock()
        return any(
            record.holds(now)
            and record.delivery is not Delivery.PLAIN
            and (known.provider, known.endpoint) == (target.provider, target.endpoint)
            for known, record in chain(self._records.items(), self.central.findings.items())
        )

    def _known(self, target: Target, own: Records, now: float) -> Capability | None:
        return known_of(target, own, self.central, now)

    @property
    def now(self) -> float:
        """The moment, by the clock that findings go by."""
        return self._clock()

    async def forget(self, matches: Callable[[Target], bool], *, with_central: bool = True) -> int:
        """Forget the targets that match; return how many were known. Waits for the disk.

        `with_central`: also what the administrator knows, for as long as this server runs.

        Raises OSError where that cannot be written: they are then known again after a restart.
        """
        await self.refresh()
        gone = [target for target in self._records if matches(target)]

        def drop(records: Records) -> None:
            for target in [target for target in records if matches(target)]:
                del records[target]

        everything = len(gone) == len(self._records)
        drop(self._records)
        self._write(drop)
        await self.flush()
        failed = self._failed
        # Whoever wants streaming tried again gets that; the files of the administrator stay.
        aside = self.central.set_aside(matches) if with_central else []
        everything = everything and not self.central.findings
        own = {for_everybody(target) for target in gone}
        gone += [target for target in aside if target not in own]
        if gone and everything:
            self._changed(None, None)
        else:
            for target in gone:
                self._changed(target, None)
        if failed:
            raise failed
        return len(gone)

    async def flush(self) -> None:
        """Wait until everything is on disk."""
        if self._writer is not None:
            await asyncio.shield(self._writer)

    def _trim(self) -> None:
        while len(self._records) > self._limit:
            self._records.popitem(last=False)

    def _write(self, change: _Change) -> None:
        if self._file is None:
            return
        self._waiting.append(change)
        if self._writer is None:
            self._writer = asyncio.get_running_loop().create_task(self._write_waiting(self._file))

    async def _write_waiting(self, file: CapabilityFile) -> None:
        try:
            while self._waiting:
                changes, self._waiting = self._waiting, []
                try:
                    seen, records = await asyncio.to_thread(_apply, file, changes)
                except OSError as error:
                    self._report(file, error)
                    # With the next finding it is tried again; what is too much has to go.
                    self._waiting = [*changes, *self._waiting][-self._limit :]
                    return
                self._failed = None
                for change in self._waiting:  # found out while the disk was at work
                    change(records)
                self._seen, self._records = seen, records
        finally:
            self._writer = None

    def _report(self, file: CapabilityFile, error: OSError) -> None:
        if str(error) != str(self._failed):
            self._log.warning(
                "AI stream toggle: what was found out about endpoints is forgotten when the "
                "server ends, for %s cannot be written: %s",
                file.path,
                error,
            )
        self._failed = error


def without_memory(log: logging.Logger) -> CapabilityMemory:
    """A memory that keeps nothing: each message to an endpoint is like the first."""
    return CapabilityMemory(_tell_nobody, log=log, limit=0)


def _tell_nobody(target: Target | None, capability: Capability | None) -> None:
    """There is nothing to tell."""
    del target, capability


def _apply(file: CapabilityFile, changes: list[_Change]) -> tuple[Fingerprint | None, Records]:
    def change(records: Records) -> None:
        for each in changes:
            each(records)

    return file.change(change)


def _read_if_changed(
    file: CapabilityFile, seen: Fingerprint | None
) -> tuple[Fingerprint | None, Records | None]:
    return (seen, None) if file.fingerprint() == seen else file.read()
