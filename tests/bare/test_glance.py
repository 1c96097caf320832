"""A look at a file, on the event loop or beside it."""

from __future__ import annotations

import threading

import pytest

from jupyterlab_ai_stream_toggle import glance
from jupyterlab_ai_stream_toggle.glance import Glance


class Looks:
    """Notes on which thread each look was taken."""

    def __init__(self) -> None:
        self.on_the_loop: list[bool] = []

    def __call__(self) -> str:
        self.on_the_loop.append(threading.current_thread() is threading.main_thread())
        return "seen"


async def test_a_quick_disk_is_looked_at_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glance, "QUICK", 60.0)  # whatever else the machine does
    looks = Looks()
    look = Glance(looks)
    assert [await look.take() for _ in range(3)] == ["seen"] * 3
    assert looks.on_the_loop == [False, True, True]


async def test_a_slow_disk_is_looked_at_on_a_worker_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glance, "QUICK", 0.0)
    looks = Looks()
    look = Glance(looks)
    assert [await look.take() for _ in range(3)] == ["seen"] * 3
    assert looks.on_the_loop == [False, False, False]


async def test_a_look_that_fails_is_taken_again() -> None:
    def look() -> None:
        raise OSError("gone")

    glanced = Glance(look)
    for _ in range(3):
        with pytest.raises(OSError, match="gone"):
            await glanced.take()
