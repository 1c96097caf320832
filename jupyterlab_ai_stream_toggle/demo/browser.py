"""Whether and how to show the page."""

from __future__ import annotations

import os
import sys
import webbrowser


def has_display() -> bool:
    """Whether a browser window would be seen by somebody."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    return sys.platform in {"darwin", "win32"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def open_in_browser(url: str) -> None:
    """Open it in a new tab of the user's browser; without one, the printed address has to do."""
    webbrowser.open(url, new=2)
