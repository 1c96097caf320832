"""What is said of settings before anything is sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.checks.address import Service, address_of
from jupyterlab_ai_stream_toggle.checks.every import LIVE, STATIC
from jupyterlab_ai_stream_toggle.checks.result import CheckFinding, Outcome
from jupyterlab_ai_stream_toggle.checks.static.addresses import address_form
from jupyterlab_ai_stream_toggle.checks.static.keys import key_plausible
from jupyterlab_ai_stream_toggle.checks.static.packages import packages
from jupyterlab_ai_stream_toggle.checks.static.proxies import certificate_files, proxy
from jupyterlab_ai_stream_toggle.checks.static.settings import (
    deployment_name,
    model_chosen,
    model_made,
)
from jupyterlab_ai_stream_toggle.checks.static.versions import api_version
from jupyterlab_ai_stream_toggle.jupyter_ai.connection import Protocol
from jupyterlab_ai_stream_toggle.jupyter_ai.detect import Found, Generation
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.subjects import CANARY, connection, performed, subject_of

P, W, F, S = Outcome.PASSED, Outcome.WARNING, Outcome.FAILED, Outcome.SKIPPED
OPENAI: dict[str, Any] = {"provider": "openai", "protocol": Protocol.OPENAI}


def looked(look: Any, environment: dict[str, str] | None = None, **values: Any) -> CheckFinding:
    found: CheckFinding = look(subject_of(connection(**values), environment=environment or {}))
    if found.outcome in (F, W):
        assert found.hint, "what is wrong has a cure"
    return found


@pytest.mark.parametrize(
    ("address", "outcome", "service"),
    [
        ("https://example.openai.azure.com", P, Service.AZURE_OPENAI),
        ("https://example.openai.azure.com/", P, Service.AZURE_OPENAI),
        ("https://example.openai.azure.us", P, Service.AZURE_OPENAI),
        ("https://example.openai.azure.cn", P, Service.AZURE_OPENAI),
        ("https://example.services.ai.azure.com", P, Service.AZURE_FOUNDRY),
        ("https://example.cognitiveservices.azure.com", P, Service.AZURE_COGNITIVE),
        ("https://westeurope.api.cognitive.microsoft.com", P, Service.AZURE_COGNITIVE),
        ("https://example.azure-api.net/llm", P, Service.AZURE_GATEWAY),
        ("https://gateway.example.com/azure", P, Service.OTHER),
        ("https://example.openai.azure.com/openai/v1/", F, Service.AZURE_OPENAI),
        ("https://example.openai.azure.com/openai", F, Service.AZURE_OPENAI),
        ("https://example.openai.azure.com/openai/deployments/gpt-4o", F, Service.AZURE_OPENAI),
        (
            "https://example.openai.azure.com/openai/deployments/x/chat/completions?api-version=1",
            F,
            Service.AZURE_OPENAI,
        ),
        ("https://example.openai.azure.com?api-version=2024-10-21", F, Service.AZURE_OPENAI),
        ("https://api.openai.com/v1", F, Service.OPENAI),
    ],
)
def test_addresses_for_azure(address: str, outcome: Outcome, service: Service) -> None:
    found = address_of(address)
    assert found is not None
    assert found.service is service
    assert looked(address_form, address=address).outcome is outcome


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("https://api.openai.com/v1", P),
        ("https://api.openai.com", F),
        ("https://example.openai.azure.com/openai/v1/", P),
        ("https://example.services.ai.azure.com/openai/v1", P),
        ("https://example.openai.azure.com", F),
        ("http://127.0.0.1:8000/v1", P),
        ("http://127.0.0.1:8000/v1/chat/completions", F),
        ("http://gateway.example.com", P),
        (None, P),
    ],
)
def test_addresses_for_openai(address: str | None, outcome: Outcome) -> None:
    assert looked(address_form, address=address, **OPENAI).outcome is outcome


@pytest.mark.parametrize(
    "text", ["example.openai.azure.com", "https://", "ftp://a.b", "http://a:b"]
)
def test_what_is_no_address_is_said_to_be_none(text: str) -> None:
    assert address_of(text) is None
    assert looked(address_form, address=text).outcome is F


def test_azure_needs_an_address_and_takes_it_from_the_environment() -> None:
    assert looked(address_form, address=None).outcome is F
    environment = {"AZURE_OPENAI_ENDPOINT": "https://example.openai.azure.com"}
    assert looked(address_form, environment, address=None).outcome is P


@pytest.mark.parametrize(
    ("version", "outcome"),
    [
        ("2024-10-21", P),
        ("2024-09-01-preview", P),  # within two years of the day of the check
        ("2025-04-01-preview", P),
        ("2024-08-01-preview", W),
        ("2024-06-01", W),
        ("2023-05-15", W),
        (None, W),
        ("2024-13-01", F),
        ("2024/10/21", F),
        ("v1", F),
        ("2031-01-01", F),
        ("gpt-4o", F),
    ],
)
def test_api_versions(version: str | None, outcome: Outcome) -> None:
    subject = subject_of(connection(api_version=version), environment={}, today=date(2026, 8, 1))
    assert api_version(subject).outcome is outcome


def test_an_old_preview_is_told_from_an_old_version() -> None:
    day = date(2027, 6, 1)
    for version, outcome in (("2024-10-21", P), ("2025-04-01-preview", W)):
        subject = subject_of(connection(api_version=version), environment={}, today=day)
        assert api_version(subject).outcome is outcome


def test_the_v1_api_needs_no_version() -> None:
    v1 = "https://example.openai.azure.com/openai/v1"
    assert looked(api_version, address=v1, api_version=None).outcome is P
    assert looked(api_version, **OPENAI).outcome is S


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        ("0123456789abcdef0123456789abcdef", P),
        ("A1" * 42, P),
        (None, F),
        ("0123456789abcdef 0123456789abcdef", F),
        ('"0123456789abcdef0123456789abcdef"', F),
        ("Bearer 0123456789abcdef", F),
        ("https://example.openai.azure.com", F),
        ("<your key>", F),
        ("your-api-key", F),
        ("${AZURE_OPENAI_API_KEY}", F),
        ("sk-****", F),
        ("ключ0123456789abcdef0123456789ab", F),
        ("sk-proj-0123456789", W),
    ],
)
def test_keys(key: str | None, outcome: Outcome) -> None:
    found = looked(key_plausible, key=key)
    assert found.outcome is outcome
    assert key is None or key not in repr(found)


def test_a_key_may_stand_in_the_environment_or_not_be_needed() -> None:
    environment = {"AZURE_API_KEY": "0123456789abcdef0123456789abcdef"}
    found = looked(key_plausible, environment, key=None)
    assert found.outcome is P
    assert "AZURE_API_KEY" in str(found.figures)
    assert looked(key_plausible, key=None, key_name=None).outcome is P
    own: dict[str, Any] = {**OPENAI, "address": "https://api.openai.com/v1"}
    assert looked(key_plausible, key="sk-proj-abc", **own).outcome is P
    assert looked(key_plausible, key="abc-def", **own).outcome is W
    assert looked(key_plausible, key="abc-def", address="http://gw/v1", **OPENAI).outcome is P


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("gpt-4o", P), ("my_deployment.2", P), ("azure/gpt-4o", F), ("gpt 4o", F), ("x" * 65, F)],
)
def test_deployment_names(name: str, outcome: Outcome) -> None:
    assert looked(deployment_name, model=name).outcome is outcome
    assert looked(deployment_name, model=name, **OPENAI).outcome is S


def test_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert looked(proxy).figures == {}
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:{CANARY}@proxy.example.com:8080")
    found = looked(proxy)
    assert found.outcome is P
    assert found.figures == {"proxy": "http://proxy.example.com:8080"}
    assert looked(proxy, address="https://10.1.2.3").outcome is W
    monkeypatch.setenv("NO_PROXY", "10.1.2.3,.azure.com")
    assert looked(proxy, address="https://10.1.2.3").outcome is P
    assert looked(proxy).figures == {}


def test_certificate_files(tmp_path: Path) -> None:
    there = tmp_path / "ca.pem"
    there.touch()
    assert looked(certificate_files).outcome is P
    assert looked(certificate_files, {"SSL_CERT_FILE": str(there)}).outcome is P
    missing = looked(certificate_files, {"SSL_CERT_FILE": str(tmp_path / "gone.pem")})
    assert missing.outcome is F
    assert "SSL_CERT_FILE" in missing.explanation


def test_a_model_that_cannot_be_made_is_explained() -> None:
    def make() -> Any:
        raise ValueError(f"Did not find openai_api_key, {CANARY}, please add it.")

    subject = subject_of(connection(key=CANARY, make=make))
    found = model_made(subject)
    assert found.outcome is F
    assert found.hint
    assert CANARY not in repr(found)


def test_no_model_is_chosen() -> None:
    subject = subject_of(None)
    assert model_chosen(subject).outcome is F
    subject.unreadable = "The file is not JSON."
    assert model_chosen(subject).explanation == "The file is not JSON."


def test_packages_that_do_not_fit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_versions(**versions: str) -> CheckFinding:
        known = {name.replace("_", "-"): version for name, version in versions.items()}
        monkeypatch.setattr(
            "jupyterlab_ai_stream_toggle.checks.static.packages._version", known.get
        )
        subject = subject_of(connection())
        generation = Generation.V2 if known["jupyter-ai"].startswith("2") else Generation.V3
        subject.found = Found(generation, known["jupyter-ai"])
        return packages(subject)

    three = {"jupyter_ai": "3.2.0", "jupyter_ai_jupyternaut": "0.1.0"}
    assert with_versions(**three, litellm="1.110.2").outcome is P
    two = {"langchain_openai": "0.3.35"}
    apart = with_versions(jupyter_ai="2.24.1", jupyter_ai_magics="2.31.7", **two)
    assert apart.outcome is F
    assert "jupyter-ai-magics==2.24.1" in str(apart.hint)
    assert with_versions(jupyter_ai="2.31.7", jupyter_ai_magics="2.31.7", **two).outcome is P
    assert with_versions(jupyter_ai="2.26.0", jupyter_ai_magics="2.26.0", **two).outcome is W
    assert with_versions(jupyter_ai="2.31.7", jupyter_ai_magics="2.31.7").outcome is F
    assert with_versions(jupyter_ai="2.18.0", jupyter_ai_magics="2.18.0", **two).outcome is W


async def test_the_static_check_sends_nothing_and_comes_to_a_verdict() -> None:
    subject = subject_of(connection(key="your-api-key", make=SimpleNamespace), mode=Mode.AUTO)
    subject.found = Found(Generation.UNKNOWN, "9.0.0")
    run = await performed(subject, live=False)
    assert [each.id for each in run.results] == [check.id for check in STATIC]
    assert run.subject.exchanges == []
    assert run.verdict is not None
    # What only looks wrong is not said to fail before that was tried.
    assert run.verdict.works is None
    assert "may be wrong" in run.verdict.text
    assert run.report is not None
    assert run.verdict.text in run.report


def test_checks_have_names_of_their_own() -> None:
    ids = [check.id for check in (*STATIC, *LIVE)]
    assert len(set(ids)) == len(ids)
