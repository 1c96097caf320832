"""Python and its packages where each user of this machine can read them, and none can write them.

A checkout, or the Python it was set up with, may lie below a folder that is its owner's alone, such
as root's home. What does is linked, or copied, to a place of the tests' own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.real.parts.process import ROOT

PACKAGE = "jupyterlab_ai_stream_toggle"
_GUARD = "tests/loopback_only"
_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
# Most of a Python, and nothing that a server needs.
_LEFT_OUT = shutil.ignore_patterns("test", "site-packages", "config-*", "idlelib", "*.a")


@dataclass(frozen=True)
class Readable:
    """An environment with this package."""

    python: Path
    environment: Mapping[str, str]
    """What that Python has to be started with."""
    folders: tuple[Path, ...]
    """Where it is installed."""


def readable(place: Path) -> Readable:
    """The environment that this runs in; what others cannot read of it is brought to `place`."""
    base, prefix = Path(sys.base_prefix), Path(sys.prefix)
    needed: dict[str, str] = {}
    if not is_open(base):
        needed["LD_LIBRARY_PATH"] = str(place / "python/lib")
        for name in ("bin", "lib"):
            _bring(base / name, place / "python" / name)
        base = place / "python"
    if base != Path(sys.base_prefix) or not is_open(prefix):
        prefix = _environment(base, prefix, place / "environment")
    sources = [ROOT, ROOT / _GUARD]
    if not is_open(ROOT):
        sources = [place / "source", place / "source" / _GUARD]
        for name in (PACKAGE, _GUARD):
            _bring(ROOT / name, place / "source" / name)
    needed["PYTHONPATH"] = str(sources[1])
    if not is_open(ROOT):  # an editable installation leads to the checkout
        needed["PYTHONPATH"] += os.pathsep + str(sources[0])
    packages = prefix / "lib" / _VERSION / "site-packages"
    return Readable(
        python=prefix / "bin/python",
        environment=needed,
        folders=(prefix, packages, prefix / "share/jupyter", sources[0] / PACKAGE),
    )


def is_open(path: Path) -> bool:
    """Whether everybody may go there and read."""
    real = path.resolve()
    return all(each.stat().st_mode & 0o005 == 0o005 for each in (real, *real.parents))


def _environment(base: Path, prefix: Path, place: Path) -> Path:
    """The virtual environment anew, on another Python of the same build."""
    (place / "bin").mkdir(parents=True)
    (place / "bin/python").symlink_to(base / "bin" / _VERSION)
    (place / "pyvenv.cfg").write_text(f"home = {base / 'bin'}\n", encoding="utf-8")
    for name in (f"lib/{_VERSION}/site-packages", "share", "etc"):
        if is_open(prefix / name):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).symlink_to(prefix / name)
        else:
            _bring(prefix / name, place / name, ignore=None)
    return place


def _bring(source: Path, target: Path, ignore: object = _LEFT_OUT) -> None:
    shutil.copytree(source, target, symlinks=True, ignore=ignore, copy_function=_link)  # type: ignore[arg-type]


def _link(source: str, target: str) -> None:
    # Takes no time and no room, on the same disk.
    with contextlib.suppress(OSError):
        os.link(source, target)
        return
    shutil.copy2(source, target)
