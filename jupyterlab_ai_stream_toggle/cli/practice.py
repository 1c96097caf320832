"""`jupyter ai-stream practice`: the practice endpoint alone, for any client."""

from __future__ import annotations

from pathlib import Path

import click

from ..demo.ports import port_error
from ..practice import DEFAULT_PAUSE, PracticeServer, PracticeThread
from .options import fault_option, json_option
from .show import show_addresses
from .signals import stop_signals, wait_for_stop


@click.command()
@fault_option(default="ok")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port to listen on. 0 (default) selects a free one.",
)
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=DEFAULT_PAUSE,
    show_default=True,
    help="Seconds before each chunk with the fault `slow`; `burst` waits for all of them first.",
)
@click.option(
    "--journal",
    "journal_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also append each request to this file as a line of JSON.",
)
@click.option(
    "--cors",
    is_flag=True,
    help="Also answer web pages, such as a persona that runs in the browser.",
)
@json_option
def practice(  # noqa: PLR0913, PLR0917  # an option each
    fault: str, port: int, pause: float, journal_file: Path | None, cors: bool, as_json: bool
) -> None:
    """Run a local OpenAI and Azure OpenAI endpoint that simulates failures.

    PUT {"fault": NAME} to /practice/fault to change the fault while it runs; GET the same path to
    list the faults. GET /practice/journal lists the requests received.
    """
    server = PracticeServer(fault, port=port, pause=pause, journal_file=journal_file, pages=cors)
    with stop_signals():
        try:
            thread = PracticeThread(server)
            thread.start()
        except OSError as error:
            raise port_error(port, error) from error
        try:
            show_addresses({"Ready": server.url, "Journal": server.journal_url}, as_json)
            wait_for_stop()
        finally:
            thread.stop()
