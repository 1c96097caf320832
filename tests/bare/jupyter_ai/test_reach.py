"""Whom the switch reaches, by their classes, and who stands beside it."""

from __future__ import annotations

from jupyterlab_ai_stream_toggle.jupyter_ai.reach import governed_of, out_of_reach
from jupyterlab_ai_stream_toggle.models.ungoverned import ungoverned


class Model:
    """Of no installed package."""


class Heir(Model):
    """Made of it by somebody else."""


def test_heirs_are_named_and_what_is_left_alone_is_not() -> None:
    twin = ungoverned(Model)
    assert issubclass(twin, Model)
    names = [each.name.rpartition(".")[2] for each in governed_of([Model])]
    assert names == ["Heir", "Model"]
    assert {each.version for each in governed_of([Model])} == {None}


def test_only_what_is_installed_is_named() -> None:
    assert out_of_reach() == []
