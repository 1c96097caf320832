"""A provider that behaves well, in front of which nothing stands."""

from __future__ import annotations

import pytest

from tests.support.generation import JUPYTER_AI

from .endpoint import Endpoint
from .parts.aimock import ANSWER
from .story import ANSWERED, MODES, Scene, Stories

PROVIDERS = {
    "azure": Endpoint("azure", "a-deployment", "/aimock"),
    "openai": Endpoint("openai", "a-model", "/aimock/v1"),
}
if JUPYTER_AI == 3:  # the packages of its environment reach it
    PROVIDERS["anthropic"] = Endpoint("anthropic", "claude-of-aimock", "/aimock")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("provider", PROVIDERS)
async def test_what_behaves_well_is_left_alone(stories: Stories, provider: str, mode: str) -> None:
    told = await stories.chat(Scene(PROVIDERS[provider], mode))
    assert (told.outcome, told.text) == (ANSWERED, ANSWER)
    assert told.requests == ("n" if mode == "off" else "S")
    assert (told.pieces > 1) is (mode != "off")


@pytest.mark.parametrize("provider", PROVIDERS)
async def test_a_check_of_it(stories: Stories, provider: str) -> None:
    await stories.check(Scene(PROVIDERS[provider], "auto"))
