"""What piled up for a store's next statement, and the parts of the statement that write it. Pure; used by the store.

A row must not be updated twice in one statement, so `Batch` keeps at most one change per job: finishing beats all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chassis.bundles import Bundle
from chassis.columns import Filled, Part, fill
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
    """A job has ended; counts only while `fence` is still the job's, and so does what it tells in the outbox."""

    job: str
    fence: int
    state: str
    error: str | None = None
    takes: tuple[Take, ...] = ()
    tenant: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A job stays open: its lease is renewed, its vendor's request id kept (`""` forgets it), or it is put back."""

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
    published: list[int] = field(default_factory=list)
    """The positions of bundles that Kafka has."""
    cancels: list[str] = field(default_factory=list)
    parts: list[Filled] = field(default_factory=list)
    """What a deciding handler writes."""

    def __bool__(self) -> bool:
        return bool(self.jobs or self.finishes or self.changes or self.outbox or self.published or self.cancels or self.parts)


# `j.state || ''` keeps the planner from the index of all open jobs: a job is found by its id.
_JOBS = Part(
    "jobs",
    ("id text", "tenant text", "seq text", "step text", "type text", "envelope text", "body text", "state text", "lease float8"),
    """
  insert into job (id, tenant_id, sequence_id, step, type, envelope, body, state, owner, lease_until)
  select id, tenant, seq, step, type, envelope, body, state, case when lease > 0 then {owner} end, now() + lease * interval '1 s'
  from {rows} on conflict (id) do nothing returning id""",
    "select 'job' part, id from jobs",
)

# A job that is no longer ours makes it a conflict, because what it tells is in a row with what others tell: `writing.still_ours`.
# What was asked for is of no use once it is done; a vendor may still have to hear that a failed job's request is not wanted.
_FINISHES = Part(
    "finishes",
    ("id text", "fence bigint", "state text", "error text?"),
    """
  update job j set state = t.state, error = t.error, finished_at = now(), owner = null,
    envelope = case when t.state = 'done' then '' else j.envelope end, body = case when t.state = 'done' then '' else j.body end
  from {rows} where j.id = t.id and j.fence = t.fence and j.state || '' = 'open' returning j.id""",
    exact=True,
)

_TAKES = Part(
    "takes",
    ("tenant text", "hash text", "take text"),
    "insert into take (tenant_id, input_hash, take) select tenant, hash, take from {rows} on conflict do nothing",
)

_CHANGES = Part(
    "changes",
    ("id text", "fence bigint", "lease float8", "request text?", "forget bool", "back bool", "tries int?"),
    """
  update job j set lease_until = now() + t.lease * interval '1 s',
    request_id = case when not t.forget then coalesce(t.request, j.request_id) end,
    owner = case when t.back then null else j.owner end, tries = coalesce(t.tries, j.tries)
  from {rows} where j.id = t.id and j.fence = t.fence and j.state || '' = 'open' returning j.id""",
    "select 'change' part, id from changes",
)

# Positions are given in the order of the rows. A sequence of which another process still has messages is told, for promise 3.
_OUTBOX = Part(
    "outs",
    ("sequences text", "messages text"),
    """
  insert into outbox (owner, sequences, messages) select {owner}, sequences, messages from {rows} order by n
  returning position, sequences""",
    r"""
select 'out' part, position::text id from outs
union all
select 'held', held from (select from relay where owner <> $1::text limit 1) another, held_by_others($1::text) held
where held in (select unnest(string_to_array(sequences, E'\n')) from outs)""",
)

_PUBLISHED = Part(
    "gone",
    ("position bigint",),
    "delete from outbox o using {rows} where o.position = t.position",
)

_CANCELS = Part(
    "cancels",
    ("seq text",),
    """
  update job set state = 'cancelled', finished_at = now(), owner = null, lease_until = now()
  where state = 'open' and sequence_id in (select seq from {rows}) returning id""",
    "select 'cancel' part, id from cancels",
)


def parts_of(batch: Batch, bundles: Sequence[Bundle]) -> list[Filled]:
    """The parts that write a batch, with what it publishes in these bundles."""
    parts = list(batch.parts)
    if batch.jobs:
        parts.append(fill(_JOBS, [_job_row(job) for job in batch.jobs]))
    if batch.finishes:
        parts.append(fill(_FINISHES, [(f.job, f.fence, f.state, _line(f.error)) for f in batch.finishes]))
        if takes := [(f.tenant, t.input_hash, t.model_dump_json()) for f in batch.finishes for t in f.takes]:
            parts.append(fill(_TAKES, takes))
    if batch.changes:
        parts.append(fill(_CHANGES, [_change_row(change) for change in batch.changes.values()]))
    if bundles:
        parts.append(fill(_OUTBOX, [(bundle.sequences, bundle.messages) for bundle in bundles]))
    if batch.published:
        parts.append(fill(_PUBLISHED, [(position,) for position in batch.published]))
    if batch.cancels:
        parts.append(fill(_CANCELS, [(sequence,) for sequence in batch.cancels]))
    return parts


def _line(text: str | None) -> str | None:
    """An error's text without control characters, which a column cannot hold."""
    return None if text is None else " ".join(text.replace("\x00", "").split())


def _change_row(change: Change) -> tuple[object, ...]:
    c = change
    return c.job, c.fence, c.lease, c.request_id or None, c.request_id == "", c.give_back, c.tries


def _job_row(job: NewJob) -> tuple[object, ...]:
    e = job.envelope
    state = "cancelled" if job.cancelled else "open"
    return e.id, e.tenant, e.sequence, e.step, e.type, pack_envelope(e), job.body.decode(), state, job.lease or 0.0
