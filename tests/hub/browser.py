"""What a browser sees of the hub: Playwright, with a file of `ui-tests/hub`."""

from __future__ import annotations

import asyncio
import json
import os

from tests.real.parts.process import ROOT

from .conftest import Labs
from .hub import PASSWORD


async def look(labs: Labs, file: str) -> None:
    """Run the tests of that file; fail with what it says."""
    handed_over = {
        "root": labs.hub.root,
        "password": PASSWORD,
        "token": labs.hub.token,
        "users": [{"name": each.person.name} for each in labs.both],
    }
    program = "node_modules/@playwright/test/cli.js"
    process = await asyncio.create_subprocess_exec(
        *("node", program, "test", "--config=hub.config.ts", f"hub/{file}"),
        cwd=ROOT / "ui-tests",
        env={**os.environ, "HUB": json.dumps(handed_over)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode(errors="replace")
