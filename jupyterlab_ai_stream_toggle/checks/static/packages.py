"""Whether the packages of this Python environment work together.

Source: docs/compatibility.md, where releases of Jupyter AI were tried with packages of their time
and with the newest. What changes with each release of a client library is not looked up here but
tried: see `rehearsal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from packaging.specifiers import SpecifierSet

from ...jupyter_ai.detect import Generation
from ...jupyter_ai.limits import limits_of
from ...language import noted, say
from ..result import CheckFinding, Figures, Outcome, failed, passed, warning
from ..subject import Subject

PACKAGES = (
    "jupyter-ai",
    "jupyter-ai-magics",
    "jupyter-ai-jupyternaut",
    "langchain-openai",
    "langchain-litellm",
    "openai",
    "litellm",
    "mcp",
)


@dataclass(frozen=True)
class Clash:
    """Packages that do not work together."""

    when: Mapping[str, str]
    """Version specifiers, by package; all have to hold, of packages that are installed."""
    explanation: str
    hint: str
    outcome: Outcome = Outcome.FAILED


_CLASHES = (
    Clash(
        {"jupyter-ai": "==2.14.1", "langchain-openai": ">=0"},
        noted(
            "Jupyter AI 2.14.1 passes the API key to the Azure client under a name that it rejects."
        ),
        noted("Install another release of Jupyter AI, such as 2.31."),
        Outcome.WARNING,
    ),
    Clash(
        {"jupyter-ai": ">=2.15,<=2.28.2"},
        noted(
            "Jupyter AI {jupyter-ai} does not pass on the endpoint and API version entered in "
            "its settings."
        ),
        noted(
            "Set AZURE_OPENAI_ENDPOINT and OPENAI_API_VERSION in the environment of the server, "
            "or install Jupyter AI 2.29 or later."
        ),
        Outcome.WARNING,
    ),
)


def packages(subject: Subject) -> CheckFinding:
    """Jupyter AI and its client libraries, against what is known of them."""
    here = installed()
    figures: Figures = dict(here)
    generation = subject.found.generation
    if generation is Generation.NONE:
        return failed(
            say("Jupyter AI is not installed in this environment."),
            say("Install jupyterlab-ai-stream-toggle[v3], or [v2] for Jupyter AI 2."),
            figures,
        )
    if generation is Generation.UNKNOWN:
        return warning(
            say("This version of the extension does not support this release of Jupyter AI."),
            say("Update jupyterlab-ai-stream-toggle."),
            figures,
        )
    clash = _clash(here)
    if clash:
        values = {name: _version(name) or "" for name in clash.when}
        return CheckFinding(
            clash.outcome,
            say(clash.explanation, **values),
            say(clash.hint, **values),
            dict(here),
        )
    missing = "langchain-openai" if generation is Generation.V2 else "jupyter-ai-jupyternaut"
    if missing not in here and _needs(subject, missing):
        return failed(
            say("{package}, the client library of the model, is not installed.", package=missing),
            say("Run `pip install {package}`, and restart the server.", package=missing),
            figures,
        )
    for limit in limits_of(subject.found):
        return warning(
            say(limit.text, **limit.values),
            say("See docs/compatibility.md for the tested versions."),
            figures,
        )
    return passed(say("No known compatibility problems."), figures)


def installed() -> dict[str, str]:
    """The versions of the packages that a message goes through."""
    return {name: found for name in PACKAGES if (found := _version(name))}


def _needs(subject: Subject, package: str) -> bool:
    provider = subject.connection.target.provider if subject.connection else ""
    return package != "langchain-openai" or provider.startswith(("openai", "azure"))


def _clash(here: Mapping[str, str]) -> Clash | None:
    magics, jupyter_ai = here.get("jupyter-ai-magics"), here.get("jupyter-ai")
    if (
        jupyter_ai
        and magics
        and magics != jupyter_ai
        and SpecifierSet("<=2.28.5").contains(jupyter_ai, prereleases=True)
    ):
        return Clash(
            {"jupyter-ai": ">=0", "jupyter-ai-magics": ">=0"},
            noted(
                "Jupyter AI {jupyter-ai} requires the same version of jupyter-ai-magics, but "
                "{jupyter-ai-magics} is installed."
            ),
            noted("Run `pip install jupyter-ai-magics=={jupyter-ai}`, and restart the server."),
        )
    return next((clash for clash in _CLASHES if _applies(clash)), None)


def _applies(clash: Clash) -> bool:
    return all(
        (found := _version(name)) is not None
        and SpecifierSet(wanted).contains(found, prereleases=True)
        for name, wanted in clash.when.items()
    )


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
