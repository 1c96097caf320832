"""The providers that a running Jupyter AI has of its own, whatever users have saved."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import Any


def own_provider_ids(settings: Mapping[str, Any]) -> Collection[str]:
    """Their ids; `settings` are those of the server's web application.

    Imports nothing: whoever has asked a model has loaded the library that knows them.
    """
    litellm = sys.modules.get("litellm")
    listed = getattr(litellm, "provider_list", ())
    return {
        *settings.get("lm_providers", ()),
        *(str(getattr(each, "value", each)) for each in listed),
    }
