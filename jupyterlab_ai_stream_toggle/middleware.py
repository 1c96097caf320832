"""The streaming switch in an agent of LangChain 1: middleware for `create_agent`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from langchain.agents.middleware import AgentMiddleware

from .authors import govern


class StreamToggleMiddleware(AgentMiddleware):  # type: ignore[misc]  # langchain is not there for mypy
    """Hands the agent a governed model for each call, whoever has chosen it.

    It retries nothing itself: an agent asks with `ainvoke` and streams through callbacks, which
    only the model sees.
    """

    def wrap_model_call(self, request: Any, handler: Callable[[Any], Any]) -> Any:
        """See `AgentMiddleware.wrap_model_call`."""
        return handler(request.override(model=govern(request.model)))

    async def awrap_model_call(self, request: Any, handler: Callable[[Any], Awaitable[Any]]) -> Any:
        """See `AgentMiddleware.awrap_model_call`."""
        return await handler(request.override(model=govern(request.model)))
