"""The outbox's way to Kafka: hands rows to the publisher right after their commit, and takes over what dead processes left.

Order per sequence across processes (promise 3): a row waits here while its sequence still has rows of another process, and a dead
process's rows are published, oldest first, before anything that waited for them.
"""

import time
from collections.abc import Callable, Iterable, Sequence

import asyncpg
import structlog

from chassis.publisher import Publisher
from chassis.records import Connection, Outgoing, stored

log = structlog.get_logger()

LEASE = 3.0
"""Seconds after which a silent process counts as dead and its rows are taken over."""
FORGET_AFTER = 20.0
"""Seconds that a dead process is still looked after; then its name goes, so that nobody scans the outbox for it."""
LOOK_FOR = 60.0
"""Seconds after the loss of a connection in which rows that it has hidden are looked for."""

_ALIVE = """
insert into relay (owner, alive_until) values ($1, now() + $2 * interval '1 s')
on conflict (owner) do update set alive_until = excluded.alive_until
"""
_RETIRE = "update relay set alive_until = now() where owner like $1 || ':%' and owner <> $2"
_DEAD = "select owner from relay where owner <> $1 and alive_until <= now()"
_TAKE_OVER = "update outbox set owner = $1 where owner = any($2::text[]) returning *"
_TAKE_OVER_LOST = "update outbox set owner = $1 where owner not in (select r.owner from relay r) returning *"
_FORGET = """
delete from relay r where owner = any($1::text[]) and alive_until < now() - $2 * interval '1 s'
  and not exists (select from outbox o where o.owner = r.owner)
"""
_OWN = "select sequence_id, id from outbox where owner = $1 and at < now() - interval '3 s'"
_THESE = """
select o.* from unnest($1::text[], $2::text[]) i(seq, id) join outbox o on o.sequence_id = i.seq and o.id = i.id order by position
"""
_FOREIGN = "select distinct sequence_id from outbox where owner <> $1 and sequence_id = any($2::text[])"

Id = tuple[str, str]
"""Sequence and id of an outbox row."""


class Relay:
    """One process's publishing side of an outbox."""

    def __init__(self, publisher: Publisher, owner: str, forget: Callable[[list[Id]], None]) -> None:
        self._publisher = publisher
        self._owner = owner
        self._forget = forget
        self._in_memory: set[Id] = set()
        self._held: dict[str, list[Outgoing]] = {}
        self._look_until = 0.0

    def send(self, rows: Iterable[Outgoing], blocked: set[str]) -> None:
        """Pass committed rows on; those of `blocked` sequences wait for the sweep."""
        ready = []
        for row in rows:
            if (row.sequence, row.id) in self._in_memory:
                continue
            self._in_memory.add((row.sequence, row.id))
            if row.sequence in blocked or row.sequence in self._held:
                self._held.setdefault(row.sequence, []).append(row)
            else:
                ready.append(row)
        self._publisher.send(ready)

    def published(self, rows: Sequence[Outgoing]) -> None:
        """Kafka has them: the store may delete them."""
        self._forget([(row.sequence, row.id) for row in rows])

    def deleted(self, ids: Iterable[Id]) -> None:
        """The rows have left the table."""
        self._in_memory.difference_update(ids)

    async def start(self, connection: Connection, instance: str) -> None:
        """Say that we are alive; under a stable name, what our predecessor left is ours at once."""
        await connection.execute(_ALIVE, self._owner, LEASE)
        if instance:
            await connection.execute(_RETIRE, instance, self._owner)
        await self.sweep(connection)
        await self.take_over_lost(connection)

    def connection_lost(self) -> None:
        """Rows of ours may be stored that we were never told of: look for them for a while."""
        self._look_until = time.monotonic() + LOOK_FOR

    async def sweep(self, connection: Connection) -> None:
        """Stay alive, take over the rows of the dead, pick up rows of ours that a lost connection hid, let go what waited."""
        await connection.execute(_ALIVE, self._owner, LEASE)
        await self._take_over_dead(connection)
        if time.monotonic() < self._look_until:
            await self._uncover(connection)
        if self._held:
            foreign = {r["sequence_id"] for r in await connection.fetch(_FOREIGN, self._owner, list(self._held))}
            for sequence in [s for s in self._held if s not in foreign]:
                self._publisher.send(self._held.pop(sequence))

    async def _take_over_dead(self, connection: Connection) -> None:
        dead = [row["owner"] for row in await connection.fetch(_DEAD, self._owner)]
        if dead:
            self._adopt(await connection.fetch(_TAKE_OVER, self._owner, dead))
            await connection.execute(_FORGET, dead, FORGET_AFTER)

    async def take_over_lost(self, connection: Connection) -> None:
        """Take over rows whose process nobody knows any more: it was forgotten as dead, woke up, wrote, and died."""
        self._adopt(await connection.fetch(_TAKE_OVER_LOST, self._owner))

    def _adopt(self, rows: Sequence[asyncpg.Record]) -> None:
        if rows:
            log.info("took over outbox rows of a dead process", rows=len(rows))
        self._publish_first([stored(row) for row in sorted(rows, key=lambda row: int(row["position"]))])

    async def _uncover(self, connection: Connection) -> None:
        old = [(row["sequence_id"], row["id"]) for row in await connection.fetch(_OWN, self._owner)]
        hidden = [id_ for id_ in old if id_ not in self._in_memory]
        rows = await connection.fetch(_THESE, [i[0] for i in hidden], [i[1] for i in hidden]) if hidden else []
        self._publish_first([stored(row) for row in rows])

    def _publish_first(self, rows: Iterable[Outgoing]) -> None:
        new = [row for row in rows if (row.sequence, row.id) not in self._in_memory]
        self._in_memory.update((row.sequence, row.id) for row in new)
        self._publisher.send(new)

    async def stop(self, connection: Connection) -> None:
        """Leave what is unsent to others at once."""
        await connection.execute("update relay set alive_until = now() where owner = $1", self._owner)
