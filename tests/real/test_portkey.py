"""Portkey's gateway in front of an endpoint that refuses streams."""

from __future__ import annotations

import pytest

from .conftest import Parts
from .endpoint import Endpoint
from .parts.portkey import leading_to
from .story import ANSWERED, MODES, Scene, Stories

REFUSED = {"auto": (ANSWERED, "Sn"), "on": ("streaming-not-supported", "S"), "off": (ANSWERED, "n")}


def to_a_refusal(parts: Parts, mode: str) -> Scene:
    headers = leading_to(parts.lab.practice.url)
    return Scene(Endpoint("openai", "led", "/portkey/v1", headers=headers), mode, "refuse-400")


@pytest.mark.parametrize("mode", REFUSED)
async def test_a_refusal_behind_it_is_a_refusal(parts: Parts, stories: Stories, mode: str) -> None:
    scene = to_a_refusal(parts, mode)
    told = await stories.chat(scene)
    assert (told.outcome, told.requests) == REFUSED[mode]
    assert told.behind == told.requests
    await stories.check(scene)


async def test_the_own_requests_of_a_check_find_the_way(parts: Parts, stories: Stories) -> None:
    run = await stories.check(to_a_refusal(parts, "auto"))
    assert [each["problem"] for each in run["comparison"] if each["kind"] == "plain"] == [None] * 2


@pytest.mark.parametrize("mode", MODES)
async def test_nobody_behind_it(parts: Parts, stories: Stories, mode: str) -> None:
    assert (await stories.chat(Scene(to_nobody(parts), mode))).outcome == "provider-down"


async def test_a_check_of_nobody_behind_it(parts: Parts, stories: Stories) -> None:
    await stories.check(Scene(to_nobody(parts), "auto"))


def to_nobody(parts: Parts) -> Endpoint:
    return Endpoint("openai", "nobody", "/portkey/v1", headers=leading_to(parts.nobody))


ASTRAY = Endpoint("openai", "astray", "/portkey/v1")


@pytest.mark.parametrize("mode", MODES)
async def test_a_header_that_is_missing(stories: Stories, mode: str) -> None:
    told = await stories.chat(Scene(ASTRAY, mode))
    assert told.outcome == "header-missing"


async def test_a_check_of_a_header_that_is_missing(stories: Stories) -> None:
    await stories.check(Scene(ASTRAY, "auto"))
