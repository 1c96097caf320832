"""What an administrator reads under `/metrics` after real replies in a real chat."""

from __future__ import annotations

import asyncio

import httpx
from prometheus_client.parser import text_string_to_metric_families

from .chat import ask, conversation
from .server import CANARY, Server
from .test_chat import PROMPT, WHOLE
from .test_stop import PIECES, client_gone

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


async def text_of(server: Server) -> str:
    async with httpx.AsyncClient(headers=server.headers) as client:
        answer = await client.get(f"{server.base}metrics")
    answer.raise_for_status()
    return answer.text


async def samples(server: Server) -> Samples:
    """Ours, but for buckets and the moments of creation."""
    return {
        (each.name, frozenset(each.labels.items())): each.value
        for family in text_string_to_metric_families(await text_of(server))
        for each in family.samples
        if each.name.startswith("jupyter_ai_stream_")
        and not each.name.endswith(("_bucket", "_created", "_sum"))
    }


async def since(server: Server, before: Samples) -> dict[str, float]:
    """What was counted since: the name without its prefix, and the labels but the provider."""
    return {
        " ".join(
            [
                name.removeprefix("jupyter_ai_stream_"),
                *(value for label, value in sorted(labels) if label != "provider"),
            ]
        ): value - before.get((name, labels), 0)
        for (name, labels), value in (await samples(server)).items()
        if value != before.get((name, labels), 0)
    }


async def test_a_refused_stream_is_a_fallback_and_the_next_reply_is_none(fresh: Server) -> None:
    fresh.set_fault("refuse-400")
    before = await samples(fresh)
    assert (await ask(fresh, PROMPT)).text == WHOLE
    once = {
        "replies_total plain answered": 1,
        "first_token_seconds_count plain": 1,
        "duration_seconds_count plain": 1,
    }
    assert await since(fresh, before) == {**once, "fallbacks_total refused": 1}
    before = await samples(fresh)
    assert (await ask(fresh, PROMPT)).text == WHOLE
    assert await since(fresh, before) == once


async def test_a_stream_a_failure_and_a_reply_that_was_stopped_are_counted(fresh: Server) -> None:
    before = await samples(fresh)
    await ask(fresh, PROMPT)
    assert await since(fresh, before) == {
        "replies_total stream answered": 1,
        "first_token_seconds_count stream": 1,
        "duration_seconds_count stream": 1,
    }
    before = await samples(fresh)
    fresh.set_fault("unauthorized")
    await ask(fresh, PROMPT)
    assert await since(fresh, before) == {
        "replies_total stream failed": 1,
        "failures_total key-rejected": 1,
    }
    before = await samples(fresh)
    fresh.set_fault("slow")
    fresh.practice.pace.hold(PIECES)
    async with conversation(fresh) as talk:
        reply = asyncio.ensure_future(talk(PROMPT))
        await talk.chunk(0)
        await talk.stop()
        await client_gone(fresh)
        await reply
    assert await since(fresh, before) == {"replies_total stream stopped": 1}


async def test_nothing_of_models_endpoints_and_users_is_told(fresh: Server) -> None:
    fresh.set_fault("unauthorized")
    await ask(fresh, PROMPT)
    text = "\n".join(
        line for line in (await text_of(fresh)).splitlines() if "jupyter_ai_stream" in line
    )
    assert 'diagnosis="key-rejected"' in text
    for somebodys in (CANARY, fresh.deployment, "127.0.0.1", PROMPT, fresh.place.token):
        assert somebodys not in text


async def test_who_has_no_token_reads_nothing(fresh: Server) -> None:
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{fresh.base}metrics")).status_code == 403
