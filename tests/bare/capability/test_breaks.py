"""Streams that broke off: what is remembered of them, and when `auto` has had enough."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.capability.expiry import DAY, HOUR, MINUTE
from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import Delivery

from .memories import STREAM, TARGET, UNTOLD, Clock, memory

REQUIRED = Finding(Delivery.STREAM, Evidence.STREAM_REQUIRED)
NO_OPTIONS = Finding(Delivery.STREAM_WITHOUT_OPTIONS, Evidence.REFUSED)


class Days:
    """A memory, and what happens to a model of which it knows nothing at first."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.memory, self.told = memory(clock=self.clock)

    def breaks(self, *, fall_back: bool = True, begun: Finding = STREAM) -> Capability:
        """A stream begins well and breaks off a minute later."""
        asked = self.clock.now
        self.memory.learn(TARGET, begun)
        self.clock.now += MINUTE
        return self.memory.note_break(TARGET, asked, fall_back=fall_back)

    def ends(self) -> Capability:
        """A stream begins well and brings a whole answer."""
        self.memory.learn(TARGET, STREAM)
        self.memory.note_end(TARGET, marked=True)
        return self.known

    @property
    def known(self) -> Capability:
        known = self.memory.recall(TARGET)
        assert known is not None
        return known


def test_one_break_is_told_and_changes_nothing_else() -> None:
    days = Days()
    known = days.breaks()
    assert (known.delivery, known.evidence) == (Delivery.STREAM, Evidence.BROKE_OFF)
    assert (known.breaks, known.broken_at) == (1, days.clock.now)
    assert len(days.told) == 2, "that a stream began well, and that it broke off"


def test_from_the_second_in_a_row_on_no_stream_is_asked_for_a_while() -> None:
    days = Days()
    days.breaks()
    held = []
    for breaks in (2, 3, 4, 5):
        known = days.breaks()
        assert (known.delivery, known.evidence) == (Delivery.PLAIN, Evidence.BROKE_OFF)
        assert known.breaks == breaks
        held.append(known.expires - days.clock.now)
        days.clock.now = known.expires
    assert held == [10 * MINUTE, HOUR, DAY, DAY]


def test_a_complete_stream_begins_the_count_anew() -> None:
    days = Days()
    days.breaks()
    days.clock.now = days.breaks().expires
    known = days.ends()
    assert (known.delivery, known.evidence) == (Delivery.STREAM, Evidence.STREAM_WORKED)
    assert (known.breaks, known.broken_at) == (0, None)
    assert days.breaks().delivery is Delivery.STREAM


def test_it_does_so_while_streams_are_not_asked_for_in_auto() -> None:
    days = Days()  # with `on`, say
    days.breaks()
    days.breaks()
    assert days.known.delivery is Delivery.PLAIN
    days.memory.note_end(TARGET, marked=None)
    assert days.known.evidence is Evidence.STREAM_WORKED
    assert days.told[-1] == (TARGET, Delivery.STREAM)


def test_it_disproves_a_failure_without_a_reason() -> None:
    days = Days()
    days.memory.learn(TARGET, UNTOLD)
    days.memory.note_end(TARGET, marked=True)
    assert days.known.evidence is Evidence.STREAM_WORKED


def test_that_a_stream_begins_says_nothing_of_its_end() -> None:
    days = Days()
    days.breaks()
    days.memory.learn(TARGET, STREAM)
    assert days.known.evidence is Evidence.BROKE_OFF
    days.memory.learn(TARGET, NO_OPTIONS)
    assert days.known.breaks == 1


def test_what_breaks_side_by_side_counts_once() -> None:
    days = Days()
    asked = days.clock.now
    days.breaks()
    known = days.memory.note_break(TARGET, asked, fall_back=True)
    assert (known.breaks, known.delivery) == (1, Delivery.STREAM)


def test_on_counts_and_changes_nothing() -> None:
    days = Days()
    for _ in range(3):
        known = days.breaks(fall_back=False)
        assert known.delivery is Delivery.STREAM
    assert known.breaks == 3
    assert days.breaks().delivery is Delivery.PLAIN


def test_an_endpoint_that_takes_streams_only_is_asked_for_nothing_else() -> None:
    days = Days()
    for _ in range(3):
        known = days.breaks(begun=REQUIRED)
        assert (known.delivery, known.evidence) == (Delivery.STREAM, Evidence.STREAM_REQUIRED)
    assert known.breaks == 3


def test_why_options_are_left_out_is_not_forgotten() -> None:
    days = Days()
    known = days.breaks(begun=NO_OPTIONS)
    assert (known.delivery, known.evidence) == (
        Delivery.STREAM_WITHOUT_OPTIONS,
        Evidence.REFUSED,
    )
    assert days.breaks(begun=NO_OPTIONS).evidence is Evidence.BROKE_OFF


async def test_it_survives_a_restart(tmp_path: Path) -> None:
    path, clock = tmp_path / "known.json", Clock()
    made, _ = memory(path, clock=clock)
    for _ in range(2):
        asked = clock.now
        clock.now += MINUTE
        made.note_break(TARGET, asked, fall_back=True)
    await made.flush()
    other, _ = memory(path, clock=clock)
    await other.refresh()
    assert other.recall(TARGET) == made.recall(TARGET)
    assert other.recall(TARGET) is not None


STEPS = st.lists(st.sampled_from(["break", "break in on", "end", "begin", "fail", "hours"]))


@given(steps=STEPS)
def test_plain_for_broken_streams_only_after_two_in_a_row(steps: list[str]) -> None:
    days, breaks = Days(), 0
    for step in steps:
        if step.startswith("break"):
            breaks += 1
            days.breaks(fall_back=step == "break")
        elif step == "end":
            breaks = 0
            days.ends()
        elif step == "begin":
            days.memory.learn(TARGET, STREAM)
        elif step == "fail":
            days.memory.learn(TARGET, UNTOLD)
        else:
            days.clock.now += 2 * HOUR
        known = days.memory.recall(TARGET)
        if known is None:
            continue
        assert known.breaks <= breaks
        assert (known.broken_at is None) is (known.breaks == 0)
        if known.evidence is Evidence.BROKE_OFF:
            assert known.breaks > (1 if known.delivery is Delivery.PLAIN else 0)
        if step == "end":
            assert (known.delivery, known.breaks) == (Delivery.STREAM, 0)


def test_another_way_of_asking_the_endpoint_shows_that_it_streams() -> None:
    days = Days()
    other = replace(TARGET, model="o1", tools=True, key_mark="ffff")
    assert not days.memory.streams_at(other)
    days.memory.learn(TARGET, UNTOLD)
    assert not days.memory.streams_at(other)
    days.memory.learn(TARGET, STREAM)
    assert days.memory.streams_at(other)
    assert not days.memory.streams_at(replace(other, endpoint="https://other.example"))
    assert not days.memory.streams_at(replace(other, provider="openai"))
    days.clock.now += 40 * DAY
    assert not days.memory.streams_at(other)
