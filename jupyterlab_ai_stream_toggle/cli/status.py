"""`jupyter ai-stream status`: what is asked for, what happens, and who decided it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..language import say
from .known import central_problems
from .options import json_option
from .outlook import outlook_words
from .show import day, moment, show_json, show_rows

if TYPE_CHECKING:
    from ..capability.record import Capability
    from ..modes import Decision
    from ..policy.layers import Layers
    from ..target import Target
    from .installation import Installation


@click.command()
@json_option
def status(as_json: bool) -> None:
    """Show the streaming modes in effect, and what was detected about endpoints.

    Reads the files of this user. Options on the command line of a running server are not taken
    into account.
    """
    from .installation import installation

    here = installation()
    seen = asyncio.run(_look(here))
    show_json(seen) if as_json else _show(seen)


async def _look(here: Installation) -> dict[str, Any]:
    from ..jupyter_ai.reach import out_of_reach
    from ..policy.resolve import resolve

    asked = await here.modes.asked()
    await here.memory.refresh()
    problems = [
        *here.problems,
        *central_problems(here.memory.central),
        *([here.modes.error] if here.modes.error else []),
    ]
    return {
        "version": __version__,
        "jupyter_ai": {
            "generation": here.found.generation.value,
            "version": here.found.version,
        },
        "chat": _chat(here, asked),
        "default": _decision(resolve(asked)),
        "modes": [
            {"provider": provider, "model": model, **_decision(resolve(asked, provider, model))}
            for provider, models in sorted(asked.mentioned().items())
            for model in (None, *sorted(models))
        ],
        "locks": [
            {"name": name, "modes": [mode.value for mode in lock.modes], "reason": lock.reason}
            for name, lock in sorted(asked.locks.items())
        ],
        "configuration": [each.facts for each in here.configured],
        "found_out": [_learned(*each) for each in here.memory.records()],
        "out_of_reach": [
            {"package": each.package, "version": each.version, "text": each.text}
            for each in out_of_reach()
        ],
        "problems": problems,
    }


def _chat(here: Installation, asked: Layers) -> dict[str, Any] | None:
    from ..modes import Mode
    from ..policy.resolve import resolve
    from ..streaming.deliver import first_delivery
    from ..streaming.outlook import outlook

    if here.saved is None:
        return None
    target = here.saved.target
    decision = resolve(asked, target.provider, target.model)
    found = here.memory.about_model(target)
    known = found[1] if found else None
    return {
        "provider": target.provider,
        "model": target.model,
        "endpoint": target.endpoint,
        **_decision(decision),
        "delivery": first_delivery(decision.mode, known).value,
        "outlook": outlook(decision.mode, known).value,
        "next": outlook_words(decision.mode, known, day(known.last_seen) if known else ""),
        "because": _learned(*found) if found and decision.mode is Mode.AUTO else None,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "mode": decision.mode.value,
        "source": decision.source.value,
        "lock_reason": decision.lock_reason,
        "allowed": [mode.value for mode in decision.allowed],
        "passed_over": decision.passed_over.value if decision.passed_over else None,
    }


def _learned(target: Target, capability: Capability) -> dict[str, Any]:
    return {
        "provider": target.provider,
        "model": target.model,
        "endpoint": target.endpoint,
        "api_version": target.api_version,
        "tools": target.tools,
        "delivery": capability.delivery.value,
        "evidence": capability.evidence.value,
        "first_seen": moment(capability.first_seen),
        "last_seen": moment(capability.last_seen),
        "expires": moment(capability.expires),
        "when": day(capability.last_seen),
        "until": day(capability.expires),
        "from_administrator": capability.from_administrator,
        "marks_end": capability.marks_end,
        "breaks": capability.breaks,
        "broken": "" if capability.broken_at is None else day(capability.broken_at),
    }


def _show(seen: dict[str, Any]) -> None:
    from .configured import configured_lines

    chat, found = seen["chat"], seen["jupyter_ai"]
    show_rows(
        [
            ("Jupyter AI", found["version"] or say("Not installed in this environment")),
            (say("Chat model"), _name(chat) if chat else say("None selected")),
            (say("Mode"), _words(chat) if chat else ""),
            (say("Next response"), chat["next"] if chat else ""),
            (say("Because"), _because(chat["because"]) if chat and chat["because"] else ""),
            (say("Default"), _words(seen["default"])),
        ]
    )
    for title, lines in (
        (say("Modes"), [f"{_name(each)}: {_words(each)}" for each in seen["modes"]]),
        (say("Locks"), [f"{each['name']}: {_lock_words(each)}" for each in seen["locks"]]),
        (say("Configuration"), configured_lines(seen["configuration"])),
        (say("Detected"), [f"{_name(each)}: {_because(each)}" for each in seen["found_out"]]),
        (
            say("Not affected by AI Streaming"),
            [
                f"{each['package']} {each['version']}: {each['text']}"
                for each in seen["out_of_reach"]
            ],
        ),
        (say("Problems"), seen["problems"]),
    ):
        if lines:
            click.echo(f"\n{click.style(title, bold=True)}")
            for line in lines:
                click.echo(f"  {line}")


def _name(entry: dict[str, Any]) -> str:
    return f"{entry['provider']}:{entry['model']}" if entry["model"] else str(entry["provider"])


def _words(decision: dict[str, Any]) -> str:
    from ..modes import Decision, Mode, Source
    from .words import decision_words

    passed_over = decision["passed_over"]
    return decision_words(
        Decision(
            Mode(decision["mode"]),
            Source(decision["source"]),
            decision["lock_reason"],
            tuple(map(Mode, decision["allowed"])),
            Mode(passed_over) if passed_over else None,
        )
    )


def _lock_words(lock: dict[str, Any]) -> str:
    from ..modes import Mode
    from .words import lock_words

    return lock_words([Mode(each) for each in lock["modes"]], say(lock["reason"]))


def _because(learned: dict[str, Any]) -> str:
    from ..capability.record import Evidence
    from ..modes import Delivery
    from .words import evidence_words

    return evidence_words(
        Delivery(learned["delivery"]),
        Evidence(learned["evidence"]),
        when=learned["when"],
        until=learned["until"],
        breaks=learned["breaks"],
        broken=learned["broken"],
        from_administrator=learned["from_administrator"],
    )
