"""What an exception says is exchanged, and nothing else of it."""

from __future__ import annotations

import copy
import pickle
import traceback
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.exceptions import text_of
from jupyterlab_ai_stream_toggle.diagnosis.reworded import reword


class Refused(Exception):
    """As client libraries have them: with words and attributes of its own."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status_code = status


class Louder(Refused):
    """Has its own way to say it."""

    def __str__(self) -> str:
        return self.message.upper()


def raised(error: Exception) -> Exception:
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


@pytest.fixture(params=[Refused, Louder])
def error(request: pytest.FixtureRequest) -> Refused:
    made: Refused = raised(request.param("a dump", 429))  # type: ignore[assignment]
    return made


def test_it_says_something_else(error: Refused) -> None:
    reword(error, "Rate limit reached.")
    assert str(error) == f"{error}" == "Rate limit reached."
    assert "Rate limit reached." in traceback.format_exception_only(type(error), error)[-1]


def test_it_is_what_it_was(error: Refused) -> None:
    kind, trace = type(error), error.__traceback__
    reword(error, "Rate limit reached.")
    assert isinstance(error, kind)
    assert (type(error).__name__, type(error).__module__) == (kind.__name__, kind.__module__)
    assert (error.args, error.message, error.status_code) == (("a dump",), "a dump", 429)
    assert error.__traceback__ is trace
    with pytest.raises(kind):
        raise error


def test_the_last_words_count_and_its_own_are_known(error: Refused) -> None:
    own = str(error)
    reword(error, "first")
    reword(error, "second")
    assert str(error) == "second"
    assert text_of(error) == own


def test_one_does_not_speak_for_another(error: Refused) -> None:
    other = type(error)("another")
    own = str(other)
    reword(error, "first")
    assert str(other) == own


def test_copied_and_sent_elsewhere_it_is_what_was_raised() -> None:
    error = Refused("a dump", 429)
    reword(error, "Rate limit reached.")
    for each in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(each) is Refused
        assert each.status_code == 429


@pytest.mark.parametrize("error", [ConnectionError("a dump"), OSError(2, "a dump", Path("x"))])
def test_python_s_own_are_left(error: Exception) -> None:
    own = str(error)
    reword(error, "Something else.")
    assert str(error) == text_of(error) == own
