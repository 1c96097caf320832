"""The handlers a model client meets; every request ends up in the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tornado.web import RequestHandler

from .exchange import ClientGoneError, Exchange
from .faults import Behaviour
from .protocol import CompletionRequest, error, models
from .state import PracticeState


class EndpointHandler(RequestHandler):
    """What all of them share: note the request, answer it, note the outcome."""

    def initialize(self, state: PracticeState, azure: bool = False) -> None:
        """Take what the application's table gives."""
        self.state = state
        self.azure = azure
        self.exchange: Exchange | None = None
        if state.pages:
            for name in ("Origin", "Headers", "Methods"):
                self.set_header(f"Access-Control-Allow-{name}", "*")
            # `*` stands for all headers but this one.
            self.set_header("Access-Control-Allow-Headers", "authorization, *")

    def options(self, *_: str, **__: str) -> None:
        """What a browser asks before it lets a page ask: not the page's request, nor noted."""
        self.set_status(204)

    def on_connection_close(self) -> None:
        """Pass on that the client left."""
        if self.exchange:
            self.exchange.client_left()

    async def converse(
        self, well: Behaviour, kind: str = "", deployment: str | None = None
    ) -> None:
        """Answer as the fault in force says, or `well` if it does not act on this request.

        Who has seen the end of a reply finds it in the journal.
        """
        fault = self.state.fault
        body = self._json_body()
        entry = self.state.journal.arrived(self.request, body, fault.name)
        asked = CompletionRequest(
            number=entry.index,
            body=body if isinstance(body, Mapping) else {},
            kind=kind,
            azure=self.azure,
            deployment=deployment,
        )
        strike = self.state.strike(asked)
        self.exchange = exchange = Exchange(self, asked, self.state.pace, strike)
        gone = False
        try:
            await exchange.pass_through(self.state.gate)
            await (fault.behave if strike else well)(exchange)
        except ClientGoneError:
            gone = True
        finally:
            self.state.journal.finished(
                entry, status=exchange.status, chunks=exchange.chunks, client_gone=gone
            )
            exchange.conclude()

    def _json_body(self) -> Any:
        try:
            return json.loads(self.request.body)
        except ValueError:
            return None


class CompletionHandler(EndpointHandler):
    """Chat completions and legacy completions."""

    async def post(self, kind: str, deployment: str | None = None) -> None:
        """Complete; Azure's deployments are found only by those who name an API version."""
        if deployment and not self.get_query_argument("api-version", ""):
            await self.converse(_not_found)
        else:
            await self.converse(Exchange.answer, kind, deployment)


class ModelsHandler(EndpointHandler):
    """The list of models."""

    async def get(self) -> None:
        """List them."""
        await self.converse(_list_models)


class NotFoundHandler(EndpointHandler):
    """Every other path, so that a client with a wrong URL shows up in the journal too."""

    async def prepare(self) -> None:
        """Answer before tornado looks for a method."""
        if self.request.method == "OPTIONS" and self.state.pages:
            return
        await self.converse(_not_found)


async def _list_models(exchange: Exchange) -> None:
    await exchange.send(200, "application/json", json.dumps(models()))


async def _not_found(exchange: Exchange) -> None:
    await exchange.send(404, "application/json", error("Resource not found", code="404"))
