"""nginx in front of models: as it comes, and as it is set up."""

from __future__ import annotations

import pytest

from .conftest import Parts
from .endpoint import Endpoint
from .parts.aimock import ANSWER
from .story import ANSWERED, MODES, Scene, Stories


@pytest.mark.parametrize("mode", MODES)
async def test_what_is_buffered_and_compressed_arrives(stories: Stories, mode: str) -> None:
    scene = Scene(Endpoint("openai", "buffered", "/buffering/v1"), mode)
    for told in (await stories.chat(scene), await stories.message()):
        assert (told.outcome, told.text) == (ANSWERED, ANSWER)
        assert told.requests == ("n" if mode == "off" else "S"), "nothing wrong is learned"
        assert told.codings == {"gzip"}


IMPATIENT = Endpoint("openai", "impatient", "/impatient/v1")
CUT = {"before the headers": "gateway-timeout", "after the headers": "stream-interrupted"}


def cut_off(cut: str, mode: str) -> Scene:
    """A gateway whose patience ends before the first word of a stream."""
    before = cut == "before the headers"
    return Scene(IMPATIENT, mode, fault="hang" if before else "slow", headers_first=not before)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("cut", CUT)
async def test_a_stream_that_a_gateway_gives_up(stories: Stories, cut: str, mode: str) -> None:
    told = await stories.chat(cut_off(cut, mode))
    # A gateway that answers 504 would not wait for a whole answer either, which takes longer.
    final = mode == "on" or (mode == "auto" and cut == "before the headers")
    assert told.outcome == (CUT[cut] if final else ANSWERED)
    if mode == "auto":
        assert told.requests == ("S" if final else "Sn")
    else:  # how often a client library tries again by itself is its own business
        assert set(told.requests) == {"S" if mode == "on" else "n"}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("cut", CUT)
async def test_a_check_of_it(stories: Stories, cut: str, mode: str) -> None:
    await stories.check(cut_off(cut, mode))


@pytest.mark.parametrize("mode", ["auto", "on"])
async def test_a_stream_that_is_given_up_in_its_midst(stories: Stories, mode: str) -> None:
    told = await stories.chat(Scene(IMPATIENT, mode, fault="hang-mid"))
    assert (told.outcome, told.requests) == ("stream-interrupted", "S")
    assert told.text, "what had come is kept"


WAYS = {
    "login": "proxy-blocked",
    "password": "key-rejected",
    "denied": "permission-denied",
    "gone": "provider-down",
    "limited": "rate-limited",
    "moved": "certificate-not-trusted",
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("way", WAYS)
async def test_what_stands_in_the_way(stories: Stories, way: str, mode: str) -> None:
    told = await stories.chat(Scene(Endpoint("openai", way, f"/{way}/v1"), mode))
    assert told.outcome == WAYS[way]
    assert set(told.requests) <= ({"n"} if mode == "off" else {"S", "n"})


@pytest.mark.parametrize("way", WAYS)
async def test_a_check_of_what_stands_in_the_way(stories: Stories, way: str) -> None:
    await stories.check(Scene(Endpoint("openai", way, f"/{way}/v1"), "auto"))


@pytest.mark.parametrize("mode", MODES)
async def test_a_certificate_of_its_own(parts: Parts, stories: Stories, mode: str) -> None:
    told = await stories.chat(self_signed(parts, mode))
    assert (told.outcome, told.requests) == ("certificate-not-trusted", "")


async def test_a_check_of_the_certificate(parts: Parts, stories: Stories) -> None:
    await stories.check(self_signed(parts, "auto"))


def self_signed(parts: Parts, mode: str) -> Scene:
    return Scene(Endpoint("openai", "self-signed", f"{parts.front.tls}/v1"), mode)
