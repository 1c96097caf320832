"""Every provider that Jupyter AI offers, in each mode: what goes over the wire, and what is kept.

The cases are made of the lists of the installed packages. docs/providers.md is made of what is
measured here, so it cannot say anything else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.generation import JUPYTER_AI

from . import record
from .measurement import Measured, measure
from .provider import Provider

if JUPYTER_AI == 3:
    from .litellm_providers import MAY_DIFFER, SAID, offered, prepared
else:
    from .provider_classes import MAY_DIFFER, SAID, offered, prepared

OFFERED = offered()
PROVIDERS = {name: each for name, each in OFFERED.items() if isinstance(each, Provider)}
each_provider = pytest.mark.parametrize("name", list(PROVIDERS))


@pytest.fixture(scope="module")
def results(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Measured]:
    """What is measured of those that the chosen tests are about, all at once."""
    here = [item for item in request.session.items if item.path == request.path]
    named = [item.callspec.params["name"] for item in here if hasattr(item, "callspec")]
    about_all = len(named) < len(here)
    chosen = {n: each for n, each in PROVIDERS.items() if about_all or n in named}
    with prepared():
        return measure(chosen, tmp_path_factory.mktemp("providers"))


@each_provider
def test_what_goes_over_the_wire(results: dict[str, Measured], name: str) -> None:
    measured = results[name]
    if not measured.reached:
        assert why(measured), f"no request was made: {measured.first_error}"
        return
    auto, on, off = (wires(measured, mode) for mode in ("auto", "on", "off"))
    cells = measured.cells
    one = on["ok"]
    assert one in ("S", "n"), "one request; plain where LiteLLM or the class has no streams"

    assert cells["ok"]["off"] == cells["refuse-400"]["off"] == "n whole"
    assert not [fault for fault, wire in off.items() if set(wire) != {"n"}], off

    assert not [fault for fault, wire in on.items() if set(wire) != {one}], on
    assert cells["ok"]["on"].endswith(" whole") or not measured.bare.endswith(" whole")

    assert cells["ok"]["auto"].endswith(" whole") or measured.bare == cells["ok"]["auto"]
    assert cells["refuse-400"]["auto"] in (("Sn whole",) if one == "S" else ("n whole", "nn whole"))
    for fault, wire in auto.items():
        assert re.fullmatch(f"{one}?n*", wire), f"{fault}: the unproven stream is not retried"

    same = measured.other_fields - MAY_DIFFER.get(name, set())
    assert not same, "a stream and a plain request differ in nothing but streaming"


@each_provider
def test_it_is_as_it_was_written_down(results: dict[str, Measured], name: str) -> None:
    if record.WRITE:
        pytest.skip("it is being written down")
    if results[name].reached:
        row = record.row(results[name], PROVIDERS[name])
        assert row == kept()["providers"].get(name), record.RENEW


def test_the_list_is_whole(results: dict[str, Measured]) -> None:
    """Each provider is measured, or it is written down why not."""
    there = {name: each for name, each in results.items() if each.reached}
    others = {name: each for name, each in OFFERED.items() if isinstance(each, str)}
    others |= {name: why(each) for name, each in results.items() if not each.reached}
    assert all(others.values()), {name: results[name] for name in others if not others[name]}
    if record.WRITE:
        record.write(there, PROVIDERS, others)
    before = kept()
    assert list(before["providers"]) == sorted(there), record.RENEW
    assert before["not measured"] == others, record.RENEW
    assert before["packages"] == record.packages(), record.RENEW


def wires(measured: Measured, mode: str) -> dict[str, str]:
    """The requests of a mode, by fault."""
    return {fault: cells[mode].split()[0] for fault, cells in measured.cells.items()}


def kept() -> Mapping[str, Any]:
    """What is kept for this environment."""
    found = record.kept()
    if found is None:
        pytest.skip(f"nothing is written down for an environment called {record.ENVIRONMENT}")
    return found


def why(measured: Measured) -> str:
    """Why no request was made; empty where nobody knows."""
    reasons = (reason for said, reason in SAID.items() if said in measured.first_error)
    return next(reasons, "")
