"""The adapter of the Jupyter AI that was found."""

from __future__ import annotations

from typing import Any

from ..language import noted
from .adapter import Adapter, SeamMissing
from .detect import Found, Generation
from .supported import NAMES
from .v2.adapter import JupyterAiV2
from .v3.adapter import JupyterAiV3


def adapter_of(found: Found, settings: dict[str, Any]) -> Adapter | None:
    """None where there is none that we know. `settings` are those of the web application."""
    if found.generation is Generation.V2:
        return JupyterAiV2(settings)
    if found.generation is Generation.V3:
        return JupyterAiV3(settings)
    return None


def not_known(found: Found) -> SeamMissing:
    """Why there is none."""
    if found.generation is Generation.NONE:
        return SeamMissing(
            "jupyter-ai-missing",
            noted(
                "Jupyter AI is not installed. Install jupyterlab-ai-stream-toggle[v3], or [v2] "
                "for Jupyter AI 2, and restart the server."
            ),
        )
    return SeamMissing(
        "jupyter-ai-unknown",
        noted(
            "This version of the extension does not support this release of Jupyter AI. It "
            "supports {v2_first} to {v2_last} and {v3_first} to {v3_last}."
        ),
        NAMES,
    )
