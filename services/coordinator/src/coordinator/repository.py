"""All SQL of the coordinator: what a batch touches is locked, loaded and written in three statements, however large it is.

The plans do not depend on statistics: `lateral … offset 0` is always a nested loop over the primary key, an upsert has no join.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg

from chassis.transaction import Transaction
from contracts.base import Failure
from coordinator.domain.graph import Sequence, Step
from coordinator.domain.inputs import Input, SequenceTimedOut, StepTimedOut
from coordinator.domain.slices import Decision, Slice, Wanted
from coordinator.statements import ANSWERED, EXPIRED, LOAD, LOCK, LOCK_DUE, STOP, WRITES

TICK = 5
"""Seconds between two possible times of a timer; a deadline is noticed at most this late, plus the sweep's interval."""


async def load(tx: Transaction, wanted: Mapping[str, Wanted]) -> dict[str, Slice]:
    """Lock the sequences, in the order of their ids so that two replicas cannot block each other, then read what is wanted.

    Two statements, because the second has to see what the lock was waiting for.
    """
    ids = sorted(wanted)
    sequences = {row["id"]: _sequence(row) for row in await tx.fetch(LOCK, ids)}
    keys = [(id_, key, again) for id_ in ids for key, again in wanted[id_].steps.items() if id_ in sequences]
    stopping = [id_ for id_ in ids if wanted[id_].running and id_ in sequences]
    steps: dict[str, dict[str, Step]] = {id_: {} for id_ in ids}
    results: dict[str, dict[str, str]] = {id_: {} for id_ in ids}
    running: dict[str, set[str]] = {id_: set() for id_ in ids}
    if keys or stopping:
        rows = await tx.fetch(LOAD, [k[0] for k in keys], [k[1] for k in keys], [k[2] for k in keys], stopping)
        for row in rows:
            id_, key = row["sequence_id"], row["key"]
            if row["part"] == "step":
                known = steps[id_].get(key)
                steps[id_][key] = known if known is not None and known.depends else _step(row)
            elif row["part"] == "result":
                results[id_][key] = row["result"]
            else:
                running[id_].add(row["kind"])
    return {id_: Slice(id_, sequences.get(id_), steps[id_], results[id_], frozenset(running[id_])) for id_ in ids}


async def write(tx: Transaction, decisions: Mapping[str, Decision]) -> None:
    """Everything that was decided, in one statement; one more before it when sequences stop."""
    if unwound := [id_ for id_, decision in decisions.items() if decision.unwound and not decision.born]:
        await tx.execute(STOP, unwound)
    born = [d.sequence for d in decisions.values() if d.born and d.sequence]
    moved = [d.sequence for d in decisions.values() if d.moved and d.sequence]
    rows = [(d.sequence, step) for d in decisions.values() if d.sequence for step in (*d.new, *d.changed)]
    timers = sorted({timer for decision in decisions.values() for timer in _timers(decision)})
    columns: tuple[list[list[Any]], ...] = (
        _sequence_columns(born),
        _sequence_columns(moved),
        _step_columns(rows),
        [[t[0] for t in timers], [t[1] for t in timers], [t[2] for t in timers]],
    )
    parts: list[str] = []
    arguments: list[Any] = []
    for text, part in zip(WRITES, columns, strict=True):
        if part[0]:
            places = ", ".join(f"${len(arguments) + n + 1}::{type_}[]" for n, type_ in enumerate(text.types))
            parts.append(f"{text.name} as ({text.sql.format(places)})")
            arguments += part
    if parts:
        await tx.execute("with " + ", ".join(parts) + " select", *arguments)


async def expired(tx: Transaction, now: datetime, limit: int = 200) -> dict[str, list[Input]]:
    """What is overdue: a batch of sequences whose timer has come, each with its expired steps. Their timers are answered.

    Sequences that another transaction works on right now are left for the next sweep.
    """
    locked = {row["id"]: row["due"] for row in await tx.fetch(LOCK_DUE, now, limit)}
    if not locked:
        return {}
    found: dict[str, list[Input]] = {id_: [] for id_ in locked}
    for row in await tx.fetch(EXPIRED, list(locked), now):
        found[row["sequence_id"]].append(StepTimedOut(row["key"], row["attempt"]))
    for id_, due in locked.items():
        if due is not None and due <= now:
            found[id_].append(SequenceTimedOut())
    await tx.execute(ANSWERED, list(locked), now)
    return {id_: inputs for id_, inputs in found.items() if inputs}


def _timers(decision: Decision) -> Iterable[tuple[datetime, str, str]]:
    """When to look at the sequence again because of what was decided now."""
    sequence = decision.sequence
    if sequence is None:
        return
    dues = [step.due for step in (*decision.new, *decision.changed) if step.due is not None]
    if (decision.born or decision.moved) and sequence.due is not None:
        dues.append(sequence.due)
    for due in dues:
        yield _tick_after(due), sequence.id, sequence.tenant


def _tick_after(due: datetime) -> datetime:
    seconds = due.timestamp()
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=(seconds // TICK + 1) * TICK)


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
    )


def _step(row: asyncpg.Record) -> Step:
    return Step(
        key=row["key"],
        kind=row["kind"],
        within=row["within"],
        depends=tuple(row["depends"]),
        dependents=tuple(row["dependents"]),
        pending=row["pending"],
        state=row["state"],
        attempt=row["attempt"],
        standing_in=row["standing_in"],
        due=row["due"],
    )


def _sequence_columns(rows: list[Sequence]) -> list[list[Any]]:
    return [
        [s.id for s in rows],
        [s.tenant for s in rows],
        [s.recipe for s in rows],
        [s.version for s in rows],
        [s.state for s in rows],
        [s.deadline for s in rows],
        [s.due for s in rows],
        [s.facts for s in rows],
        [s.traceparent for s in rows],
        [s.cost for s in rows],
        [_array(s.stand_ins) for s in rows],
        [_array(s.undo) for s in rows],
        [s.failure.model_dump_json() if s.failure else None for s in rows],
    ]


def _step_columns(rows: list[tuple[Sequence, Step]]) -> list[list[Any]]:
    return [
        [sequence.id for sequence, _ in rows],
        [sequence.tenant for sequence, _ in rows],
        [s.key for _, s in rows],
        [s.kind for _, s in rows],
        [s.within for _, s in rows],
        [_array(s.depends) for _, s in rows],
        [_array(s.dependents) for _, s in rows],
        [s.pending for _, s in rows],
        [s.state for _, s in rows],
        [s.attempt for _, s in rows],
        [s.standing_in for _, s in rows],
        [s.due for _, s in rows],
        [s.result for _, s in rows],
    ]


def _array(keys: tuple[str, ...]) -> str:
    """PostgreSQL's text form of an array; a column of arrays of different lengths has no other way through unnest."""
    if not keys:
        return "{}"
    return "{" + ",".join('"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"' for key in keys) + "}"
