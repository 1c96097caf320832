"""A value in a text of JSON5 is changed, and nothing else."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import json5
import pytest

from jupyterlab_ai_stream_toggle.policy.json5_text import NotFollowed, put, values_after

HAND = """\
// My settings.
{
  // Our gateway buffers.
  providers: {'azure': 'off', /* theirs */ "openai": "on"}, // both
  "silenceSeconds": +6e1,
}
"""


@pytest.mark.parametrize(
    ("text", "place", "value", "after"),
    [
        ("", ("providers", "a"), "on", '{\n    "providers": {\n        "a": "on"\n    }\n}\n'),
        ("{}", ("defaultMode",), "on", '{\n    "defaultMode": "on"\n}'),
        ('{"a":1}', ("defaultMode",), "on", '{"a":1, "defaultMode": "on"}'),
        ('{"defaultMode": "on"}', ("defaultMode",), None, "{}"),
        ('{\n  "a": 1,\n  "b": 2\n}\n', ("b",), None, '{\n  "a": 1\n}\n'),
        ('{\n  "a": 1,\n  "b": 2\n}\n', ("a",), None, '{\n  "b": 2\n}\n'),
        ('{"p": {"a": "on", "b": "on"}}', ("p", "a"), None, '{"p": {"b": "on"}}'),
        ('{"p": {"a": "on"}, "q": 1}', ("p", "a"), None, '{"q": 1}'),
        ('{\r\n\t"a": 1\r\n}', ("b",), "on", '{\r\n\t"a": 1,\r\n\t"b": "on"\r\n}'),
        ('{"a": "x", a: "y"}', ("a",), "z", '{"a": "x", a: "z"}'),
        ('{"a": "x", "a": "y", b: 1}', ("a",), None, "{b: 1}"),
    ],
)
def test_as_somebody_would_do_it_by_hand(
    text: str, place: tuple[str, ...], value: str | None, after: str
) -> None:
    assert put(text, place, value) == after


def test_comments_order_and_style_stay() -> None:
    assert put(HAND, ("providers", "azure"), "auto") == HAND.replace("'off'", '"auto"')
    assert put(HAND, ("defaultMode",), "on") == HAND.replace(
        "6e1,\n", '6e1,\n  "defaultMode": "on",\n'
    )
    assert put(HAND, ("providers", "azure"), None) == HAND.replace("'azure': 'off', ", "")


def test_an_object_goes_only_when_not_even_a_comment_is_left() -> None:
    text = '{"providers": {/* why */ "azure": "off"}}'
    assert put(text, ("providers", "azure"), None) == '{"providers": {/* why */ }}'


@pytest.mark.parametrize("text", ["[]", "7", '"text"', "{", '{"a": "', "{a: /x/}", "{]"])
def test_what_is_no_object_is_not_touched(text: str) -> None:
    with pytest.raises(NotFollowed):
        put(text, ("a",), "on")


KEYS = ["azure", "openai", "a b", "ключ", 'qu"ote', "it's", "sla\\sh", "//", "{"]
STRINGS = ["", "on", "//", "}", "x'y", 'q"', "\u2028", "\x1f"]
GAPS = ["", "", " ", "\n", "\t", "\r\n", "\ufeff", "// a } , { \n", "/* b : \" ' */"]
CASES = 300


class Hand(random.Random):
    """Writes JSON5 in one of the many forms that somebody's hand may give it."""

    def gap(self) -> str:
        return self.choice(GAPS)

    def values(self, depth: int = 0) -> Any:
        kind = self.random()
        if kind < 0.25 and depth < 2:
            return {self.choice(KEYS): self.values(depth + 1) for _ in range(self.randint(0, 2))}
        if kind < 0.4 and depth < 2:
            return [self.values(depth + 1) for _ in range(self.randint(0, 2))]
        return self.choice([None, True, 1, -3.5, *STRINGS])

    def settings(self) -> dict[str, Any]:
        some = {self.choice(KEYS): self.values() for _ in range(self.randint(0, 2))}
        modes = {self.choice(KEYS): self.choice(["on", "off"]) for _ in range(self.randint(0, 3))}
        return {**some, "providers": modes}

    def text(self, value: Any) -> str:
        gap = self.gap
        if isinstance(value, dict):
            members = [
                f"{gap()}{self.name(name)}{gap()}:{gap()}{self.text(inner)}{gap()}"
                for name, inner in value.items()
            ]
            comma = f",{gap()}" if members and self.random() < 0.4 else ""
            return f"{{{gap()}{','.join(members)}{comma}}}"
        if isinstance(value, list):
            return f"[{','.join(f'{gap()}{self.text(each)}{gap()}' for each in value)}{gap()}]"
        if isinstance(value, str) and self.random() < 0.5:
            inside = json.dumps(value)[1:-1].replace("'", "\\'").replace('\\"', '"')
            return f"'{inside}'"
        return json.dumps(value)

    def name(self, name: str) -> str:
        if re.fullmatch("[a-z]+", name) and self.random() < 0.5:
            return name
        return str(json5.dumps(name))


def comments(text: str) -> int:
    return len(re.findall(r"// a|/\* b", text))


def test_the_text_means_what_it_should_and_keeps_its_comments() -> None:
    seed = random.getrandbits(32)
    hand = Hand(seed)
    for _ in range(CASES):
        text = hand.gap() + hand.text(hand.settings()) + hand.gap()
        place = ("providers", hand.choice(KEYS)) if hand.random() < 0.6 else (hand.choice(KEYS),)
        value = hand.choice(["on", "off", None])
        after = put(text, place, value)
        case = (seed, text, place, value, after)
        expected = values_after(json5.loads(text), place, value)
        assert without_empty(json5.loads(after)) == without_empty(expected), case
        if value is not None and len(place) == 2:
            assert comments(after) == comments(text), case


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value != {}}
