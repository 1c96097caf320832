"""Models and deployments that are not there."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Facts
from ..words import NO, words
from .request import TOOLS
from .vocabulary import SETTINGS, on_azure

MODEL = words(
    # Names have dots in them; sentences end with one and a space.
    rf"\b(?:model|deployment|engine)s?\b(?:[^.\n]|\.(?=\S)){{0,80}}(?:{NO}[^.\n]{{0,20}})?"
    r"(?:\bnot[ _]?found|does ?n[o']t exist|not exist|no such|\bunknown\b|not available"
    r"|unavailable|is unavailable"
    r"|\binvalid\b|decommission|deprecat|retired|end of (?:its )?life|removed|not (?:a )?(?:valid"
    r"|known|loaded|recogni))",
    r"\b(?:no|unknown|invalid|nonexistent|unrecogni[sz]ed|no such) (?:(?!access"
    r"|chat)\w+ ){0,3}(?:model|deployment|engine)\b",
    r"could(?:n't| not) find[^.\n]{0,20}(?:model|deployment)|(?:model"
    r"|deployment)[^.\n]{0,40}(?:try pulling|pull it)",
    r"model identifier is invalid|no models? (?:is |are )?(?:loaded|called|named)"
    r"|LLM provider not provided",
    r"on-demand throughput|inference profile"
    r"|模型[^。\n]{0,16}(?:不存在|未找到|找不到|不可用|已下线)"
    r"|モデル[^。\n]{0,12}(?:見つかりません|存在しません)",
    about=("model", "deployment", "engine", "provider", "throughput", "profile", "模型", "モデル"),
)
_MODEL_OR_DEPLOYMENT = words(r"\b(?:model|deployment)\b")
_DEPLOYMENT = words(r"deployment")
_NEEDS_PREFIX = words(r"LLM provider not provided")
_NEEDS_PULL = words(r"try pulling|pull it|ollama pull")
_NEEDS_PROFILE = words(r"on-demand throughput|inference profile")
_RETIRED = words(r"decommission|deprecat|retired|end of (?:its )?life|已下线")
_MODEL_CODES = re.compile(
    r"(model|deployment|engine)_?(not_?found|not_?ready|decommissioned|deprecated"
    r"|does_?not_?exist|not_?exist)|unknown_?model|invalid_?model|no_such_model"
)


def is_told_by_code(case: Case) -> bool:
    """Whether a code says that there is no such model."""
    return case.code(_MODEL_CODES)


def _not_there(case: Case) -> bool:
    if not (case.evidence.status is None or case.has(400, 404, 410, 422, 500)):
        return False
    if case.evidence.page or case.says(TOOLS):
        return False
    named = case.parameter
    if named not in (None, "model"):
        return False
    return (
        named == "model" or case.says(MODEL) or (case.has(404) and case.says(_MODEL_OR_DEPLOYMENT))
    )


def _is_a_deployment(case: Case, facts: Facts) -> bool:
    named = case.says(_DEPLOYMENT) or "deploymentnotfound" in case.evidence.codes
    return named or on_azure(case, facts)


MODEL_NOT_FOUND = Cause(
    id="model-not-found",
    title=noted("Model not found"),
    explanation=noted("The endpoint has no model with this name."),
    hint=noted(
        "Check the model name for typos. If it is correct, the API key may not have access to "
        "the model: see the provider's list of models."
    ),
    actions=SETTINGS,
    when=_not_there,
    variants=(
        Variant(
            "prefix",
            when=lambda case, _: case.says(_NEEDS_PREFIX),
            explanation=noted("The model name does not include a provider."),
            hint=noted("Enter the name as provider/model, for example azure/my-deployment."),
        ),
        Variant(
            "pull",
            when=lambda case, _: case.says(_NEEDS_PULL),
            explanation=noted("The local server has not downloaded this model."),
            hint=noted(
                "Download the model with the server's own command (for Ollama: ollama pull), or "
                "choose an installed one."
            ),
        ),
        Variant(
            "profile",
            when=lambda case, _: case.says(_NEEDS_PROFILE),
            explanation=noted(
                "The model is available only through an inference profile, not by its own ID."
            ),
            hint=noted(
                "Use the ID of the inference profile, which starts with a region prefix such as "
                "us. or eu."
            ),
        ),
        Variant(
            "retired",
            when=lambda case, _: case.says(_RETIRED),
            explanation=noted("The provider no longer offers this model."),
            hint=noted("Choose its successor; the details may name it."),
        ),
        Variant(
            "azure",
            when=_is_a_deployment,
            title=noted("Deployment not found"),
            explanation=noted("The Azure resource has no deployment with this name."),
            hint=noted(
                "Azure requires the deployment name, which may differ from the model name; see "
                "the Azure portal. If it is correct, the endpoint may belong to another "
                "resource, or the deployment was created only minutes ago."
            ),
        ),
    ),
)
