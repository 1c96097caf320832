from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.target import clean_endpoint


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://contoso.example/openai/", "https://contoso.example/openai"),
        ("https://user:secret@contoso.example:8443/v1", "https://contoso.example:8443/v1"),
        ("https://contoso.example/v1?key=secret#secret", "https://contoso.example/v1"),
        ("http://[::1]:4000/v1", "http://[::1]:4000/v1"),
        ("contoso.example", None),
        ("https://contoso.example:port", None),
        ("", None),
        (None, None),
    ],
)
def test_an_endpoint_keeps_no_secret(url: object, clean: str | None) -> None:
    assert clean_endpoint(url) == clean
