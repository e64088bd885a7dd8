"""The SQL texts of the repository."""

from dataclasses import dataclass

LOCK = """
select s.* from unnest($1::text[]) i(id), lateral (
  select id, tenant_id, recipe, version, state, deadline, due, facts, traceparent, cost, stand_ins, undo, failure
  from sequence where id = i.id for no key update offset 0
) s
"""

LOAD = """
with touched as materialized (
  select s.*, i.again from unnest($1::text[], $2::text[], $3::boolean[]) i(sequence_id, key, again),
    lateral (select * from step where sequence_id = i.sequence_id and key = i.key offset 0) s
), edge as (
  select t.sequence_id, d.key, count(*) n from touched t, unnest(t.dependents) d(key) group by 1, 2
), dependent as materialized (
  select s.*, s.pending <= i.n again from edge i,
    lateral (select * from step where sequence_id = i.sequence_id and key = i.key offset 0) s
), found as (
  select * from touched union all select * from dependent
), needed as (
  select distinct f.sequence_id, d.key from found f, unnest(f.depends) d(key) where f.again
)
select 'step' part, sequence_id, key, kind, within, case when again then depends else '{}' end depends, dependents, pending,
  state, attempt, standing_in, due, null::json result
from found
union all
select 'result', i.sequence_id, i.key, '', 0, '{}', '{}', 0, '', 0, false, null, s.result from needed i,
  lateral (select result from step where sequence_id = i.sequence_id and key = i.key and result is not null offset 0) s
union all
select 'kind', r.sequence_id, '', s.kind, 0, '{}', '{}', 0, '', 0, false, null, null from unnest($4::text[]) r(sequence_id),
  lateral (
    select distinct kind from step where sequence_id = r.sequence_id and state = 'running'
      and not exists (select from touched t where t.sequence_id = step.sequence_id and t.key = step.key)
  ) s
"""

STOP = """
update step set state = 'cancelled', due = null where sequence_id = any($1::text[]) and state in ('waiting', 'running')
"""

LOCK_DUE = """
select s.id, s.due from (select distinct sequence_id from timer where at <= $1 order by 1 limit $2) i,
  lateral (select id, due from sequence where id = i.sequence_id for no key update skip locked offset 0) s
"""

EXPIRED = """
select sequence_id, key, attempt from step where sequence_id = any($1::text[]) and state = 'running' and due <= $2
order by sequence_id, due, key
"""

ANSWERED = "delete from timer where sequence_id = any($1::text[]) and at <= $2"


@dataclass(frozen=True, slots=True)
class Write:
    """One part of the writing statement: a name for it, the types of its columns, and the SQL with a place for them."""

    name: str
    types: tuple[str, ...]
    sql: str


_SEQUENCE_TYPES = (
    *("text", "text", "text", "int", "text", "timestamptz", "timestamptz", "json", "text", "bigint", "text", "text", "json"),
)
_STEP_TYPES = (*("text", "text", "text", "text", "int", "text", "text", "int", "text", "int", "boolean", "timestamptz", "json"),)
_BORN = """
insert into sequence
  (id, tenant_id, recipe, version, state, deadline, due, facts, traceparent, cost, stand_ins, undo, failure)
select id, tenant_id, recipe, version, state, deadline, due, facts, traceparent, cost, stand_ins::text[], undo::text[], failure
from unnest({}) t
  (id, tenant_id, recipe, version, state, deadline, due, facts, traceparent, cost, stand_ins, undo, failure)
"""
_MOVED = """
on conflict (id) do update set
  state = excluded.state, deadline = excluded.deadline, due = excluded.due, facts = excluded.facts, cost = excluded.cost,
  stand_ins = excluded.stand_ins, undo = excluded.undo, failure = excluded.failure
"""
_STEPS = """
insert into step
  (sequence_id, tenant_id, key, kind, within, depends, dependents, pending, state, attempt, standing_in, due, result)
select sequence_id, tenant_id, key, kind, within, depends::text[], dependents::text[], pending, state, attempt, standing_in, due,
  result
from unnest({}) t
  (sequence_id, tenant_id, key, kind, within, depends, dependents, pending, state, attempt, standing_in, due, result)
on conflict (sequence_id, key) do update set
  pending = excluded.pending, state = excluded.state, attempt = excluded.attempt, standing_in = excluded.standing_in,
  due = excluded.due, result = excluded.result
"""
_TIMERS = "insert into timer (at, sequence_id, tenant_id) select * from unnest({}) on conflict do nothing"

WRITES = (
    Write("born", _SEQUENCE_TYPES, _BORN),
    Write("moved", _SEQUENCE_TYPES, _BORN + _MOVED),
    Write("steps", _STEP_TYPES, _STEPS),
    Write("timers", ("timestamptz", "text", "text"), _TIMERS),
)
"""A new sequence is inserted and nothing else: if another replica was first, the batch fails and is decided again."""
