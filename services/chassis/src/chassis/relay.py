"""The outbox's way to Kafka: hands bundles to the publisher right after their commit, and takes over what dead processes left.

Order per sequence across processes (promise 3): a message waits here while another process still has messages of its sequence,
and what a dead process left is published, oldest first, before anything that waited for it.
"""

import time
from collections.abc import Callable, Collection, Iterable, Sequence

import asyncpg
import structlog

from chassis.bundles import Stored, unbundled
from chassis.publisher import Parcel, Publisher, Sent
from chassis.records import Connection

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
_TAKE_OVER = "update outbox set owner = $1 where owner = any($2::text[]) returning position, messages"
_TAKE_OVER_LOST = "update outbox set owner = $1 where owner not in (select r.owner from relay r) returning position, messages"
_FORGET = """
delete from relay r where owner = any($1::text[]) and alive_until < now() - $2 * interval '1 s'
  and not exists (select from outbox o where o.owner = r.owner)
"""
_OWN = "select position from outbox where owner = $1 and at < now() - interval '3 s'"
_THESE = "select position, messages from outbox where position = any($1::bigint[])"
_FOREIGN = "select distinct held from held_by_others($1) held where held = any($2::text[])"


class Relay:
    """One process's publishing side of an outbox."""

    def __init__(self, publisher: Publisher, owner: str, forget: Callable[[list[int]], None]) -> None:
        self._publisher = publisher
        self._owner = owner
        self._forget = forget
        self._in_memory: set[int] = set()
        self._held: dict[str, list[Sent]] = {}
        self._look_until = 0.0

    def send(self, bundles: Iterable[Stored], held: Collection[str]) -> None:
        """Pass committed bundles on; messages of `held` sequences wait for the sweep."""
        ready = []
        for position, rows in bundles:
            if position in self._in_memory:
                continue
            self._in_memory.add(position)
            parcel = Parcel(position, len(rows))
            for row in rows:
                if row.sequence in held or row.sequence in self._held:
                    self._held.setdefault(row.sequence, []).append(Sent(row, parcel))
                else:
                    ready.append(Sent(row, parcel))
        self._publisher.send(ready)

    def published(self, messages: Iterable[Sent]) -> None:
        """Kafka has them: the store may delete bundles of which nothing is left."""
        done = []
        for _, parcel in messages:
            if parcel is not None:
                parcel.left -= 1
                if not parcel.left:
                    done.append(parcel.position)
        if done:
            self._forget(done)

    def deleted(self, positions: Iterable[int]) -> None:
        """The bundles have left the table."""
        self._in_memory.difference_update(positions)

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
            foreign = {r["held"] for r in await connection.fetch(_FOREIGN, self._owner, list(self._held))}
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
            log.info("took over what a dead process had to publish", bundles=len(rows))
        self._publish_first(rows)

    async def _uncover(self, connection: Connection) -> None:
        old = [row["position"] for row in await connection.fetch(_OWN, self._owner)]
        hidden = [position for position in old if position not in self._in_memory]
        if hidden:
            self._publish_first(await connection.fetch(_THESE, hidden))

    def _publish_first(self, rows: Iterable[asyncpg.Record]) -> None:
        for position, messages in sorted((row["position"], row["messages"]) for row in rows):
            if position not in self._in_memory:
                self._in_memory.add(position)
                unpacked = unbundled(messages)
                parcel = Parcel(position, len(unpacked))
                self._publisher.send([Sent(row, parcel) for row in unpacked])

    async def stop(self, connection: Connection) -> None:
        """Leave what is unsent to others at once."""
        await connection.execute("update relay set alive_until = now() where owner = $1", self._owner)
