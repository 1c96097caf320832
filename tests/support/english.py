"""English that stands where another language is spoken: two words of it in a row, or more."""

from __future__ import annotations

import re

_NAMES = (
    "Agent Client Protocol",
    "Azure OpenAI",
    "Jupyter AI",
    "Keys and Endpoint",
    "Notebook Intelligence",
    "master key",
)
_COMMANDS = ("pip install", "ollama pull", '"stream": true')
_CODE = re.compile(r"`[^`]*`")
_OTHER_LETTERS = re.compile(r"[^\x20-\x7e\s’“”…]+")  # noqa: RUF001
_WORD = re.compile(r"[A-Za-z]?[a-z]+(?:['’-][a-z]+)*")  # noqa: RUF001


def english_in(text: str, *names: str) -> list[str]:
    """What is said in English; code is not, nor a quoted word, nor are `names`."""
    text = _CODE.sub(" | ", text)
    for name in (*_NAMES, *_COMMANDS, *names):
        text = text.replace(name, " | ")
    found: list[list[str]] = [[]]
    for word in _OTHER_LETTERS.sub(" | ", text).split():
        bare = word.strip("\"'“”([)].,;:!?…")
        if _WORD.fullmatch(bare) and word[0] not in "\"'":
            found[-1].append(bare)
        else:
            found.append([])
    return [" ".join(words) for words in found if len(words) > 1]
