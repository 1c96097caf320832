"""Sessions that need an environment of their own for each of many releases of Jupyter AI.

    nox -s compat                            every release of compat/releases.toml
    nox -s "compat(jupyter_ai='2.26.0')"     one of them
    nox -s compat_page                       docs/compatibility.md, from the results there are

The daily checks are not here: `make test` runs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nox

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")["project"]
RELEASES: dict[str, dict[str, Any]] = {
    each["version"]: each
    for each in nox.project.load_toml(ROOT / "compat" / "releases.toml")["release"]
}
LABEXTENSION = "jupyterlab_ai_stream_toggle/labextension/package.json"

nox.needs_version = ">=2024.4.15"
nox.options.default_venv_backend = "uv"


@nox.session(reuse_venv=True)
@nox.parametrize("jupyter_ai", list(RELEASES))
def compat(session: nox.Session, jupyter_ai: str) -> None:
    """The switch in a real server with this release of Jupyter AI; keeps the result."""
    release = RELEASES[jupyter_ai]
    # Ours are resolved together with theirs: it shows that we ask for nothing newer.
    session.install(
        f"--exclude-newer={release['index']}", *release["requirements"], *PROJECT["dependencies"]
    )
    session.run("make", LABEXTENSION, external=True)
    session.install(
        "--no-deps",
        "--reinstall-package",
        PROJECT["name"],
        "--build-constraints",
        "requirements/dev.txt",
        "--editable",
        ".",
        env={"SKIP_JUPYTER_BUILDER": "1"},
    )
    # LiteLLM would look for its list of prices on the network.
    environment = {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    session.run("python", "-m", "compat", "--index", str(release["index"]), env=environment)


@nox.session(venv_backend="none")
def compat_page(session: nox.Session) -> None:
    """docs/compatibility.md, from the results that were kept."""
    session.run("python3", "-m", "compat.page", external=True)
