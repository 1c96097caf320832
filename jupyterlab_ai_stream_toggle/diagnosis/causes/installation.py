"""Packages that do not fit together; and what nobody knows."""

from __future__ import annotations

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..words import words
from .vocabulary import AGAIN_OR_PLAIN, plain

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
    title=noted("Packages do not fit together"),
    explanation=noted(
        "A package of this Python environment is missing, or of a version that another one "
        "does not work with. No request was sent."
    ),
    hint=noted(
        "Install what the details name, or the versions that this extension asks for: pip "
        "install 'jupyterlab-ai-stream-toggle[v3]' (or [v2]), and restart the server."
    ),
    actions=(),
    when=_broken,
    variants=(
        Variant(
            "argument",
            when=lambda case, _: case.says(_KEYWORD),
            explanation=noted(
                "The client library does not know an argument that it was given. No request "
                "was sent."
            ),
            hint=noted(
                "Either a parameter in Jupyter AI's settings has a name the library does not "
                "know: take it out. Or two packages do not fit: install the versions that this "
                "extension asks for, and restart the server."
            ),
        ),
        Variant(
            "litellm",
            when=lambda case, _: case.says(_MCP),
            hint=noted(
                "The releases 1.106.0 to 1.108.3 of LiteLLM need a newer mcp package than "
                "Jupyter AI allows: pip install -U litellm, and restart the server."
            ),
        ),
    ),
)

UNKNOWN = Cause(
    id="unknown",
    title=noted("The request failed"),
    explanation=noted("The cause of this failure is not known; the details quote it in full."),
    hint=noted(
        "If streaming may be the reason, set it to off for this model and ask again. If that "
        "fails as well, whoever runs the endpoint can say what the details mean."
    ),
    tried=True,
    actions=AGAIN_OR_PLAIN,
    variants=(
        Variant(
            "plain",
            when=plain,
            hint=noted(
                "Ask again in a while. If it fails again, whoever runs the endpoint can say "
                "what the details mean."
            ),
        ),
    ),
)
