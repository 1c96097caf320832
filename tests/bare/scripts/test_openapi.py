"""The description of the REST interface is that of the REST interface."""

from __future__ import annotations

import json
import re

from scripts.openapi import OPERATIONS, described
from tests.bare.server.test_rest import ENDPOINTS


def test_every_verb_that_is_tested_is_described() -> None:
    tested = {
        f"{verb.lower()} {re.sub('/[0-9a-f]{16}$', '/{id}', path.partition('?')[0])}"
        for verb, path, *_ in ENDPOINTS
    }
    assert tested == set(OPERATIONS)


def test_every_reference_leads_somewhere() -> None:
    document = described()
    named = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document)))
    assert named <= set(document["components"]["schemas"])
    assert "Problem" in named
