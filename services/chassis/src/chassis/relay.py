"""The outbox's way to Kafka: hands rows to the publisher right after their commit, and takes over what dead processes left.

Order per sequence across processes (promise 3): a row waits here while its sequence still has rows of another process, and a dead
process's rows are published, oldest first, before anything that waited for them.
"""

from collections.abc import Callable, Iterable, Sequence

import asyncpg
import structlog

from chassis.publisher import Publisher
from chassis.records import Connection, Outgoing, unpack_headers

log = structlog.get_logger()

LEASE = 3.0
"""Seconds after which a silent process counts as dead and its rows are taken over."""

_ALIVE = """
insert into relay (owner, alive_until) values ($1, now() + $2 * interval '1 s')
on conflict (owner) do update set alive_until = excluded.alive_until
"""
_FORGET = "delete from relay where alive_until < now() - interval '1 hour'"
_RETIRE = "update relay set alive_until = now() where owner like $1 || ':%' and owner <> $2"
_TAKE_OVER = """
update outbox set owner = $1
where owner <> $1 and owner not in (select r.owner from relay r where r.alive_until > now())
returning *
"""
_OWN = "select id from outbox where owner = $1 and at < now() - interval '3 s'"
_THESE = "select * from outbox where id = any($1::text[]) order by position"
_FOREIGN = "select distinct sequence_id from outbox where owner <> $1 and sequence_id = any($2::text[])"


def _row(record: asyncpg.Record) -> Outgoing:
    return Outgoing(
        id=record["id"],
        tenant=record["tenant_id"],
        sequence=record["sequence_id"],
        topic=record["topic"],
        partition=record["partition"],
        headers=unpack_headers(record["headers"]),
        value=record["value"],
    )


class Relay:
    """One process's publishing side of an outbox."""

    def __init__(self, publisher: Publisher, owner: str, forget: Callable[[list[str]], None]) -> None:
        self._publisher = publisher
        self._owner = owner
        self._forget = forget
        self._in_memory: set[str] = set()
        self._held: dict[str, list[Outgoing]] = {}

    def send(self, rows: Iterable[Outgoing], blocked: set[str]) -> None:
        """Pass committed rows on; those of `blocked` sequences wait for the sweep."""
        ready = []
        for row in rows:
            if row.id in self._in_memory:
                continue
            self._in_memory.add(row.id)
            if row.sequence in blocked or row.sequence in self._held:
                self._held.setdefault(row.sequence, []).append(row)
            else:
                ready.append(row)
        self._publisher.send(ready)

    def published(self, rows: Sequence[Outgoing]) -> None:
        """Kafka has them: the store may delete them."""
        self._forget([row.id for row in rows])

    def deleted(self, ids: Iterable[str]) -> None:
        """The rows have left the table."""
        self._in_memory.difference_update(ids)

    async def start(self, connection: Connection, instance: str) -> None:
        """Say that we are alive; under a stable name, what our predecessor left is ours at once."""
        await connection.execute(_ALIVE, self._owner, LEASE)
        if instance:
            await connection.execute(_RETIRE, instance, self._owner)
        await self.sweep(connection)

    async def sweep(self, connection: Connection) -> None:
        """Stay alive, take over the rows of the dead, pick up rows of ours that a lost connection hid, let go what waited."""
        await connection.execute(_ALIVE, self._owner, LEASE)
        taken = sorted(await connection.fetch(_TAKE_OVER, self._owner), key=lambda r: int(r["position"]))
        if taken:
            log.info("took over outbox rows of a dead process", rows=len(taken))
        old = [r["id"] for r in await connection.fetch(_OWN, self._owner)]
        hidden = [id_ for id_ in old if id_ not in self._in_memory]
        rows = await connection.fetch(_THESE, hidden) if hidden else []
        self._publish_first([_row(r) for r in (*taken, *rows)])
        if self._held:
            foreign = {r["sequence_id"] for r in await connection.fetch(_FOREIGN, self._owner, list(self._held))}
            for sequence in [s for s in self._held if s not in foreign]:
                self._publisher.send(self._held.pop(sequence))

    def _publish_first(self, rows: Iterable[Outgoing]) -> None:
        new = [row for row in rows if row.id not in self._in_memory]
        self._in_memory.update(row.id for row in new)
        self._publisher.send(new)

    async def stop(self, connection: Connection) -> None:
        """Leave what is unsent to others at once."""
        await connection.execute("delete from relay where owner = $1", self._owner)
        await connection.execute(_FORGET)
