"""What must be true after a crash run: paid once by the vendors' own count, all ended, an exact ledger, no take lost.

Used by `chaos_vendors.py`.
"""

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from chaos_films import Orders
from chaos_keys import of_the_house
from chaos_patience import PAID

from chassis.environment import Environment
from chassis.errors import Broken
from chassis.media import Media
from contracts.base import Command, Failed, MediaRef, Take
from contracts.coordinator import SequenceCompleted, StartSequence

OPEN = {
    "jobs": "select count(*) from job where state = 'open'",
    "messages": "select count(*) from outbox",
    "cancels": "select count(*) from job where state in ('cancelled', 'failed') and request_id is not null and not withdrawn "
    "and type not similar to '%.(GenerateSpeech|CloneVoice|ChangeVoice|SeparateSound|TranscribeSound).%'",
}
"""Of works that are told to a vendor in one breath nobody can be told that they are no longer wanted."""
NOTED = "select exists (select from job where state = 'open' and request_id is not null)"
STUCK = """
select concat_ws(', ', type, sequence_id, step, tries || ' tries', fence || ' claims', lease_until - now(), request_id) told
from job where state = 'open' order by created_at limit 20
"""
REQUEST = r'\\*"request\\*": \\*"([0-9a-f-]{36})'
"""The id of a request at fal in a job's note, however deep it stands."""
GIVEN = r'\\*"sha256\\*": ?\\*"([0-9a-f]{64})'
"""What a request of several has given, in a job's note."""
SERVICES = (*PAID, "coordinator", "billing")


@dataclass(frozen=True, slots=True)
class Tables:
    """The services' own."""

    connections: Mapping[str, asyncpg.Connection]
    one: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    async def of(cls, environment: Environment) -> "Tables":
        """With a connection to each."""
        return cls({name: await asyncpg.connect(environment.dsn_of(name)) for name in SERVICES})

    async def noted(self, service: str) -> bool:
        """Whether an open job of a service has noted a request: a vendor knows of it, or may."""
        if service not in PAID:
            return False
        async with self.one:
            return bool(await self.connections[service].fetchval(NOTED))

    async def open(self) -> dict[str, int]:
        """What is not at its end."""
        found: Counter[str] = Counter()
        for name, connection in self.connections.items():
            for what, text in OPEN.items():
                if what != "cancels" or name in PAID:
                    found[what] += await connection.fetchval(text)
        found["films"] = await self.connections["coordinator"].fetchval(
            "select count(*) from sequence where state not in "
            "('completed', 'completed_with_stand_ins', 'failed', 'cancelled', 'needs_attention')"
        )
        found["holds"] = await self.connections["billing"].fetchval("select count(*) from hold where state = 'open'")
        return {what: count for what, count in found.items() if count}

    async def stuck(self) -> list[str]:
        """The open jobs, with what is known of each."""
        return [
            f"{name}: {row['told']}" for name, connection in self.connections.items() for row in await connection.fetch(STUCK)
        ]

    async def close(self) -> None:
        """All of them."""
        for connection in self.connections.values():
            await connection.close()


@dataclass(slots=True)
class Findings:
    """Everything that is not as it should be, as sentences."""

    paid_twice: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unended: list[str] = field(default_factory=list)
    misbooked: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    """Requests of which the vendor was not told that nobody waits for them."""
    misplaced: list[str] = field(default_factory=list)
    """Works that were paid in an account that is not their tenant's."""
    unreached: list[str] = field(default_factory=list)
    """Works whose vendor could not be reached: the simulator always can, so they went past it."""

    def figures(self) -> dict[str, int]:
        """How many of each."""
        kinds = ("paid_twice", "lost", "unended", "misbooked", "untold", "misplaced", "unreached")
        return {kind: len(getattr(self, kind)) for kind in kinds}


async def looked_over(environment: Environment, orders: Orders, tables: Tables, vendor: Mapping[str, Any]) -> Findings:
    """All checks. `vendor` is what the simulator tells: `paid`, every paid job, and `cancelled`, the requests it was told of."""
    found = Findings()
    found.unended = [f"{count} {what}" for what, count in (await tables.open()).items()]
    found.unended += await tables.stuck() if found.unended else []
    work = works_of(orders)
    found.paid_twice = paid_twice(work, vendor["paid"])
    found.lost = [*no_single_end(orders), *await lost_media(environment, orders)]
    found.misbooked = await misbooked(orders, tables, work, vendor["paid"])
    found.untold = await untold(tables, vendor)
    found.misplaced = orders.keys.wrong(work, vendor["paid"])
    found.unreached = unreached(orders)
    return found


def unreached(orders: Orders) -> list[str]:
    """Works that failed because no connection to a vendor came about."""
    failed = [(envelope, m.failure) for envelope, m in orders.wire.seen if isinstance(m, Failed)]
    return [f"{e.sequence} {e.step}: {failure.message}" for e, failure in failed if failure.code == "vendor_unreachable"]


def works_of(orders: Orders) -> dict[str, str]:
    """Which piece of work a job is of: another attempt of a step is another job, and the same work."""
    return {e.id: f"{e.sequence} {e.step}" for e, m in orders.wire.seen if isinstance(m, Command)}


def paid_twice(work: Mapping[str, str], paid: Sequence[Mapping[str, Any]]) -> list[str]:
    """Pieces of work that a vendor was paid for more than once, with what was paid."""
    jobs: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for job in paid:
        id_, slash, part = job["label"].partition("/")
        if not job["refunded"]:
            jobs[f"{work.get(id_, id_)}{slash}{part}"].append(job)
    told = "{vendor} {path} {request_id} {label}"
    return [f"{name}: {[told.format_map(job) for job in each]}" for name, each in jobs.items() if len(each) > 1]


def no_single_end(orders: Orders) -> list[str]:
    """Orders without an end, or with two."""
    contradicted = [f"{name} has ended as {sorted(ends)}" for name, ends in orders.ended.items() if len(ends) > 1]
    return [*(f"{name} has no end" for name in orders.open()), *contradicted]


async def lost_media(environment: Environment, orders: Orders) -> list[str]:
    """Media that somebody was told of and that are not in the store."""
    refs = {ref.key: ref for _, message in orders.wire.seen for ref in _refs(message.model_dump())}
    media = Media(environment)

    async def is_there(ref: MediaRef) -> bool:
        try:
            return bool(await media.part(ref, 0, 1)) or ref.size == 0
        except Broken:
            return False

    there = await asyncio.gather(*(is_there(ref) for ref in refs.values()))
    return [f"{key} is not in the store" for key, is_ in zip(refs, there, strict=True) if not is_]


def _refs(value: Any) -> list[MediaRef]:
    if isinstance(value, dict):
        if value.keys() >= {"bucket", "key", "sha256"}:
            return [MediaRef.model_validate(value)]
        return [ref for inner in value.values() for ref in _refs(inner)]
    return [ref for inner in value for ref in _refs(inner)] if isinstance(value, list | tuple) else []


async def misbooked(orders: Orders, tables: Tables, work: Mapping[str, str], paid: Sequence[Mapping[str, Any]]) -> list[str]:
    """Where money and work disagree: what was charged is the price of what was made and paid for, as far as it was held."""
    billing = tables.connections["billing"]
    wrong = [f"{row['tenant_id']}: {row['what']}" for row in await billing.fetch("select * from discrepancy")]
    rows = await billing.fetch("select * from hold where sequence_id like $1", f"chaos-{orders.run}-%")
    holds = {row["sequence_id"]: row for row in rows}
    costs, ends = _costs(orders), {e.sequence: m for e, m in orders.wire.seen if isinstance(m, SequenceCompleted)}
    for sequence, message in orders.sent.items():
        if not isinstance(message, StartSequence):
            continue
        captured, held = (holds[sequence]["captured"], holds[sequence]["amount"]) if sequence in holds else (0, 0)
        due = min(held, sum(cost for (of, _), cost in costs.items() if of == sequence)) if sequence in ends else 0
        if captured != due:
            wrong.append(f"{sequence}: {captured} was charged, {due} was made")
    ours = [job for job in paid if job["key"] in of_the_house()]
    bought = {work.get(job["label"].partition("/")[0], "") for job in ours} | await found_again(tables, work, ours)
    bought |= of_the_same(orders, bought)
    free = [
        f"{of} {step}: costs {cost}, and we paid no vendor" for (of, step), cost in costs.items() if f"{of} {step}" not in bought
    ]
    return [*wrong, *free]


async def found_again(tables: Tables, work: Mapping[str, str], paid: Sequence[Mapping[str, Any]]) -> set[str]:
    """Works whose job noted a request that was paid for, or what one gave that was: orders that asked for exactly the same may
    share it (ADR 0203), and then only what it gave is still noted."""
    ids, labels = {job["request_id"] for job in paid}, {job["label"].partition("/")[0] for job in paid}
    noted = {
        row["id"]: row["request_id"]
        for name in PAID
        for row in await tables.connections[name].fetch("select id, request_id from job where request_id is not null")
    }
    given = {sha for id_, note in noted.items() if id_ in labels for sha in re.findall(GIVEN, note)}
    return {
        work.get(id_, "")
        for id_, note in noted.items()
        if ids & set(re.findall(REQUEST, note)) or given & set(re.findall(GIVEN, note))
    }


def of_the_same(orders: Orders, bought: Collection[str]) -> set[str]:
    """Works whose take was made from exactly the inputs of one that was bought, for another tenant: they may share its requests,
    and a job with several requests forgets whose they were once they are done (ADR 0203)."""
    hashes: dict[str, set[str]] = defaultdict(set)
    for envelope, message in orders.wire.seen:
        if isinstance(take := getattr(message, "take", None), Take):
            hashes[take.input_hash].add(f"{envelope.sequence} {envelope.step}")
    return {name for names in hashes.values() if names & set(bought) for name in names}


def _costs(orders: Orders) -> dict[tuple[str, str], int]:
    """What each step told that it has cost, at its last attempt: what an earlier one told came late, and is not charged."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for envelope, message in orders.wire.seen:
        take = getattr(message, "take", None)
        cost = take.cost if isinstance(take, Take) else getattr(message, "cost", None)
        if envelope.step and cost is not None and not isinstance(message, SequenceCompleted):
            key = (envelope.sequence, envelope.step)
            found[key] = max(found.get(key, (0, 0)), (envelope.attempt, cost))
    return {key: cost for key, (_, cost) in found.items() if cost}


_CALLED_OFF = "select id, request_id from job where state = 'cancelled' and request_id like '%\"request\"%'"


async def untold(tables: Tables, vendor: Mapping[str, Any]) -> list[str]:
    """Requests at fal whose job was cancelled and of which fal has not heard so."""
    wrong = []
    for name in PAID:
        for row in await tables.connections[name].fetch(_CALLED_OFF):
            ids = re.findall(REQUEST, row["request_id"])
            wrong += [f"{name} {row['id']}: {id_}" for id_ in ids if id_ not in vendor["cancelled"]]
    return wrong
