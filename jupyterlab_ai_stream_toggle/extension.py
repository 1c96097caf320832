"""The server extension: its configuration, and the one place that wires everything."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Hashable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from jupyter_server.extension.application import ExtensionApp
from jupyter_server.serverapp import ServerApp
from traitlets import Bool, Dict, Enum, List, TraitError, Unicode

from ._version import __version__
from .browser.models import BrowserModels
from .capability.memory import CapabilityMemory
from .checks.runs import CheckRuns
from .composition import Listeners, Options, Switch, compose
from .configuration.environment import Mistyped, take_over, unknown_variables
from .configuration.origin import Origin, Place
from .jupyter_ai.adapter import Adapter, SeamMissing
from .jupyter_ai.generations import adapter_of, not_known
from .jupyter_ai.provider_ids import own_provider_ids
from .metrics.prometheus import PrometheusMetrics
from .models.governor import Governor
from .models.running import begin, end
from .models.told import ReplyListener
from .modes import Mode
from .policy.configured_locks import parse_locks
from .policy.directories import directories_of
from .policy.store import ModeStore
from .server.base import SERVICE
from .server.publisher import EventLogger, Publisher
from .server.routes import HANDLERS
from .server.service import Service
from .server.translator import use_own_catalogs
from .server.watch import Watch
from .wire.file import WireFile

if TYPE_CHECKING:
    from .wire.log import WireLog


class StreamToggle(ExtensionApp):
    """A streaming switch for Jupyter AI."""

    name = "jupyterlab_ai_stream_toggle"
    app_name = "AI Streaming"
    description = "Control streaming (auto, on or off) for each model of Jupyter AI."

    default_mode = Enum(
        [mode.value for mode in Mode],
        default_value=None,
        allow_none=True,
        help="""
        Streaming mode of users who did not select one: "auto" streams where supported, "on" always
        streams, "off" never streams. None: the default of `overrides.json` or the settings schema.
        Environment: JUPYTER_AI_STREAM_DEFAULT_MODE.
        """,
    ).tag(config=True)

    locked = Dict(
        help="""
        The streaming modes that users can choose, by provider ID ("azure") or provider:model
        ("azure:gpt-4o"); "*" in either stands for any characters ("azure:gpt-*"). A value is the
        only mode, a list of the allowed ones, or a dictionary with "mode" or "modes" and the
        "reason" shown to users: {"azure": {"mode": "off", "reason": "Our gateway buffers
        responses."}, "openai:o*": ["auto", "off"]}. The most specific key counts.
        Environment: JUPYTER_AI_STREAM_LOCKED, a JSON object of that form.
        """,
    ).tag(config=True)

    remember = Enum(
        ["always", "until-restart", "never"],
        default_value="always",
        help="""
        How long detection results are kept, for example that an endpoint rejects streaming:
        "always" saves them in `memory_file`, "until-restart" keeps them in the server's memory
        only, "never" tries streaming with each message. Environment: JUPYTER_AI_STREAM_REMEMBER.
        """,
    ).tag(config=True)

    memory_file = Unicode(
        "",
        help="""
        File for detection results. Default: `jupyterlab_ai_stream_toggle/capabilities.json` in the
        user's Jupyter data directory. Servers of one user can share it.
        Environment: JUPYTER_AI_STREAM_MEMORY_FILE.
        """,
    ).tag(config=True)

    wire_log = Unicode(
        "",
        help="""
        File to which each request to a model is logged, for support: method, URL, status, sizes,
        times and the names of the fields in the body, but no values, API keys or text. Empty: no
        log. Only its owner can read the file. It is rotated at 10 MB.
        Environment: JUPYTER_AI_STREAM_WIRE_LOG.
        """,
    ).tag(config=True)

    known_files = List(
        Unicode(),
        help="""
        Files with what is known about the endpoints of an organisation, so that not each user's
        first message finds it out; written by `jupyter ai-stream known --export`. They count beside
        `jupyterlab_ai_stream_toggle/known.json` in the directories of Jupyter's data path.
        Environment: JUPYTER_AI_STREAM_KNOWN_FILES, paths separated like those of PATH.
        """,
    ).tag(config=True)

    metrics = Bool(
        True,
        help="""
        Whether this server's `/metrics` counts the replies of models: by provider, delivery,
        outcome and diagnosis, with times, and without models, endpoints and users.
        Environment: JUPYTER_AI_STREAM_METRICS, "true" or "false".
        """,
    ).tag(config=True)

    origins: Mapping[str, Origin] = MappingProxyType({})
    """Where the value of each trait comes from, once `options` were asked for."""
    adapter: Adapter | None = None
    governor: Governor | None = None
    wire: WireLog | None = None
    wire_file: WireFile | None = None
    watch: Watch | None = None
    memory: CapabilityMemory | None = None
    checks: CheckRuns | None = None

    def initialize_handlers(self) -> None:
        """Register the REST interface."""
        self.handlers.extend(HANDLERS)

    def initialize_settings(self) -> None:
        """Wire everything, and put Jupyter AI's models under the switch."""
        server = cast(ServerApp, self.serverapp)
        use_own_catalogs()
        publisher = Publisher(cast(EventLogger, server.event_logger), self.log)
        options = self.options()
        switch = compose(
            options,
            lambda: directories_of(_applications(server)),
            self.log,
            Listeners(
                decision=publisher.decision_changed,
                capability=publisher.capability_changed,
                failure=publisher.failure_reported,
                reply=_counted(server) if self.metrics else None,
            ),
        )
        self.memory = switch.memory
        self.checks = CheckRuns(publisher.check_progressed)
        self._watch_wire()
        for _, unknown in unknown_variables(StreamToggle, os.environ):
            self.log.warning("AI stream toggle: %s", unknown)
        # The settings of the web application, not a copy: Jupyter AI may fill them in later.
        self.adapter = adapter_of(switch.found, server.web_app.settings)
        why_not = self._install(switch)
        known = None if why_not else self.adapter
        self.watch = Watch(
            lambda: _look(switch.modes, known),
            lambda: publisher.decision_changed(None, None),
            self.log,
        )
        self.settings[SERVICE] = Service(
            version=__version__,
            found=switch.found,
            adapter=known,
            why_not=why_not,
            modes=switch.modes,
            memory=switch.memory,
            watch=self.watch,
            failures=switch.failures,
            checks=self.checks,
            browser=BrowserModels(
                switch.governor,
                lambda: directories_of(_applications(server)),
                lambda target: publisher.decision_changed(target.provider, target.model),
            ),
        )

    async def stop_extension(self) -> None:
        """Leave Jupyter AI as it was."""
        if self.checks:
            await self.checks.stop()
        if self.watch:
            await self.watch.stop()
        if self.governor:
            end(self.governor)
        if self.adapter:
            self.adapter.uninstall()
        if self.memory:
            await self.memory.flush()
        if self.wire and self.wire_file:
            self.wire.uninstall()
            file, self.wire, self.wire_file = self.wire_file, None, None
            await asyncio.to_thread(file.close)

    def _watch_wire(self) -> None:
        if not self.wire_log:
            return
        path = Path(self.wire_log).expanduser()
        try:
            file = WireFile(path)
        except OSError as error:
            self.log.warning(
                "AI stream toggle: c.StreamToggle.wire_log: %s cannot be written (%s). Requests "
                "are not logged; name a file in a folder that this server may write to.",
                path,
                error.strerror,
            )
            return
        # Here, because httpx is not needed otherwise, and takes its time to load.
        from .wire.log import WireLog

        self.wire_file, self.wire = file, WireLog(file.write)
        self.wire.install()
        self.log.info("AI stream toggle: requests to models are logged to %s.", path)

    def _link_jupyter_server_extension(self, serverapp: ServerApp) -> None:
        """Take over the configuration; what is mistyped there stops the server, see `options`.

        By itself Jupyter Server would log it, and run the extension without any configuration.
        """
        try:
            super()._link_jupyter_server_extension(serverapp)
        except TraitError as error:
            raise self._refused(f"c.StreamToggle cannot be read: {error}") from error

    def _refused(self, why: str) -> SystemExit:
        self.log.critical("%s", why)
        return SystemExit(why)

    def options(self) -> Options:
        """What the traits and the environment say; what is mistyped there stops the server.

        Jupyter Server goes on without an extension that fails. The models would then stream where
        the administrator forbade it, and nobody would notice.
        """
        explicit = self._find_my_config(self.config)
        try:
            self.origins = take_over(self, explicit, os.environ)
        except Mistyped as error:
            raise self._refused(f"{error} {Place.ENVIRONMENT.correct_it}") from error
        origin = self.origins["locked"]
        try:
            locks = parse_locks(self.locked, origin.name)
        except ValueError as error:
            raise self._refused(f"{error} {origin.place.correct_it}") from error
        return Options(
            default_mode=Mode(self.default_mode) if self.default_mode else None,
            locks=locks,
            remember=self.remember,
            memory_file=Path(self.memory_file).expanduser() if self.memory_file else None,
            known_files=tuple(Path(each).expanduser() for each in self.known_files),
        )

    def _install(self, switch: Switch) -> SeamMissing | None:
        if self.adapter is None:
            missing = not_known(switch.found)
        else:
            try:
                self.adapter.install(switch.governor)
            except SeamMissing as error:
                missing = error
            else:
                self.governor = switch.governor
                begin(switch.governor)
                switch.governor.home.settle(_loop_of(cast(ServerApp, self.serverapp)))
                self.log.info(
                    "AI stream toggle %s is in effect for Jupyter AI %s.",
                    __version__,
                    switch.found.version,
                )
                for alone in self.adapter.left_alone:
                    unknown = alone.reason == "seam-missing"
                    level = logging.WARNING if unknown else logging.INFO
                    self.log.log(level, "Left to Jupyter AI: %s", alone)
                return None
        self.log.warning("AI stream toggle has no effect: %s", missing)
        return missing


def _loop_of(server: ServerApp) -> asyncio.AbstractEventLoop:
    """The event loop that the server runs on, or is going to."""
    return cast(Any, server.io_loop).asyncio_loop  # type: ignore[no-any-return]


def _counted(server: ServerApp) -> ReplyListener:
    return PrometheusMetrics(lambda: own_provider_ids(server.web_app.settings))


def _applications(server: ServerApp) -> list[Any]:
    apps = server.extension_manager.extension_apps
    return [app for instances in apps.values() for app in instances]


async def _look(modes: ModeStore, adapter: Adapter | None) -> Hashable:
    """What open tabs want to hear of: edits by hand, and another model chosen in Jupyter AI."""
    await modes.asked()  # tells of a changed mode itself
    path = adapter.configuration_file() if adapter else None
    return modes.error, await asyncio.to_thread(_state_of, path) if path else None


def _state_of(path: str) -> Hashable:
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
