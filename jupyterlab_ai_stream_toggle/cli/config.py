"""`jupyter ai-stream config check`: what an administrator has written, before users find out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..language import say
from .options import json_option
from .show import show_json

if TYPE_CHECKING:
    from ..configuration.mistakes import Mistake


@click.group()
def config() -> None:
    """Work with the configuration of AI Streaming."""


@config.command()
@click.argument(
    "files",
    nargs=-1,
    metavar="[FILE]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@json_option
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check configuration files, environment variables and files with detection results.

    Without FILE, checks the files that a Jupyter server reads here, and those that they name. A
    FILE is a configuration file, in Python or JSON, or one written by jupyter ai-stream known
    --export. Python files are run. Nothing is changed, and nothing is sent.

    Exit codes: 0 no mistakes; 1 a server would not start, or a setting has no effect; 2 usage
    error.
    """
    from ..configuration.mistakes import mistakes_in_environment
    from ..extension import StreamToggle

    checked = list(files) or _files_here()
    found = [*mistakes_in_environment(StreamToggle, os.environ)]
    for path in checked:
        found += _mistakes_in(path)
    wrong = [each for each in found if not each.is_doubt]
    if as_json:
        show_json(
            {
                "checked": [str(path) for path in checked],
                "problems": [
                    {
                        "place": each.place,
                        "line": each.line,
                        "severity": "warning" if each.is_doubt else "error",
                        "message": each.text,
                        "next_step": each.next_step,
                    }
                    for each in found
                ],
            }
        )
    else:
        _show(checked, found)
    if wrong:
        raise SystemExit(1)


def _files_here() -> list[Path]:
    """Those that count in this environment, whether they can be read or not."""
    from jupyter_core.application import JupyterApp

    from ..capability.central import files_on_data_path
    from ..configuration.files import files_named
    from .installation import CONFIG_FILES

    files = files_named(CONFIG_FILES, JupyterApp().config_file_paths)
    return [*files, *(each for each in files_on_data_path() if each.exists())]


def _mistakes_in(path: Path) -> Iterator[Mistake]:
    from ..configuration.files import Unreadable, read_config
    from ..configuration.mistakes import locks_in, mistakes_in_central, mistakes_in_file
    from ..extension import StreamToggle

    if _holds_findings(path):
        yield from mistakes_in_central(path, None)
        return
    yield from mistakes_in_file(path, StreamToggle)
    try:
        locks = locks_in(read_config(path), StreamToggle)
    except Unreadable:
        return
    for name in locks:
        yield from _doubts_about(path, name)


def _doubts_about(path: Path, lock: object) -> Iterator[Mistake]:
    from ..configuration.lines import line_of
    from ..configuration.mistakes import Mistake
    from ..extension import StreamToggle
    from ..jupyter_ai.detect import Generation, find_jupyter_ai
    from ..policy.locks import is_pattern
    from .doubts import doubt_among
    from .names import Named

    generation = find_jupyter_ai().generation
    provider, _, model = str(lock).partition(":")
    if generation not in (Generation.V2, Generation.V3) or not provider or is_pattern(provider):
        return
    if is_pattern(model):
        model = ""  # it stands for models that may come
    if doubt := doubt_among(Named(provider, model or None), set(), generation):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield Mistake(
            str(path),
            line_of(text, StreamToggle.__name__, "locked", str(lock)),
            say("The lock of {name} may have no effect. {doubt}", name=lock, doubt=doubt),
            say("Use an ID from jupyter ai-stream status, or from Jupyter AI's settings."),
            is_doubt=True,
        )


def _holds_findings(path: Path) -> bool:
    """Whether it is a file of detection results, and not one of configuration."""
    if path.suffix == ".py":
        return False
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return path.name == "known.json"
    return not isinstance(content, dict) or "capabilities" in content


def _show(checked: list[Path], found: list[Mistake]) -> None:
    for path in checked:
        click.echo(click.style(say("Checked: {path}", path=path), dim=True))
    for each in found:
        where = f"{each.place}:{each.line}" if each.line else each.place
        text = say("Warning: {text}", text=each.text) if each.is_doubt else each.text
        click.echo(f"{click.style(where, bold=True)}: {text}\n  {each.next_step}")
    if not found:
        click.echo(say("No problems found."))
