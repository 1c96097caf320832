"""Models that are called in the browser: what they are told, and what is learned of them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPResponse

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.extension import StreamToggle
from jupyterlab_ai_stream_toggle.practice import PracticeServer
from jupyterlab_ai_stream_toggle.server.base import SERVICE
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.settings import Settings

from .test_rest import NAMESPACE, call, provider

Fetch = Callable[..., Awaitable[HTTPResponse]]

URL = "https://llm.example/v1/chat/completions"
MODEL = {
    "persona": "Jupyternaut",
    "provider": "generic",
    "model": "practice",
    "endpoint": "https://llm.example/v1",
    "tools": True,
    "key_mark": "0a1b",
}
REFUSED = {
    "kind": "answered",
    "phase": "before-content",
    "url": URL,
    "status": 400,
    "content_type": "application/json",
    "body": json.dumps({"error": {"message": "No.", "param": "stream", "code": "unsupported"}}),
    "message": "No.",
}
CANARY = "sk-canary-0123456789abcdefXYZ"


async def plan(fetch: Fetch, **more: Any) -> Any:
    return await call(fetch, "POST", "browser/plans", {**MODEL, **more})


async def note(fetch: Fetch, **came: Any) -> Any:
    return await call(fetch, "POST", "browser/answers", {**MODEL, **came})


async def judge(fetch: Fetch, **seen: Any) -> Any:
    return await call(fetch, "POST", "browser/failures", {**MODEL, **seen})


async def refused(fetch: Fetch, name: str, body: object) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    with pytest.raises(HTTPClientError) as raised:
        await fetch(NAMESPACE, f"browser/{name}", method="POST", body=text)
    assert raised.value.code == 400
    assert raised.value.response is not None
    return json.loads(raised.value.response.body)


async def learned(fetch: Fetch) -> list[tuple[str, str]]:
    found = (await call(fetch, "GET", "capabilities"))["capabilities"]
    return [(each["delivery"], each["evidence"]) for each in found]


async def failed(fetch: Fetch) -> list[tuple[str | None, str, str]]:
    found = (await call(fetch, "GET", "failures"))["failures"]
    return [(each["persona"], each["model"], each["diagnosis"]) for each in found]


@pytest.mark.parametrize("mode", ["auto", "on", "off"])
async def test_the_mode_decides_how_to_begin(jp_fetch: Fetch, mode: str) -> None:
    await call(jp_fetch, "PUT", "modes", {"provider": "generic", "mode": mode})
    told = await plan(jp_fetch)
    assert (told["mode"], told["proven"]) == (mode, False)
    assert told["delivery"] == ("plain" if mode == "off" else "stream")
    assert told["silence"] == 300
    assert told["plain_after"] == 120


async def test_what_was_found_out_is_followed_and_forgotten(jp_fetch: Fetch) -> None:
    verdict = await judge(jp_fetch, **REFUSED)
    assert verdict == {
        "next": "plain",
        "evidence": "refused",
        "diagnosis": None,
        "title": None,
        "explanation": None,
        "hint": None,
    }
    assert await failed(jp_fetch) == []
    assert await learned(jp_fetch) == []

    await note(jp_fetch, delivery="plain", evidence="refused")
    assert await learned(jp_fetch) == [("plain", "refused")]
    told = await plan(jp_fetch)
    assert (told["delivery"], told["proven"], told["plain_after"]) == ("plain", True, None)
    # Another key is another way of reaching the model; so is a call without tools.
    assert (await plan(jp_fetch, key_mark="0a1c"))["delivery"] == "stream"
    assert (await plan(jp_fetch, tools=False))["delivery"] == "stream"

    await call(jp_fetch, "DELETE", "capabilities")
    assert (await plan(jp_fetch))["delivery"] == "stream"


async def test_a_stream_that_works_is_remembered_with_its_mark(jp_fetch: Fetch) -> None:
    await note(jp_fetch, delivery="stream", evidence="stream-worked")
    await note(jp_fetch, marked=True)
    (known,) = (await call(jp_fetch, "GET", "capabilities"))["capabilities"]
    assert (known["delivery"], known["marks_end"]) == ("stream", True)
    assert (await plan(jp_fetch))["proven"] is True


# What was seen, and what the rules of the server's own replies make of it in `auto`.
JUDGED = [
    ({"kind": "ended"}, "plain", "ended-empty"),
    ({"kind": "silent", "seconds": 300}, "plain", "silent"),
    ({"kind": "lost", "url": URL, "status": 200, "message": "network error"}, "plain", "failed"),
    ({"kind": "reported", "body": '{"message": "Streaming is disabled"}'}, "plain", "refused"),
    ({"kind": "answered", "url": URL, "status": 500, "body": "oops"}, "plain", "failed"),
    ({"kind": "unreached", "url": URL, "message": "Failed to fetch"}, "plain", "failed"),
    ({"kind": "ended", "reason": "content-filter"}, "tell", "content-filtered"),
    ({"kind": "answered", "url": URL, "status": 401, "body": ""}, "tell", "key-rejected"),
    ({"kind": "answered", "url": URL, "status": 429, "body": ""}, "tell", "rate-limited"),
]


@pytest.mark.parametrize(("seen", "following", "why"), JUDGED)
async def test_a_failure_before_content(
    jp_fetch: Fetch, seen: dict[str, Any], following: str, why: str
) -> None:
    verdict = await judge(jp_fetch, phase="before-content", **seen)
    assert verdict["next"] == following
    assert verdict["evidence" if following == "plain" else "diagnosis"] == why
    told = [] if following == "plain" else [("Jupyternaut", "practice", why)]
    await plan(jp_fetch)
    assert await failed(jp_fetch) == told


@pytest.mark.parametrize("mode", ["on", "off"])
async def test_without_auto_everything_is_told(jp_fetch: Fetch, mode: str) -> None:
    await call(jp_fetch, "PUT", "modes", {"provider": "generic", "mode": mode})
    await plan(jp_fetch)
    verdict = await judge(jp_fetch, **REFUSED)
    assert (verdict["next"], verdict["diagnosis"]) == ("tell", "streaming-not-supported")
    assert all(verdict[name] for name in ("title", "explanation", "hint"))
    assert await failed(jp_fetch) == [("Jupyternaut", "practice", "streaming-not-supported")]


async def test_who_asks_the_same_model_from_the_server_is_another(
    jp_fetch: Fetch, extension: StreamToggle
) -> None:
    await plan(jp_fetch)
    service = extension.settings[SERVICE]
    here = Target("generic", "practice", "https://llm.example/v1", key_mark="beef")
    service.failures.report(here, diagnose(recorded({"status": 401})))
    assert await failed(jp_fetch) == [(None, "practice", "key-rejected")]


async def test_an_answer_shows_a_failure_to_be_past(jp_fetch: Fetch) -> None:
    await judge(jp_fetch, phase="before-content", kind="answered", url=URL, status=401)
    assert len((await call(jp_fetch, "GET", "failures"))["failures"]) == 1
    await note(jp_fetch)
    assert (await call(jp_fetch, "GET", "failures"))["failures"] == []


async def test_who_takes_streams_only_is_asked_for_one(jp_fetch: Fetch) -> None:
    seen = {**REFUSED, "phase": "plain-request", "body": '{"error": "Only streaming is offered"}'}
    assert (await judge(jp_fetch, **seen))["next"] == "stream"
    await note(jp_fetch, delivery="stream", evidence="stream-required")
    assert await learned(jp_fetch) == [("stream", "stream-required")]
    await call(jp_fetch, "PUT", "modes", {"provider": "generic", "mode": "off"})
    assert (await judge(jp_fetch, **seen))["diagnosis"] == "streaming-required"


async def test_streams_that_break_off_are_counted_and_given_up(jp_fetch: Fetch) -> None:
    for count in (1, 2):
        asked_at = (await plan(jp_fetch))["at"]
        verdict = await judge(jp_fetch, kind="unfinished", phase="mid-stream", asked_at=asked_at)
        assert (verdict["next"], verdict["diagnosis"]) == ("tell", "stream-interrupted")
        (known,) = (await call(jp_fetch, "GET", "capabilities"))["capabilities"]
        assert known["breaks"] == count
    assert (await plan(jp_fetch))["delivery"] == "plain"
    assert "10 min" in verdict["explanation"]


async def test_no_key_is_handed_on(jp_fetch: Fetch) -> None:
    quoted = f"Incorrect API key provided: {CANARY}"
    verdict = await judge(
        jp_fetch,
        kind="answered",
        phase="before-content",
        url=f"{URL}?key={CANARY}",
        status=401,
        body=json.dumps({"error": {"message": quoted}}),
        message=quoted,
    )
    listed = await call(jp_fetch, "GET", "failures")
    assert "[hidden]" in json.dumps(listed)
    assert CANARY not in json.dumps([verdict, listed, await call(jp_fetch, "GET", "capabilities")])


WRONG = [
    ("plans", {**MODEL, "provider": "with:colon"}, "provider"),
    ("plans", {**MODEL, "key_mark": CANARY}, "key_mark"),
    ("plans", {**MODEL, "prompt": "secret"}, "prompt"),
    ("plans", {"provider": "generic", "model": "m"}, "persona"),
    ("answers", {**MODEL, "delivery": "plain", "evidence": "stream-worked"}, "evidence"),
    ("answers", {**MODEL, "delivery": "stream", "evidence": "refused"}, "evidence"),
    ("answers", {**MODEL, "delivery": "stream-without-options"}, "delivery"),
    ("failures", {**MODEL, **REFUSED, "status": 42}, "status"),
    ("failures", {**MODEL, **REFUSED, "kind": "odd"}, "kind"),
    ("failures", {**MODEL, **REFUSED, "body": "x" * 20_001}, "body"),
    ("failures", {**MODEL, "kind": "ended"}, "phase"),
]


@pytest.mark.parametrize(("name", "body", "field"), WRONG)
async def test_what_is_mistyped_is_named(
    jp_fetch: Fetch, name: str, body: dict[str, Any], field: str
) -> None:
    problem = await refused(jp_fetch, name, body)
    assert problem["field"] == field
    assert problem["next_step"]
    assert len(json.dumps(problem)) < 1_000
    assert await learned(jp_fetch) == []


@pytest.mark.parametrize("body", ["{", "[]", "3", f'"{"x" * 300_000}"'])
async def test_what_is_no_request_is_refused(jp_fetch: Fetch, body: str) -> None:
    for name in ("plans", "answers", "failures"):
        assert (await refused(jp_fetch, name, body))["message"]


async def test_the_persona_is_seen_once_it_is_there(jp_fetch: Fetch) -> None:
    before = await call(jp_fetch, "GET", "status")
    assert (before["in_effect"], before["persona"], before["target"]) == (False, None, None)

    await plan(jp_fetch)
    after = await call(jp_fetch, "GET", "status")
    assert (after["in_effect"], after["why_not"], after["persona"]) == (True, None, "Jupyternaut")
    assert after["target"] == {
        "provider": "generic",
        "model": "practice",
        "endpoint": "https://llm.example/v1",
        "api_version": None,
    }
    entry = await provider(jp_fetch, "generic")
    assert (entry["in_use"], entry["decision"]["outlook"]) == (True, "untested")


def name_in_settings(settings: Settings, *addresses: str) -> None:
    folder = Path(settings.directories.user_settings_dir, "@jupyter-ai", "jupyternaut-lite")
    folder.mkdir(parents=True)
    providers = [{"id": "p", "provider": "generic", "baseURL": each} for each in addresses]
    (folder / "settings-model.jupyterlab-settings").write_text(
        f"// by hand\n{json.dumps({'providers': providers})}"
    )


async def unreached(fetch: Fetch, endpoint: str) -> Any:
    """What is told of an address from which a page got nothing, not even plainly."""
    return await judge(
        fetch,
        kind="unreached",
        phase="plain-request",
        endpoint=endpoint,
        url=f"{endpoint}/chat/completions",
        message="Cannot connect to API: Failed to fetch",
    )


async def test_an_endpoint_that_answers_this_server_keeps_pages_away(
    jp_fetch: Fetch, settings: Settings
) -> None:
    async with PracticeServer() as endpoint:
        name_in_settings(settings, endpoint.openai_url)
        verdict = await unreached(jp_fetch, endpoint.openai_url)
        asked = endpoint.journal.entries()
    assert verdict["diagnosis"] == "browser-blocked"
    assert verdict["title"] == "Blocked by the browser (CORS)"
    # It was looked at: the head, without a key.
    assert [(each.method, each.path, each.has_credential) for each in asked] == [
        ("HEAD", "/v1", False)
    ]


async def test_an_endpoint_that_answers_nobody_is_not_blocked(
    jp_fetch: Fetch, settings: Settings
) -> None:
    async with PracticeServer() as endpoint:
        address = endpoint.openai_url
    name_in_settings(settings, address)
    assert (await unreached(jp_fetch, address))["diagnosis"] == "connection-refused"


async def test_an_address_that_no_setting_names_is_not_looked_at(
    jp_fetch: Fetch, settings: Settings
) -> None:
    async with PracticeServer() as endpoint:
        name_in_settings(settings, "https://other.example/v1", f"{endpoint.url}/other")
        verdict = await unreached(jp_fetch, endpoint.openai_url)
        assert endpoint.journal.entries() == []
    assert verdict["diagnosis"] == "browser-blocked"
    assert verdict["title"] == "No response in the browser"


async def test_localhost_of_another_computer_is_not_looked_at(
    jp_fetch: Fetch, jp_serverapp: Any, settings: Settings
) -> None:
    jp_serverapp.web_app.settings["allow_remote_access"] = True
    async with PracticeServer() as endpoint:
        name_in_settings(settings, endpoint.openai_url)
        body = {
            **MODEL,
            "kind": "unreached",
            "phase": "plain-request",
            "endpoint": endpoint.openai_url,
            "url": endpoint.openai_url,
        }
        verdict = await call(
            jp_fetch, "POST", "browser/failures", body, headers={"Host": "hub.example:8000"}
        )
        assert endpoint.journal.entries() == []
    assert verdict["title"] == "No response in the browser"
