"""The single statement of a store: everything that piled up, as one writable CTE over unnest arrays. Pure; used by the store.

A row must not be updated twice in one statement, so `Batch` keeps at most one change per job: finishing beats all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chassis.records import Outgoing, pack_envelope
from contracts.base import Take
from contracts.envelope import Envelope


@dataclass(frozen=True, slots=True)
class NewJob:
    """A command becoming a job; `lease` in seconds if it is born claimed, None if it waits for a free slot."""

    envelope: Envelope
    body: bytes
    lease: float | None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Finish:
    """A job has ended; counts only while `fence` is still the job's."""

    job: str
    fence: int
    state: str
    error: str | None = None
    takes: tuple[Take, ...] = ()
    tenant: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A job stays open: its lease is renewed, its vendor's request id kept, or it is put back for `delay` seconds."""

    job: str
    fence: int
    lease: float
    request_id: str | None = None
    give_back: bool = False
    tries: int | None = None


@dataclass(slots=True)
class Batch:
    """What one statement writes."""

    jobs: list[NewJob] = field(default_factory=list)
    finishes: list[Finish] = field(default_factory=list)
    changes: dict[str, Change] = field(default_factory=dict)
    outbox: list[Outgoing] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    cancels: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.jobs or self.finishes or self.changes or self.outbox or self.published or self.cancels)


_JOBS = """jobs as (
  insert into job (id, tenant_id, sequence_id, step, type, envelope, body, state, owner, lease_until)
  select id, tenant, seq, step, type, envelope, body, state, case when lease > 0 then {owner} end, now() + lease * interval '1 s'
  from unnest({0}::text[], {1}::text[], {2}::text[], {3}::text[], {4}::text[], {5}::bytea[], {6}::bytea[], {7}::text[],
    {8}::float8[]) t(id, tenant, seq, step, type, envelope, body, state, lease)
  on conflict (id) do nothing returning id)"""

_FINISHES = """finishes as (
  update job j set state = t.state, error = t.error, finished_at = now(), owner = null
  from unnest({0}::text[], {1}::bigint[], {2}::text[], {3}::text[]) t(id, fence, state, error)
  where j.id = t.id and j.fence = t.fence and j.state = 'open' returning j.id)"""

_TAKES = """takes as (
  insert into take (tenant_id, input_hash, take)
  select tenant, hash, take from unnest({0}::text[], {1}::text[], {2}::text[], {3}::text[]) t(tenant, hash, take, job)
  where (job in (select id from finishes)) is true
  on conflict do nothing)"""

_CHANGES = """changes as (
  update job j set lease_until = now() + t.lease * interval '1 s', request_id = coalesce(t.request, j.request_id),
    owner = case when t.back then null else j.owner end, tries = coalesce(t.tries, j.tries)
  from unnest({0}::text[], {1}::bigint[], {2}::float8[], {3}::text[], {4}::bool[], {5}::int[])
    t(id, fence, lease, request, back, tries)
  where j.id = t.id and j.fence = t.fence and j.state = 'open' returning j.id)"""

_OUTBOX = """outs as (
  insert into outbox (id, owner, tenant_id, sequence_id, topic, partition, headers, value)
  select id, {owner}, tenant, seq, topic, partition, headers, value
  from unnest({0}::text[], {1}::text[], {2}::text[], {3}::text[], {4}::int[], {5}::bytea[], {6}::bytea[], {7}::text[])
    with ordinality t(id, tenant, seq, topic, partition, headers, value, job, n)
  where job is null{condition} order by n
  on conflict (id) do nothing returning id, sequence_id)"""

_OUTS = "select 'out' part, id, sequence_id in (select p.sequence_id from outbox p where p.owner <> $1::text) blocked from outs"

_PUBLISHED = "gone as (delete from outbox where id = any({0}::text[]))"

_CANCELS = """cancels as (
  update job set state = 'cancelled', finished_at = now(), owner = null
  where state = 'open' and sequence_id = any({0}::text[]) returning id)"""


def _column(rows: Sequence[Any], *names: str) -> list[list[Any]]:
    return [[getattr(row, name) for row in rows] for name in names]


class _Statement:
    def __init__(self, owner: str) -> None:
        self.parts: list[str] = []
        self.results: list[str] = []
        self.arguments: list[Any] = [owner]

    def add(self, text: str, columns: list[list[Any]], result: str = "", **more: str) -> None:
        first = len(self.arguments) + 1
        places = [f"${first + i}" for i in range(len(columns))]
        self.parts.append(text.format(*places, owner="$1::text", **more))
        self.arguments.extend(columns)
        if result:
            self.results.append(result)


def statement(batch: Batch, owner: str) -> tuple[str, list[Any]]:
    """The SQL text and its arguments. Rows come back as (part, id, blocked).

    `blocked` is true for an outbox row whose sequence still has rows of another process to be published first (promise 3).
    """
    made = _Statement(owner)
    if batch.jobs:
        made.add(_JOBS, _job_columns(batch.jobs), "select 'job' part, id, false blocked from jobs")
    if batch.finishes:
        made.add(_FINISHES, _column(batch.finishes, "job", "fence", "state", "error"), "select 'finish', id, false from finishes")
        kept = [(f.tenant, t, f.job) for f in batch.finishes for t in f.takes]
        if kept:
            columns = [
                [k[0] for k in kept],
                [k[1].input_hash for k in kept],
                [k[1].model_dump_json() for k in kept],
                [k[2] for k in kept],
            ]
            made.add(_TAKES, columns)
    if batch.changes:
        rows = list(batch.changes.values())
        made.add(
            _CHANGES,
            _column(rows, "job", "fence", "lease", "request_id", "give_back", "tries"),
            "select 'change', id, false from changes",
        )
    if batch.outbox:
        condition = " or (job in (select id from finishes)) is true" if batch.finishes else ""
        made.add(_OUTBOX, _outbox_columns(batch.outbox), _OUTS, condition=condition)
    if batch.published:
        made.add(_PUBLISHED, [batch.published])
    if batch.cancels:
        made.add(_CANCELS, [batch.cancels], "select 'cancel', id, false from cancels")
    results = "\nunion all ".join(made.results) or "select '' part, '' id, false blocked where false"
    return "with me as (select $1::text),\n" + ",\n".join(made.parts) + "\n" + results, made.arguments


def _job_columns(jobs: Sequence[NewJob]) -> list[list[Any]]:
    envelopes = [j.envelope for j in jobs]
    return [
        *_column(envelopes, "id", "tenant", "sequence", "step", "type"),
        [pack_envelope(e) for e in envelopes],
        [j.body for j in jobs],
        ["cancelled" if j.cancelled else "open" for j in jobs],
        [j.lease or 0.0 for j in jobs],
    ]


def _outbox_columns(rows: Sequence[Outgoing]) -> list[list[Any]]:
    columns = _column(rows, "id", "tenant", "sequence", "topic", "partition")
    return [*columns, [r.packed_headers() for r in rows], [r.value for r in rows], [r.job for r in rows]]
