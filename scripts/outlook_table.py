"""src/__tests__/outlooks.json: what is decided and detected, and what is said of the next response.

Each row is an answer of the server and the words of `jupyter ai-stream status`. The views are held
to the same words.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.cli.outlook import outlook_words
from jupyterlab_ai_stream_toggle.modes import Decision, Delivery, Mode, Source
from jupyterlab_ai_stream_toggle.server.decisions import decision_body
from jupyterlab_ai_stream_toggle.target import Target

from .node import ROOT

TABLE = ROOT / "src" / "__tests__" / "outlooks.json"

WHEN = "{when}"
"""Stands for the moment of `last_seen`, which the views write in the user's language."""

NOW = 1_732_269_600.0
TARGET = Target("azure", "gpt-4o", "https://example.com/openai", "2024-10-21")
FINDINGS = [
    None,
    Finding(Delivery.STREAM_WITHOUT_OPTIONS, Evidence.REFUSED),
    *(
        Finding(
            Delivery.STREAM
            if evidence in (Evidence.STREAM_WORKED, Evidence.STREAM_REQUIRED)
            else Delivery.PLAIN,
            evidence,
        )
        for evidence in Evidence
    ),
]


def generated() -> dict[Path, str]:
    """The table, by its path."""
    return {TABLE: json.dumps(list(rows()))}


def rows() -> Iterator[dict[str, Any]]:
    """Each mode with each finding, chosen by the user and locked by the administrator."""
    for finding in FINDINGS:
        memory = CapabilityMemory(
            lambda *_: None, log=logging.getLogger(__name__), clock=lambda: NOW
        )
        if finding:
            memory.learn(TARGET, finding)
        for mode in Mode:
            for decision in (
                Decision(mode, Source.PROVIDER_SETTING),
                Decision(mode, Source.ADMINISTRATOR_LOCK, "Our gateway buffers."),
            ):
                yield {
                    "decision": decision_body(memory, decision, TARGET).model_dump(mode="json"),
                    "cli": outlook_words(mode, memory.recall(TARGET), WHEN),
                }
