"""The switch that is in effect in this process, for models that are made by others."""

from __future__ import annotations

from .governor import Governor
from .rule import Describe, Rule

_running: list[tuple[Governor, dict[Describe, Rule]]] = []


def begin(governor: Governor) -> None:
    """From now on this is the switch that counts. Of several servers it is the last one's."""
    _running.append((governor, {}))


def end(governor: Governor) -> None:
    """Its server has ended: models that obeyed it behave like their own class again."""
    for each in [each for each in _running if each[0] is governor]:
        _running.remove(each)
        for rule in each[1].values():
            rule.release()


def rule_of(describe: Describe) -> Rule | None:
    """What models obey whose calls are described so; None where no switch is running."""
    if not _running:
        return None
    governor, rules = _running[-1]
    if describe not in rules:
        rules[describe] = Rule(governor, describe, rewords=True)
    return rules[describe]
