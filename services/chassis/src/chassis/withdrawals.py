"""Tells vendors of requests that nobody waits for any more: those of jobs that were cancelled or have failed. Run by the service.

A body is only stopped; it cannot tell a cancel from a drain. The cancel is in the job's row, so a crash loses no withdrawal.
"""

import asyncio
from collections.abc import Mapping

import asyncpg
import structlog

from chassis.errors import Busy
from chassis.records import unpack_envelope
from chassis.work import Job, Kind

log = structlog.get_logger()

LEASE, PAUSE = 60.0, 10.0
"""Seconds: how long one try may take, and until the next when one went wrong."""

_CLAIM = """
update job j set owner = $1, fence = fence + 1, lease_until = now() + $2 * interval '1 s'
from (
  select id from job where state in ('cancelled', 'failed') and request_id is not null and not withdrawn
    and lease_until <= now() and type = any($3::text[])
  order by lease_until limit 50 for update skip locked
) c
where j.id = c.id
returning j.id, j.type, j.envelope, j.body, j.fence, j.request_id
"""
_DONE = "update job set withdrawn = true, owner = null where id = $1 and fence = $2"
_LATER = """
update job set lease_until = now() + $3 * interval '1 s', withdrawn = finished_at < now() - interval '1 hour', owner = null
where id = $1 and fence = $2 returning withdrawn
"""


class Withdrawals:
    """Those of one service in one process."""

    def __init__(self, pool: asyncpg.Pool, owner: str, kinds: Mapping[str, Kind]) -> None:
        self._pool = pool
        self._owner = owner
        self._kinds = kinds
        self._tasks: set[asyncio.Task[None]] = set()

    async def look(self) -> None:
        """Take on what there is; nothing is asked where no vendor could be told."""
        types = [type_ for type_, kind in self._kinds.items() if kind.withdraw is not None]
        if not types:
            return
        for row in await self._pool.fetch(_CLAIM, self._owner, LEASE, types):
            task = asyncio.create_task(self._withdraw(row))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop; what is not done is taken on by others when its lease is over."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _withdraw(self, row: asyncpg.Record) -> None:
        kind = self._kinds[row["type"]]
        assert kind.withdraw is not None
        command = kind.command.read(row["body"])
        job = Job(row["id"], unpack_envelope(row["envelope"]), command, request_id=row["request_id"])
        try:
            async with asyncio.timeout(LEASE - 5):
                await kind.withdraw(job)
        except Exception as error:  # noqa: BLE001 — whatever went wrong, it is tried again
            pause = error.retry_after if isinstance(error, Busy) else PAUSE
            given_up = await self._pool.fetchval(_LATER, job.id, row["fence"], pause)
            log.warning("a vendor could not be told that nobody waits", job=job.id, error=repr(error), given_up=given_up)
        else:
            await self._pool.execute(_DONE, job.id, row["fence"])
