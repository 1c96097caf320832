"""Sessions that need an environment of their own for each of many releases of Jupyter AI.

    nox -s compat                            every release of compat/releases.toml
    nox -s "compat(jupyter_ai='2.26.0')"     one of them

`make generate` then writes docs/compatibility.md. The daily checks are not here: `make test` runs
them.
"""

from __future__ import annotations

from pathlib import Path

import nox

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")["project"]
RELEASES = {
    each["version"] + ("-today" if each["index"] == "today" else ""): each
    for each in nox.project.load_toml(ROOT / "compat" / "releases.toml")["release"]
}
# LiteLLM otherwise waits for a download.
ENVIRONMENT = {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}
LABEXTENSION = "jupyterlab_ai_stream_toggle/labextension/package.json"

nox.needs_version = ">=2024.4.15"
nox.options.default_venv_backend = "uv"


@nox.session(reuse_venv=True)
@nox.parametrize("jupyter_ai", list(RELEASES))
def compat(session: nox.Session, jupyter_ai: str) -> None:
    """The switch in a real server with this release of Jupyter AI; keeps the result."""
    release = RELEASES[jupyter_ai]
    index = release["index"]
    # Ours are resolved together with theirs: it shows that we ask for nothing newer.
    session.install(
        *([] if index == "today" else [f"--exclude-newer={index}"]),
        *release["requirements"],
        *PROJECT["dependencies"],
    )
    session.run("make", LABEXTENSION, external=True, silent=True)
    session.install(
        "--no-deps",
        f"--reinstall-package={PROJECT['name']}",
        "--build-constraints=requirements/dev.txt",
        "--editable=.",
        env={"SKIP_JUPYTER_BUILDER": "1"},
    )
    session.run("python", "-m", "compat", f"--index={index}", env=ENVIRONMENT)
