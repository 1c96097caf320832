"""Whom the switch reaches, by their classes, and who stands beside it."""

from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.jupyter_ai.reach import Obeying, governed_of, out_of_reach
from jupyterlab_ai_stream_toggle.models.ungoverned import ungoverned


class Model:
    """Of no installed package."""


class Heir(Model):
    """Made of it by somebody else."""


def test_heirs_are_named_and_what_is_left_alone_is_not() -> None:
    twin = ungoverned(Model)
    assert issubclass(twin, Model)
    governed = governed_of([Model], Obeying.ALL)
    assert [each.name.rpartition(".")[2] for each in governed] == ["Heir", "Model"]
    assert {each.version for each in governed} == {None}


@pytest.mark.parametrize("obeying", [Obeying.PASSED, Obeying.OF_JUPYTER_AI])
def test_heirs_of_a_class_do_not_obey_where_only_some_of_its_models_do(obeying: Obeying) -> None:
    (governed,) = governed_of([Model], obeying)
    assert governed.name.endswith(".Model")
    assert governed.obeying is obeying


def test_only_what_is_installed_is_named() -> None:
    assert out_of_reach() == []
