"""One JupyterLab for all tests of this folder: it takes its time to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .server import Server, server


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """A JupyterLab that runs."""
    with server() as made, made.running():
        yield made


@pytest.fixture
def fresh(running: Server) -> Server:
    """The running JupyterLab, with a model it has not talked to and no mode for it."""
    running.use_fresh_deployment()
    running.set_fault("ok")
    return running
