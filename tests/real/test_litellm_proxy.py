"""LiteLLM's proxy in front of models."""

from __future__ import annotations

import pytest

from tests.support.generation import JUPYTER_AI

from .endpoint import Endpoint
from .parts.aimock import ANSWER
from .parts.litellm_proxy import KEY
from .story import ANSWERED, MODES, Scene, Stories


def through(model: str, key: str = KEY, *, by: str = "openai") -> Endpoint:
    return Endpoint(by, model, "/litellm/v1", key)


PROVIDERS = ["openai"]
if JUPYTER_AI == 3:  # whose client is LiteLLM itself
    PROVIDERS.append("litellm_proxy")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("provider", PROVIDERS)
async def test_a_good_provider_behind_it(stories: Stories, provider: str, mode: str) -> None:
    told = await stories.chat(Scene(through("aimock", by=provider), mode))
    assert (told.outcome, told.text) == (ANSWERED, ANSWER)
    assert told.requests == ("n" if mode == "off" else "S")
    assert (told.pieces > 1) is (mode != "off")


@pytest.mark.parametrize("provider", PROVIDERS)
async def test_a_check_of_a_good_provider(stories: Stories, provider: str) -> None:
    await stories.check(Scene(through("aimock", by=provider), "auto"))


REFUSED = {"auto": (ANSWERED, "Sn"), "on": ("streaming-not-supported", "S"), "off": (ANSWERED, "n")}


@pytest.mark.parametrize("mode", REFUSED)
@pytest.mark.parametrize("provider", PROVIDERS)
async def test_a_refusal_behind_it_is_a_refusal(stories: Stories, provider: str, mode: str) -> None:
    scene = Scene(through("practice", by=provider), mode, fault="refuse-400")
    told = await stories.chat(scene)
    assert (told.outcome, told.requests) == REFUSED[mode]
    assert told.behind == told.requests
    await stories.check(scene)


WRONG = {
    "key": (through("aimock", "sk-key-of-nobody"), "key-rejected"),
    "model": (through("unheard-of"), "model-not-found"),
    "provider": (through("gone"), "provider-down"),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("wrong", WRONG)
async def test_what_it_refuses_itself(stories: Stories, wrong: str, mode: str) -> None:
    endpoint, cause = WRONG[wrong]
    assert (await stories.chat(Scene(endpoint, mode))).outcome == cause


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_check_of_what_it_refuses(stories: Stories, wrong: str) -> None:
    await stories.check(Scene(WRONG[wrong][0], "auto"))
