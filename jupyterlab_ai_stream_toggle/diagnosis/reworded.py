"""What an exception says is exchanged; what it is stays.

Who shows `str(error)` of a model's failure shows a person the dump of a client library. So the
exception is given a subclass of its own class, of the same name, that says something else. Whoever
catches it, retries because of it or looks at its attributes and `args` meets what was raised.
"""

from __future__ import annotations

import contextlib
import types
from typing import Any
from weakref import WeakKeyDictionary

_TEXT = "_ai_stream_toggle_text"
_classes: WeakKeyDictionary[type, type] = WeakKeyDictionary()


def reword(error: BaseException, text: str) -> None:
    """Let the exception say this. One of Python's own classes cannot be changed, and is left."""
    kind = type(error)
    with contextlib.suppress(TypeError):
        if not hasattr(kind, _TEXT):
            error.__class__ = _reworded(kind)
        vars(error)[_TEXT] = text


def own_words(error: BaseException) -> str:
    """What the exception says by itself. Raises whatever its class raises."""
    own = getattr(type(error), _TEXT, None)
    return str(own.__str__(error) if own else error)


def _reworded(kind: Any) -> type:
    made = _classes.get(kind)
    if made is None:

        def body(namespace: dict[str, Any]) -> None:
            namespace.update(
                __str__=lambda error: vars(error)[_TEXT],
                __reduce_ex__=lambda error, protocol: _reduced(kind, error, protocol),
                __module__=kind.__module__,
                __qualname__=kind.__qualname__,
                __doc__=kind.__doc__,
                **{_TEXT: kind},
            )

        made = _classes[kind] = types.new_class(kind.__name__, (kind,), {}, body)
    return made


def _reduced(kind: Any, error: BaseException, protocol: int) -> Any:
    """Copied and sent elsewhere it is what was raised: nobody there knows of the subclass."""
    made, *rest = kind.__reduce_ex__(error, protocol)
    return (kind if made is type(error) else made, *rest)
