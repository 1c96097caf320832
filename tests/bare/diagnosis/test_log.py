"""The list of failures: one of a model, counted, disproved, dismissed, bounded."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.diagnosis.attached import attach, attached_to
from jupyterlab_ai_stream_toggle.diagnosis.cause import Cause
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.diagnosis import Diagnosis
from jupyterlab_ai_stream_toggle.diagnosis.evidence import FailureEvidence, Phase
from jupyterlab_ai_stream_toggle.diagnosis.log import LIMIT, Failure, FailureLog
from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.target import Target

DOWN = diagnose(recorded({"status": 500}))
KEY = diagnose(recorded({"status": 401}))
DIAGNOSES = (DOWN, KEY, *(diagnose(recorded({"status": status})) for status in (404, 429)))
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


def test_the_same_again_is_counted(log: FailureLog, ears: Ears) -> None:
    log.report(AZURE, DOWN)
    log.report(replace(AZURE, tools=True), DOWN)
    (failure,) = log.failures()
    assert (failure.diagnosis.id, failure.count) == ("provider-down", 2)
    assert (failure.first_seen, failure.last_seen) == (100, 101)
    assert ears.heard == [("provider-down", False)]


def test_the_newest_failure_of_a_model_takes_the_place_of_its_last(
    log: FailureLog, ears: Ears
) -> None:
    log.report(AZURE, DOWN)
    log.report(replace(AZURE, key_mark="dcba", endpoint="https://other.example"), KEY)
    log.report(AZURE, DOWN)
    (failure,) = log.failures()
    assert (failure.diagnosis.id, failure.count) == ("provider-down", 1)
    assert [name for name, _ in ears.heard] == ["provider-down", "key-rejected", "provider-down"]


@given(reports=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans())))
def test_of_each_model_the_newest_is_told_whatever_has_failed(
    reports: list[tuple[int, int, bool]],
) -> None:
    log = FailureLog()
    newest: dict[str, str] = {}
    for model, which, tools in reports:
        about = replace(AZURE, model=str(model), tools=tools)
        newest.pop(about.model, None)
        newest[about.model] = log.report(about, DIAGNOSES[which]).diagnosis.id
    told = [(each.target.model, each.diagnosis.id) for each in log.failures()]
    assert told == list(reversed(newest.items()))


def test_targets_are_told_apart(log: FailureLog) -> None:
    assert log.report(AZURE, DOWN).id != log.report(OTHER, DOWN).id


def test_an_answer_shows_that_what_failed_works(log: FailureLog, ears: Ears) -> None:
    log.report(AZURE, KEY)
    log.report(OTHER, DOWN)
    log.answered(replace(AZURE, key_mark="dcba", tools=True))  # with another key
    assert [each.target for each in log.failures()] == [OTHER]
    assert ears.heard[-1] == ("key-rejected", True)


def told_of(cause: Cause, phase: Phase = Phase.BEFORE_CONTENT) -> Diagnosis:
    return diagnose(FailureEvidence(phase=phase, diagnosed=cause.id))


@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_what_an_answer_disproves(cause: Cause) -> None:
    """By cause: a table of what is left standing."""

    def left_by(
        answered: Target, *, as_chat: bool = True, phase: Phase = Phase.BEFORE_CONTENT
    ) -> bool:
        log = FailureLog()
        log.report(AZURE, told_of(cause, phase))
        log.answered(answered, as_chat=as_chat)
        return bool(log.failures())

    assert not left_by(AZURE), "its own answer shows it to be past"
    assert not left_by(AZURE, as_chat=False, phase=Phase.PLAIN_REQUEST)
    of_a_stream = cause.id in OF_STREAMS
    assert left_by(AZURE, as_chat=False) is of_a_stream, "who asked for no stream knows of none"
    in_common = cause.id in IN_COMMON
    assert left_by(OTHER) is not in_common, (
        "a key, a host: what another model has in common with it"
    )
    assert left_by(replace(OTHER, endpoint="https://other.example"))
    assert left_by(replace(AZURE, provider="openai"))


OF_STREAMS = {
    "streaming-not-supported",
    "stream-options-not-supported",
    "streaming-permission-denied",
    "stream-interrupted",
    "stream-silent",
    "empty-reply",
    "reply-malformed",
}
IN_COMMON = {
    "browser-blocked",
    "key-missing",
    "key-rejected",
    "host-not-found",
    "connection-refused",
    "certificate-not-trusted",
    "proxy-blocked",
}


def test_what_is_asked_again_is_set_aside_and_counted_on(log: FailureLog, ears: Ears) -> None:
    failed = log.report(AZURE, KEY)
    log.set_aside(failed)
    assert log.failures() == []
    log.set_aside(failed)
    assert log.report(AZURE, KEY).count == 2
    assert ears.heard == [("key-rejected", False), ("key-rejected", True), ("key-rejected", False)]


def test_what_failed_since_is_not_set_aside(log: FailureLog) -> None:
    failed = log.report(AZURE, KEY)
    log.report(AZURE, KEY)
    log.set_aside(failed)
    assert log.failures()[0].count == 2


def test_what_was_set_aside_and_answered_begins_anew(log: FailureLog) -> None:
    log.set_aside(log.report(AZURE, KEY))
    log.answered(AZURE)
    assert log.report(AZURE, KEY).count == 1


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
