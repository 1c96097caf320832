"""The class of Jupyter AI 3's models, governed where it is defined.

Jupyternaut is not the only one who makes models of it: personas of others import it, some at
start, some with each request, and some inherit from it. So the class stays what it is, and its
methods are exchanged.
"""

from __future__ import annotations

from ...models.governed import Methods, governed_methods, streams
from ...models.governor import Governor
from ...models.rule import Describe, Rule
from ...models.ungoverned import Own, ungoverned
from ..adapter import SeamMissing
from ..seam import Seam

_METHODS = tuple(f"_{name}" for name in Methods._fields)


class Definition:
    """One class, under a governor until it is restored."""

    def __init__(self, model_class: type, describe: Describe) -> None:
        """Raises SeamMissing, with nothing changed, for a class that is not known here."""
        if not streams(model_class):
            where = f"{model_class.__module__}.{model_class.__name__}"
            raise SeamMissing("seam-missing", f"{where} does not stream.")
        self.model_class = model_class
        self._describe = describe
        takes = ("messages", "stop", "run_manager")
        self._seams = [Seam(model_class, name, takes) for name in _METHODS]
        self._rule: Rule | None = None

    def govern(self, governor: Governor) -> None:
        """Let its models obey, and those of its subclasses, whoever made them."""
        self._rule = Rule(governor, self._describe, rewords=True)
        astream, agenerate, stream, generate = (seam.original for seam in self._seams)
        own = Own(astream, agenerate, stream, generate, ungoverned)
        methods = governed_methods(self.model_class, own, self._rule).named()
        for name, seam in zip(_METHODS, self._seams, strict=True):
            if name in methods:
                seam.replace(methods[name])

    def restore(self) -> None:
        """Give the class its own methods back; models that are in use behave like it again."""
        for seam in self._seams:
            seam.restore()
        if self._rule:
            self._rule.release()
            self._rule = None
