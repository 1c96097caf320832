"""The command: which things are started, in which order, and what is printed."""

from __future__ import annotations

from contextlib import ExitStack

import click

from ..demo.browser import has_display, open_in_browser
from ..demo.generation import installed_generation
from ..demo.lab import Lab, LabDiedError, port_to_use
from ..demo.sandbox import sandbox
from ..language import say
from ..modes import Mode
from ..practice import PracticeServer, PracticeThread
from .options import fault_option, json_option
from .show import show_addresses
from .signals import stop_signals


@click.command()
@fault_option(default="refuse-400")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port of JupyterLab. 0 (default) selects a free one.",
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    help="Initial streaming mode.",
)
@click.option(
    "--browser/--no-browser",
    default=None,
    help="Open the page in a browser. The default depends on whether there is a display.",
)
@click.option("--verbose", is_flag=True, help="Show JupyterLab's log.")
@json_option
def demo(  # noqa: PLR0913, PLR0917  # an option each
    fault: str,
    port: int,
    mode: str | None,
    browser: bool | None,
    verbose: bool,
    as_json: bool,
) -> None:
    """Try the extension with an endpoint that rejects streaming.

    Starts a practice endpoint and a JupyterLab whose Jupyter AI uses it, with a temporary directory
    for all files. Press Ctrl-C to stop both and remove the directory.
    """
    generation = installed_generation()
    port = port_to_use(port)
    with stop_signals(), ExitStack() as stack:
        practice = stack.enter_context(PracticeThread(PracticeServer(fault)))
        place = stack.enter_context(sandbox(generation, practice.url, Mode(mode) if mode else None))
        lab = stack.enter_context(Lab(place, port, page=generation.page, verbose=verbose))
        click.echo(say("Starting JupyterLab. This can take half a minute…"), err=True)
        try:
            lab.wait_until_ready()
            show_addresses({"Journal": practice.journal_url, "Ready": lab.url}, as_json)
            click.echo(say("Press Ctrl-C to stop it and remove all files."), err=True)
            if has_display() if browser is None else browser:
                open_in_browser(lab.url)
            lab.wait_until_it_ends()
        except LabDiedError as error:
            raise click.ClickException(str(error)) from error
