"""Who watches may come and go in any order, whoever else wraps the library meanwhile."""

from __future__ import annotations

import asyncio
import functools
import importlib
import importlib.util
from collections.abc import Callable, Iterator
from itertools import permutations
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.practice.thread import PracticeThread
from jupyterlab_ai_stream_toggle.wire.observer import Observer
from jupyterlab_ai_stream_toggle.wire.watch import LIBRARIES, WireWatch

HERE = [name for name in LIBRARIES if importlib.util.find_spec(name)]
NAMES = ("first", "second", "third")
STEPS = st.lists(st.sampled_from([*NAMES, "wrap", "wrap openly", "unwrap"]), max_size=12)
"""Those who watch come, or go if they are there; others wrap the library, and take that back."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[PracticeServer]:
    with PracticeThread(PracticeServer("ok")) as server:
        yield server


class Watchers:
    """Some who watch a library, and what each of them was told."""

    def __init__(self, library: ModuleType, endpoint: PracticeServer) -> None:
        self._library = library
        self._endpoint = endpoint
        self._before = dict(vars(library.AsyncClient))
        self._told: list[tuple[str, str]] = []
        self._watches = {name: WireWatch(self._observer_of(name)) for name in NAMES}
        self._wrappers: list[tuple[Any, Any]] = []
        self._requests = 0
        self.present: set[str] = set()

    def _observer_of(self, name: str) -> Callable[[Any], Observer | None]:
        told = self._told

        class Told(Observer):
            def __init__(self, request: Any) -> None:
                self.path = str(request.url.path)

            def complete(self) -> None:
                told.append((name, self.path))

        return Told

    def toggle(self, name: str) -> None:
        if name in self.present:
            self._watches[name].uninstall()
        else:
            self._watches[name].install()
        self.present ^= {name}

    def wrap(self, *, openly: bool) -> None:
        """As others do it: some keep what the function says of itself, some do not."""
        wrapped = self._library.AsyncClient.send

        async def send(client: Any, request: Any, **options: Any) -> Any:
            return await wrapped(client, request, **options)

        wrapper = functools.wraps(wrapped)(send) if openly else send
        self._library.AsyncClient.send = wrapper
        self._wrappers.append((wrapper, wrapped))

    def unwrap(self) -> None:
        """Who has wrapped it last takes that back, if nobody came on top."""
        if self._wrappers and self._library.AsyncClient.send is self._wrappers[-1][0]:
            self._library.AsyncClient.send = self._wrappers.pop()[1]

    async def ask(self) -> list[str]:
        """Send a request to the endpoint: who was told of it."""
        self._requests += 1
        path = f"/{self._requests}"
        async with self._library.AsyncClient(trust_env=False, verify=False) as client:
            answer = await client.get(f"{self._endpoint.url}{path}")
        assert answer.json()["error"]["message"] == "Resource not found"
        assert self._endpoint.journal.entries()[-1].path == path
        return [name for name, about in self._told if about == path]

    def is_as_before(self) -> bool:
        return dict(vars(self._library.AsyncClient)) == self._before

    async def leave(self) -> None:
        """Have all go, those who wrapped it last."""
        for name in sorted(self.present):
            self.toggle(name)
        assert await self.ask() == []
        while self._wrappers:
            assert self._library.AsyncClient.send is self._wrappers[-1][0], "it is not ours to take"
            self.unwrap()
            # What was left beneath is taken away when it is met.
            assert await self.ask() == []


@pytest.mark.parametrize("name", HERE)
async def test_they_come_and_go_in_each_order(name: str, endpoint: PracticeServer) -> None:
    library = importlib.import_module(name)
    orders = set(permutations(NAMES * 2))
    assert len(orders) == 90
    for order in sorted(orders):
        watchers = Watchers(library, endpoint)
        for each in order:
            watchers.toggle(each)
            assert sorted(await watchers.ask()) == sorted(watchers.present), order
        assert watchers.is_as_before(), order


@pytest.mark.parametrize("name", HERE)
@given(steps=STEPS)
@settings(max_examples=60)
def test_others_may_wrap_the_library_meanwhile(
    name: str, endpoint: PracticeServer, steps: list[str]
) -> None:
    watchers = Watchers(importlib.import_module(name), endpoint)

    async def take() -> None:
        try:
            for step in steps:
                if step == "unwrap":
                    watchers.unwrap()
                elif step.startswith("wrap"):
                    watchers.wrap(openly=step == "wrap openly")
                else:
                    watchers.toggle(step)
                assert sorted(await watchers.ask()) == sorted(watchers.present)
        finally:
            await watchers.leave()

    asyncio.run(take())
    assert watchers.is_as_before()


@pytest.mark.parametrize("name", HERE)
async def test_two_who_share_an_observer_are_told_once(name: str, endpoint: PracticeServer) -> None:
    """Also where somebody wrapped the library between the two."""
    watchers = Watchers(importlib.import_module(name), endpoint)
    watchers.toggle("first")
    watchers.wrap(openly=False)
    other = WireWatch(watchers._watches["first"]._observer_of)
    other.install()
    assert await watchers.ask() == ["first"]
    watchers.toggle("first")
    assert await watchers.ask() == ["first"], "the other still watches"
    other.uninstall()
    await watchers.leave()
    assert watchers.is_as_before()
