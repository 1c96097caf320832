"""How a request asked for its answer, in a letter."""

from __future__ import annotations

from typing import Any


def letter(body: dict[str, Any]) -> str:
    """`S`: a stream with `stream_options`; `s`: one without; `n`: a plain request.

    Judged by the body alone, as it went over the wire.
    """
    if body.get("stream"):
        return "S" if "stream_options" in body else "s"
    assert "stream_options" not in body, "a plain request must not carry stream_options"
    return "n"
