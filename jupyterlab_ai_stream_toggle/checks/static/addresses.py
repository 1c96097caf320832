"""Whether the endpoint's address is a base address, and one that fits the provider."""

from __future__ import annotations

import re

from ...jupyter_ai.connection import Protocol
from ...language import say
from ...target import clean_endpoint
from ..address import Address, Service, address_of
from ..result import CheckFinding, failed, passed, skipped
from ..subject import Subject


def address_form(subject: Subject) -> CheckFinding:
    """The address, by the form that the provider's client library wants."""
    connection = subject.connection
    if connection is None:
        return skipped(say("No model is chosen."))
    azure = connection.protocol is Protocol.AZURE
    text = subject.endpoint or _from_environment(subject)
    if not text:
        return (
            _missing()
            if azure
            else passed(say("No address is configured: the provider's own counts."))
        )
    address = address_of(text)
    if address is None:
        return failed(
            say("This is not the address of a web server."),
            say("It begins with https:// and names the host: https://NAME.openai.azure.com"),
            {say("address"): text.partition("?")[0]},
        )
    wrong = _too_much(text, address) or (_azure(address) if azure else _openai(address))
    explanation, hint = wrong or (None, None)
    figures = {say("address"): clean_endpoint(text), say("service"): address.service.value}
    if explanation and hint:
        return failed(explanation, hint, figures)
    if azure and address.service is Service.OTHER:
        return passed(
            say("A host of its own, such as a company's gateway: only a request shows its form."),
            figures,
        )
    return passed(say("It has the form of a base address."), figures)


def _missing() -> CheckFinding:
    return failed(
        say("There is no address of the Azure resource."),
        say("Enter it in Jupyter AI's settings: https://NAME.openai.azure.com"),
    )


_Wrong = tuple[str, str] | None
"""What is wrong, and what to do."""


def _too_much(text: str, address: Address) -> _Wrong:
    base = clean_endpoint(address.url)
    if address.pasted:
        return (
            say(
                "The address holds {path}, which client libraries append themselves.",
                path=address.pasted,
            ),
            say("Enter {base} alone.", base=base),
        )
    if "?" in text:
        return (
            say("The address holds a query, which belongs into settings of its own."),
            say("Enter {base} alone, and the API version beside it.", base=base),
        )
    return None


def _azure(address: Address) -> _Wrong:
    base = clean_endpoint(address.url) or ""
    if address.service is Service.OPENAI:
        return (
            say("This is OpenAI's own address, and the provider is Azure."),
            say("Enter the address of the Azure resource, or choose the provider for OpenAI."),
        )
    if address.v1:
        return (
            say(
                "/openai/v1/ is for OpenAI's clients; Azure's client appends /openai/deployments/ "
                "to it, which does not exist there."
            ),
            say(
                "Enter {base} alone, or choose the provider for OpenAI with this address.",
                base=re.sub(r"(/openai)?/v1$", "", base),
            ),
        )
    if base.endswith("/openai"):
        return (
            say("The address ends in /openai, which client libraries append themselves."),
            say("Enter {base} alone.", base=base.removesuffix("/openai")),
        )
    return None


def _openai(address: Address) -> _Wrong:
    if address.v1:
        return None
    if address.service in (Service.AZURE_OPENAI, Service.AZURE_FOUNDRY, Service.AZURE_COGNITIVE):
        return (
            say("An Azure resource speaks OpenAI's way below /openai/v1/ only."),
            say(
                "Enter {base}/openai/v1/, or choose the provider for Azure.",
                base=clean_endpoint(address.url),
            ),
        )
    if address.service is Service.OPENAI:
        return say("OpenAI's API is below /v1."), say("Enter https://api.openai.com/v1.")
    return None


def _from_environment(subject: Subject) -> str | None:
    """Before the model is made; it looks at the same variables."""
    connection = subject.connection
    if connection is None or connection.protocol is not Protocol.AZURE:
        return None
    names = ("AZURE_OPENAI_ENDPOINT", "AZURE_API_BASE")
    return next((found for name in names if (found := subject.environment.get(name))), None)
