"""The live check, of the models that Jupyter AI really makes, over HTTP.

What it says of an endpoint has to be what chat does with the same endpoint: it is held against the
very table that the fault matrix of the chats is.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.checks.exchange import Asker, RequestKind
from jupyterlab_ai_stream_toggle.checks.live import requests as asking
from jupyterlab_ai_stream_toggle.checks.result import CheckResult, Outcome
from jupyterlab_ai_stream_toggle.checks.run import Run
from jupyterlab_ai_stream_toggle.checks.subject import Subject
from jupyterlab_ai_stream_toggle.checks.verdict import verdict_of
from jupyterlab_ai_stream_toggle.demo.generation import (
    API_VERSION,
    PLACEHOLDER_KEY,
    installed_generation,
)
from jupyterlab_ai_stream_toggle.jupyter_ai.connection import Unsaved
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode
from jupyterlab_ai_stream_toggle.practice.faults import FAULTS, fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.server.checks import check_body
from tests.support.fault_outcomes import expected
from tests.support.generation import JUPYTER_AI
from tests.support.letters import letter
from tests.support.subjects import CANARY, performed, save, saved_subject


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, practice: PracticeServer) -> Path:
    """Jupyter AI configured for the practice endpoint, with a canary for a key."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("AZURE_API_VERSION", API_VERSION)  # LiteLLM has it from there
    configuration = json.dumps(installed_generation().config(practice.url))
    save(json.loads(configuration.replace(PLACEHOLDER_KEY, CANARY)))
    practice.pause = 0.01
    return tmp_path


def all_said(run: Run) -> str:
    """Everything that a run tells anybody."""
    return repr((run.results, run.subject.exchanges, run.differences, run.verdict, run.report))


def found_different(run: Run) -> list[str]:
    """The differences, without what can be had in an open chat alone."""
    message = run.subject.message
    return [each for each in run.differences if not message or each != message.missing]


async def until(holds: Callable[[], bool]) -> bool:
    """Whether it came to hold within a minute; what is waited for is in another thread."""
    for _ in range(3000):
        if holds():
            return True
        await asyncio.sleep(0.02)
    return False


SILENT = ("hang", "hang-mid", "mute")


@pytest.mark.usefixtures("endpoints_clock")
@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"flaky"}))
async def test_the_verdict_is_what_chat_does(
    practice: PracticeServer, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.fault = fault_named(fault)
    if fault in SILENT:  # elsewhere a busy machine is not to pass for a silent endpoint
        monkeypatch.setattr(asking, "LIMIT", 2.0)
    subject = saved_subject()
    run = await performed(subject)
    for mode in Mode:
        outcome = expected(fault, mode.value)[0]
        subject.mode = mode
        verdict = verdict_of(subject, run.results)
        assert run.verdicts[mode] == verdict, "it is known for each mode beforehand"
        assert verdict.works is (outcome == "whole"), (mode, verdict)
        if verdict.recommended:
            # Where there is a better mode, chat does work in it.
            assert verdict.recommended is not mode
            assert expected(fault, verdict.recommended.value)[0] == "whole"
            assert_refused_modes_are_not_offered(subject, run.results)
    assert CANARY not in all_said(run)
    assert learned_of(run) == what_a_chat_learns(fault)


LETTERS = {Delivery.STREAM: "S", Delivery.STREAM_WITHOUT_OPTIONS: "s", Delivery.PLAIN: "n"}


def learned_of(run: Run) -> str:
    """How the next message would be asked for, by what the check has seen."""
    return LETTERS[run.learned[1].delivery] if run.learned else ""


def what_a_chat_learns(fault: str) -> str:
    """The same by what one message has seen."""
    outcome, _, then = expected(fault, Mode.AUTO.value)
    return then if outcome == "whole" else ""


def assert_refused_modes_are_not_offered(subject: Subject, results: Sequence[CheckResult]) -> None:
    locked = replace(subject, allowed=(subject.mode,), lock_reason="It buffers.")
    verdict = verdict_of(locked, results)
    assert verdict.recommended is None
    assert verdict.works or verdict.text.endswith(
        "your administrator does not allow it: It buffers."
    )


async def test_four_requests_are_sent_two_of_them_jupyter_ais_own(practice: PracticeServer) -> None:
    run = await performed(saved_subject())
    assert run.live_requests == 4
    bodies = [entry.body for entry in practice.journal.entries()]
    # The bare stream has no options; Jupyter AI's has, and tools where Jupyter AI offers some.
    assert "".join(map(letter, bodies)) == "nSns"
    assert [("tools" in body) for body in bodies] == [*[JUPYTER_AI == 3] * 2, False, False]
    assert {entry.query.get("api-version") for entry in practice.journal.entries()} == {API_VERSION}
    assert [(each.by, each.kind) for each in run.subject.exchanges] == [
        (Asker.FRAMEWORK, RequestKind.PLAIN),
        (Asker.FRAMEWORK, RequestKind.STREAM),
        (Asker.DIRECT, RequestKind.PLAIN),
        (Asker.DIRECT, RequestKind.STREAM),
    ]
    for each in run.subject.exchanges:
        assert each.answered
        assert each.url == (
            f"{practice.url}/openai/deployments/practice/chat/completions?api-version={API_VERSION}"
        )
        assert each.status == 200
        assert each.first_byte is not None
        assert each.total is not None
        assert 0 < each.first_byte <= each.total
        streamed = each.kind is RequestKind.STREAM
        assert each.content_type == ("text/event-stream" if streamed else "application/json")
        assert (each.chunks or 0) > 10 if streamed else each.chunks is None
    assert [each.usage for each in run.subject.exchanges] == [True, True, True, False]
    assert [each.outcome for each in run.results if each.outcome is Outcome.FAILED] == []


@pytest.mark.parametrize("fault", ["down", "refuse-500", "cut"])
async def test_nothing_is_sent_twice(practice: PracticeServer, fault: str) -> None:
    practice.fault = fault_named(fault)
    await performed(saved_subject())
    assert len(practice.journal.entries()) == 4


@pytest.mark.usefixtures("endpoints_clock")
async def test_a_buffering_proxy_is_told_from_a_stream(practice: PracticeServer) -> None:
    practice.fault = fault_named("burst")
    run = await performed(saved_subject())
    assert any("all at once" in each for each in run.differences)
    assert any("X-Accel-Buffering" in each for each in run.ask_administrator)
    practice.fault = fault_named("slow")
    run = await performed(saved_subject())
    assert found_different(run) == []
    assert run.ask_administrator == []


async def test_a_cut_is_told_with_its_time(practice: PracticeServer) -> None:
    practice.fault = fault_named("cut")
    run = await performed(saved_subject())
    assert any("interrupted after" in each for each in run.differences)
    assert any("timeout" in each for each in run.ask_administrator)


async def test_stream_options_are_named_as_what_jupyter_ai_adds(practice: PracticeServer) -> None:
    practice.fault = fault_named("no-stream-options")
    run = await performed(saved_subject())
    difference, size = found_different(run)
    assert "stream_options" in difference
    assert "kB" in size
    assert run.verdict is not None
    assert "without stream_options" in run.verdict.text


async def test_values_not_yet_saved_stand_in_for_saved_ones(
    practice: PracticeServer, home: Path
) -> None:
    before = (home / "jupyter_ai/config.json").read_bytes()
    unsaved = Unsaved(model="other", api_version="2025-01-01-preview", api_key="another-key-1234")
    run = await performed(saved_subject(unsaved))
    entries = practice.journal.entries()
    direct = entries[2]
    assert direct.path.endswith("/deployments/other/chat/completions")
    assert direct.query["api-version"] == "2025-01-01-preview"
    assert entries[0].path.endswith("/deployments/other/chat/completions")
    # LiteLLM takes Azure's version from the environment, whatever is configured.
    sent = entries[0].query["api-version"]
    told = [each for each in run.differences if "API version 2025-01-01-preview" in each]
    assert (sent == "2025-01-01-preview") is not bool(told)
    assert "another-key-1234" not in all_said(run)
    assert (home / "jupyter_ai/config.json").read_bytes() == before


async def test_an_address_where_nobody_listens_fails_at_the_connection() -> None:
    run = await performed(saved_subject(Unsaved(endpoint="http://127.0.0.1:9")))
    outcomes = {each.id: each.outcome for each in run.results}
    assert outcomes["name-resolution"] is Outcome.PASSED
    assert outcomes["tcp-connection"] is Outcome.FAILED
    assert outcomes["framework-plain"] is Outcome.FAILED
    assert run.verdict is not None
    assert run.verdict.works is False


async def test_a_redirect_to_another_host_is_not_followed(practice: PracticeServer) -> None:
    async def redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(
            f"HTTP/1.1 307 Temporary Redirect\r\nLocation: {practice.url}/elsewhere?k={CANARY}\r\n"
            "Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(redirect, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        run = await performed(saved_subject(Unsaved(endpoint=f"http://127.0.0.1:{port}")))
    assert practice.journal.entries() == []
    assert any("redirects to" in each for each in run.differences)
    assert run.verdict is not None
    # Chat would ask there: what comes of that is not known.
    assert run.verdict.works is None
    assert practice.url in run.verdict.text
    assert CANARY not in all_said(run)


async def test_credentials_of_an_address_are_not_shown(practice: PracticeServer) -> None:
    address = practice.url.replace("http://", f"http://user:{CANARY}@")
    run = await performed(saved_subject(Unsaved(endpoint=f"{address}?sig={CANARY}")))
    assert CANARY not in all_said(run)
    assert "user:" not in all_said(run)


async def test_a_key_in_the_path_of_an_address_is_not_shown(practice: PracticeServer) -> None:
    unsaved = Unsaved(endpoint=f"{practice.url}/{CANARY}", api_key=CANARY)
    run = await performed(saved_subject(unsaved))
    assert any(CANARY in entry.path for entry in practice.journal.entries())
    assert CANARY not in check_body(run).model_dump_json()


async def test_a_plain_request_that_takes_too_long_is_no_silent_stream(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "LIMIT", 0.3)
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        run = await performed(saved_subject(Unsaved(endpoint=f"http://127.0.0.1:{port}")))
    causes = [each.diagnosis.id for each in run.subject.exchanges if each.diagnosis]
    assert causes[::2] == ["no-response", "no-response"]


async def test_a_check_that_is_cancelled_lets_go_of_the_endpoint(
    practice: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LIMIT", 30.0)
    practice.fault = fault_named("hang")
    run = Run(saved_subject(), live=True)
    task = asyncio.create_task(run.perform(lambda: None))
    assert await until(lambda: len(practice.journal.entries()) == 2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert run.state.value == "cancelled"
    assert await until(lambda: practice.journal.entries()[-1].client_gone)


def test_a_subject_keeps_its_secrets_out_of_its_own_words() -> None:
    subject: Subject = saved_subject()
    assert CANARY not in repr(subject)
    assert CANARY in subject.secrets()
