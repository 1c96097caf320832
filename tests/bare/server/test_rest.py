"""The REST interface, over HTTP, against a real server."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPResponse

from jupyterlab_ai_stream_toggle import __version__
from tests.support.settings import Settings

from .conftest import RESOURCE, Gate

Fetch = Callable[..., Awaitable[HTTPResponse]]

NAMESPACE = "jupyterlab-ai-stream-toggle"
ENDPOINTS = [
    ("GET", "status", "read"),
    ("GET", "providers", "read"),
    ("PUT", "modes", "write"),
    ("GET", "recovery", "read"),
    ("POST", "recovery", "write"),
    ("GET", "capabilities", "read"),
    ("DELETE", "capabilities", "write"),
    ("DELETE", "capabilities/0123456789abcdef", "write"),
    ("GET", "failures", "read"),
    ("DELETE", "failures", "write"),
    ("DELETE", "failures/0123456789abcdef", "write"),
    ("POST", "browser/plans", "write"),
    ("POST", "browser/answers", "write"),
    ("POST", "browser/failures", "write"),
    ("POST", "checks", "write"),
    ("GET", "checks/0123456789abcdef", "read"),
    ("DELETE", "checks/0123456789abcdef", "write"),
]
OFF = {"provider": "azure", "mode": "off"}


async def call(fetch: Fetch, method: str, name: str, body: object = None, **kwargs: Any) -> Any:
    """The JSON of an answer that is a success."""
    response = await fetch(
        NAMESPACE, name, method=method, body=None if body is None else json.dumps(body), **kwargs
    )
    assert response.code == 200
    assert response.headers["Content-Type"] == "application/json"
    return json.loads(response.body)


async def refused(fetch: Fetch, body: object, status: int) -> Any:
    """The JSON of an answer to `PUT modes` that is not a success."""
    text = body if isinstance(body, str) else json.dumps(body)
    with pytest.raises(HTTPClientError) as raised:
        await fetch(NAMESPACE, "modes", method="PUT", body=text)
    assert raised.value.code == status
    assert raised.value.response is not None
    return json.loads(raised.value.response.body)


async def provider(fetch: Fetch, provider_id: str) -> Any:
    entries = (await call(fetch, "GET", "providers"))["providers"]
    return next((entry for entry in entries if entry["id"] == provider_id), None)


async def test_status_tells_the_version_and_what_was_found(jp_fetch: Fetch) -> None:
    status = await call(jp_fetch, "GET", "status")
    assert status["version"] == __version__
    assert status["settings_error"] is None
    assert status["in_effect"] is (status["why_not"] is None)
    assert status["limits"] == []
    # Whatever Jupyter AI this environment has, this server has not loaded its extension.
    assert status["target"] is None
    assert status["decision"] is None


async def test_without_jupyter_ai_the_reason_and_the_cure_are_told(jp_fetch: Fetch) -> None:
    status = await call(jp_fetch, "GET", "status")
    assert status["jupyter_ai"] == {"generation": "none", "version": None}
    assert status["in_effect"] is False
    assert status["why_not"]["id"] == "jupyter-ai-missing"
    assert "jupyterlab-ai-stream-toggle[v3]" in status["why_not"]["text"]
    assert (await call(jp_fetch, "GET", "providers"))["providers"] == []


async def test_a_mode_is_saved_and_in_force(jp_fetch: Fetch, settings: Settings) -> None:
    changed = await call(jp_fetch, "PUT", "modes", OFF)
    assert changed == {
        "provider": "azure",
        "model": None,
        "mode": "off",
        "decision": {
            "mode": "off",
            "source": "provider-setting",
            "locked": False,
            "lock_reason": None,
            "allowed": ["auto", "on", "off"],
            "passed_over": None,
            "delivery": "plain",
            "outlook": "all-at-once",
            "learned": None,
        },
    }
    assert settings.read() == {"providers": {"azure": "off"}}
    entry = await provider(jp_fetch, "azure")
    assert entry["mode"] == "off"
    assert entry["decision"]["source"] == "provider-setting"


async def test_a_model_has_a_mode_of_its_own(jp_fetch: Fetch, settings: Settings) -> None:
    await call(jp_fetch, "PUT", "modes", OFF)
    await call(jp_fetch, "PUT", "modes", {"provider": "azure", "model": "a/b:1", "mode": "on"})
    assert settings.read()["models"] == {"azure:a/b:1": "on"}
    entry = await provider(jp_fetch, "azure")
    (model,) = entry["models"]
    assert (model["id"], model["mode"]) == ("a/b:1", "on")
    assert model["decision"]["source"] == "model-setting"


async def test_the_default_for_everything_is_saved(jp_fetch: Fetch, settings: Settings) -> None:
    answer = await call(jp_fetch, "PUT", "modes", {"provider": None, "mode": "off"})
    assert answer["decision"]["source"] == "user-default"
    assert answer["decision"]["delivery"] == "plain"
    assert settings.read() == {"defaultMode": "off"}
    await call(jp_fetch, "PUT", "modes", {"provider": None, "mode": None})
    assert settings.read() == {}


async def test_null_is_inherit(jp_fetch: Fetch, settings: Settings) -> None:
    await call(jp_fetch, "PUT", "modes", OFF)
    changed = await call(jp_fetch, "PUT", "modes", {"provider": "azure", "mode": None})
    assert changed["mode"] is None
    assert changed["decision"]["source"] == "built-in"
    assert settings.read() == {}


@pytest.mark.parametrize(
    ("body", "field", "value", "allowed"),
    [
        ({"provider": "azure", "mode": "never"}, "mode", '"never"', ["auto", "on", "off", "null"]),
        ({"provider": "azure", "mode": True}, "mode", "true", ["auto", "on", "off", "null"]),
        ({"provider": "azure"}, "mode", None, ["auto", "on", "off", "null"]),
        ({"mode": "off"}, "provider", None, None),
        ({"provider": "", "mode": "off"}, "provider", '""', None),
        ({"provider": "azure:gpt-4o", "mode": "off"}, "provider", '"azure:gpt-4o"', None),
        ({"provider": 7, "mode": "off"}, "provider", "7", None),
        ({"provider": "azure", "model": "", "mode": "off"}, "model", '""', None),
        ({"provider": None, "model": "gpt-4o", "mode": "off"}, "provider", "null", None),
        ({**OFF, "models": "x"}, "models", '"x"', None),
        ({"provider": "a" * 129, "mode": "off"}, "provider", None, None),
        ({"provider": "a\u0000", "mode": "off"}, "provider", None, None),
        ({"provider": "azure", "model": " ", "mode": "off"}, "model", '" "', None),
        ({"provider": "azure", "model": "m" * 257, "mode": "off"}, "model", None, None),
        ({"provider": "azure", "model": "m" * 5000, "mode": "off"}, None, None, None),
        ("[" * 4000, None, None, None),
        ([OFF], None, None, ["provider", "model", "mode"]),
        ("{", None, None, None),
        ("", None, None, None),
    ],
)
async def test_bad_input_is_named_with_what_is_allowed(
    jp_fetch: Fetch,
    settings: Settings,
    body: object,
    field: str | None,
    value: str | None,
    allowed: list[str] | None,
) -> None:
    problem = await refused(jp_fetch, body, 400)
    assert problem["message"]
    assert problem["field"] == field
    if value is not None:
        assert problem["value"] == value
    if allowed is not None:
        assert problem["allowed"] == allowed
    assert problem["next_step"]
    assert not settings.path.exists()


class TestLocked:
    @pytest.fixture
    def stream_toggle_config(self) -> dict[str, Any]:
        return {
            "default_mode": "off",
            "locked": {"azure": {"mode": "off", "reason": "The gateway buffers."}},
        }

    @pytest.mark.parametrize("model", [None, "gpt-4o"])
    async def test_a_lock_refuses_with_its_reason(
        self, jp_fetch: Fetch, settings: Settings, model: str | None
    ) -> None:
        body = {"provider": "azure", "model": model, "mode": "on"}
        problem = await refused(jp_fetch, body, 403)
        assert problem["reason"] == "The gateway buffers."
        assert problem["allowed"] == ["off"]
        assert not settings.path.exists()

    async def test_a_lock_and_a_default_are_shown(self, jp_fetch: Fetch) -> None:
        providers = await call(jp_fetch, "GET", "providers")
        assert providers["default"]["source"] == "administrator-default"
        assert providers["default"]["mode"] == "off"
        entry = await provider(jp_fetch, "azure")
        assert entry["decision"] == {
            "mode": "off",
            "source": "administrator-lock",
            "locked": True,
            "lock_reason": "The gateway buffers.",
            "allowed": ["off"],
            "passed_over": None,
            "delivery": "plain",
            "outlook": "all-at-once",
            "learned": None,
        }


class TestLockedModel:
    @pytest.fixture
    def stream_toggle_config(self) -> dict[str, Any]:
        return {"locked": {"azure:gpt-4o": {"mode": "off", "reason": "The gateway buffers."}}}

    async def test_its_provider_is_not_locked(self, jp_fetch: Fetch, settings: Settings) -> None:
        entry = await provider(jp_fetch, "azure")
        assert entry["decision"]["locked"] is False
        assert entry["models"][0]["decision"]["locked"] is True
        await call(jp_fetch, "PUT", "modes", {"provider": "azure", "mode": "on"})
        assert settings.read() == {"providers": {"azure": "on"}}
        entry = await provider(jp_fetch, "azure")
        assert (entry["mode"], entry["inherited"]) == ("on", "auto")
        assert entry["models"][0]["decision"]["mode"] == "off"


class TestLimited:
    """Several modes are allowed, for models by a pattern and for a provider."""

    @pytest.fixture
    def stream_toggle_config(self) -> dict[str, Any]:
        return {
            "locked": {
                "azure": {"modes": ["auto", "off"], "reason": "Streams are billed twice."},
                "openai:gpt-*": ["auto", "on"],
            }
        }

    async def test_the_user_chooses_among_the_allowed_modes(
        self, jp_fetch: Fetch, settings: Settings
    ) -> None:
        problem = await refused(jp_fetch, {"provider": "azure", "mode": "on"}, 403)
        assert problem["reason"] == "Streams are billed twice."
        assert problem["allowed"] == ["auto", "off"]
        assert "On" in problem["message"]
        assert not settings.path.exists()
        changed = await call(jp_fetch, "PUT", "modes", OFF)
        decision = changed["decision"]
        assert (decision["mode"], decision["source"]) == ("off", "provider-setting")
        assert decision["locked"] is False
        assert decision["allowed"] == ["auto", "off"]
        assert decision["lock_reason"] == "Streams are billed twice."

    async def test_what_stood_in_the_settings_before_is_passed_over_and_told(
        self, jp_fetch: Fetch, settings: Settings
    ) -> None:
        settings.write('{"defaultMode": "on"}')
        decision = (await provider(jp_fetch, "azure"))["decision"]
        assert (decision["mode"], decision["source"]) == ("auto", "built-in")
        assert decision["passed_over"] == "on"

    async def test_a_pattern_stands_with_the_provider_whose_models_it_is_about(
        self, jp_fetch: Fetch
    ) -> None:
        await call(
            jp_fetch, "PUT", "modes", {"provider": "openai", "model": "gpt-4o", "mode": "on"}
        )
        entry = await provider(jp_fetch, "openai")
        assert entry["locks"] == [
            {
                "pattern": "gpt-*",
                "allowed": ["auto", "on"],
                "reason": "Set by the administrator of this Jupyter server.",
            }
        ]
        assert entry["decision"]["allowed"] == ["auto", "on", "off"]
        (model,) = entry["models"]
        assert (model["id"], model["decision"]["allowed"]) == ("gpt-4o", ["auto", "on"])
        assert (await provider(jp_fetch, "azure"))["locks"] == []


async def test_a_broken_settings_file_is_told_and_left_alone(
    jp_fetch: Fetch, settings: Settings
) -> None:
    settings.write("{")
    status = await call(jp_fetch, "GET", "status")
    assert str(settings.path) in status["settings_error"]
    problem = await refused(jp_fetch, OFF, 409)
    assert str(settings.path) in problem["reason"]
    assert settings.path.read_text() == "{"


@pytest.mark.parametrize(("method", "name", "action"), ENDPOINTS)
class TestGuarded:
    async def fetch(self, fetch: Fetch, method: str, name: str, **kwargs: Any) -> int:
        body = json.dumps(OFF) if method == "PUT" else "{}" if method == "POST" else None
        with pytest.raises(HTTPClientError) as raised:
            await fetch(NAMESPACE, name, method=method, body=body, **kwargs)
        return raised.value.code

    async def test_without_a_token_nothing_is_told(
        self, jp_fetch: Fetch, settings: Settings, method: str, name: str, action: str
    ) -> None:
        code = await self.fetch(jp_fetch, method, name, headers={"Authorization": "token wrong"})
        assert code == 403
        assert not settings.path.exists()

    async def test_without_permission_nothing_is_told(
        self, jp_fetch: Fetch, gate: Gate, settings: Settings, method: str, name: str, action: str
    ) -> None:
        gate.denied = {(action, RESOURCE)}
        assert await self.fetch(jp_fetch, method, name) == 403
        assert gate.asked[-1] == (action, RESOURCE)
        assert not settings.path.exists()

    async def test_no_other_verb_is_answered(
        self, jp_fetch: Fetch, method: str, name: str, action: str
    ) -> None:
        known = {verb for verb, path, _ in ENDPOINTS if path == name}
        for other in {"GET", "PUT", "POST", "DELETE", "PATCH"} - known:
            with pytest.raises(HTTPClientError) as raised:
                await jp_fetch(NAMESPACE, name, method=other, allow_nonstandard_methods=True)
            assert raised.value.code == 405


@pytest.mark.parametrize(
    ("method", "name"), [(method, name) for method, name, action in ENDPOINTS if action == "write"]
)
async def test_a_cookie_alone_cannot_write(
    jp_fetch: Fetch, settings: Settings, method: str, name: str
) -> None:
    """A page of another site has the user's cookie, but neither token nor XSRF header."""
    login = await jp_fetch("api", "status")
    cookies = "; ".join(header.split(";")[0] for header in login.headers.get_list("Set-Cookie"))
    with pytest.raises(HTTPClientError) as raised:
        await jp_fetch(
            NAMESPACE,
            *name.split("/"),
            method=method,
            body=None if method == "DELETE" else json.dumps(OFF if method == "PUT" else {}),
            headers={"Authorization": "", "Cookie": cookies},
        )
    assert raised.value.code == 403
    assert raised.value.response is not None
    assert b"_xsrf" in raised.value.response.body
    assert not settings.path.exists()
