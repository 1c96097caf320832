"""`recovery`: a damaged settings file, and the last good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_server.auth.decorator import authorized
from tornado import web

from ..language import say
from ..policy.recovery import NothingDamaged
from ..policy.settings_error import SettingsError
from .base import BaseHandler
from .refusals import Refusal
from .service import Service
from .times import iso

if TYPE_CHECKING:
    from . import bodies


class RecoveryHandler(BaseHandler):
    """`GET recovery`, and `POST recovery`."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """What is wrong with the settings file, and what would stand in its place."""
        with self.refusing():
            self.answer(await look(self.service))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Bring the last good settings back."""
        with self.refusing():
            self.answer(await restore(self.service))


async def look(service: Service) -> bodies.Recovery:
    """The answer to `GET recovery`. Raises Refusal (409) where the file cannot be read at all."""
    from ..diagnosis.redaction import redact
    from . import bodies

    try:
        damage = await service.modes.damage()
    except SettingsError as error:
        raise _refusal(error) from error
    path = str(service.modes.path)
    if damage is None:
        return bodies.Recovery(path=path, problem=None, last_good=None, differences=[])
    return bodies.Recovery(
        path=path,
        problem=damage.problem,
        last_good=iso(damage.last_good.saved) if damage.last_good else None,
        # The file can hold anything, be it by a mistake.
        differences=[redact(line) for line in damage.differences],
    )


async def restore(service: Service) -> bodies.Recovered:
    """The answer to `POST recovery`. Raises Refusal (409) where nothing can or need be done."""
    from . import bodies

    try:
        restored = await service.modes.restore()
    except NothingDamaged as error:
        raise Refusal(
            409,
            message=say("The settings are valid. There is nothing to restore."),
            next_step=say("Continue; the information shown was out of date."),
        ) from error
    except SettingsError as error:
        raise _refusal(error) from error
    return bodies.Recovered(kept_as=str(restored.kept_as), from_copy=restored.from_copy)


def _refusal(error: SettingsError) -> Refusal:
    return Refusal(
        409,
        message=say("The settings cannot be restored."),
        reason=str(error),
        next_step=say("Resolve the cause, then try again."),
    )
