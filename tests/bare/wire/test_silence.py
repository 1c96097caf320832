"""The limit to the silence of a call that blocks, on a clock of its own."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from jupyterlab_ai_stream_toggle.wire.silence import Silence

LIMIT = 300.0
URL = "http://127.0.0.1/"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def reads(request: httpx.Request) -> Any:
    """How long a read may take."""
    return request.extensions["timeout"]["read"]


def request_of(client: httpx.Client) -> httpx.Request:
    return client.build_request("POST", URL)


@pytest.mark.parametrize(("own", "limit"), [(600, LIMIT), (None, LIMIT), (60, 60)])
def test_it_is_the_limit_of_the_reads_where_the_client_has_none_or_a_longer_one(
    clock: Clock, own: float | None, limit: float
) -> None:
    with httpx.Client(timeout=httpx.Timeout(5, read=own)) as client:
        request = request_of(client)
        Silence(LIMIT, clock).begin(client, request, httpx)
        assert reads(request) == limit
        assert request.extensions["timeout"]["connect"] == 5


def test_a_request_that_is_made_again_has_what_is_left(clock: Clock) -> None:
    with httpx.Client(timeout=600) as client:
        silence = Silence(LIMIT, clock)
        silence.begin(client, request_of(client), httpx)
        clock.now += 200
        again = request_of(client)
        silence.begin(client, again, httpx)
        assert reads(again) == 100
        silence.heard()  # the head: from now on each piece has the whole time
        assert reads(again) == LIMIT
        assert not silence.reached


def test_when_the_time_is_over_nothing_is_sent_any_more(clock: Clock) -> None:
    with httpx.Client(timeout=600) as client:
        silence = Silence(LIMIT, clock)
        silence.begin(client, request_of(client), httpx)
        clock.now += LIMIT
        silence.failed(httpx.ReadTimeout(""), httpx)
        assert silence.reached
        with pytest.raises(httpx.ReadTimeout):
            silence.begin(client, request_of(client), httpx)
        assert silence.reached


@pytest.mark.parametrize("error", [httpx.ReadTimeout(""), httpx.ReadError("")])
def test_what_the_client_gives_up_by_itself_is_its_own(clock: Clock, error: Exception) -> None:
    with httpx.Client(timeout=60) as client:
        silence = Silence(LIMIT, clock)
        silence.begin(client, request_of(client), httpx)
        silence.failed(error, httpx)
        assert not silence.reached


def test_a_request_without_limits_has_those_of_its_client(clock: Clock) -> None:
    with httpx.Client(timeout=httpx.Timeout(7, read=None)) as client:
        request = httpx.Request("POST", URL)
        Silence(LIMIT, clock).begin(client, request, httpx)
        assert request.extensions["timeout"] == {
            "connect": 7,
            "read": LIMIT,
            "write": 7,
            "pool": 7,
        }
