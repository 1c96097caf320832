"""LiteLLM's proxy: the gateway that many companies have, with one key for all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from .process import HOST, Part
from .python import PYTHON

KEY = "sk-key-of-the-gateway"


class LitellmProxy(Part):
    """It runs with a model for each address."""

    def __init__(self, folder: Path, addresses: Mapping[str, str]) -> None:
        super().__init__("litellm", folder, ready="/health/liveliness")
        self._configuration = folder / "litellm.yaml"  # JSON is YAML
        models = [
            {
                "model_name": name,
                "litellm_params": {
                    "model": f"openai/{name}",
                    "api_base": f"{address}/v1",
                    "api_key": "key-of-the-provider",
                    # Whoever asks it tries again by itself.
                    "max_retries": 0,
                },
            }
            for name, address in addresses.items()
        ]
        settings = {
            "model_list": models,
            "router_settings": {"num_retries": 0},
            "general_settings": {"master_key": KEY},
        }
        self._configuration.write_text(json.dumps(settings), encoding="utf-8")

    def command(self) -> Sequence[str | Path]:
        program = PYTHON.with_name("litellm")
        where = ("--host", HOST, "--port", str(self.port))
        return (program, "--config", self._configuration, *where, "--telemetry", "False")

    def environment(self) -> Mapping[str, str]:
        return {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}
