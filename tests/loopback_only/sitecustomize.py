"""No Python of a test run asks for an address beyond this machine.

Python imports this by its name where PYTHONPATH leads here, which the runner of the tests sees to:
so it also holds in the Jupyter servers, kernels and commands that tests start. Who asks is told as
if there were no network, and noted in the file that OUTSIDE_LOG names; the runner fails if anything
is noted. Names that nobody can own (RFC 2606) are refused without a note: tests use them.

As nobody is asked, no certificates are looked at but those that tests made and name: so certifi's
bundle, whose hundred certificates each HTTP client parses when it is made (0.1 s on a slow
machine), is one that holds a single certificate.
"""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import socket
import sys
import traceback
from pathlib import Path

_NOBODYS = (".example", ".invalid", ".test", "example.com", "example.net", "example.org")


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        connection, address = arguments[:2]
        if event == "socket.connect" and getattr(connection, "type", 0) == socket.SOCK_DGRAM:
            return  # sends nothing: so a machine finds out its own address
        host = address[0] if isinstance(address, tuple) else None
    else:
        return
    name = host.decode("idna") if isinstance(host, bytes) else host
    if not isinstance(name, str) or _is_here(name):
        return
    if not name.rstrip(".").endswith(_NOBODYS):
        _note(name)
    if event == "socket.getaddrinfo":
        raise socket.gaierror(socket.EAI_NONAME, f"{name} is not asked for in tests")
    raise OSError(errno.ENETUNREACH, f"{name} is not reached in tests")


def _is_here(name: str) -> bool:
    if name in ("", "localhost", socket.gethostname()) or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _note(name: str) -> None:
    if path := os.environ.get("OUTSIDE_LOG"):
        asker = " ".join(sys.argv[:3])
        stack = "".join(traceback.format_stack(limit=40)[:-2])
        with contextlib.suppress(OSError), open(path, "a", encoding="utf-8") as log:
            log.write(f"{name} was asked for by {asker}\n{stack}\n")


sys.addaudithook(_refuse)
with contextlib.suppress(ImportError):
    import certifi

    _AUTHORITY = str(Path(__file__).with_name("authority.pem"))
    certifi.where = lambda: _AUTHORITY
