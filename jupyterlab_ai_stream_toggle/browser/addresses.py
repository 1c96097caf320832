"""Where the persona in the browser sends its requests, as its user's settings name it."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..policy.directories import SettingsDirectories
from ..target import clean_endpoint

_FILE = Path("@jupyter-ai", "jupyternaut-lite", "settings-model.jupyterlab-settings")
_LONGEST = 1_000_000
"""Bytes of a settings file that are read."""
_PATIENCE = 5.0
"""Seconds for a look, in all its steps."""


def is_named(endpoint: str, directories: SettingsDirectories) -> bool:
    """Whether the user's own settings of the persona name this address. Blocks on the disk."""
    path = Path(directories.user_settings_dir) / _FILE
    return endpoint in {clean_endpoint(each) for each in _named_in(path)}


def _named_in(path: Path) -> Iterable[str]:
    # Here, because a server without such a persona never needs it.
    import json5

    try:
        with path.open("rb") as file:
            settings: Any = json5.loads(file.read(_LONGEST).decode())
    except (OSError, ValueError, RecursionError):
        return
    providers = settings.get("providers") if isinstance(settings, dict) else None
    for each in providers if isinstance(providers, list) else ():
        address = each.get("baseURL") if isinstance(each, dict) else None
        if isinstance(address, str) and urlsplit(address).scheme in ("http", "https"):
            yield address


async def look(address: str) -> Exception | None:
    """Whether anybody answers there: None, or why there was no answer.

    Made for an address that `is_named`, and safe for it: the head is asked for and nothing else,
    without the key, a body or cookies; nobody is followed to another place; and no word of the
    answer is handed on, only that there is one. Whoever may ask for this may run code on this
    server anyway.
    """
    import httpx

    async with httpx.AsyncClient(timeout=_PATIENCE, follow_redirects=False) as client:
        try:
            await asyncio.wait_for(client.head(address), _PATIENCE)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, asyncio.TimeoutError) as error:
            return error
    return None


def is_here(host: str | None) -> bool:
    """Whether a name stands for the computer of whoever says it."""
    if not host or host == "localhost" or host.endswith(".localhost"):
        return bool(host)
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def may_differ(address: str, page_host: str) -> bool:
    """Whether the address means one computer to the browser and another to this server."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return True
    return is_here(host) and not is_here(page_host)
