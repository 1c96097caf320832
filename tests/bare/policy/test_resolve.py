"""One test for each branch of the precedence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jupyterlab_ai_stream_toggle.modes import Decision, Mode, Source
from jupyterlab_ai_stream_toggle.policy.layers import (
    DEFAULT_MODE,
    MODELS,
    PROVIDERS,
    Layer,
    Layers,
    Lock,
    Place,
)
from jupyterlab_ai_stream_toggle.policy.resolve import inherited, resolve

NOTHING = Layers(built_in=Mode.AUTO)
EVERYTHING = Layers(
    built_in=Mode.AUTO,
    user=Layer(Mode.ON, {"azure": Mode.OFF}, {"azure:gpt-4o": Mode.ON}),
    administrator=Layer(Mode.OFF, {"azure": Mode.ON}, {"azure:gpt-4o": Mode.OFF}),
    locks={"azure": Lock(Mode.OFF, "gateway"), "azure:gpt-4o": Lock(Mode.AUTO, "tested")},
)


def test_lock_of_the_model_decides_first() -> None:
    assert resolve(EVERYTHING, "azure", "gpt-4o") == Decision(
        Mode.AUTO, Source.ADMINISTRATOR_LOCK, "tested"
    )


def test_lock_of_the_provider_decides_for_its_other_models() -> None:
    decision = resolve(EVERYTHING, "azure", "o1")
    assert decision == Decision(Mode.OFF, Source.ADMINISTRATOR_LOCK, "gateway")
    assert decision.locked


def test_lock_of_the_model_says_nothing_about_the_provider() -> None:
    asked = Layers(built_in=Mode.AUTO, locks={"azure:gpt-4o": Lock(Mode.OFF, "x")})
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
