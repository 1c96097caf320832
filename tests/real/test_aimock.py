"""A provider that behaves well."""

from __future__ import annotations

import pytest

from tests.support.generation import JUPYTER_AI

from .conftest import Begin, Parts
from .endpoint import Endpoint
from .parts.aimock import ANSWER
from .story import ANSWERED

PATHS = {"openai": "/aimock/v1", "azure": "/aimock", "anthropic": "/aimock"}
PROVIDERS = sorted(PATHS) if JUPYTER_AI == 3 else ["azure", "openai"]
REQUESTS = {"auto": "S", "on": "S", "off": "n"}


@pytest.mark.parametrize("mode", REQUESTS)
@pytest.mark.parametrize("provider", PROVIDERS)
async def test_what_behaves_well_is_left_alone(
    parts: Parts, begin: Begin, provider: str, mode: str
) -> None:
    endpoint = Endpoint(provider, "some-model", parts.front.url + PATHS[provider])
    story = begin(endpoint, mode)
    told = await story.chat()
    assert (told.outcome, told.requests, told.text) == (ANSWERED, REQUESTS[mode], ANSWER)
    assert (told.pieces > 1) is (mode != "off")
    story.check(told.outcome)
