"""What goes wrong before the endpoint is asked: keys, parameters, proxies, certificate files."""

from __future__ import annotations

import importlib
import socket
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.diagnosis.cause import Cause, Variant
from jupyterlab_ai_stream_toggle.diagnosis.causes.certificate import CERTIFICATE_NOT_TRUSTED
from jupyterlab_ai_stream_toggle.diagnosis.causes.keys import KEY_MISSING
from jupyterlab_ai_stream_toggle.diagnosis.causes.network import CONNECTION_REFUSED, PROXY_BLOCKED
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.diagnosis import Diagnosis
from jupyterlab_ai_stream_toggle.diagnosis.evidence import evidence_of
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.generation import JUPYTER_AI
from tests.support.raw_server import Answer, Framing, RawServer
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import CHAT_CLASSES, governed
from tests.with_jupyter_ai.models.raw_models import Outcome, asked

PAGE = Answer(
    (b"<html><h1>Blocked</h1>The web filter does not allow this site.</html>",),
    "text/html",
    status=403,
    framing=Framing.LENGTH,
)
STREAM = Answer((b'data: {"choices": [{"index": 0, "delta": {"content": "some"}}]}\n\n',))


def model(
    settings: Settings, provider: str, url: str, key: str = "k", name: str = "gw", **fields: Any
) -> Any:
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    if JUPYTER_AI == 3:
        return model_class(
            model=f"{provider}/{name}", api_base=url, api_key=key, streaming=True, **fields
        )
    if provider == "azure":
        return model_class(
            model_id=name,
            azure_endpoint=url,
            api_version="2024-10-21",
            openai_api_key=key,
            **fields,
        )
    return model_class(model_id=name, openai_api_base=url, openai_api_key=key, **fields)


def told(outcome: Outcome) -> Diagnosis:
    diagnosis = attached_to(outcome.error)
    assert diagnosis is not None, outcome
    return diagnosis


def variant(cause: Cause, name: str) -> Variant:
    return next(each for each in cause.variants if each.name == name)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as once:
        return int(once.getsockname()[1])


@pytest.mark.parametrize("key", ["sk-a\nb", "sk-ab\n", "sk-é", "sk-“a”", "sk-密", "sk-a\r\nX: y"])
async def test_a_key_that_cannot_be_sent(settings: Settings, provider: str, key: str) -> None:
    async with RawServer() as server:
        name = server.answer(STREAM)
        diagnosis = told(await asked(model(settings, provider, server.url, key, name)))
        assert server.answers[name].wire == ""
    assert diagnosis.id == "key-missing"
    assert diagnosis.title == variant(KEY_MISSING, "header").title


@pytest.mark.parametrize("name", ["timeout", "request_timeout"])
@pytest.mark.filterwarnings("ignore:Parameters")
async def test_a_parameter_that_is_no_number(settings: Settings, provider: str, name: str) -> None:
    async with RawServer() as server:
        model_name = server.answer(STREAM)
        made = model(settings, provider, server.url, name=model_name, model_kwargs={name: "soon"})
        diagnosis = told(await asked(made))
        assert server.answers[model_name].wire == ""
    assert diagnosis.id == "parameter-invalid"


@pytest.fixture
def proxies(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without proxies, whatever the machine has."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_dead_proxy_is_no_dead_endpoint(
    settings: Settings, provider: str, scheme: str, proxies: pytest.MonkeyPatch
) -> None:
    proxies.setenv(f"{scheme}_proxy", f"http://127.0.0.1:{closed_port()}")
    diagnosis = told(await asked(model(settings, provider, f"{scheme}://host.invalid/v1")))
    assert diagnosis.id == "connection-refused"
    assert diagnosis.title == variant(CONNECTION_REFUSED, "proxy").title


async def test_a_dead_endpoint_is_no_dead_proxy(
    settings: Settings, provider: str, proxies: pytest.MonkeyPatch
) -> None:
    proxies.setenv("https_proxy", "http://127.0.0.1:9")  # not for this address
    url = f"http://127.0.0.1:{closed_port()}/v1"
    diagnosis = told(await asked(model(settings, provider, url)))
    assert diagnosis.id == "connection-refused"
    assert diagnosis.title == CONNECTION_REFUSED.title


async def test_no_proxy_is_spoken_of_where_there_is_none(
    settings: Settings, provider: str, proxies: pytest.MonkeyPatch
) -> None:
    async with RawServer() as server:
        name = server.answer(PAGE)
        direct = told(await asked(model(settings, provider, server.url, name=name)))
        proxies.setenv("http_proxy", server.url)
        url = "http://host.invalid/v1"
        through = told(await asked(model(settings, provider, url, name=name)))
    assert (direct.id, through.id) == ("proxy-blocked", "proxy-blocked")
    assert direct.title == variant(PROXY_BLOCKED, "direct").title
    assert "NO_PROXY" not in direct.hint
    assert "NO_PROXY" in through.hint


def test_a_certificate_file_that_is_not_there(
    settings: Settings, proxies: pytest.MonkeyPatch
) -> None:
    proxies.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")
    with pytest.raises(FileNotFoundError) as raised:
        if JUPYTER_AI == 2:
            model(settings, "azure", "https://127.0.0.1:9")
        else:
            importlib.import_module("httpx").AsyncClient()
    diagnosis = diagnose(evidence_of(raised.value))
    assert diagnosis.id == "certificate-not-trusted"
    assert diagnosis.title == variant(CERTIFICATE_NOT_TRUSTED, "file").title


def test_another_file_is_no_certificate() -> None:
    with pytest.raises(FileNotFoundError) as raised:
        open("/nowhere/model.bin", "rb")  # noqa: SIM115
    assert diagnose(evidence_of(raised.value)).id == "unknown"
