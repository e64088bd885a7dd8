"""The rows that events change: read and written once per batch. Called by `gateway.handlers`."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from chassis.transaction import Transaction
from gateway.domain.happenings import Storyboarded
from gateway.domain.progress import Entry, Film, Folded, Step
from gateway.repository.tenants import every_tenant

Key = tuple[str, str]
"""Tenant and sequence."""

_FILMS = """
select s.tenant_id, s.sequence_id, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last_event
from sequence s join unnest($1::text[], $2::text[]) as w (tenant_id, sequence_id) using (tenant_id, sequence_id)
order by s.sequence_id for update of s
"""

_ARRIVE = """
insert into sequence (tenant_id, sequence_id) select * from unnest($1::text[], $2::text[]) on conflict do nothing
"""

_STEPS = """
select t.tenant_id, t.sequence_id, t.step, done, stood_in, attempt, position, total, note
from unnest($1::text[], $2::text[]) as w (sequence_id, step) join step t using (sequence_id, step)
"""

_STORE = """
with news as (
    select * from unnest(
        $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::int[], $9::int[], $10::text[],
        $11::text[], $12::text[], $13::bigint[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[],
        $20::text[], $21::text[], $22::text[], $23::text[], $24::text[])
    as n (sequence_id, tenant_id, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last_event,
          names, dones, stood_ins, attempts, positions, lengths, notes, types, about, data)
), films as (
    update sequence s
    set state = n.state, title = n.title, done = n.done::int[], totals = n.totals::int[], planned = n.planned,
        frames = n.frames, scenes = n.scenes, failure = n.failure, film = n.film, stand_ins = n.stand_ins::text[],
        cost = n.cost, last_event = n.last_event, updated_at = now()
    from news n where s.sequence_id = n.sequence_id
), steps as (
    insert into step (sequence_id, tenant_id, step, done, stood_in, attempt, position, total, note)
    select n.sequence_id, n.tenant_id, t.*
    from news n cross join unnest(n.names::text[], n.dones::bool[], n.stood_ins::bool[], n.attempts::int[], n.positions::int[],
                                  n.lengths::int[], n.notes::text[]) as t
    on conflict (sequence_id, step) do update
    set done = excluded.done, stood_in = excluded.stood_in, attempt = excluded.attempt, position = excluded.position,
        total = excluded.total, note = excluded.note
), plans as (
    insert into plan (sequence_id, tenant_id, shots, scene_of)
    select sequence, tenant, shots::text[], scene_of::int[]
    from unnest($25::text[], $26::text[], $27::text[], $28::text[]) as n (sequence, tenant, shots, scene_of)
    on conflict do nothing
)
insert into entry (sequence_id, tenant_id, id, type, step, data)
select n.sequence_id, n.tenant_id, n.last_event - cardinality(n.types::text[]) + t.number, t.type, t.step, t.data
from news n cross join unnest(n.types::text[], n.about::text[], n.data::text[]) with ordinality as t (type, step, data, number)
"""
"""One row per sequence; its steps and entries are packed into array literals: passing each value alone costs twice as much."""


async def load(tx: Transaction, named: Mapping[Key, set[str]]) -> dict[Key, tuple[Film, dict[str, Step]]]:
    """The films of these sequences, locked in one order, with the steps that are named; unknown sequences are added."""
    await every_tenant(tx)
    found = await _films(tx, named)
    missing = [key for key in named if key not in found]
    if missing:
        await tx.execute(_ARRIVE, [t for t, _ in missing], [s for _, s in missing])
        found |= await _films(tx, missing)
    steps: dict[Key, dict[str, Step]] = {key: {} for key in found}
    pairs = [(sequence, step) for (_, sequence), names in named.items() for step in names]
    for tenant, sequence, step, *values in await tx.fetch(_STEPS, [s for s, _ in pairs], [t for _, t in pairs]) if pairs else ():
        if (tenant, sequence) in steps:
            steps[tenant, sequence][step] = Step(*values)
    return {key: (film, steps[key]) for key, film in found.items()}


async def store(tx: Transaction, folded: Mapping[Key, Folded]) -> None:
    """Write what has changed, in one statement."""
    plans = [(sequence, tenant, f.plan) for (tenant, sequence), f in folded.items() if f.plan]
    rows = [
        (sequence, tenant, *_film_values(f.film), *_step_values(f.steps), *_log_values(f.log))
        for (tenant, sequence), f in folded.items()
    ]
    if rows:
        await tx.execute(_STORE, *map(list, zip(*rows, strict=True)), *_plan_columns(plans))


async def _films(tx: Transaction, keys: Any) -> dict[Key, Film]:
    rows = await tx.fetch(_FILMS, [t for t, _ in keys], [s for _, s in keys])
    return {(row[0], row[1]): _film(row) for row in rows}


def _film(row: Any) -> Film:
    _, _, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last = row
    return Film(state, title, tuple(done), tuple(totals), planned, frames, scenes, failure, film, tuple(stand_ins), cost, last)


def _film_values(f: Film) -> tuple[Any, ...]:
    return (
        f.state,
        f.title,
        _array(f.done),
        _array(f.totals),
        f.planned,
        f.frames,
        f.scenes,
        f.failure,
        f.film,
        _array(f.stand_ins),
        f.cost,
        f.last_event,
    )


def _step_values(steps: Mapping[str, Step]) -> tuple[str, ...]:
    values = steps.values()
    return (
        _array(steps),
        _array([s.done for s in values]),
        _array([s.stood_in for s in values]),
        _array([s.attempt for s in values]),
        _array([s.position for s in values]),
        _array([s.total for s in values]),
        _array([s.note for s in values]),
    )


def _log_values(log: Sequence[Entry]) -> tuple[str, ...]:
    return _array([e.type for e in log]), _array([e.step for e in log]), _array([e.data for e in log])


def _plan_columns(plans: list[tuple[str, str, Storyboarded]]) -> tuple[list[str], ...]:
    return (
        [sequence for sequence, *_ in plans],
        [tenant for _, tenant, _ in plans],
        [_array(plan.shots) for *_, plan in plans],
        [_array(plan.scene_of) for *_, plan in plans],
    )


def _array(values: Collection[object]) -> str:
    """A PostgreSQL array literal."""
    if not values:
        return "{}"
    if isinstance(next(iter(values)), str):
        return "{" + ",".join([_quoted(str(v)) for v in values]) + "}"
    return "{" + ",".join(map(str, values)) + "}"


def _quoted(text: str) -> str:
    return '"' + (text.replace("\\", "\\\\").replace('"', '\\"') if "\\" in text or '"' in text else text) + '"'
