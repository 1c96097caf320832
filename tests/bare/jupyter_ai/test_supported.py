"""What is written about the supported releases is what the extension was tried with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from jupyterlab_ai_stream_toggle.jupyter_ai.detect import Generation
from jupyterlab_ai_stream_toggle.jupyter_ai.supported import NAMES, TRIED

tomllib = pytest.importorskip("tomllib", reason="Python 3.10 has none")

ROOT = Path(__file__).parents[3]


def releases(text: str) -> set[tuple[int, int]]:
    return {(int(a), int(b)) for a, b in re.findall(r"\b(\d+)\.(\d+)\b", text)}


@pytest.mark.parametrize("generation", list(TRIED))
def test_the_measured_releases_begin_and_end_there(generation: Generation) -> None:
    listed = tomllib.loads((ROOT / "compat/releases.toml").read_text(encoding="utf-8"))["release"]
    numbers = [tuple(map(int, each["version"].split(".")[:2])) for each in listed]
    of_generation = [each for each in numbers if f"v{each[0]}" == generation.value]
    assert (min(of_generation), max(of_generation)) == TRIED[generation]


@pytest.mark.parametrize("generation", list(TRIED))
def test_the_extras_install_the_last_one_and_no_later_generation(generation: Generation) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"][generation.value]
    wanted = next(each for each in map(Requirement, extra) if each.name == "jupyter-ai").specifier
    last = TRIED[generation].last
    assert wanted.contains(f"{last[0]}.{last[1]}.0")
    assert not wanted.contains(f"{last[0] + 1}.0.0")


def test_readme_names_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for last in ("v2_last", "v3_last"):
        assert f"to {NAMES[last]}" in readme
    beyond = {(major, minor + 1) for _, (major, minor) in TRIED.values()}
    assert not beyond & releases(readme)
