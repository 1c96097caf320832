"""`python -m compat.page`: docs/compatibility.md, from the results that were kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .expected import chat_streams
from .record import FAULTS, MODES, Cell, Result, Shown, Way, saved_results

PAGE = Path(__file__).resolve().parent.parent / "docs" / "compatibility.md"

_HEAD = """# Compatibility

What the switch does in releases of Jupyter AI, measured by `nox -s compat`: a real server with
that release and with what its dependencies were a few weeks after it, the practice endpoint behind
it, two messages to a fresh model in each mode under five faults.

`S` is a stream, `s` a stream without `stream_options`, `n` a plain request; before the comma the
requests of the first message, after it those of the second. Bold: the user got no answer, as with
Jupyter AI alone.

Where `json` costs two requests in `auto`, the release was measured before a whole answer that comes
in place of a stream was used as the answer; the next run will show one.
"""

_PAIRS = """
## Pairs that do not work, whatever the switch says

- **Jupyter AI 3.1 and 3.2 with litellm 1.106 or later**: every chat fails with
  `cannot import name 'CacheableResult' from 'mcp.types'`, because litellm needs mcp 2.2 and
  langchain-mcp-adapters keeps mcp below 2. `pip install "litellm<1.106"`; the extra `v3` does.
- **Jupyter AI up to 2.28.5 with a later jupyter-ai-magics**: the server extension fails to import.
  Install `jupyter-ai-magics` of the same version as `jupyter-ai`.
- **Jupyter AI 2.15 to 2.28.2** ignore the endpoint and the API version of their own settings;
  they take them from the traitlet `AiExtension.model_parameters` or from the environment.
- **Jupyter AI 2.14 with Azure OpenAI and a key from its settings**: the client refuses the name
  under which the key is passed. Nothing is sent.
"""

_PACKAGES = ("langchain-core", "langchain-openai", "litellm", "openai")


def page(results: list[Result]) -> str:
    """The whole page."""
    return _HEAD + _overview(results) + _PAIRS + "".join(map(_section, results))


def _overview(results: list[Result]) -> str:
    rows = [
        f"| {each.jupyter_ai} | {_streams(each)} | {_names(each.seams)} | {_versions(each)} |\n"
        for each in results
    ]
    return (
        "\n## Releases\n\n| Jupyter AI | the switch is in effect for | where it comes in | with |\n"
        "| --- | --- | --- | --- |\n" + "".join(rows)
    )


def _streams(result: Result) -> str:
    ways = {Way.CHAT: "chat", Way.INLINE: "inline completion"}
    found = [words for way, words in ways.items() if way.value in result.transport]
    if not chat_streams(result.jupyter_ai):
        return "inline completion; the chat never streams, and the status says so"
    return ", ".join(found)


def _names(seams: tuple[str, ...]) -> str:
    return ", ".join(f"`{seam}`" for seam in seams)


def _versions(result: Result) -> str:
    return ", ".join(
        f"{name} {result.versions[name]}" for name in _PACKAGES if name in result.versions
    )


def _section(result: Result) -> str:
    return f"\n## {result.jupyter_ai}\n" + "".join(_tables(result))


def _tables(result: Result) -> Iterator[str]:
    for way in Way:
        if way.value not in result.transport:
            continue
        head = "| " + way.value + " | " + " | ".join(f"`{fault}`" for fault in FAULTS) + " |\n"
        line = "| --- " * (len(FAULTS) + 1) + "|\n"
        rows = "".join(
            f"| {mode} | "
            + " | ".join(_shown(result.cell(way, mode, fault)) for fault in FAULTS)
            + " |\n"
            for mode in MODES
        )
        yield f"\n{head}{line}{rows}"


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return "not measured"
    requests = ", ".join(message.requests for message in cell.messages)
    answered = all(message.shown is Shown.WHOLE for message in cell.messages)
    return requests if answered else f"**{requests}**"


if __name__ == "__main__":
    PAGE.write_text(page(saved_results()), encoding="utf-8")
