"""A damaged settings file over REST: what is wrong, what differs, and back."""

from __future__ import annotations

import json

import pytest
from tornado.httpclient import HTTPClientError

from tests.support.settings import Settings

from .test_rest import NAMESPACE, OFF, Fetch, call

CANARY = "sk-canary0123456789abcdefghijklmnop"


async def restored(fetch: Fetch) -> dict[str, object]:
    answer = await fetch(NAMESPACE, "recovery", method="POST", body="")
    return dict(json.loads(answer.body))


async def test_the_last_good_settings_come_back(jp_fetch: Fetch, settings: Settings) -> None:
    await call(jp_fetch, "PUT", "modes", OFF)
    good = settings.path.read_text()
    settings.write(f"api_key={CANARY}")

    status = await call(jp_fetch, "GET", "status")
    assert status["settings_damaged"] is True
    found = await call(jp_fetch, "GET", "recovery")
    assert found["path"] == str(settings.path)
    assert found["problem"]
    assert found["last_good"]
    assert '+        "azure": "off"' in found["differences"]
    assert CANARY not in json.dumps([status, found])

    done = await restored(jp_fetch)
    assert done["from_copy"] is True
    assert settings.path.read_text() == good
    status = await call(jp_fetch, "GET", "status")
    assert (status["settings_error"], status["settings_damaged"]) == (None, False)


async def test_where_nothing_is_damaged_nothing_is_done(
    jp_fetch: Fetch, settings: Settings
) -> None:
    await call(jp_fetch, "PUT", "modes", OFF)
    good = settings.path.read_text()
    assert (await call(jp_fetch, "GET", "recovery"))["problem"] is None
    with pytest.raises(HTTPClientError) as raised:
        await restored(jp_fetch)
    assert raised.value.code == 409
    assert raised.value.response is not None
    assert "nothing to restore" in json.loads(raised.value.response.body)["message"]
    assert settings.path.read_text() == good
