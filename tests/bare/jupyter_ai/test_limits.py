from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.jupyter_ai.detect import Found, Generation
from jupyterlab_ai_stream_toggle.jupyter_ai.limits import limits_of

V2, V3 = Generation.V2, Generation.V3


@pytest.mark.parametrize(
    ("found", "limits"),
    [
        (Found(V2, "2.11.0"), ["chat-never-streams"]),
        (Found(V2, "2.18.1"), ["chat-never-streams"]),
        (Found(V2, "2.19.0"), []),
        (Found(V2, "2.31.7"), []),
        (Found(V2, "2.31.8.dev0"), []),
        (Found(V3, "3.0.0"), []),
        (Found(V3, "3.2.0"), []),
        # Jupyternaut without the bundle has numbers of its own.
        (Found(V3, "0.0.11"), []),
        (Found(V3, "0.1.0"), []),
        (Found(V2, "2.10.0"), ["chat-never-streams", "release-not-tried"]),
        (Found(V2, "2.32.0"), ["release-not-tried"]),
        (Found(V3, "3.3.0b1"), ["release-not-tried"]),
        (Found(V3, "0.2.0"), ["release-not-tried"]),
    ],
)
def test_limits_of_a_release(found: Found, limits: list[str]) -> None:
    assert [limit.id for limit in limits_of(found)] == limits
