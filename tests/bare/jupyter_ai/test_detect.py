from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.jupyter_ai.detect import Found, Generation, find_jupyter_ai


def install(home: Path, name: str, version: str) -> None:
    """The metadata of an installed distribution, as pip would leave it."""
    folder = home / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


@pytest.mark.parametrize(
    ("packages", "found"),
    [
        ({}, Found(Generation.NONE, None)),
        ({"jupyter-ai": "2.31.7"}, Found(Generation.V2, "2.31.7")),
        ({"jupyter-ai": "3.2.0"}, Found(Generation.V3, "3.2.0")),
        ({"jupyter-ai-jupyternaut": "0.1.0"}, Found(Generation.V3, "0.1.0")),
        ({"jupyter-ai": "4.0.0"}, Found(Generation.UNKNOWN, "4.0.0")),
        ({"jupyter-ai": "1.15.0"}, Found(Generation.UNKNOWN, "1.15.0")),
    ],
)
def test_what_is_installed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    packages: dict[str, str],
    found: Found,
) -> None:
    for name, version in packages.items():
        install(tmp_path, name, version)
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    assert find_jupyter_ai() == found
