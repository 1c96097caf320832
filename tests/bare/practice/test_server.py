"""Starting and stopping the endpoint."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import (
    PracticeServer,
    PracticeThread,
    UnknownFaultError,
)

STREAM = {"messages": [{"role": "user", "content": "Hello"}], "stream": True}


def test_it_runs_in_the_callers_loop() -> None:
    async def ask() -> int:
        async with (
            PracticeServer("refuse-400") as server,
            httpx.AsyncClient(base_url=server.openai_url, trust_env=False) as client,
        ):
            return (await client.post("/chat/completions", json=STREAM)).status_code

    assert asyncio.run(ask()) == 400


def test_stopping_ends_a_stream_that_hangs() -> None:
    async def ask() -> httpx.HTTPError:
        async with (
            PracticeServer("hang") as server,
            httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
        ):
            asking = asyncio.create_task(client.post("/v1/chat/completions", json=STREAM))
            await asyncio.to_thread(server.journal.wait_for, lambda seen: len(seen) == 1)
            await server.stop()
            with pytest.raises(httpx.HTTPError) as caught:
                await asking
        return caught.value

    assert isinstance(asyncio.run(ask()), httpx.RemoteProtocolError)


def test_after_stopping_nothing_listens() -> None:
    with PracticeThread(PracticeServer()) as server:
        url = server.url
        assert httpx.get(url + "/v1/models", trust_env=False).status_code == 200

    with pytest.raises(httpx.ConnectError):
        httpx.get(url + "/v1/models", trust_env=False)


def test_it_listens_on_loopback_only() -> None:
    with PracticeThread(PracticeServer()) as server:
        assert server.url.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_an_error_for_the_caller() -> None:
    with PracticeThread(PracticeServer()) as server:
        port = httpx.URL(server.url).port
        assert port is not None
        with pytest.raises(OSError, match="in use"), PracticeThread(PracticeServer(port=port)):
            pass


def test_a_fault_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownFaultError, match="known are ok, slow"):
        PracticeServer("refuse-200")
