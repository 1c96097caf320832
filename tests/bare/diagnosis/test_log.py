"""The list of failures: one of a kind, counted, solved, dismissed, bounded."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.attached import attach, attached_to
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.log import LIMIT, Failure, FailureLog
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.target import Target

DOWN = diagnose(recorded({"status": 500}))
KEY = diagnose(recorded({"status": 401}))
AZURE = Target("azure", "gpt-4o", "https://contoso.example", key_mark="abcd")
OTHER = replace(AZURE, model="o1")


class Ears:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str | None, bool]] = []

    def __call__(self, failure: Failure | None, *, solved: bool) -> None:
        self.heard.append((failure.diagnosis.id if failure else None, solved))


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def log(ears: Ears) -> FailureLog:
    time = count(100)
    return FailureLog(ears, clock=lambda: next(time))


def test_one_of_a_kind_is_counted(log: FailureLog, ears: Ears) -> None:
    log.report(AZURE, DOWN)
    log.report(AZURE, KEY)
    log.report(AZURE, DOWN)
    first, second = log.failures()
    assert (first.diagnosis.id, first.count) == ("provider-down", 2)
    assert (first.first_seen, first.last_seen) == (100, 102)
    assert (second.diagnosis.id, second.count) == ("key-rejected", 1)
    assert ears.heard == [("provider-down", False), ("key-rejected", False)]


def test_targets_are_told_apart(log: FailureLog) -> None:
    assert log.report(AZURE, DOWN).id != log.report(OTHER, DOWN).id


def test_an_answer_solves_what_was_wrong_with_the_model(log: FailureLog, ears: Ears) -> None:
    log.report(AZURE, KEY)
    log.report(OTHER, DOWN)
    log.solved(replace(AZURE, key_mark="dcba", tools=True))  # with another key
    assert [each.target for each in log.failures()] == [OTHER]
    assert ears.heard[-1] == ("key-rejected", True)


def test_dismissing(log: FailureLog, ears: Ears) -> None:
    failure = log.report(AZURE, DOWN)
    assert log.dismiss(failure.id)
    assert not log.dismiss(failure.id)
    log.report(AZURE, DOWN)
    assert log.failures()[0].count == 1
    assert log.dismiss_all() == 1
    assert log.dismiss_all() == 0
    assert ears.heard == [
        ("provider-down", False),
        ("provider-down", True),
        ("provider-down", False),
        (None, True),
    ]


def test_it_never_grows_without_bound(log: FailureLog) -> None:
    for number in range(LIMIT + 5):
        log.report(replace(AZURE, model=str(number)), DOWN)
    models = [each.target.model for each in log.failures()]
    assert models == [str(number) for number in range(LIMIT + 4, 4, -1)]


def test_a_diagnosis_travels_with_its_exception() -> None:
    error = ValueError("as it was")
    attach(error, DOWN)
    assert str(error) == "as it was"
    assert attached_to(error) is DOWN
    wrapped = RuntimeError("a handler's own words")
    wrapped.__cause__ = error
    assert attached_to(wrapped) is DOWN


def test_an_error_of_somebody_elses_carries_none() -> None:
    failure = ValueError()
    attach(failure, DOWN)
    mishap = KeyError("while the failure was handled")
    mishap.__context__ = failure
    assert attached_to(mishap) is None
    assert attached_to(None) is None


def test_an_exception_that_takes_no_attribute_is_left_alone() -> None:
    class Closed(Exception):
        def __setattr__(self, name: str, value: object) -> None:
            raise AttributeError(name)

    attach(Closed(), DOWN)


def test_circles_of_causes_end() -> None:
    error = ValueError()
    error.__cause__ = error
    assert attached_to(error) is None
