"""The chat model of this user where no server runs: for the command line."""

from __future__ import annotations

from ..language import say
from .connection import Connection, Unsaved
from .detect import Generation
from .saved import SavedUnreadable, configuration_path, saved_configuration


def connection_without_server(generation: Generation, unsaved: Unsaved) -> Connection | None:
    """See `Adapter.connection`. None also where there is no Jupyter AI that we know.

    Imports Jupyter AI's model classes, which takes seconds. What an administrator configured for a
    server's Jupyter AI by traits is not known here, but for what Jupyter AI saved of it. Raises
    SavedUnreadable, also where Jupyter AI cannot be imported.
    """
    if generation is Generation.V2:
        try:
            from jupyter_ai_magics.utils import get_lm_providers
        except ImportError as error:
            # Which package it is, the check of packages says.
            raise SavedUnreadable(
                say("Jupyter AI cannot be imported ({error}).", error=type(error).__name__)
            ) from error
        from .v2.models import connection_v2

        return connection_v2(get_lm_providers(), _saved(), unsaved)
    if generation is Generation.V3:
        from .v3.models import connection_v3
        from .v3.seams import ungoverned

        return connection_v3(ungoverned, _saved(), unsaved)
    return None


def _saved() -> dict[str, object]:
    return saved_configuration(configuration_path())
