"""One release, measured: a real server, a real chat, and the practice endpoint behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version

import click

from jupyterlab_ai_stream_toggle.demo.lab import port_to_use
from jupyterlab_ai_stream_toggle.demo.sandbox import sandbox
from jupyterlab_ai_stream_toggle.practice.answer import answer_to_messages
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.practice.thread import PracticeThread
from tests.e2e.chat import Seen
from tests.e2e.server import Server

from .chat import ask, transport_of
from .configuration import generation_of
from .inline import PATH, complete
from .personas import personas_of
from .record import FAULTS, MODES, Cell, Message, Result, Shown, Way

Send = Callable[[str], Awaitable[Seen]]

PROMPT = "Does my gateway stream?"

_PATIENCE = 30.0
"""Seconds until a message that brings nothing counts as hung."""
_ATTEMPTS = 3

PACKAGES = (
    "jupyter-ai",
    "jupyter-ai-magics",
    "jupyter-ai-jupyternaut",
    "langchain-core",
    "langchain-openai",
    "langchain-litellm",
    "litellm",
    "mcp",
    "openai",
    "pydantic",
    "jupyterlab",
    "jupyter-server",
)


async def measure(index: str) -> Result:
    """Measure the release that this environment has."""
    release = version("jupyter-ai")
    versions = dict(_installed())
    with _server(release) as server, server.running():
        status = server.get("status")
        assert status["in_effect"], status["why_not"]
        ways: dict[Way, Send] = {Way.CHAT: lambda prompt: ask(server, release, prompt)}
        transport = {Way.CHAT.value: transport_of(release)}
        if release.startswith("2."):  # Jupyter AI 3 has no inline completion
            ways[Way.INLINE] = lambda prompt: complete(server, prompt)
            transport[Way.INLINE.value] = PATH
        for way, ask_persona in personas_of(server, release).items():
            ways[way] = ask_persona
            transport[way.value] = transport_of(release)
        cells = []
        for way, send in ways.items():
            for mode in MODES:
                for fault in FAULTS:
                    cells.append(await _cell(server, way, send, mode, fault))
                    _tell(cells[-1])
        status = server.get("status")
    return Result(
        release=release,
        index=index,
        measured=datetime.now(timezone.utc).date().isoformat(),
        versions=versions,
        seams=_seams(release),
        limits=tuple(limit["id"] for limit in status["limits"]),
        governed=tuple(f"`{each['name']}` ({each['obeying']})" for each in status["governed"]),
        out_of_reach=tuple(
            f"{each['package']} {each['version']}" for each in status["out_of_reach"]
        ),
        transport=transport,
        cells=tuple(cells),
    )


@contextmanager
def _server(release: str) -> Iterator[Server]:
    with PracticeThread(PracticeServer("ok")) as practice:
        generation = generation_of(release, practice.url)
        with sandbox(generation, practice.url, None) as place:
            try:
                yield Server(practice, place, generation, port_to_use(0))
            except BaseException:
                click.echo(place.log.read_text(encoding="utf-8", errors="replace"), err=True)
                raise


async def _cell(server: Server, way: Way, send: Send, mode: str, fault: str) -> Cell:
    """Two messages to a fresh model; anew where one of them hangs.

    Jupyter AI 2 makes a client of openai for each model. Where models change as fast as here, a
    connection that is just being made hangs now and then, also without the extension.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        server.use_fresh_deployment()
        server.set_mode(mode, server.deployment)
        try:
            messages = (await _message(server, send, fault), await _message(server, send, fault))
        except asyncio.TimeoutError:
            click.echo(f"{way.value}, {mode}, {fault}: hung with {server.requests()!r}", err=True)
        else:
            return Cell(way, mode, fault, messages, attempt)
    raise click.ClickException(f"{way.value}, {mode}, {fault}: hung {_ATTEMPTS} times")


async def _message(server: Server, send: Send, fault: str) -> Message:
    server.set_fault(fault)
    seen = await asyncio.wait_for(send(PROMPT), _PATIENCE)
    entries = server.practice.journal.entries()
    assert entries, "no request arrived"
    body = entries[-1].body
    return Message(
        requests=server.requests(),
        shown=_shown(seen, answer_to_messages(body["messages"], []).text),
        pieces=len(seen.chunks) or None,
    )


def _shown(seen: Seen, answer: str) -> Shown:
    if seen.error:
        return Shown.ERROR
    if not seen.text:
        return Shown.NOTHING
    return Shown.WHOLE if seen.text.strip() == answer.strip() else Shown.PART


def _seams(release: str) -> tuple[str, ...]:
    """The places that are known to be there, since the switch is in effect."""
    if release.startswith("3."):
        return ("jupyternaut.ChatLiteLLM",)
    from jupyter_ai.config_manager import ConfigManager

    names = ("lm_provider", "completions_lm_provider")
    return tuple(f"ConfigManager.{name}" for name in names if hasattr(ConfigManager, name))


def _installed() -> Iterator[tuple[str, str]]:
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue


def _tell(cell: Cell) -> None:
    requests = ", ".join(message.requests for message in cell.messages)
    shown = ", ".join(message.shown.value for message in cell.messages)
    again = f" (attempt {cell.attempts})" if cell.attempts > 1 else ""
    click.echo(f"{cell.way.value:7}{cell.mode:5}{cell.fault:11}{requests:9}{shown}{again}")
