"""All SQL of the coordinator: what a batch touches is read in two queries, if this process does not know it, and written in one
statement, however large it is."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg

from chassis.transaction import Transaction, Turn
from contracts.base import Failure
from coordinator.domain.graph import OVER, Sequence, Step
from coordinator.domain.inputs import Input, SequenceTimedOut, StepTimedOut
from coordinator.domain.recipe import Recipes
from coordinator.domain.rows import Decision, Rows
from coordinator.statements import (
    ANSWERED,
    BORN,
    CHANGED_STEPS,
    COMPARED,
    COUNTED,
    DUE,
    EXPIRED,
    LATER,
    MOVED,
    NEW_STEPS,
    SEQUENCES,
    STEPS,
    TIMERS,
)

TICK = 5
"""Seconds between two possible times of a timer; a deadline is noticed at most this late, plus the sweep's interval."""
NEAR = timedelta(seconds=30)


async def load(turn: Turn, ids: Iterable[str]) -> dict[str, Rows]:
    """All rows of these sequences; the revisions first, so that steps which are newer make the decision a conflict."""
    ids = list(ids)
    found = await turn.fetch(SEQUENCES, ids) if ids else []
    sequences, parked = {row["id"]: _sequence(row) for row in found}, {row["id"] for row in found if row["parked"]}
    steps: dict[str, dict[str, Step]] = {id_: {} for id_ in ids}
    results: dict[str, dict[str, str]] = {id_: {} for id_ in ids}
    for row in await turn.fetch(STEPS, list(sequences)) if sequences else ():
        steps[row["sequence_id"]][row["key"]] = _step(row)
        if row["result"] is not None:
            results[row["sequence_id"]][row["key"]] = row["result"]
    return {id_: Rows(id_, sequences.get(id_), counted(steps[id_]), results[id_], parked=id_ in parked) for id_ in ids}


def counted(steps: dict[str, Step]) -> dict[str, Step]:
    """The steps with their counters of dependencies that are not over, which are kept in memory only."""
    return {
        key: step._replace(pending=sum(steps[before].state not in OVER for before in step.depends)) for key, step in steps.items()
    }


def write(turn: Turn, rows: Mapping[str, Rows], decisions: Mapping[str, Decision], now: datetime) -> dict[str, datetime | None]:
    """Everything that was decided, if the sequences are still as they were read; gives the next timer of each."""
    known = {id_: r.sequence for id_, r in rows.items()}
    decided = [(known[id_], d) for id_, d in decisions.items()]
    turn.write(BORN, [_born(d.sequence) for _, d in decided if d.born and d.sequence])
    moved = [(before, d.sequence) for before, d in decided if d.moved and before and d.sequence]
    turn.write(MOVED, [_moved(after) for before, after in moved if not _counts(before, after)])
    kept = [before for before, d in decided if not d.moved and d.writes and before]
    counted = [after for before, after in moved if _counts(before, after)]
    turn.write(COUNTED, [(s.id, s.revision, s.cost) for s in (*counted, *kept)])
    turn.write(COMPARED, [(before.id, before.revision) for before, d in decided if before and not d.writes])
    turn.write(NEW_STEPS, [_new(d.sequence, step) for _, d in decided if d.sequence for step in d.new])
    changed = [(d.sequence.id, step) for _, d in decided if d.sequence for step in d.changed]
    turn.write(CHANGED_STEPS, [_changed(id_, step) for id_, step in changed if step.state != "waiting"])
    timers = {id_: _timer(rows[id_].timer, d, now) for id_, d in decisions.items()}
    new = [(id_, timer) for id_, timer in timers.items() if timer is not None and timer != rows[id_].timer]
    turn.write(TIMERS, sorted((timer, id_, d.tenant) for id_, timer in new if (d := decisions[id_].sequence)))
    return timers


async def expired(tx: Transaction, now: datetime, recipes: Recipes, limit: int = 200) -> dict[str, list[Input]]:
    """What is overdue: a batch of sequences whose timer has come, each with its expired steps. Their timers are answered,
    and set again for what else they wait for. Films of a newer release are left to it."""
    names, versions = [recipe.name for recipe in recipes], [recipe.version for recipe in recipes]
    overdue = {row["id"]: row["due"] for row in await tx.fetch(DUE, now, limit, names, versions)}
    if not overdue:
        return {}
    found: dict[str, list[Input]] = {id_: [] for id_ in overdue}
    for row in await tx.fetch(EXPIRED, list(overdue), now):
        found[row["sequence_id"]].append(StepTimedOut(row["key"], row["attempt"]))
    for id_, due in overdue.items():
        if due is not None and due <= now:
            found[id_].append(SequenceTimedOut())
    await tx.execute(ANSWERED, list(overdue), now)
    later = [(row["sequence_id"], row["tenant_id"], tick_after(row["due"])) for row in await tx.fetch(LATER, list(overdue), now)]
    tx.turn.write(TIMERS, [(at, id_, tenant) for id_, tenant, at in later])
    return {id_: inputs for id_, inputs in found.items() if inputs}


def _timer(armed: datetime | None, decision: Decision, now: datetime) -> datetime | None:
    """When the sweep has to look at the sequence next, at the latest; when it does, it sees to the time after that itself.

    A timer that is about to come is not relied on: the sweep may be answering it right now.
    """
    sequence = decision.sequence
    if armed is not None and armed <= now + NEAR:
        armed = None
    if sequence is None:
        return armed
    dues = [step.due for step in (*decision.new, *decision.changed) if step.due is not None]
    if (decision.born or decision.moved) and sequence.due is not None:
        dues.append(sequence.due)
    if not dues or (armed is not None and armed <= min(dues)):
        return armed
    return tick_after(min(dues))


def tick_after(due: datetime) -> datetime:
    seconds = due.timestamp()
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=(seconds // TICK + 1) * TICK)


def _counts(before: Sequence, after: Sequence) -> bool:
    """Whether nothing but the cost has changed, which is so after most steps."""
    return before._replace(cost=after.cost) == after


def _sequence(row: asyncpg.Record) -> Sequence:
    failure = row["failure"]
    return Sequence(
        id=row["id"],
        tenant=row["tenant_id"],
        recipe=row["recipe"],
        version=row["version"],
        state=row["state"],
        deadline=row["deadline"],
        due=row["due"],
        facts=row["facts"],
        traceparent=row["traceparent"],
        cost=row["cost"],
        stand_ins=tuple(row["stand_ins"]),
        undo=tuple(row["undo"]),
        failure=Failure.model_validate_json(failure) if failure else None,
        revision=row["revision"],
    )


def _step(row: asyncpg.Record) -> Step:
    return Step(
        key=row["key"],
        kind=row["kind"],
        within=row["within"],
        depends=tuple(row["depends"]),
        dependents=tuple(row["dependents"]),
        state=row["state"],
        attempt=row["attempt"],
        standing_in=row["standing_in"],
        due=row["due"],
    )


def _born(s: Sequence) -> tuple[Any, ...]:
    start = (s.id, s.tenant, s.recipe, s.version, s.state, s.deadline, s.due, s.facts, s.traceparent, s.cost)
    return *start, _array(s.stand_ins), _array(s.undo), _failure(s)


def _moved(s: Sequence) -> tuple[Any, ...]:
    start = (s.id, s.revision, s.state, s.deadline, s.due, s.facts, s.cost)
    return *start, _array(s.stand_ins), _array(s.undo), _failure(s)


def _new(sequence: Sequence, s: Step) -> tuple[Any, ...]:
    start = (sequence.id, sequence.tenant, s.key, s.kind, s.within, _array(s.depends), _array(s.dependents))
    return *start, s.state, s.attempt, s.standing_in, s.due, s.result


def _changed(sequence: str, s: Step) -> tuple[Any, ...]:
    return sequence, s.key, s.state, s.attempt, s.standing_in, s.due, s.result


def _failure(s: Sequence) -> str | None:
    return s.failure.model_dump_json() if s.failure else None


def _array(keys: tuple[str, ...]) -> str:
    """PostgreSQL's text form of an array."""
    if not keys:
        return "{}"
    return "{" + ",".join(['"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"' for key in keys]) + "}"
