"""The rows that events change: read in two queries and written in one statement per batch. Called by `gateway.handlers`."""

from collections.abc import Collection, Mapping
from typing import Any

from chassis.columns import Part
from chassis.transaction import Turn
from gateway.domain.progress import Film, Folded, Step

Key = tuple[str, str]
"""Tenant and sequence."""

_FILMS = """
select s.tenant_id, s.sequence_id, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last_event
from unnest($1::text[]) as w (sequence_id), lateral (select * from sequence s where s.sequence_id = w.sequence_id offset 0) s
"""

_STEPS = """
select t.tenant_id, t.sequence_id, t.step, done, stood_in, attempt, position, total, note, failed
from unnest($1::text[], $2::text[]) as w (sequence_id, step),
  lateral (select * from step t where t.sequence_id = w.sequence_id and t.step = w.step offset 0) t
"""

_COLUMNS = (
    *("seq text", "tenant text", "state text", "title text", "done int[]", "totals int[]", "planned bool", "frames int"),
    *("scenes int", "failure text?", "film text?", "stand_ins text[]", "cost bigint", "last_event bigint"),
)

_ARRIVED = Part(
    "arrived",
    _COLUMNS,
    """
  insert into sequence
    (sequence_id, tenant_id, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last_event)
  select seq, tenant, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last_event from {rows}
  on conflict do nothing returning sequence_id""",
    exact=True,
)

_CHANGED = Part(
    "changed",
    (*_COLUMNS, "before bigint"),
    """
  update sequence s
  set state = t.state, title = t.title, done = t.done, totals = t.totals, planned = t.planned, frames = t.frames,
    scenes = t.scenes, failure = t.failure, film = t.film, stand_ins = t.stand_ins, cost = t.cost, last_event = t.last_event,
    updated_at = now()
  from {rows} where s.sequence_id = t.seq and s.last_event = t.before returning s.sequence_id""",
    exact=True,
)

_NOTED = Part(
    "steps",
    (
        *("seq text", "tenant text", "step text", "done bool", "stood_in bool", "attempt int", "position int", "total int"),
        *("note text", "failed int"),
    ),
    """
  insert into step (sequence_id, tenant_id, step, done, stood_in, attempt, position, total, note, failed)
  select seq, tenant, step, done, stood_in, attempt, position, total, note, failed from {rows}
  on conflict (sequence_id, step) do update
  set done = excluded.done, stood_in = excluded.stood_in, attempt = excluded.attempt, position = excluded.position,
    total = excluded.total, note = excluded.note, failed = excluded.failed""",
)

_TOLD = Part(
    "told",
    ("seq text", "tenant text", "id bigint", "type text", "step text", "data text"),
    """
  insert into entry (sequence_id, tenant_id, id, type, step, data) select seq, tenant, id, type, step, data from {rows}""",
)

_PLANNED = Part(
    "plans",
    ("seq text", "tenant text", "shots text[]", "scene_of int[]"),
    """
  insert into plan (sequence_id, tenant_id, shots, scene_of) select seq, tenant, shots, scene_of from {rows}
  on conflict do nothing""",
)

_LEFT = Part(
    "leftovers",
    ("seq text", "tenant text", "script text?", "storyboard text?"),
    """
  insert into leftover (sequence_id, tenant_id, script, storyboard) select seq, tenant, script, storyboard from {rows}
  on conflict do nothing""",
)


async def load(turn: Turn, named: Mapping[Key, set[str]]) -> dict[Key, tuple[Film | None, dict[str, Step]]]:
    """The films of these sequences with the steps that are named; None for a sequence that is seen for the first time.

    A sequence of another tenant is left out: nobody's events touch a film of somebody else.
    """
    rows = await turn.fetch(_FILMS, list({s for _, s in named}))
    owners = {row[1]: row[0] for row in rows}
    named = {key: names for key, names in named.items() if owners.get(key[1], key[0]) == key[0]}
    films = {(row[0], row[1]): _film(row) for row in rows}
    steps: dict[Key, dict[str, Step]] = {key: {} for key in named}
    pairs = [(key[1], step) for key, names in named.items() if key in films for step in names]
    if pairs:
        for tenant, sequence, step, *values in await turn.fetch(_STEPS, [s for s, _ in pairs], [t for _, t in pairs]):
            if (tenant, sequence) in steps:
                steps[tenant, sequence][step] = Step(*values)
    return {key: (films.get(key), steps[key]) for key in named}


def store(turn: Turn, before: Mapping[Key, Film | None], folded: Mapping[Key, Folded]) -> None:
    """Write what has changed, if the films are still as they were read."""
    changes = [(key, f, known) for key, f in folded.items() if (known := before[key]) is None or f.film != known]
    turn.write(_ARRIVED, [_film_values(key, f.film) for key, f, known in changes if known is None])
    turn.write(_CHANGED, [(*_film_values(key, f.film), known.last_event) for key, f, known in changes if known is not None])
    turn.write(_NOTED, [_step_values(key, name, s) for key, f in folded.items() for name, s in f.steps.items()])
    turn.write(_TOLD, [(seq, tenant, e.id, e.type, e.step, e.data) for (tenant, seq), f in folded.items() for e in f.log])
    plans = [(key, f.plan) for key, f in folded.items() if f.plan]
    turn.write(_PLANNED, [(seq, tenant, _array(plan.shots), _array(plan.scene_of)) for (tenant, seq), plan in plans])
    left = [(key, f.left) for key, f in folded.items() if f.left]
    turn.write(_LEFT, [(seq, tenant, kept.script, kept.storyboard) for (tenant, seq), kept in left])


def _film(row: Any) -> Film:
    _, _, state, title, done, totals, planned, frames, scenes, failure, film, stand_ins, cost, last = row
    return Film(state, title, tuple(done), tuple(totals), planned, frames, scenes, failure, film, tuple(stand_ins), cost, last)


def _film_values(key: Key, f: Film) -> tuple[Any, ...]:
    tenant, sequence = key
    start = (sequence, tenant, f.state, f.title, _array(f.done), _array(f.totals), f.planned, f.frames, f.scenes)
    return *start, f.failure, f.film, _array(f.stand_ins), f.cost, f.last_event


def _step_values(key: Key, name: str, s: Step) -> tuple[Any, ...]:
    tenant, sequence = key
    return sequence, tenant, name, s.done, s.stood_in, s.attempt, s.position, s.total, s.note, s.failed


def _array(values: Collection[object]) -> str:
    """A PostgreSQL array literal."""
    if not values:
        return "{}"
    if isinstance(next(iter(values)), str):
        return "{" + ",".join([_quoted(str(v)) for v in values]) + "}"
    return "{" + ",".join(map(str, values)) + "}"


def _quoted(text: str) -> str:
    return '"' + (text.replace("\\", "\\\\").replace('"', '\\"') if "\\" in text or '"' in text else text) + '"'
