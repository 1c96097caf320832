"""Personas as others write them, read by Jupyter AI from a folder beside the chats."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from jupyter_ai_jupyternaut.jupyternaut.chat_models import ChatLiteLLM
from jupyter_ai_persona_manager import BasePersona, PersonaDefaults
from jupyter_server.serverapp import ServerApp
from langchain.agents import create_agent
from langchain_litellm import ChatLiteLLM as OfLangChain

from jupyterlab_ai_stream_toggle import StreamToggleMiddleware, govern


class Plain(BasePersona):  # type: ignore[misc]  # Jupyter AI is not installed for mypy
    """Streams what the model says, and catches nothing."""

    @property
    def defaults(self) -> Any:
        return PersonaDefaults(
            name=type(self).__name__, description="", avatar_path="", system_prompt=""
        )

    def model(self) -> Any:
        return ChatLiteLLM(**self.chosen())

    def chosen(self) -> dict[str, Any]:
        manager = ServerApp.instance().web_app.settings["jupyternaut.config_manager"]
        return {**manager.chat_model_args, "model": manager.chat_model, "streaming": True}

    async def words(self, body: str) -> AsyncIterator[str]:
        async for chunk in self.model().astream(body):
            yield chunk.text

    async def process_message(self, message: Any) -> None:
        await self.stream_message(self.words(message.body))


class Catching(Plain):
    """Shows what it catches."""

    async def process_message(self, message: Any) -> None:
        try:
            await super().process_message(message)
        except Exception as error:  # noqa: BLE001  # as they do
            self.send_message(f"Oops: {error}")


class OfItsOwn(Plain):
    """Has a model of LangChain's."""

    def model(self) -> Any:
        return govern(OfLangChain(**self.chosen()))


class Later(Plain):
    """Makes a class of models with each request."""

    def model(self) -> Any:
        made = type("OfTheMoment", (ChatLiteLLM,), {"__module__": __name__})
        return made(**self.chosen())


class Agent(Plain):
    """Has an agent of LangChain's, and a model of LangChain's."""

    async def words(self, body: str) -> AsyncIterator[str]:
        agent = create_agent(OfLangChain(**self.chosen()), middleware=[StreamToggleMiddleware()])
        asked = {"messages": [{"role": "user", "content": body}]}
        async for message, _ in agent.astream(asked, stream_mode="messages"):
            yield message.text


class NotAwaited(Plain):
    """Reads the stream without awaiting anything."""

    async def words(self, body: str) -> AsyncIterator[str]:
        for chunk in self.model().stream(body):
            yield chunk.text


class Stubborn(Plain):
    """Knows how to stop: it does not."""

    async def cancel_response(self) -> None:
        self.send_message("Oops: no")
