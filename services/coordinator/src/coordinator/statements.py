"""The SQL texts of the repository."""

from chassis.columns import Part

SEQUENCES = """
select id, tenant_id, recipe, version, state, deadline, due, facts, traceparent, cost, stand_ins, undo, failure, revision,
  exists (select from parked p where p.sequence_id = sequence.id and refused is null) parked
from sequence where id = any($1::text[])
"""

STEPS = """
select sequence_id, key, kind, within, depends, dependents, state, attempt, standing_in, due, result
from step where sequence_id = any($1::text[])
"""

DUE = """
select s.id, s.due from (select distinct sequence_id from timer where at <= $1) i join sequence s on s.id = i.sequence_id
where s.recipe = '' or (s.recipe, s.version) in (select * from unnest($3::text[], $4::int[])) order by 1 limit $2
"""

EXPIRED = """
select sequence_id, key, attempt from step where sequence_id = any($1::text[]) and state = 'running' and due <= $2
order by sequence_id, due, key
"""

LATER = """
select sequence_id, tenant_id, min(due) due from (
  select sequence_id, tenant_id, due from step where sequence_id = any($1::text[]) and state = 'running' and due > $2
  union all
  select id, tenant_id, due from sequence where id = any($1::text[]) and due > $2
) d group by 1, 2
"""

ANSWERED = "delete from timer where sequence_id = any($1::text[]) and at <= $2"

BORN = Part(
    "born",
    (
        *("id text", "tenant text", "recipe text", "version int", "state text", "deadline timestamptz", "due timestamptz?"),
        *("facts json", "traceparent text", "cost bigint", "stand_ins text[]", "undo text[]", "failure json?"),
    ),
    """
  insert into sequence
    (id, tenant_id, recipe, version, state, deadline, due, facts, traceparent, cost, stand_ins, undo, failure)
  select id, tenant, recipe, version, state, deadline, due, facts, traceparent, cost, stand_ins, undo, failure from {rows}
  on conflict do nothing returning id""",
    exact=True,
)

MOVED = Part(
    "moved",
    (
        *("id text", "revision bigint", "state text", "deadline timestamptz", "due timestamptz?", "facts json", "cost bigint"),
        *("stand_ins text[]", "undo text[]", "failure json?"),
    ),
    """
  update sequence s set revision = s.revision + 1, state = t.state, deadline = t.deadline, due = t.due, facts = t.facts,
    cost = t.cost, stand_ins = t.stand_ins, undo = t.undo, failure = t.failure
  from {rows} where s.id = t.id and s.revision = t.revision returning s.id""",
    exact=True,
)

COUNTED = Part(
    "counted",
    ("id text", "revision bigint", "cost bigint"),
    """
  update sequence s set revision = s.revision + 1, cost = t.cost
  from {rows} where s.id = t.id and s.revision = t.revision returning s.id""",
    exact=True,
)

COMPARED = Part(
    "compared",
    ("id text", "revision bigint"),
    "select s.id from {rows} join sequence s on s.id = t.id and s.revision = t.revision",
    exact=True,
)

NEW_STEPS = Part(
    "new_steps",
    (
        *("seq text", "tenant text", "key text", "kind text", "within int", "depends text[]", "dependents text[]"),
        *("state text", "attempt int", "standing_in bool", "due timestamptz?", "result json?"),
    ),
    """
  insert into step
    (sequence_id, tenant_id, key, kind, within, depends, dependents, state, attempt, standing_in, due, result)
  select seq, tenant, key, kind, within, depends, dependents, state, attempt, standing_in, due, result from {rows}""",
)

CHANGED_STEPS = Part(
    "changed_steps",
    (
        *("seq text", "key text", "state text", "attempt int", "standing_in bool", "due timestamptz?"),
        "result json?",
    ),
    """
  update step s set state = t.state, attempt = t.attempt, standing_in = t.standing_in, due = t.due,
    result = t.result
  from {rows} where s.sequence_id = t.seq and s.key = t.key""",
)

TIMERS = Part(
    "timers",
    ("at timestamptz", "seq text", "tenant text"),
    "insert into timer (at, sequence_id, tenant_id) select at, seq, tenant from {rows} on conflict do nothing",
)

PARKED = """
select sequence_id, id, envelope, body from parked where sequence_id = any($1::text[]) and refused is null order by n
"""

READY = """
select p.sequence_id from parked p join sequence s on s.id = p.sequence_id
where p.refused is null and (s.recipe, s.version) in (select * from unnest($1::text[], $2::int[]))
group by 1 order by min(p.n) limit $3
"""

PARK = Part(
    "parked_now",
    ("seq text", "tenant text", "id text", "envelope text", "body bytea?"),
    """
  insert into parked (sequence_id, tenant_id, id, envelope, body) select seq, tenant, id, envelope, body from {rows} order by n
  on conflict do nothing""",
)

OUTDATED = Part(
    "outdated",
    ("id text",),
    "update sequence s set revision = s.revision + 1 from {rows} where s.id = t.id returning s.id",
    exact=True,
)

UNPARKED = Part(
    "unparked",
    ("seq text", "id text"),
    "delete from parked p using {rows} where p.sequence_id = t.seq and p.id = t.id",
)

REFUSED = Part(
    "refused",
    ("seq text", "id text", "reason text"),
    "update parked p set refused = t.reason from {rows} where p.sequence_id = t.seq and p.id = t.id",
)
