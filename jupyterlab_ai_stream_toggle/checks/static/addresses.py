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
        return skipped(say("No model is selected."))
    azure = connection.protocol is Protocol.AZURE
    text = subject.endpoint or _from_environment(subject)
    if not text:
        return (
            _missing()
            if azure
            else passed(say("No address is set. The provider's default is used."))
        )
    address = address_of(text)
    if address is None:
        return failed(
            say("The address is not a valid URL."),
            say(
                "Enter an address that starts with https:// and names a host: "
                "https://NAME.openai.azure.com"
            ),
            {say("address"): text.partition("?")[0]},
        )
    wrong = _too_much(text, address) or (_azure(address) if azure else _openai(address))
    explanation, hint = wrong or (None, None)
    figures = {say("address"): clean_endpoint(text), say("service"): address.service.value}
    if explanation and hint:
        return failed(explanation, hint, figures)
    if azure and address.service is Service.OTHER:
        return passed(
            say("Custom host. Test the endpoint to detect its API."),
            figures,
        )
    return passed(say("Address looks valid."), figures)


def _missing() -> CheckFinding:
    return failed(
        say("The address of the Azure resource is missing."),
        say("Enter it in Jupyter AI settings, in the form https://NAME.openai.azure.com"),
    )


_Wrong = tuple[str, str] | None
"""What is wrong, and what to do."""


def _too_much(text: str, address: Address) -> _Wrong:
    base = clean_endpoint(address.url)
    if address.pasted:
        return (
            say(
                "The address contains {path}, which client libraries append themselves.",
                path=address.pasted,
            ),
            say("Enter only {base}.", base=base),
        )
    if "?" in text:
        return (
            say("The address contains a query, which belongs in separate settings."),
            say("Enter only {base}, and the API version in its own setting.", base=base),
        )
    return None


def _azure(address: Address) -> _Wrong:
    base = clean_endpoint(address.url) or ""
    if address.service is Service.OPENAI:
        return (
            say("The address belongs to OpenAI, but the provider is Azure."),
            say("Enter the address of the Azure resource, or select the OpenAI provider."),
        )
    if address.v1:
        return (
            say(
                "Addresses with /openai/v1/ are for OpenAI clients. The Azure client appends "
                "/openai/deployments/, which does not exist there."
            ),
            say(
                "Enter only {base}, or select the OpenAI provider with this address.",
                base=re.sub(r"(/openai)?/v1$", "", base),
            ),
        )
    if base.endswith("/openai"):
        return (
            say("The address ends in /openai, which client libraries append themselves."),
            say("Enter only {base}.", base=base.removesuffix("/openai")),
        )
    return None


def _openai(address: Address) -> _Wrong:
    if address.v1:
        return None
    if address.service in (Service.AZURE_OPENAI, Service.AZURE_FOUNDRY, Service.AZURE_COGNITIVE):
        return (
            say("Azure resources support the OpenAI API only at /openai/v1/."),
            say(
                "Enter {base}/openai/v1/, or select the Azure provider.",
                base=clean_endpoint(address.url),
            ),
        )
    if address.service is Service.OPENAI:
        return say("The OpenAI API is at /v1."), say("Enter https://api.openai.com/v1.")
    return None


def _from_environment(subject: Subject) -> str | None:
    """Before the model is made; it looks at the same variables."""
    connection = subject.connection
    if connection is None or connection.protocol is not Protocol.AZURE:
        return None
    names = ("AZURE_OPENAI_ENDPOINT", "AZURE_API_BASE")
    return next((found for name in names if (found := subject.environment.get(name))), None)
