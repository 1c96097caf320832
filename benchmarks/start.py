"""What importing the extension adds to the start of a Jupyter server."""

from __future__ import annotations

import statistics
import subprocess
import sys

_PROGRAM = """
import time, jupyter_server.extension.application, jupyter_server.auth.decorator, jupyterlab_server
start = time.perf_counter()
import jupyterlab_ai_stream_toggle.extension
print(time.perf_counter() - start)
"""


def start(rounds: int) -> dict[str, float]:
    """Milliseconds, in a fresh process that has imported what a server imports anyway."""
    seconds = [
        float(
            subprocess.run(  # noqa: S603  # this very Python
                [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(rounds)
    ]
    return {"import": float(f"{statistics.median(seconds) * 1e3:.3g}")}
