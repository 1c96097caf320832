"""What `/metrics` tells of replies: the labels that the docs list, and nothing of a person."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry, Metric

from jupyterlab_ai_stream_toggle.capability.record import Evidence
from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from jupyterlab_ai_stream_toggle.jupyter_ai.provider_ids import own_provider_ids
from jupyterlab_ai_stream_toggle.metrics.prometheus import OTHER, PrometheusMetrics
from jupyterlab_ai_stream_toggle.models.told import Outcome
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.subjects import CANARY

DOCS = Path(__file__).parents[3] / "docs"
ROW = re.compile(
    r"^\| `(jupyter_ai_stream_\w+)` +\| (\w+) +\| ((?:`\w+`(?:, )?)+) +\|", re.MULTILINE
)
TARGETS = [
    Target("azure", CANARY, f"https://{CANARY}.example/v1", CANARY, tools=True, key_mark="ab12"),
    Target(CANARY, "gpt-4o", f"https://{CANARY}.example"),
]
"""One of a provider that Jupyter AI has, and one that somebody has typed."""


@pytest.fixture
def registry() -> CollectorRegistry:
    """All that can be told of these, once each."""
    made = CollectorRegistry()
    metrics = PrometheusMetrics(lambda: {"azure", "openai"}, made)
    for target in TARGETS:
        for delivery, outcome in product(Delivery, Outcome):
            metrics.replied(target, delivery, outcome, first=0.3, total=7.0)
        for evidence in Evidence:
            metrics.fell_back(target, evidence)
        for cause in CAUSES:
            metrics.failed(target, cause)
    return made


def families(registry: CollectorRegistry) -> dict[str, Metric]:
    return {each.name: each for each in registry.collect()}


def labels_of(family: Metric) -> set[str]:
    told = {name for sample in family.samples for name in sample.labels}
    return told - {"le"}  # that of each histogram: the limit of a bucket


def test_the_docs_list_what_is_told(registry: CollectorRegistry) -> None:
    listed = {
        name.removesuffix("_total"): (kind, set(re.findall(r"`(\w+)`", labels)))
        for name, kind, labels in ROW.findall((DOCS / "metrics.md").read_text(encoding="utf-8"))
    }
    assert listed == {
        name: (family.type, labels_of(family)) for name, family in families(registry).items()
    }


def test_a_label_is_of_a_closed_set(registry: CollectorRegistry) -> None:
    allowed = {
        "provider": {"azure", OTHER},
        "delivery": {each.value for each in Delivery},
        "outcome": {each.value for each in Outcome},
        "evidence": {each.value for each in Evidence},
        "diagnosis": set(CAUSES),
    }
    seen: dict[str, set[str]] = {name: set() for name in allowed}
    for family in registry.collect():
        for sample in family.samples:
            for name, value in sample.labels.items():
                seen.get(name, set()).add(value)
    assert seen == allowed


def test_nothing_of_a_target_but_its_provider_is_told(registry: CollectorRegistry) -> None:
    told = repr([family.samples for family in registry.collect()])
    for secret in (CANARY, "gpt-4o", "example", "ab12"):
        assert secret not in told


def test_only_answers_have_times(registry: CollectorRegistry) -> None:
    def counted(name: str) -> Any:
        return registry.get_sample_value(name, {"provider": "azure", "delivery": "plain"})

    assert counted("jupyter_ai_stream_duration_seconds_count") == 1
    assert counted("jupyter_ai_stream_duration_seconds_sum") == 7.0
    assert counted("jupyter_ai_stream_first_token_seconds_sum") == 0.3


def test_what_has_not_happened_yet_is_counted_as_nought() -> None:
    """Prometheus sees no increase in what begins with one."""
    registry = CollectorRegistry()
    metrics = PrometheusMetrics(lambda: {"azure"}, registry)
    metrics.replied(TARGETS[0], Delivery.PLAIN, Outcome.ANSWERED, first=1, total=1)
    labels = {"provider": "azure", "delivery": "plain", "outcome": "failed"}
    assert registry.get_sample_value("jupyter_ai_stream_replies_total", labels) == 0
    labels = {"provider": "azure", "evidence": "refused"}
    assert registry.get_sample_value("jupyter_ai_stream_fallbacks_total", labels) == 0


def test_two_servers_of_a_process_count_together() -> None:
    registry = CollectorRegistry()
    for _ in range(2):
        PrometheusMetrics(lambda: {"azure"}, registry).failed(TARGETS[0], "key-rejected")
    labels = {"provider": "azure", "diagnosis": "key-rejected"}
    assert registry.get_sample_value("jupyter_ai_stream_failures_total", labels) == 2


def test_providers_are_those_of_jupyter_ai_2() -> None:
    known = own_provider_ids({"lm_providers": {"azure-chat-openai": object}})
    assert "azure-chat-openai" in known


@pytest.mark.parametrize("on", [True, False])
def test_the_trait_decides_whether_anything_is_told(on: bool, tmp_path: Path) -> None:
    """In a process of its own, for what is registered stays."""
    code = """
import sys
from prometheus_client import REGISTRY, generate_latest
from jupyter_server.serverapp import ServerApp
ServerApp().initialize(sys.argv[1:])
print(generate_latest(REGISTRY).decode())
"""
    config = tmp_path / "jupyter_server_config.json"
    extensions = {"jpserver_extensions": {"jupyterlab_ai_stream_toggle": True}}
    config.write_text(json.dumps({"ServerApp": {**extensions, "port": 0, "open_browser": False}}))
    done = subprocess.run(
        [sys.executable, "-c", code, "--allow-root", f"--StreamToggle.metrics={on}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=tmp_path,
        env={"PATH": "", "HOME": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path)},
    )
    assert "http_request_duration_seconds" in done.stdout
    assert ("jupyter_ai_stream_replies" in done.stdout) is on


@pytest.mark.parametrize("file", ["grafana.json", "alerts.yaml"])
def test_the_examples_ask_for_what_is_told(file: str, registry: CollectorRegistry) -> None:
    text = (DOCS / "metrics" / file).read_text(encoding="utf-8")
    told = {sample.name for family in registry.collect() for sample in family.samples}
    asked = set(re.findall(r"jupyter_ai_stream_\w+", text))
    assert asked
    assert asked - told == set()
    grouped = re.findall(r"\bby \(([^)]*)\)", text)
    assert {name.strip() for each in grouped for name in each.split(",")} <= {
        *("provider", "delivery", "outcome", "evidence", "diagnosis", "le")
    }


def test_there_are_three_alerts_that_say_what_they_are_about() -> None:
    text = (DOCS / "metrics/alerts.yaml").read_text(encoding="utf-8")
    (group,) = yaml.safe_load(text)["groups"]
    assert len(group["rules"]) == 3
    for rule in group["rules"]:
        assert rule["expr"].count("(") == rule["expr"].count(")")
        assert {"summary", "description"} == set(rule["annotations"])


def test_the_dashboard_shows_each_of_them(registry: CollectorRegistry) -> None:
    text = (DOCS / "metrics/grafana.json").read_text(encoding="utf-8")
    panels = json.loads(text)["panels"]
    assert all(each["title"] and each["targets"] for each in panels)
    assert [name for name in families(registry) if name not in text] == []
