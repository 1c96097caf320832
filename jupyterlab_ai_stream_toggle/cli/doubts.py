"""Whether a name is one that anybody knows: a mode under another has no effect."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from ..jupyter_ai.detect import Generation
from ..jupyter_ai.known_names import known_models, known_providers
from ..language import say
from .nearest import nearest

if TYPE_CHECKING:
    from .installation import Installation
    from .names import Named

_log = logging.getLogger(__name__)


def doubt_about(name: Named, here: Installation) -> str | None:
    """What is odd about the name, in a sentence or two; None where nothing is."""
    if here.found.generation not in (Generation.V2, Generation.V3):
        return None  # there is nobody to ask
    seen = _seen(here)
    if (name.model and name in seen) or (not name.model and name.provider in {p for p, _ in seen}):
        return None
    return doubt_among(name, seen, here.found.generation)


def doubt_among(name: Named, seen: set[tuple[str, str]], generation: Generation) -> str | None:
    """The same, where `seen` are the models that are known to be there."""
    try:
        return _doubt(name, seen, generation)
    except Exception:  # noqa: BLE001  # whatever client libraries raise: it is set all the same
        _log.debug("The names that Jupyter AI knows could not be had.", exc_info=True)
        return None


def _seen(here: Installation) -> set[tuple[str, str]]:
    """The models that were chosen, or that answered before."""
    asyncio.run(here.memory.refresh())
    targets = [target for target, _ in here.memory.records()]
    if here.saved is not None:
        targets.append(here.saved.target)
    return {(target.provider, target.model) for target in targets}


def _doubt(name: Named, seen: set[tuple[str, str]], generation: Generation) -> str | None:
    models = known_models(generation, name.provider)
    if models is None:
        unknown = say("Jupyter AI has no provider “{name}”.", name=name.provider)
        return _with_guess(unknown, nearest(name.provider, known_providers(generation)))
    if name.model is None:
        return None
    listed = {*models.names, *(model for provider, model in seen if provider == name.provider)}
    guess = nearest(name.model, listed)
    if name.model in listed or not (guess or models.complete):
        return None
    unknown = say(
        "“{name}” is not a known model of {provider}.", name=name.model, provider=name.provider
    )
    return _with_guess(unknown, f"{name.provider}:{guess}" if guess else None)


def _with_guess(unknown: str, guess: str | None) -> str:
    return f"{unknown} {say('Did you mean {name}?', name=guess)}" if guess else unknown
