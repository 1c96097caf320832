"""What of Python the parts share: the environment that is theirs, and what is made with it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from .process import HOST, ROOT

PYTHON = Path(os.environ.get("REAL_PYTHON") or ROOT / ".venv/real/bin/python")
"""The Python in which `requirements/real.txt` is installed."""


def self_signed(file: Path) -> None:
    """Write a certificate for this machine that nobody has a reason to trust, and its key."""
    subprocess.run([PYTHON, Path(__file__).with_name("certificate.py"), HOST, file], check=True)
