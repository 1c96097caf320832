"""Amazon's event streams: length, length of the headers, checksum; headers, payload; checksum."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any

from .provider import ProviderStream


def _header(name: str, value: str) -> bytes:
    return (
        bytes([len(name)])
        + name.encode()
        + b"\x07"
        + struct.pack(">H", len(value))
        + value.encode()
    )


def frame(kind: str, payload: dict[str, Any]) -> bytes:
    """One frame of Amazon's event streams."""
    body = json.dumps(payload).encode()
    headers = (
        _header(":event-type", kind)
        + _header(":content-type", "application/json")
        + _header(":message-type", "event")
    )
    prelude = struct.pack(">II", 16 + len(headers) + len(body), len(headers))
    said = prelude + struct.pack(">I", zlib.crc32(prelude)) + headers + body
    return said + struct.pack(">I", zlib.crc32(said))


_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "a",
    "AWS_SECRET_ACCESS_KEY": "b",
    "AWS_REGION_NAME": "us-east-1",
    "AWS_REGION": "us-east-1",
}

AMAZON: dict[str, ProviderStream] = {
    "bedrock": ProviderStream(
        "bedrock/converse/anthropic.claude-3-5-sonnet-20240620-v1:0",
        (
            frame("messageStart", {"role": "assistant"}),
            frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "Hello"}}),
            frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": " world"}}),
            frame("contentBlockStop", {"contentBlockIndex": 0}),
        ),
        (
            frame("messageStop", {"stopReason": "end_turn"}),
            frame(
                "metadata",
                {
                    "usage": {"inputTokens": 3, "outputTokens": 2, "totalTokens": 5},
                    "metrics": {"latencyMs": 12},
                },
            ),
        ),
        content_type="application/vnd.amazon.eventstream",
        environment=_ENVIRONMENT,
    ),
}
