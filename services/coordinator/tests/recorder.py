"""Recorded histories of films: everything one coordinator was given and what came of it, as JSON. Replayed on every new version.

`python -m services.coordinator.tests.recorder NAME` plays a film of SCRIPTS and keeps it beside the others.
A kept history is never recorded again: it stands for films that were in flight when a new version was deployed.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from contracts.base import Command, Event
from contracts.coordinator import StartSequence
from contracts.envelope import command_id
from contracts.registry import MESSAGES
from coordinator.domain.engine import advance
from coordinator.domain.inputs import CancelAsked, Input, Outcome, SequenceTimedOut, Started, StepTimedOut
from coordinator.domain.recipe import Recipes
from coordinator.domain.recipes import RECIPES

from .films import continued, order, plan
from .store import Store
from .world import Answer, World

FOLDER = Path(__file__).parent / "histories"


def describe(given: Input) -> dict[str, Any]:
    """An input as JSON, messages as they travel."""
    match given:
        case Started(message, tenant, traceparent):
            body = json.loads(message.body())
            return {"type": message.TYPE, "body": body, "tenant": tenant, "traceparent": traceparent}
        case Outcome(step, attempt, event):
            return {"type": event.TYPE, "step": step, "attempt": attempt, "body": json.loads(event.body())}
        case CancelAsked(reason, tenant):
            return {"type": "cancel", "reason": reason, "tenant": tenant}
        case StepTimedOut(step, attempt):
            return {"type": "step_timed_out", "step": step, "attempt": attempt}
        case SequenceTimedOut():
            return {"type": "sequence_timed_out"}


def understand(told: dict[str, Any]) -> Input:
    """The inverse of `describe`, read as a tolerant consumer does."""
    match told["type"]:
        case "cancel":
            return CancelAsked(told["reason"], told["tenant"])
        case "step_timed_out":
            return StepTimedOut(told["step"], told["attempt"])
        case "sequence_timed_out":
            return SequenceTimedOut()
    message = MESSAGES[told["type"]].read(json.dumps(told["body"]))
    if isinstance(message, StartSequence):
        return Started(message, told["tenant"], told["traceparent"])
    assert isinstance(message, Event)
    return Outcome(told["step"], told["attempt"], message)


def replay(history: dict[str, Any], version: int) -> dict[str, Any]:
    """What this release makes of a history of a film that began on a version of its recipe: states, commands, events, cost."""
    recipes = Recipes(*(recipe for recipe in RECIPES if recipe.version <= version))
    store = Store()
    sent: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for batch in history["batches"]:
        inputs = [understand(told) for told in batch["inputs"]]
        rows = store.load("film-1")
        decision = advance(recipes, rows, inputs, datetime.fromisoformat(batch["at"]))
        store.write("film-1", decision)
        for out in decision.outgoing:
            text = {"step": out.step, "attempt": out.attempt, "type": out.message.TYPE, "body": json.loads(out.message.body())}
            if isinstance(out.message, Command):
                text["id"] = command_id("film-1", out.step, out.attempt, out.message.TYPE)
            (events if isinstance(out.message, Event) else sent).append(text)
    sequence = store.sequences["film-1"]
    return {"state": sequence.state, "cost": sequence.cost, "steps": store.states("film-1"), "sent": sent, "events": events}


def version_of(name: str) -> int:
    """The version of the recipe that a history's name tells."""
    return int(name.split("_")[1].removeprefix("v"))


def stubborn(step: str, attempt: int, _command: Command) -> Answer:
    """A film with everything: retries, stand-ins, a skipped sheet, a lost outcome."""
    faults: dict[str, list[Answer]] = {
        "analyze": ["broken"],
        "sheet:cast1": ["refused"],
        "frame:0.1": ["broken", "broken"],
        "clip:1.0": ["late"],
        "speech:0.0": ["refused", "broken"],
        "capture": ["lost", "late"],
    }
    planned = faults.get(step, [])
    return planned[attempt - 1] if attempt <= len(planned) else "good"


def _film(world: World) -> None:
    world.start(order("idea", webhook=True))
    world.run()


def _continued(world: World) -> None:
    world.start(continued("idea"))
    world.run()


def _cancelled(world: World) -> None:
    world.start(order("screenplay", webhook=True))
    world.run(until=lambda: any(step.startswith("clip") for step, _, _ in world.commands()))
    world.cancel()
    world.run()


SCRIPTS = {
    "film_v3_with_stand_ins": (_film, World(Random(3), stubborn, plan(2, 2, 2), cost=5, repeats=0.2)),
    "film_v3_cancelled": (_cancelled, World(Random(4), plan=plan(2, 2, 2), repeats=0.2)),
    "film_v3_continued": (_continued, World(Random(5), plan=plan(2, 2, 1), repeats=0.2)),
}


def record(name: str) -> None:
    """Play one of SCRIPTS and keep its history."""
    play, world = SCRIPTS[name]
    play(world)
    batches = [{"at": at.isoformat(), "inputs": [describe(each) for each in inputs]} for at, inputs in world.batches]
    history: dict[str, Any] = {"batches": batches}
    history["outcome"] = replay(history, version_of(name))
    (FOLDER / f"{name}.json").write_text(json.dumps(history, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    record(sys.argv[1])
