"""What one user's servers found out, as a file for all users."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from .overlay import Known, for_everybody
from .storage import Records


def worth_handing_out(known: Iterable[Known]) -> Records:
    """Of these what others can rely upon: not what may pass in a minute, nor whose key it was."""
    found: Records = OrderedDict()
    for target, capability in known:
        about = for_everybody(target)
        if capability.evidence.explained and (
            about not in found or found[about].last_seen < capability.last_seen
        ):
            found[about] = replace(capability, breaks=0, broken_at=None)
    return found


def text_of(records: Records) -> str:
    """The content of the file."""
    # Here, for pydantic is slow to import.
    from .stored import dumped

    return json.dumps(dumped(records), indent=1)
