"""Fan-out of films that change: one poll for everybody who watches in this process, however many replicas write.

A watcher holds no buffer. It asks for what follows the last entry it has passed on; who is slow reads from the table instead.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import structlog

from gateway.ports import Host
from gateway.repository import reads
from gateway.repository.reads import FilmRow, LogRow

log = structlog.get_logger()

Key = tuple[str, str]
"""Tenant and sequence."""

EVERY = 0.2
"""Seconds between two looks; the whole delay that watching adds."""
KEPT = 512
PAGE = 500


@dataclass(slots=True)
class Channel:
    """One watched film. `recent` holds its entries after number `since`, without gaps; `film` is at least as new as they are."""

    film: FilmRow
    since: int
    head: int
    recent: deque[LogRow] = field(default_factory=deque)
    watchers: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, film: FilmRow, rows: list[LogRow]) -> None:
        """Take what is new and wake everybody."""
        self.film = film
        self.recent.extend(rows)
        self.head = rows[-1].id if rows else self.head  # the film may be newer: what it has told since is read the next time
        while len(self.recent) > KEPT:
            self.since = self.recent.popleft().id
        self.changed.set()
        self.changed = asyncio.Event()


@dataclass(slots=True)
class Watching:
    """All channels of this process."""

    host: Host
    channels: dict[Key, Channel] = field(default_factory=dict)
    poll: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def channel(self, film: FilmRow) -> AsyncIterator[Channel]:
        """Watch a film while the context is open."""
        key = (film.tenant, film.sequence)
        channel = self.channels.setdefault(key, Channel(film, film.last_event, film.last_event))
        channel.watchers += 1
        if self.poll is None or self.poll.done():
            self.poll = asyncio.create_task(self._poll())
        try:
            yield channel
        finally:
            channel.watchers -= 1
            if not channel.watchers:
                self.channels.pop(key, None)

    async def after(self, channel: Channel, entry: int) -> list[LogRow]:
        """Entries after one, at most PAGE; empty if there are none yet."""
        if entry >= channel.head:
            return []
        if entry >= channel.since:
            return [row for row in channel.recent if row.id > entry]
        return await reads.log(self.host.pool(), channel.film.tenant, channel.film.sequence, entry, PAGE)

    async def _poll(self) -> None:
        """Look for changes while anybody watches."""
        while self.channels:
            await asyncio.sleep(EVERY)
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 — the database may be away for a while; watchers wait
                log.warning("cannot look for changes of films, trying again", error=repr(error))

    async def _look(self) -> None:
        keys = list(self.channels)
        heads = await reads.heads(self.host.pool(), keys) if keys else {}
        moved = {key: channel.head for key in heads if (channel := self.channels.get(key)) and heads[key] > channel.head}
        if not moved:
            return
        rows = await reads.logs(self.host.pool(), moved)
        films = await reads.films(self.host.pool(), list(moved))
        for key, film in films.items():
            if channel := self.channels.get(key):
                channel.add(film, rows[key])


async def until_changed(channel: Channel, seconds: float) -> None:
    """Wait until something is new, or the time is over."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await channel.changed.wait()
