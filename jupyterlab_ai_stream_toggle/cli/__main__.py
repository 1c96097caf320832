"""`python -m jupyterlab_ai_stream_toggle.cli`, where the script is not on the path."""

from __future__ import annotations

from .group import main

main(prog_name="jupyter ai-stream")
