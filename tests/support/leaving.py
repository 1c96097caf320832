"""A client that leaves when the test says so, not when its patience ends."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit


class Asked:
    """A request on its way; what comes back is read as it comes."""

    def __init__(self, connection: socket.socket) -> None:
        """Take a connection on which the request was sent."""
        self._connection = connection
        self.received = b""

    def until(self, count: int, mark: bytes) -> bytes:
        """Read on until the mark has come so many times; all that was received, headers too."""
        while self.received.count(mark) < count:
            some = self._connection.recv(65_536)
            assert some, f"the connection ended after {self.received!r}"
            self.received += some
        return self.received


@contextmanager
def asked(url: str, body: dict[str, Any]) -> Iterator[Asked]:
    """POST a body of JSON; to leave the context is to leave the endpoint."""
    parts = urlsplit(url)
    assert parts.port
    data = json.dumps(body).encode()
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {len(data)}"
        connection.sendall(f"{head}\r\nContent-Type: application/json\r\n\r\n".encode() + data)
        yield Asked(connection)
