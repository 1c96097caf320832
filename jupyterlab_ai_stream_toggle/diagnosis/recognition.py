"""What a failure is: one reading of its evidence, from which next step and words both follow."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import NamedTuple

from .case import Case, case_of
from .cause import Cause
from .causes.installation import UNKNOWN
from .evidence import FailureEvidence
from .order import CAUSES, cause_of

_log = logging.getLogger(__name__)


class Recognition(NamedTuple):
    """A failure as it was recognised."""

    case: Case
    cause: Cause


@lru_cache(maxsize=4)
def recognise(evidence: FailureEvidence) -> Recognition:
    """What the failure is. Never raises: a sign that fails must not hide the failure.

    It is asked for twice in a row: what to do, and what to say.
    """
    case = case_of(evidence)
    if evidence.diagnosed in CAUSES:
        return Recognition(case, CAUSES[evidence.diagnosed])
    try:
        return Recognition(case, cause_of(case))
    except Exception:  # noqa: BLE001  # see above
        _log.exception("A failure could not be recognised.")
        return Recognition(case, UNKNOWN)
