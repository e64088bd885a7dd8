"""The rows that events change: read and written once per batch. Called by `gateway.handlers`."""

from collections.abc import Mapping
from typing import Any

from chassis.transaction import Transaction
from gateway.domain.happenings import Storyboarded
from gateway.domain.progress import Film, Folded, Step
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
with films as (
    update sequence s
    set state = n.state, title = n.title, done = n.done::int[], totals = n.totals::int[], planned = n.planned,
        frames = n.frames, scenes = n.scenes, failure = n.failure, film = n.film, stand_ins = n.stand_ins::text[],
        cost = n.cost, last_event = n.last_event, updated_at = now()
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::int[], $8::int[], $9::text[],
                $10::text[], $11::text[], $12::bigint[], $13::bigint[])
        as n (sequence_id, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last_event)
    where s.sequence_id = n.sequence_id
), steps as (
    insert into step (sequence_id, step, tenant_id, done, stood_in, attempt, position, total, note)
    select * from unnest($14::text[], $15::text[], $16::text[], $17::bool[], $18::bool[], $19::int[], $20::int[], $21::int[],
                         $22::text[])
    on conflict (sequence_id, step) do update
    set done = excluded.done, stood_in = excluded.stood_in, attempt = excluded.attempt, position = excluded.position,
        total = excluded.total, note = excluded.note
), plans as (
    insert into plan (sequence_id, tenant_id, shots, scene_of)
    select sequence, tenant, shots::text[], scene_of::int[]
    from unnest($29::text[], $30::text[], $31::text[], $32::text[]) as n (sequence, tenant, shots, scene_of)
    on conflict do nothing
)
insert into entry (sequence_id, id, tenant_id, type, step, data)
select * from unnest($23::text[], $24::bigint[], $25::text[], $26::text[], $27::text[], $28::text[])
"""


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
    films = [(sequence, f.film) for (_, sequence), f in folded.items()]
    steps = [(sequence, name, tenant, s) for (tenant, sequence), f in folded.items() for name, s in f.steps.items()]
    log = [(sequence, tenant, e) for (tenant, sequence), f in folded.items() for e in f.log]
    plans = [(sequence, tenant, f.plan) for (tenant, sequence), f in folded.items() if f.plan]
    await tx.execute(_STORE, *_film_columns(films), *_step_columns(steps), *_log_columns(log), *_plan_columns(plans))


async def _films(tx: Transaction, keys: Any) -> dict[Key, Film]:
    rows = await tx.fetch(_FILMS, [t for t, _ in keys], [s for _, s in keys])
    return {(row[0], row[1]): _film(row) for row in rows}


def _film(row: Any) -> Film:
    _, _, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last = row
    return Film(state, title, tuple(done), tuple(totals), planned, frames, scenes, failure, film, tuple(stand_ins), cost, last)


def _film_columns(films: list[tuple[str, Film]]) -> tuple[list[Any], ...]:
    values = [f for _, f in films]
    return (
        [sequence for sequence, _ in films],
        [f.state for f in values],
        [f.title for f in values],
        [_array(f.done) for f in values],
        [_array(f.totals) for f in values],
        [f.planned for f in values],
        [f.frames for f in values],
        [f.scenes for f in values],
        [f.failure for f in values],
        [f.film for f in values],
        [_array(f.stand_ins) for f in values],
        [f.cost for f in values],
        [f.last_event for f in values],
    )


def _step_columns(steps: list[tuple[str, str, str, Step]]) -> tuple[list[Any], ...]:
    values = [s for *_, s in steps]
    return (
        [sequence for sequence, *_ in steps],
        [name for _, name, *_ in steps],
        [tenant for _, _, tenant, _ in steps],
        [s.done for s in values],
        [s.stood_in for s in values],
        [s.attempt for s in values],
        [s.position for s in values],
        [s.total for s in values],
        [s.note for s in values],
    )


def _log_columns(log: list[tuple[str, str, Any]]) -> tuple[list[Any], ...]:
    entries = [e for *_, e in log]
    return (
        [sequence for sequence, *_ in log],
        [e.id for e in entries],
        [tenant for _, tenant, _ in log],
        [e.type for e in entries],
        [e.step for e in entries],
        [e.data for e in entries],
    )


def _plan_columns(plans: list[tuple[str, str, Storyboarded]]) -> tuple[list[str], ...]:
    return (
        [sequence for sequence, *_ in plans],
        [tenant for _, tenant, _ in plans],
        [_array(plan.shots) for *_, plan in plans],
        [_array(plan.scene_of) for *_, plan in plans],
    )


def _array(values: tuple[object, ...]) -> str:
    """A PostgreSQL array literal: rows that hold arrays cannot be passed as arrays of arrays."""
    if not values:
        return "{}"
    if isinstance(values[0], int):
        return "{" + ",".join(map(str, values)) + "}"
    return "{" + ",".join('"' + str(v).replace("\\", "\\\\").replace('"', '\\"') + '"' for v in values) + "}"
