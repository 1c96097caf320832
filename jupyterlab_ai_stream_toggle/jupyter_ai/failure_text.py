"""What the chat shows of a failure, in Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterator

from ..diagnosis.diagnosis import Diagnosis, Facts
from ..language import say

# To the renderers of both chats these would be Markdown or formulas, even within HTML.
_MARKS = str.maketrans({"$": "&#36;", "\\": "&#92;", "`": "&#96;", "*": "&#42;", "_": "&#95;"})


def chat_text(diagnosis: Diagnosis) -> str:
    """Title, explanation and hint, with the details folded away."""
    return (
        f"**{diagnosis.title}**\n\n"
        f"{diagnosis.explanation}\n\n"
        f"{diagnosis.hint}\n\n"
        # No blank line from here on: it would end the HTML.
        f"<details>\n<summary>{html.escape(say('Details'))}</summary>\n"
        f"<pre>{_quoted(details(diagnosis))}</pre>\n"
        "</details>"
    )


def details(diagnosis: Diagnosis) -> str:
    """The facts in plain text, one a line; then the endpoint's and the client library's words."""
    facts = diagnosis.facts
    status = f"HTTP {facts.status}" if facts.status else None
    seen = [diagnosis.id, facts.phase.value, status, facts.code, facts.content_type]
    version = f"api-version {facts.api_version}" if facts.api_version else None
    asked = [facts.provider, facts.model, facts.endpoint, version]
    return "\n".join(filter(None, (_line(seen), _line(asked), *_on_the_wire(facts), *_said(facts))))


def _on_the_wire(facts: Facts) -> Iterator[str]:
    if facts.request:
        yield say("Sent to: {url}", url=facts.request)
    else:
        yield say("The request was not observed. The following is what the client library reports.")
    if facts.redirected:
        yield say("Redirected to: {url}", url=facts.redirected)
    if answer := facts.answer.strip():
        yield say("Response: {text}", text=answer)


def _said(facts: Facts) -> Iterator[str]:
    if raw := facts.raw.strip():
        yield say("Client library: {text}", text=raw)


def _line(values: list[str | None]) -> str:
    return " · ".join(filter(None, values))


def _quoted(text: str) -> str:
    lines = filter(str.strip, text.splitlines())
    return html.escape("\n".join(lines)).translate(_MARKS)
