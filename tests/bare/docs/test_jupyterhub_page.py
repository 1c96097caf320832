"""docs/jupyterhub.md: what is to be copied from it works, and what it names is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyterlab_ai_stream_toggle.configuration.environment import PREFIX
from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from tests.support.home import Command, command_in, status

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "jupyterhub.md").read_text(encoding="utf-8")
(VALUES,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


class Pod:
    """The server of a user, as the values of the page have it, as far as our extension reads it."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._monkeypatch = monkeypatch
        self.command: Command = command_in(home)

    def start(self, values: dict[str, Any], profile: dict[str, Any]) -> list[Path]:
        """Put files and variables where it looks for them; the files."""
        single = values["singleuser"]
        override = profile.get("kubespawner_override", {}).get("environment", {})
        for name, value in {**single["extraEnv"], **override}.items():
            assert isinstance(value, str), "Kubernetes takes nothing else"
            self._monkeypatch.setenv(name, value.replace("/etc/jupyter", str(self.home / "etc")))
        return [self._file(each) for each in single["extraFiles"].values()]

    def _file(self, file: dict[str, Any]) -> Path:
        place = Path(file["mountPath"].replace("/etc/jupyter", str(self.home / "etc")))
        place.parent.mkdir(exist_ok=True)
        assert place.suffix == ".json" or "data" not in file, "it is written by its ending"
        place.write_text(file.get("stringData") or json.dumps(file["data"]), encoding="utf-8")
        return place


@pytest.fixture
def pod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pod:
    return Pod(tmp_path, monkeypatch)


PROFILES = yaml.safe_load(VALUES)["singleuser"]["profileList"]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each["display_name"])
def test_its_values_are_without_mistakes(pod: Pod, profile: dict[str, Any]) -> None:
    files = pod.start(yaml.safe_load(VALUES), profile)
    checked = pod.command("config", "check", "--json", *map(str, files))
    assert json.loads(checked.stdout)["problems"] == []
    assert checked.exit_code == 0


def test_a_mode_without_quotes_is_a_mistake(pod: Pod) -> None:
    """As the page says of YAML."""
    remember = "remember: 'always'"
    assert remember in VALUES
    unquoted = VALUES.replace(remember, "locked: {azure: off}")
    files = pod.start(yaml.safe_load(unquoted), {})
    checked = pod.command("config", "check", "--json", *map(str, files))
    (problem,) = json.loads(checked.stdout)["problems"]
    assert problem["severity"] == "error"
    assert "azure" in problem["message"]


def test_of_files_and_the_variable_the_first_that_sets_a_trait_counts(
    pod: Pod, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def default() -> Any:
        (entry,) = (each for each in status(pod.command)["configuration"] if each["name"] == NAME)
        return entry["value"]

    monkeypatch.setenv(f"{PREFIX}DEFAULT_MODE", "auto")
    assert default() == "auto"
    for folder, mode in ((tmp_path / "config", "on"), (tmp_path / "first", "off")):
        folder.mkdir(exist_ok=True)
        section = {"StreamToggle": {NAME: mode}}
        (folder / "jupyter_server_config.json").write_text(json.dumps(section))
        monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "first"))
        assert default() == mode


NAME = "default_mode"


def faults() -> Iterator[list[str]]:
    """The rows of the last table, a text for each cell."""
    for line in PAGE.rpartition("| fault")[2].splitlines()[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def names_in(text: str) -> set[str]:
    return set(re.findall(r"`([\w-]+)`", text))


def test_the_metrics_events_and_failures_it_names_are_there() -> None:
    metrics, events = (
        names_in((DOCS / name).read_text(encoding="utf-8")) for name in ("metrics.md", "events.md")
    )
    headings = set(re.findall(r"^## (\w+)$", (DOCS / "events.md").read_text(), re.MULTILINE))
    rows = list(faults())
    assert len(rows) > 8
    for _, _, event, metric in rows:
        assert names_in(event) <= headings | events
        assert names_in(metric) - {"known_files"} <= metrics | set(CAUSES)
