"""A failure is judged by what went over the wire, whatever a client library makes of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.diagnosis import Diagnosis
from jupyterlab_ai_stream_toggle.diagnosis.evidence import Phase
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.target import Target
from tests.bare.diagnosis.records import RECORDS
from tests.support.raw_server import Answer, Framing
from tests.with_jupyter_ai.models.raw_models import World, asked, world_of_a_module

__all__ = ["world_of_a_module"]

FAILURES = Path(__file__).parents[2] / "bare" / "diagnosis" / "failures.jsonl"


def answers() -> Iterator[tuple[str, dict[str, Any]]]:
    """The recorded answers with a status of failure, each once."""
    lines = FAILURES.read_text("utf-8").splitlines()
    recorded_ones = [(f"line-{number}", json.loads(line)) for number, line in enumerate(lines, 1)]
    ours = [
        (f"{cause}-{number}", {"status": status, "body": body})
        for number, (cause, _, status, body, _, _) in enumerate(RECORDS)
    ]
    seen = set()
    for name, each in [*recorded_ones, *ours]:
        status, body = each.get("status"), each.get("body")
        if status is None or status < 400 or body is None:
            continue
        bare = {"status": status, "headers": each.get("headers") or {}, "body": body}
        if (mark := json.dumps(bare, sort_keys=True)) not in seen:
            seen.add(mark)
            yield name, bare


ANSWERS = dict(answers())


def served(record: dict[str, Any]) -> Answer:
    body = record["body"]
    text = body if isinstance(body, str) else json.dumps(body)
    headers = {name.lower(): str(value) for name, value in record["headers"].items()}
    default = "text/html" if text.lstrip().startswith("<") else "application/json"
    kind = headers.pop("content-type", default)
    for name in ("retry-after", "retry-after-ms"):
        headers.pop(name, None)  # clients do wait
    return Answer((text.encode(),), kind, record["status"], tuple(headers.items()), Framing.LENGTH)


async def told_of(world: World, provider: str, answer: Answer, mode: Mode) -> Diagnosis:
    name = world.server.answer(answer)
    outcome = await asked(world.model(name, provider, mode), name)
    assert outcome.error is not None
    told = attached_to(outcome.error)
    assert told is not None
    return told


def provider_of(name: str, mode: Mode) -> str:
    """Each answer comes to both clients, to one of them as a stream was asked for."""
    turn = list(ANSWERS).index(name) % 2
    return ["azure", "openai"][turn if mode is Mode.ON else 1 - turn]


@pytest.fixture(scope="module", params=[Mode.ON, Mode.OFF])
def mode(request: pytest.FixtureRequest) -> Mode:
    asked_for: Mode = request.param
    return asked_for


@pytest.fixture(scope="module")
def judged(world: World, mode: Mode) -> dict[str, Diagnosis]:
    """What is told of each answer. All at once: clients try again, and wait before they do."""

    async def all_of_them() -> list[Diagnosis]:
        return await asyncio.gather(
            *(
                told_of(world, provider_of(name, mode), served(record), mode)
                for name, record in ANSWERS.items()
            )
        )

    return dict(zip(ANSWERS, world.run(all_of_them()), strict=True))


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_judged_by_itself(
    world: World, judged: dict[str, Diagnosis], mode: Mode, name: str
) -> None:
    told, provider = judged[name], provider_of(name, mode)
    record = ANSWERS[name]
    phase = {"phase": "plain_request"} if mode is Mode.OFF else {}
    about = Target(provider, "gw", world.server.url)
    alone = diagnose(recorded({**record, **phase}), target=about)
    assert told.facts.phase is (Phase.PLAIN_REQUEST if phase else Phase.BEFORE_CONTENT)
    assert (told.id, told.title, told.facts.status) == (alone.id, alone.title, record["status"])
    assert told.facts.parameter == alone.facts.parameter
    assert told.facts.code == alone.facts.code
