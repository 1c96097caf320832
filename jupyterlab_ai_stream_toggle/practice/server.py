"""The endpoint: OpenAI's and Azure's paths, and `/practice/…` to steer and to read it."""

from __future__ import annotations

import socket
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from tornado.httpserver import HTTPServer
from tornado.web import Application

from .control import FaultHandler, GateHandler, JournalHandler
from .endpoint import CompletionHandler, ModelsHandler, NotFoundHandler
from .faults import Fault
from .state import PracticeState

if TYPE_CHECKING:
    from typing_extensions import Self

HOST = "127.0.0.1"
"""Loopback only: anybody who reaches the endpoint can read its journal."""

DEFAULT_PAUSE = 0.3
"""Seconds before each chunk under the fault `slow`; `burst` waits for all of them first."""


class PracticeServer:
    """The endpoint in the running event loop.

    Use it as an async context manager, or `start` and `stop` it.
    """

    def __init__(
        self,
        fault: str = "ok",
        *,
        port: int = 0,
        pause: float = DEFAULT_PAUSE,
        journal_file: Path | None = None,
        pages: bool = False,
    ) -> None:
        """Prepare it; port 0 takes a free one. `pages`: web pages may ask as well (CORS).

        Raises:
            UnknownFaultError: there is no such fault.
        """
        self._state = PracticeState(fault, pause=pause, journal_file=journal_file, pages=pages)
        self.pace = self._state.pace
        self.gate = self._state.gate
        self.journal = self._state.journal
        self._wanted_port = port
        self._http: HTTPServer | None = None
        self._port = 0

    @property
    def pause(self) -> float:
        """Seconds before each chunk of a slow stream."""
        return self.pace.pause

    @pause.setter
    def pause(self, seconds: float) -> None:
        self.pace.pause = seconds

    @property
    def fault(self) -> Fault:
        """The fault in force. To set it, the same one again too, is to begin anew."""
        return self._state.fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        self._state.fault = fault

    @property
    def url(self) -> str:
        """The root of the endpoint: the base URL for Azure clients."""
        return f"http://{HOST}:{self._port}"

    @property
    def openai_url(self) -> str:
        """The base URL for OpenAI clients."""
        return f"{self.url}/v1"

    @property
    def journal_url(self) -> str:
        """Where the journal can be read over HTTP."""
        return f"{self.url}/practice/journal"

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: the port is taken.
        """
        listening = socket.create_server((HOST, self._wanted_port))
        listening.setblocking(False)  # as tornado expects of a socket it is given
        self._port = listening.getsockname()[1]
        self._http = HTTPServer(self._application())
        self._http.add_socket(listening)

    async def stop(self) -> None:
        """Stop listening and drop the open connections, a hanging stream's included."""
        if self._http:
            self._http.stop()
            await self._http.close_all_connections()
            self._http = None

    async def __aenter__(self) -> Self:
        """Start it."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        await self.stop()

    def _application(self) -> Application:
        here = {"state": self._state}
        return Application(
            [
                (r"/practice/fault", FaultHandler, here),
                (r"/practice/gate", GateHandler, here),
                (r"/practice/journal", JournalHandler, here),
                (r"(?:/openai)?/v1/models|/openai/models", ModelsHandler, here),
                (r"/v1/(?P<kind>chat/completions|completions)", CompletionHandler, here),
                (
                    r"/openai/deployments/(?P<deployment>[^/]+)/(?P<kind>chat/completions|completions)",
                    CompletionHandler,
                    {**here, "azure": True},
                ),
                (
                    r"/openai/v1/(?P<kind>chat/completions|completions)",
                    CompletionHandler,
                    {**here, "azure": True},
                ),
                (r".*", NotFoundHandler, here),
            ],
            log_function=lambda _handler: None,  # the journal is the log
        )
