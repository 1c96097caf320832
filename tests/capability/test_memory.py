from __future__ import annotations

from dataclasses import replace

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

TARGET = Target("azure", "gpt-4o", "https://contoso.example", "2024-10-21")
STREAM = Capability(Delivery.STREAM, Evidence.STREAM_WORKED)
PLAIN = Capability(Delivery.PLAIN, Evidence.REFUSED)


def test_a_change_of_the_delivery_is_told_once() -> None:
    told: list[tuple[Target, Capability]] = []
    memory = CapabilityMemory(lambda *change: told.append(change))
    assert memory.recall(TARGET) is None
    memory.learn(TARGET, STREAM)
    memory.learn(TARGET, STREAM)
    memory.learn(TARGET, PLAIN)
    assert memory.recall(TARGET) == PLAIN
    assert told == [(TARGET, STREAM), (TARGET, PLAIN)]


def test_another_way_of_reaching_the_model_is_another_target() -> None:
    memory = CapabilityMemory(lambda target, capability: None)
    memory.learn(TARGET, PLAIN)
    for other in (
        replace(TARGET, endpoint="https://other.example"),
        replace(TARGET, api_version="2023-05-15"),
        replace(TARGET, tools=True),
        replace(TARGET, model="o1"),
        replace(TARGET, provider="openai"),
    ):
        assert memory.recall(other) is None


def test_about_a_model_what_was_last_found_out_counts() -> None:
    memory = CapabilityMemory(lambda target, capability: None)
    memory.learn(TARGET, STREAM)
    assert memory.about_model(TARGET) == STREAM
    memory.learn(replace(TARGET, tools=True), PLAIN)
    assert memory.about_model(TARGET) == PLAIN
    assert memory.about_model(replace(TARGET, endpoint=None)) == PLAIN
    memory.learn(replace(TARGET, endpoint="https://other.example"), STREAM)
    assert memory.about_model(TARGET) == PLAIN, "its own endpoint counts first"
    assert memory.about_model(replace(TARGET, model="o1")) is None


def test_the_target_not_used_for_longest_goes_first() -> None:
    memory = CapabilityMemory(lambda target, capability: None, limit=2)
    targets = [replace(TARGET, model=str(number)) for number in range(3)]
    memory.learn(targets[0], PLAIN)
    memory.learn(targets[1], PLAIN)
    memory.recall(targets[0])
    memory.learn(targets[2], PLAIN)
    assert [memory.recall(target) for target in targets] == [PLAIN, None, PLAIN]
