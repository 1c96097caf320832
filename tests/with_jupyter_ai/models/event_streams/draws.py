"""What the strategies share."""

from __future__ import annotations

from hypothesis import strategies as st

Draw = st.DrawFn


def rarely(draw: Draw, often: int) -> bool:
    """True once in so many times; a failing example is made simpler towards False."""
    return draw(st.integers(1, often)) == often
