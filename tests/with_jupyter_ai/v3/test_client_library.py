"""The check of the client library, with the LiteLLM that is installed."""

from __future__ import annotations

import asyncio

from jupyterlab_ai_stream_toggle.checks.result import Outcome
from jupyterlab_ai_stream_toggle.checks.static.client_library import client_library
from jupyterlab_ai_stream_toggle.jupyter_ai.connection import Unsaved
from tests.support.subjects import saved_subject


async def test_the_packages_of_this_environment_work() -> None:
    subject = saved_subject(
        Unsaved(
            provider="openai",
            model="gpt-4o",
            endpoint="http://127.0.0.1:9/v1",
            api_key="sk-none",
        )
    )
    assert subject.connection
    subject.model = await asyncio.to_thread(subject.connection.make)
    found = await client_library(subject)
    assert found.outcome is Outcome.PASSED, found
