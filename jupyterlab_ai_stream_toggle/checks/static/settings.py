"""What stands in Jupyter AI's settings: the model, and whether one can be made of them."""

from __future__ import annotations

import re

from ...diagnosis.diagnose import diagnose
from ...diagnosis.evidence import Phase, evidence_of
from ...jupyter_ai.connection import Protocol
from ...language import say
from ...mode_names import mode_name
from ..result import CheckFinding, failed, passed, skipped
from ..subject import Subject


def model_chosen(subject: Subject) -> CheckFinding:
    """A provider and a model."""
    if subject.unreadable:
        return failed(
            subject.unreadable, say("Fix the file, or select the model in Jupyter AI settings.")
        )
    if subject.connection is None:
        return failed(
            say("No chat model is selected in Jupyter AI."),
            say("Select one in Jupyter AI settings, or enter a provider and a model here."),
        )
    target = subject.connection.target
    return passed(
        say("A chat model is selected."),
        {
            say("provider"): target.provider,
            say("model"): target.model,
            say("mode"): mode_name(subject.mode),
        },
    )


_DEPLOYMENT = re.compile(r"[\w.-]{1,64}")


def deployment_name(subject: Subject) -> CheckFinding:
    """Azure asks for the name of a deployment, where others ask for that of a model."""
    connection = subject.connection
    if connection is None or connection.protocol is not Protocol.AZURE:
        return skipped(say("Only Azure uses deployments."))
    name = connection.target.model
    if not _DEPLOYMENT.fullmatch(name):
        return failed(
            say("“{name}” is not a valid deployment name.", name=name),
            say("Use the name in the “Name” column of the resource's deployments."),
        )
    return passed(
        say("Deployment name looks valid."),
        {say("deployment"): name},
    )


def model_made(subject: Subject) -> CheckFinding:
    """Whether Jupyter AI can make a model of the settings; no request is sent."""
    if subject.connection is None:
        return skipped(say("No model is selected."))
    try:
        subject.model = subject.connection.make()
    except Exception as error:  # noqa: BLE001  # whatever client libraries raise is the finding
        diagnosis = diagnose(
            evidence_of(error, Phase.PLAIN_REQUEST),
            target=subject.connection.target,
            secrets=subject.secrets(),
        )
        return failed(
            say("Jupyter AI cannot create the model: {why}", why=diagnosis.explanation),
            diagnosis.hint,
            {say("error"): diagnosis.facts.raw[:500]},
        )
    return passed(
        say("Jupyter AI can create the model with these settings."),
        {say("class"): type(subject.model).__name__},
    )
