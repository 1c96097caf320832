"""nginx in front of models: as it comes, and as it is set up."""

from __future__ import annotations

import pytest

from .conftest import Parts
from .endpoint import Endpoint
from .known import Known, cases
from .parts.aimock import ANSWER
from .story import ANSWERED, MODES, Scene, Stories


@pytest.mark.parametrize("mode", MODES)
async def test_what_is_buffered_and_compressed_arrives(stories: Stories, mode: str) -> None:
    scene = Scene(Endpoint("openai", "buffered", "/buffering/v1"), mode)
    for told in (await stories.chat(scene), await stories.message()):
        assert (told.outcome, told.text) == (ANSWERED, ANSWER)
        assert told.requests == ("n" if mode == "off" else "S"), "nothing wrong is learned"
    await stories.check(scene)


IMPATIENT = Endpoint("openai", "impatient", "/impatient/v1")
CUT = {"before the headers": "gateway-timeout", "after the headers": "stream-interrupted"}


def cut_off(cut: str, mode: str) -> Scene:
    """A gateway whose patience ends before the first word of a stream."""
    before = cut == "before the headers"
    return Scene(IMPATIENT, mode, fault="hang" if before else "slow", headers_first=not before)


ONE_PLAIN_REQUEST: Known = {
    ("before the headers", "auto"): "a 504 of a gateway is raised without a plain request"
}


@pytest.mark.parametrize(("cut", "mode"), cases(CUT, MODES, ONE_PLAIN_REQUEST))
async def test_a_stream_that_a_gateway_gives_up(stories: Stories, cut: str, mode: str) -> None:
    told = await stories.chat(cut_off(cut, mode))
    assert told.outcome == (CUT[cut] if mode == "on" else ANSWERED)
    # How often a client library tries again by itself is its own business.
    assert (told.requests.strip("S") or "S", told.requests[0]) == {
        "auto": ("n", "S"),
        "on": ("S", "S"),
        "off": ("n", "n"),
    }[mode]


@pytest.mark.parametrize(("cut", "mode"), cases(CUT, MODES, {}))
async def test_a_check_of_it(stories: Stories, cut: str, mode: str) -> None:
    await stories.check(cut_off(cut, mode))


WAYS = {
    "login": "proxy-blocked",
    "password": "key-rejected",
    "denied": "proxy-blocked",
    "gone": "provider-down",
    "moved": "certificate-not-trusted",
}
WRONG_IN_CHAT: Known = {}
WRONG_IN_CHECKS: Known = {}


@pytest.mark.parametrize(("way", "mode"), cases(WAYS, MODES, WRONG_IN_CHAT))
async def test_what_stands_in_the_way(stories: Stories, way: str, mode: str) -> None:
    told = await stories.chat(Scene(Endpoint("openai", way, f"/{way}/v1"), mode))
    assert told.outcome == WAYS[way]
    assert set(told.requests) <= ({"n"} if mode == "off" else {"S", "n"})


@pytest.mark.parametrize(("way", "mode"), cases(WAYS, MODES, WRONG_IN_CHECKS))
async def test_a_check_of_what_stands_in_the_way(stories: Stories, way: str, mode: str) -> None:
    await stories.check(Scene(Endpoint("openai", way, f"/{way}/v1"), mode))


@pytest.mark.parametrize("mode", MODES)
async def test_a_certificate_of_its_own(parts: Parts, stories: Stories, mode: str) -> None:
    scene = Scene(Endpoint("openai", "self-signed", f"{parts.front.tls}/v1"), mode)
    told = await stories.chat(scene)
    assert (told.outcome, told.requests) == ("certificate-not-trusted", "")
    await stories.check(scene)
