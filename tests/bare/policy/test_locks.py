from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.policy.configured_locks import DEFAULT_REASON, parse_locks
from jupyterlab_ai_stream_toggle.policy.locks import Lock, lock_about


def test_a_lock_is_one_mode_or_several_and_may_have_a_reason() -> None:
    assert parse_locks(
        {
            "azure": "off",
            "openai:o1": {"mode": "auto", "reason": "Tested."},
            "openai:gpt-*": ["off", "auto", "off"],
            "*": {"modes": {"auto", "off"}, "reason": "Billed twice."},
            "ollama": {"modes": ["on"]},
        }
    ) == {
        "azure": Lock((Mode.OFF,), DEFAULT_REASON),
        "openai:o1": Lock((Mode.AUTO,), "Tested."),
        "openai:gpt-*": Lock((Mode.OFF, Mode.AUTO), DEFAULT_REASON),
        "*": Lock((Mode.AUTO, Mode.OFF), "Billed twice."),
        "ollama": Lock((Mode.ON,), DEFAULT_REASON),
    }


ORDER = [
    "azure:gpt-4o",  # the most specific one first
    "azure:gpt-4*",
    "azure:*-4o",
    "azure:g*",
    "azure:*",
    "az*:gpt-4o",
    "*:gpt-4o",
    "az*:*",
    "*:*",
    "azure",
    "azu*",
    "az*",
    "*",
]


@pytest.mark.parametrize("backwards", [False, True])
def test_of_several_that_fit_the_most_specific_one_counts(backwards: bool) -> None:
    locks = {name: Lock((Mode.OFF,), name) for name in sorted(ORDER, reverse=backwards)}
    for name in ORDER:
        assert lock_about(locks, "azure", "gpt-4o") == Lock((Mode.OFF,), name)
        del locks[name]
    assert lock_about(locks, "azure", "gpt-4o") is None


def test_of_equally_specific_ones_the_first_counts() -> None:
    for names in (("azure:gpt*", "azure:*-4o"), ("azure:*-4o", "azure:gpt*")):
        locks = {name: Lock((Mode.OFF,), name) for name in names}
        assert lock_about(locks, "azure", "gpt-4o") == Lock((Mode.OFF,), names[0])


@pytest.mark.parametrize(
    ("name", "about", "fits"),
    [
        ("*", (None, None), True),
        ("azure", (None, None), False),
        ("*:*", (None, None), False),
        ("azure:*", ("azure", None), False),
        ("azure:gpt-*", ("azure", "GPT-4o"), False),
        ("azure:o?", ("azure", "o1"), False),
        ("azure:[a]", ("azure", "a"), False),
        ("bedrock:*:0", ("bedrock", "anthropic.claude-3:0"), True),
        ("azure:ft:*", ("azure", "ft:gpt"), True),
    ],
)
def test_only_the_star_is_special(
    name: str, about: tuple[str | None, str | None], fits: bool
) -> None:
    lock = Lock((Mode.OFF,), "x")
    assert (lock_about({name: lock}, *about) is lock) is fits


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"azure": "never"}, ["locked['azure']", "'never'", "'auto', 'on', 'off'"]),
        ({"azure": None}, ["locked['azure']", "None", "'auto', 'on', 'off'"]),
        ({"azure": {"reason": "x"}}, ["locked['azure']", "None", "'auto', 'on', 'off'"]),
        ({"azure": {"mode": "off", "why": "x"}}, ["locked['azure']", "'mode'", "'reason'"]),
        ({"azure": {"mode": "off", "modes": ["on"]}}, ["locked['azure']", "'mode'", "'modes'"]),
        ({"azure": []}, ["locked['azure']", "no mode", "'auto', 'on', 'off'"]),
        ({"azure": {"modes": []}}, ["locked['azure']", "no mode", "'auto', 'on', 'off'"]),
        ({"azure": ["auto", "of"]}, ["locked['azure']", "'of'", "'auto', 'on', 'off'"]),
        ({"azure": [["auto"]]}, ["locked['azure']", "['auto']", "'auto', 'on', 'off'"]),
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
