from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.policy.layers import Lock
from jupyterlab_ai_stream_toggle.policy.locks import DEFAULT_REASON, parse_locks


def test_a_lock_is_a_mode_or_a_mode_with_a_reason() -> None:
    assert parse_locks({"azure": "off", "openai:o1": {"mode": "auto", "reason": "Tested."}}) == {
        "azure": Lock(Mode.OFF, DEFAULT_REASON),
        "openai:o1": Lock(Mode.AUTO, "Tested."),
    }


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"azure": "never"}, ["locked['azure']", "'never'", "'auto', 'on', 'off'"]),
        ({"azure": None}, ["locked['azure']", "None", "'auto', 'on', 'off'"]),
        ({"azure": {"reason": "x"}}, ["locked['azure']", "None", "'auto', 'on', 'off'"]),
        ({"azure": {"mode": "off", "why": "x"}}, ["locked['azure']", "'mode' and 'reason'"]),
        ({"azure": {"mode": "off", "reason": ""}}, ["locked['azure']", "'reason'"]),
        ({"": "off"}, ["''", "provider"]),
        ({"azure:": "off"}, ["'azure:'", "provider:model"]),
    ],
)
def test_anything_else_is_named_with_what_is_allowed(
    value: dict[str, object], words: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"StreamToggle\.locked") as raised:
        parse_locks(value)
    for word in words:
        assert word in str(raised.value)
