"""Packages that do not fit together; and what nobody knows."""

from __future__ import annotations

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..words import words
from .vocabulary import PLAIN, plain

_IMPORT = words(
    r"cannot import name|no module named|could not import|please install|pip install"
    r"|partially initiali[sz]ed module",
)
_KEYWORD = words(r"\b\w{1,60}\(\) got (?:an unexpected keyword|multiple values for)")
_MCP = words(r"\bmcp\b|cacheableresult")


def _broken(case: Case) -> bool:
    if case.is_a("ImportError") or (case.says(_IMPORT) and not case.has(400, 401, 403, 404)):
        return True
    return case.evidence.status is None and case.says(_KEYWORD)


DEPENDENCY_BROKEN = Cause(
    id="dependency-broken",
    title=noted("Incompatible packages"),
    explanation=noted(
        "A package in this Python environment is missing or incompatible with another one. No "
        "request was sent."
    ),
    hint=noted(
        "Install the package named in the details, or the versions that this extension requires: "
        "pip install 'jupyterlab-ai-stream-toggle[v3]' (or [v2]). Then restart the server."
    ),
    actions=(),
    when=_broken,
    variants=(
        Variant(
            "argument",
            when=lambda case, _: case.says(_KEYWORD),
            explanation=noted(
                "The client library received an unknown argument. No request was sent."
            ),
            hint=noted(
                "If Jupyter AI settings contain a parameter that the client library does not "
                "know, remove it. Otherwise two packages are incompatible: install the versions "
                "that this extension requires, and restart the server."
            ),
        ),
        Variant(
            "litellm",
            when=lambda case, _: case.says(_MCP),
            hint=noted(
                "LiteLLM 1.106.0 to 1.108.3 requires a newer mcp package than Jupyter AI allows. "
                "Run pip install -U litellm, and restart the server."
            ),
        ),
    ),
)

UNKNOWN = Cause(
    id="unknown",
    title=noted("Request failed"),
    explanation=noted("The cause is unknown. The details contain the full error."),
    hint=noted(
        "If streaming may be the cause, set it to Off for this model and try again. If that "
        "fails too, ask the endpoint administrator what the details mean."
    ),
    tried=True,
    actions=PLAIN,
    variants=(
        Variant(
            "plain",
            when=plain,
            hint=noted(
                "Try again later. If it fails again, ask the endpoint administrator what the "
                "details mean."
            ),
        ),
    ),
)
