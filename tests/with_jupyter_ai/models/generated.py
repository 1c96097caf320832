"""How many cases hypothesis makes up, from which seed, and where it keeps what it finds."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, example, note, seed, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

from jupyterlab_ai_stream_toggle.modes import Mode

from .event_streams.stream import Stream
from .governed_models import CHAT_CLASSES

Test = TypeVar("Test", bound=Callable[..., None])

PROVIDERS = st.sampled_from(sorted(CHAT_CLASSES))
STREAMING = st.sampled_from([Mode.AUTO, Mode.ON])
SEED = int(os.environ.get("STREAM_SEED") or secrets.randbits(32))
"""Another one in each run; the environment variable repeats one."""
COUNT: dict[str, int] = {}
"""How many generated streams were tried, by test; pytest's summary shows it with the seed."""
_FACTOR = float(os.environ.get("STREAM_CASES") or 1)
"""How many times as many cases as usual."""
_ROOT = Path(__file__).parents[3]
_FOUND = DirectoryBasedExampleDatabase(_ROOT / ".cache" / "hypothesis")


def generated(examples: int) -> Callable[[Test], Test]:
    """Run a test with this many examples."""

    def decorate(test: Test) -> Test:
        settled = settings(
            max_examples=max(1, int(examples * _FACTOR)),
            deadline=None,  # nothing is judged by the clock
            derandomize=False,
            print_blob=True,
            database=_FOUND,
            phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        # In this order: a seed by itself means that nothing is kept.
        return settled(seed(SEED)(test))

    return decorate


def found(*streams: Stream) -> Callable[[Test], Test]:
    """Always try these, which went wrong once, with each model and in each mode that streams."""

    def decorate(test: Test) -> Test:
        for stream in streams:
            for provider in sorted(CHAT_CLASSES):
                for mode in (Mode.AUTO, Mode.ON):
                    test = example(stream=stream, provider=provider, mode=mode)(test)
        return test

    return decorate


def tried(test: str, streams: int = 1) -> None:
    """Count a case, and say which seed it comes from should it fail."""
    COUNT[test] = COUNT.get(test, 0) + streams
    note(f"STREAM_SEED={SEED}")


class _Summary:
    """The line in pytest's summary that says how to have the same streams again."""

    @staticmethod
    def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
        counts = ", ".join(f"{name} {count}" for name, count in COUNT.items())
        total = sum(COUNT.values())
        if total:
            terminalreporter.write_line(f"STREAM_SEED={SEED}: {total} streams ({counts})")


def announce(config: pytest.Config) -> None:
    """See to that line."""
    if not config.pluginmanager.has_plugin(__name__ + ".summary"):
        config.pluginmanager.register(_Summary(), __name__ + ".summary")
