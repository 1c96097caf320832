"""Methods that are replaced and put back."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.jupyter_ai.adapter import SeamMissing
from jupyterlab_ai_stream_toggle.jupyter_ai.seam import Seam


class Base:
    def speak(self, word: str) -> str:
        """Say it."""
        return word

    silent = property(lambda self: "")


class Child(Base):
    pass


@pytest.fixture
def classes() -> tuple[Any, Any]:
    """Classes of the test's own."""
    base = type("Base", (), dict(vars(Base)))
    return base, type("Child", (base,), {})


def loud(seam: Seam) -> Any:
    return lambda self, word: seam.original(self, word).upper()


def test_a_method_is_replaced_and_put_back(classes: tuple[Any, Any]) -> None:
    base, _ = classes
    original = vars(base)["speak"]
    seam = Seam(base, "speak", ("word",))
    seam.restore()
    seam.replace(loud(seam))
    assert base().speak("a") == "A"
    assert base.speak.__doc__ == "Say it."
    seam.restore()
    seam.restore()
    assert vars(base)["speak"] is original


def test_an_inherited_method_is_inherited_again(classes: tuple[Any, Any]) -> None:
    base, child = classes
    seam = Seam(child, "speak")
    assert seam.inherited
    seam.replace(loud(seam))
    assert (base().speak("a"), child().speak("a")) == ("a", "A")
    assert Seam(child, "speak").inherited
    seam.restore()
    assert "speak" not in vars(child)


def test_nothing_is_wrapped_twice(classes: tuple[Any, Any]) -> None:
    base, _ = classes
    original = vars(base)["speak"]
    first = Seam(base, "speak")
    first.replace(loud(first))
    second = Seam(base, "speak")
    assert second.original is original
    second.replace(loud(second))
    first.restore()
    assert base().speak("a") == "A"
    second.restore()
    assert vars(base)["speak"] is original


def test_what_others_put_on_top_stays(classes: tuple[Any, Any]) -> None:
    base, _ = classes
    ours = Seam(base, "speak")
    ours.replace(loud(ours))

    @functools.wraps(base.speak)
    def theirs(self: Any, word: str) -> str:
        return str(ours.ours(self, word) + "!") if ours.ours else word

    base.speak = theirs
    assert Seam(base, "speak").original is theirs
    ours.restore()
    assert base.speak is theirs


@pytest.mark.parametrize(("name", "takes"), [("shout", ()), ("silent", ()), ("speak", ("volume",))])
def test_another_shape_is_reported(
    classes: tuple[Any, Any], name: str, takes: tuple[str, ...]
) -> None:
    with pytest.raises(SeamMissing, match=name) as raised:
        Seam(classes[0], name, takes)
    assert raised.value.reason == "seam-missing"
