"""The rows that a user's own calls write: ordered and cancelled films, answers kept under idempotency keys."""

from dataclasses import dataclass

from chassis.transaction import Transaction

_CLAIM = """
insert into answered (tenant_id, key, request_hash, sequence_id, answer) values ($1, $2, $3, $4, $5)
on conflict do nothing returning key
"""

_ANSWERED = "select sequence_id, request_hash, answer from answered where tenant_id = $1 and key = $2"

_ADD = """
insert into sequence (sequence_id, tenant_id, request, title, stop_at, continues) values ($1, $2, $3, $4, $5, $6)
"""

_CANCEL = """
with before as (
    select sequence_id, state, cancel_asked_at is null as first from sequence where tenant_id = $1 and sequence_id = $2 for update
), asked as (
    update sequence s set cancel_asked_at = coalesce(s.cancel_asked_at, now()) from before b where s.sequence_id = b.sequence_id
)
select state, first from before
"""

_SWEEP_PROGRESS = """
delete from entry e using sequence s
where e.type = 'step.progressed' and e.at < now() - interval '1 hour'
  and s.sequence_id = e.sequence_id and s.state not in ('queued', 'running')
"""

_SWEEP_ANSWERS = "delete from answered where at < now() - interval '48 hours'"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to the first request under an idempotency key."""

    sequence: str
    request_hash: bytes
    body: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is kept of an order: the request as JSON, how far the film is to go, and which ended film it goes on from."""

    request: str
    title: str
    stop_at: str
    continues: str | None


async def claim(tx: Transaction, tenant: str, key: str, answer: Answer) -> Answer | None:
    """Keep an answer under a key, or give the one that is kept. Of parallel calls one keeps its answer, the others get it."""
    if await tx.fetch(_CLAIM, tenant, key, answer.request_hash, answer.sequence, answer.body):
        return None
    (row,) = await tx.fetch(_ANSWERED, tenant, key)
    return Answer(*row)


async def add(tx: Transaction, tenant: str, sequence: str, wanted: Wanted) -> None:
    """A newly ordered film."""
    await tx.execute(_ADD, sequence, tenant, wanted.request, wanted.title, wanted.stop_at, wanted.continues)


async def ask_to_cancel(tx: Transaction, tenant: str, sequence: str) -> tuple[str, bool] | None:
    """Note that a film is to be cancelled; its state and whether this is the first time. None if the tenant has no such film."""
    rows = await tx.fetch(_CANCEL, tenant, sequence)
    return (rows[0]["state"], rows[0]["first"]) if rows else None


async def sweep(tx: Transaction) -> None:
    """Forget what nobody will ask for: progress inside ended films, old idempotency keys."""
    await tx.execute(_SWEEP_PROGRESS)
    await tx.execute(_SWEEP_ANSWERS)
