"""One test for each branch of the precedence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.modes import Decision, Mode, Source
from jupyterlab_ai_stream_toggle.policy.layers import (
    DEFAULT_MODE,
    MODELS,
    PROVIDERS,
    Layer,
    Layers,
    Place,
)
from jupyterlab_ai_stream_toggle.policy.locks import Lock, lock_about
from jupyterlab_ai_stream_toggle.policy.resolve import inherited, resolve

NOTHING = Layers(built_in=Mode.AUTO)
EVERYTHING = Layers(
    built_in=Mode.AUTO,
    user=Layer(Mode.ON, {"azure": Mode.OFF}, {"azure:gpt-4o": Mode.ON}),
    administrator=Layer(Mode.OFF, {"azure": Mode.ON}, {"azure:gpt-4o": Mode.OFF}),
    locks={"azure": Lock((Mode.OFF,), "gateway"), "azure:gpt-4o": Lock((Mode.AUTO,), "tested")},
)


def test_lock_of_the_model_decides_first() -> None:
    assert resolve(EVERYTHING, "azure", "gpt-4o") == Decision(
        Mode.AUTO, Source.ADMINISTRATOR_LOCK, "tested", (Mode.AUTO,)
    )


def test_lock_of_the_provider_decides_for_its_other_models() -> None:
    decision = resolve(EVERYTHING, "azure", "o1")
    assert decision == Decision(Mode.OFF, Source.ADMINISTRATOR_LOCK, "gateway", (Mode.OFF,))
    assert decision.locked


def test_lock_of_the_model_says_nothing_about_the_provider() -> None:
    asked = Layers(built_in=Mode.AUTO, locks={"azure:gpt-4o": Lock((Mode.OFF,), "x")})
    assert resolve(asked, "azure") == Decision(Mode.AUTO, Source.BUILT_IN)


def test_then_the_users_mode_of_the_model() -> None:
    asked = replace(EVERYTHING, locks={})
    assert resolve(asked, "azure", "gpt-4o") == Decision(Mode.ON, Source.MODEL_SETTING)


def test_then_the_administrators_mode_of_the_model() -> None:
    asked = replace(EVERYTHING, locks={}, user=Layer(Mode.ON, {"azure": Mode.AUTO}))
    assert resolve(asked, "azure", "gpt-4o") == Decision(Mode.OFF, Source.ADMINISTRATOR_DEFAULT)


def test_then_the_users_mode_of_the_provider() -> None:
    asked = replace(EVERYTHING, locks={})
    assert resolve(asked, "azure", "o1") == Decision(Mode.OFF, Source.PROVIDER_SETTING)
    assert resolve(asked, "azure") == Decision(Mode.OFF, Source.PROVIDER_SETTING)


def test_then_the_administrators_mode_of_the_provider() -> None:
    asked = replace(EVERYTHING, locks={}, user=Layer(Mode.OFF))
    assert resolve(asked, "azure", "o1") == Decision(Mode.ON, Source.ADMINISTRATOR_DEFAULT)


def test_then_the_users_default() -> None:
    assert resolve(EVERYTHING, "openai", "gpt-4o") == Decision(Mode.ON, Source.USER_DEFAULT)
    assert resolve(EVERYTHING) == Decision(Mode.ON, Source.USER_DEFAULT)


def test_then_the_administrators_default() -> None:
    asked = replace(EVERYTHING, user=Layer())
    assert resolve(asked, "openai", "x") == Decision(Mode.OFF, Source.ADMINISTRATOR_DEFAULT)


@pytest.mark.parametrize("built_in", Mode)
def test_then_the_built_in_default(built_in: Mode) -> None:
    asked = Layers(built_in=built_in)
    assert resolve(asked, "openai", "x") == Decision(built_in, Source.BUILT_IN)


def test_a_model_id_may_hold_colons_and_slashes() -> None:
    asked = replace(NOTHING, user=Layer(models={"bedrock:anthropic.claude-3:0": Mode.OFF}))
    assert resolve(asked, "bedrock", "anthropic.claude-3:0").mode is Mode.OFF
    assert resolve(asked, "bedrock", "anthropic.claude-3").mode is Mode.AUTO


@pytest.mark.parametrize(
    ("provider", "model"),
    [(None, None), *((p, m) for p in ("azure", "openai") for m in (None, "gpt-4o", "o1"))],
)
@pytest.mark.parametrize("locks", [{}, EVERYTHING.locks])
def test_what_is_inherited_is_in_force_once_the_users_own_is_gone(
    provider: str | None, model: str | None, locks: dict[str, Lock]
) -> None:
    asked = replace(EVERYTHING, locks=locks)
    gone: Place = (DEFAULT_MODE,)
    if provider:
        gone = (MODELS, f"{provider}:{model}") if model else (PROVIDERS, provider)
    without = replace(asked, user=asked.user.with_mode(gone, None))
    assert inherited(asked, provider, model) is resolve(without, provider, model).mode


def test_what_is_inherited_is_the_next_less_specific_one() -> None:
    asked = replace(EVERYTHING, locks={}, administrator=Layer())
    assert inherited(asked, "azure", "gpt-4o") is Mode.OFF
    assert inherited(asked, "azure") is Mode.ON
    assert inherited(asked) is Mode.AUTO


NEVER_ON = Lock((Mode.AUTO, Mode.OFF), "billed twice")


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.OFF])
def test_where_several_modes_are_allowed_the_user_chooses_among_them(mode: Mode) -> None:
    asked = replace(EVERYTHING, user=Layer(providers={"azure": mode}), locks={"azure": NEVER_ON})
    assert resolve(asked, "azure") == Decision(
        mode, Source.PROVIDER_SETTING, "billed twice", NEVER_ON.modes
    )
    assert not resolve(asked, "azure").locked


def test_what_is_not_allowed_is_passed_over_for_the_next_that_is() -> None:
    asked = Layers(
        built_in=Mode.ON,
        user=Layer(Mode.OFF, {"azure": Mode.ON}, {"azure:gpt-4o": Mode.ON}),
        locks={"azure": NEVER_ON},
    )
    assert resolve(asked, "azure", "gpt-4o") == Decision(
        Mode.OFF, Source.USER_DEFAULT, "billed twice", NEVER_ON.modes, passed_over=Mode.ON
    )


def test_where_nothing_allowed_was_asked_for_the_first_that_is_listed_counts() -> None:
    lock = Lock((Mode.OFF, Mode.ON), "x")
    asked = Layers(built_in=Mode.AUTO, locks={"azure": lock})
    assert resolve(asked, "azure") == Decision(Mode.OFF, Source.ADMINISTRATOR_LOCK, "x", lock.modes)


def test_a_lock_that_allows_all_is_an_exception_to_a_broader_one() -> None:
    locks = {"azure": Lock((Mode.OFF,), "x"), "azure:gpt-*": Lock(tuple(Mode), "y")}
    asked = Layers(built_in=Mode.AUTO, user=Layer(Mode.ON), locks=locks)
    assert resolve(asked, "azure", "gpt-4o") == Decision(Mode.ON, Source.USER_DEFAULT)
    assert resolve(asked, "azure", "o1").locked


_MODES = st.sampled_from(Mode)
_NAMES = st.sampled_from(["azure", "azure:gpt-4o", "azure:gpt-*", "*", "*:gpt-4o", "az*"])


@given(
    default=st.none() | _MODES,
    provider=st.none() | _MODES,
    model=st.none() | _MODES,
    locks=st.dictionaries(
        _NAMES,
        st.builds(
            Lock,
            st.lists(_MODES, min_size=1, unique=True).map(tuple),
            st.just("x"),
        ),
    ),
)
def test_no_mode_is_in_force_that_is_not_allowed(
    default: Mode | None, provider: Mode | None, model: Mode | None, locks: dict[str, Lock]
) -> None:
    user = Layer(
        default,
        {"azure": provider} if provider else {},
        {"azure:gpt-4o": model} if model else {},
    )
    asked = Layers(built_in=Mode.AUTO, user=user, locks=locks)
    for about in ((None, None), ("azure", None), ("azure", "gpt-4o"), ("openai", "o1")):
        decision = resolve(asked, *about)
        lock = lock_about(locks, *about)
        assert decision.mode in decision.allowed
        assert set(decision.allowed) == set(lock.modes if lock else Mode)
        assert decision.passed_over not in decision.allowed
        assert (decision.lock_reason is None) == (set(decision.allowed) == set(Mode))
