"""What each provider does with each fault in each mode: asked for real, and seen on the wire."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.models.governed import governed_class
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.raw_server import Answer, RawServer, on_a_thread
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import describe_target, governor
from tests.with_jupyter_ai.models.provider_streams import TEXT
from tests.with_jupyter_ai.models.raw_models import leave_nothing

from .forms import Form
from .provider import Provider

FAULTS = ("ok", "refuse-400", "down", "html", "json", "cut-clean")
"""As the practice endpoint calls them; `down` and `html` answer plain requests the same way."""

REFUSAL = (
    b'{"error": {"message": "Unsupported value: \'stream\' does not support true with this model. '
    b'Supported values are: false.", "type": "invalid_request_error", "param": "stream", '
    b'"code": "unsupported_value"}}'
)
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>"
_AT_ONCE = 16
"""Providers that are asked at the same time: where one waits to try again, another is asked."""


@dataclass
class Measured:
    """What one provider did."""

    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    """By fault and mode: the requests, and what came of them."""
    paths: list[str] = field(default_factory=list)
    """Where the requests went, below the root of the endpoint; first that of a stream."""
    first_error: str = ""
    """What the client library said where the endpoint is well."""
    bare: str = ""
    """What comes of a stream where the endpoint is well, without the extension."""
    other_fields: set[str] = field(default_factory=set)
    """What else differs between the refused stream and the plain request that follows it."""

    @property
    def reached(self) -> bool:
        """Whether any request came."""
        return bool(self.paths)


def answers(form: Form, fault: str) -> tuple[Answer, Answer]:
    """What a stream gets, and a plain request."""
    if fault == "down":
        # As some endpoints do, it says when to try again, so that nobody has to wait.
        answer = Answer((b"Internal Server Error",), "text/plain", 500, (("retry-after-ms", "1"),))
        return answer, answer
    if fault == "html":
        answer = Answer((PAGE,), "text/html; charset=utf-8")
        return answer, answer
    streamed = {
        "ok": form.stream,
        "refuse-400": Answer((REFUSAL,), "application/json", 400),
        "json": form.plain,
        "cut-clean": form.cut,
    }
    return streamed[fault], form.plain


def measure(providers: Mapping[str, Provider], home: Path) -> dict[str, Measured]:
    """Ask all of them."""
    loop = asyncio.new_event_loop()
    with on_a_thread() as server, _governors(home) as rules:
        try:
            return loop.run_until_complete(_all(providers, server, rules))
        finally:
            loop.run_until_complete(leave_nothing())
            loop.close()


@contextmanager
def _governors(home: Path) -> Iterator[dict[Mode, Rule]]:
    rules: dict[Mode, Rule] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_NO_CONFIG", "1")
        patch.setenv("JUPYTER_CONFIG_DIR", str(home / "config"))
        # A line for each failure, and most of them are wanted.
        log = logging.getLogger("jupyterlab_ai_stream_toggle")
        log.setLevel(logging.CRITICAL)
        for mode in Mode:
            settings = Settings(home / mode.value)
            settings.write({"defaultMode": mode.value})
            rules[mode] = Rule(governor(settings), describe_target)
        try:
            yield rules
        finally:
            log.setLevel(logging.NOTSET)
            for rule in rules.values():
                rule.release()


async def _all(
    providers: Mapping[str, Provider], server: RawServer, rules: Mapping[Mode, Rule]
) -> dict[str, Measured]:
    places = asyncio.Semaphore(_AT_ONCE)
    # Once for all that share a class: it takes longer than a request.
    governed = {
        each: {mode: governed_class(each, rule) for mode, rule in rules.items()}
        for each in {provider.model_class for provider in providers.values()}
    }

    async def one(provider: Provider) -> Measured:
        async with places:
            return await _one(provider, server, governed[provider.model_class])

    found = await asyncio.gather(*map(one, providers.values()))
    return dict(zip(providers, found, strict=True))


async def _one(provider: Provider, server: RawServer, classes: Mapping[Mode, Any]) -> Measured:
    bare = _Asking(provider, server, provider.model_class)
    bare.says("ok")
    measured = Measured(bare=await bare.ask())
    for fault in FAULTS:
        for mode in Mode:
            # A model of its own each time, with an endpoint nobody has asked before.
            asking = _Asking(provider, server, classes[mode])
            if fault == "cut-clean" and mode is not Mode.OFF:
                # Only who was seen to mark its ends is missed one.
                asking.says("ok")
                await asking.ask()
            asking.says(fault)
            measured.cells.setdefault(fault, {})[mode.value] = await asking.ask()
            if fault == "ok":
                measured.paths += asking.paths
                measured.first_error = measured.first_error or asking.error
            if (fault, mode) == ("refuse-400", Mode.AUTO):
                measured.other_fields = asking.other_fields()
        if not measured.reached:
            break
    measured.paths = list(dict.fromkeys(measured.paths))
    return measured


class _Asking:
    """One model and its endpoint."""

    def __init__(self, provider: Provider, server: RawServer, model_class: Any) -> None:
        self._provider = provider
        self._name = server.answer(Answer(()))
        self._answers = server.answers[self._name]
        self._url = f"{server.url}/{self._name}{provider.path}"
        self._model_class = model_class
        self.error = ""

    def says(self, fault: str) -> None:
        self._answers.streamed, self._answers.plain = answers(self._provider.form, fault)

    async def ask(self) -> str:
        """The requests, and what came: `whole`, something else, or what users are told."""
        before = len(self._answers.asked)
        text = ""
        try:
            async for each in self._provider.make(self._model_class, self._url).astream("hello"):
                text += each if isinstance(each, str) else str(each.content)
            came = "whole" if text == TEXT else "other" if text else "blank"
        except Exception as error:  # noqa: BLE001  # a model that cannot be made is one as well
            diagnosis = attached_to(error)
            came = diagnosis.id if diagnosis else "error"
            self.error = str(error)
        # What has no body asks about a model, and not for an answer.
        made = [each for each in self._answers.asked[before:] if each.body]
        wire = "".join("S" if each.streamed else "n" for each in made)
        return f"{wire or '-'} {came}"

    def other_fields(self) -> set[str]:
        streamed, *others = [each.body for each in self._answers.asked if each.body] or [{}]
        names = {name for plain in others for name in {*streamed, *plain}}
        return {
            name
            for name in names - {"stream", "stream_options"}
            if any(streamed.get(name) != plain.get(name) for plain in others)
        }

    @property
    def paths(self) -> list[str]:
        model = self._provider.model.partition("/")[2] or self._provider.model
        return [
            each.path.removeprefix(f"/{self._name}").replace(model, "MODEL")
            for each in self._answers.asked
            if each.body
        ]
