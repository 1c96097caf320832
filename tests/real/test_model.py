"""A language model, and a gateway in front of it. It is slow: few questions, of one prompt."""

from __future__ import annotations

from .endpoint import Endpoint
from .parts.litellm_proxy import KEY
from .story import ANSWERED, MODES, Scene, Stories

WAYS = (
    Endpoint("openai", "llama", "/llama/v1"),
    Endpoint("openai", "llama", "/litellm/v1", KEY),
)


async def test_a_model_answers_in_every_mode(stories: Stories) -> None:
    for endpoint in WAYS:
        for mode in MODES:
            told = await stories.chat(Scene(endpoint, mode))
            assert told.outcome == ANSWERED
            assert told.requests == ("n" if mode == "off" else "S")
            assert (told.pieces > 1) is (mode != "off")


async def test_a_check_of_a_model(stories: Stories) -> None:
    for endpoint in WAYS:
        await stories.check(Scene(endpoint, "auto"))
