"""Adaptive group commit: one loop on one connection; whatever piled up while the last transaction ran is written together.

A transactional handler's deliveries run in a transaction with the inbox; a deciding handler's are one statement with all else.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import asyncpg
import structlog

from chassis import telemetry
from chassis.batch import Batch, Change, Finish, NewJob
from chassis.pending import TRANSIENT, Hooks, Marks, Pending, Written
from chassis.records import Arrival, Delivery, Outgoing
from chassis.transaction import Transaction, Turn
from chassis.writing import execute, still_ours

log = structlog.get_logger()

Handler = Callable[[Sequence[Delivery], Transaction], Awaitable[None]]
Decider = Callable[[Sequence[Delivery], Turn], Awaitable[None]]

LARGEST = 2000
"""Deliveries in one transaction, at most."""
CONFLICTS = 20
"""How often a batch is decided again because another process was faster; after that it is taken apart."""
IDLE_FLUSH = 0.2
"""Seconds after which published rows are deleted even if nothing else is to be written."""

_INBOX = """
insert into inbox (source, id) select * from unnest($1::text[], $2::text[]) on conflict do nothing returning source, id
"""


class Store:
    """One service's writer."""

    def __init__(self, connect: Callable[[], Awaitable[asyncpg.Connection]], owner: str, hooks: Hooks, service: str) -> None:
        self._seconds = telemetry.COMMIT_SECONDS.labels(service)
        self._size = telemetry.COMMIT_SIZE.labels(service)
        self._connect = connect
        self._owner = owner
        self._hooks = hooks
        self.handler: Handler | None = None
        self.decider: Decider | None = None
        self._pending = Pending()
        self._wake = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._busy = False
        self._closing = False
        self._connection: asyncpg.Connection | None = None

    # What others ask of it. None of these waits, except `room`.

    async def room(self) -> None:
        """Wait until the queue is short enough for more deliveries."""
        await self._room.wait()

    def arrive(self, arrivals: Sequence[Arrival]) -> None:
        """Messages for the transactional handler."""
        self._pending.arrivals.extend(arrivals)
        if len(self._pending.arrivals) > LARGEST:
            self._room.clear()
        self._wake.set()

    def mark(self, marks: Marks) -> None:
        """Offsets to commit once everything given so far is written."""
        self._pending.marks.update(marks)
        self._wake.set()

    def accept(self, jobs: Sequence[NewJob]) -> None:
        """Commands that become jobs."""
        self._pending.batch.jobs.extend(jobs)
        self._wake.set()

    def finish(self, finish: Finish, events: Sequence[Outgoing]) -> None:
        """The end of a job with its events; drops any other pending change of it."""
        self._pending.batch.changes.pop(finish.job, None)
        self._pending.batch.finishes.append(finish)
        self._pending.batch.outbox.extend(events)
        self._wake.set()

    def change(self, change: Change) -> asyncio.Future[None]:
        """A change of an open job; the future is done when it is committed."""
        before = self._pending.batch.changes.get(change.job)
        if before is not None and before.request_id is not None and change.request_id is None:
            change = Change(change.job, change.fence, change.lease, before.request_id, change.give_back, change.tries)
        self._pending.batch.changes[change.job] = change
        return self._wait()

    def cancel(self, sequence: str) -> None:
        """End all open jobs of a sequence, also those that wait here to be stored."""
        batch = self._pending.batch
        batch.jobs = [
            NewJob(j.envelope, j.body, j.lease, cancelled=True) if j.envelope.sequence == sequence else j for j in batch.jobs
        ]
        batch.cancels.append(sequence)
        self._wake.set()

    def publish(self, rows: Sequence[Outgoing]) -> asyncio.Future[None]:
        """Messages that belong to no transaction of their own, such as dead letters."""
        self._pending.batch.outbox.extend(rows)
        return self._wait()

    def forget(self, positions: Sequence[int]) -> None:
        """Published bundles; deleted with the next statement, soon."""
        if not self._pending.batch.published:
            asyncio.get_running_loop().call_later(IDLE_FLUSH, self._wake.set)
        self._pending.batch.published.extend(positions)

    def _wait(self) -> asyncio.Future[None]:
        future = asyncio.get_running_loop().create_future()
        self._pending.waiters.append(future)
        self._wake.set()
        return future

    @property
    def idle(self) -> bool:
        """Nothing waits and nothing is being written."""
        return not self._busy and not self._pending.arrivals and not self._pending.batch and not self._pending.marks

    # The loop.

    async def run(self) -> None:
        """Write until `close` was called and nothing is left."""
        while not (self._closing and self.idle):
            await self._wake.wait()
            if self.idle and not self._pending.waiters:
                self._wake.clear()
                continue
            self._busy = True
            pending = self._take()
            await self._write(pending)
            self._busy = False
        if self._connection is not None:
            await self._connection.close()

    async def settled(self) -> None:
        """Wait until everything given so far is written."""
        if not self.idle:
            await self.publish([])

    def close(self) -> None:
        """Let `run` return once everything is written."""
        self._closing = True
        self._wake.set()

    def _take(self) -> Pending:
        taken, self._pending = self._pending, Pending()
        self._wake.clear()
        if len(taken.arrivals) > LARGEST:
            self._pending.arrivals = taken.arrivals[LARGEST:]
            taken.arrivals = taken.arrivals[:LARGEST]
            self._pending.marks, taken.marks = taken.marks, {}
            self._wake.set()
        if taken.batch.cancels and (taken.batch.changes or taken.batch.finishes):
            # PostgreSQL updates a row once per statement: a job's heartbeat would win over its cancel.
            self._pending.batch.cancels, taken.batch.cancels = taken.batch.cancels, []
            self._pending.marks, taken.marks = {**taken.marks, **self._pending.marks}, {}
            self._wake.set()
        if len(self._pending.arrivals) <= LARGEST:
            self._room.set()
        return taken

    async def _write(self, pending: Pending) -> None:
        try:
            await self._commit(pending)
        except Exception as error:  # noqa: BLE001 — whatever a handler raises, the messages behind it go on
            await self._one_by_one(pending, error)
        self._hooks.completed(pending.marks)
        for waiter in pending.waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def _one_by_one(self, pending: Pending, error: Exception) -> None:
        """A batch cannot be written: find the delivery that is at fault, bury it in the dead topic, write the others."""
        log.error("a batch could not be written, trying its parts", deliveries=len(pending.arrivals), error=repr(error))
        if pending.batch:
            await self._insist(Pending(batch=pending.batch))
        for arrival in pending.arrivals:
            await self._alone(arrival)

    async def _insist(self, part: Pending) -> None:
        """What is ours alone must be writable: nothing is dropped, the failure is shown until it is mended."""
        while True:
            try:
                await self._commit(part)
            except Exception:
                telemetry.STUCK_WRITES.inc()
                log.exception("a write that must succeed has failed, trying again")
                await asyncio.sleep(1.0)
            else:
                return

    async def _alone(self, arrival: Arrival) -> None:
        for last in (False, False, True):
            try:
                await self._commit(Pending(arrivals=[arrival]))
            except Exception as error:
                log.exception("a message could not be handled", message=arrival.delivery.envelope.id, last_try=last)
                if last:
                    await self._insist(Pending(batch=Batch(outbox=[self._hooks.bury(arrival, error)])))
                await asyncio.sleep(0.05)
            else:
                return

    async def _commit(self, pending: Pending) -> None:
        """One transaction, repeated while the database is away; then tell what was done."""
        pause, conflicts = 0.05, 0
        while True:
            try:
                connection = await self._connected()
                started = asyncio.get_running_loop().time()
                batch, written = await self._transact(connection, pending)
            except (asyncpg.SerializationError, asyncpg.UniqueViolationError) as error:
                if conflicts >= CONFLICTS or not (self.decider or pending.batch.finishes):
                    raise
                conflicts += 1
                log.info("another process has changed meanwhile what is to be written, trying again", conflict=str(error))
                if pending.batch.finishes:
                    pending.batch = await still_ours(connection, pending.batch)
                await asyncio.sleep(random.uniform(0, 0.05))  # noqa: S311 — not a secret
            except TRANSIENT as error:
                log.warning("database error, trying again", error=repr(error), pause=pause)
                await self._disconnect()
                await asyncio.sleep(pause)
                pause = min(pause * 2, 2.0)
            else:
                self._seconds.observe(asyncio.get_running_loop().time() - started)
                self._size.observe(len(pending.arrivals) + len(batch.jobs) + len(batch.finishes))
                self._hooks.committed(batch, written)
                for function in written.then:
                    function()
                return

    async def _transact(self, connection: asyncpg.Connection, pending: Pending) -> tuple[Batch, Written]:
        if not pending.arrivals:
            return pending.batch, await execute(connection, self._owner, pending.batch)
        if self.decider is not None:
            turn = Turn(connection)
            await self.decider([arrival.delivery for arrival in pending.arrivals], turn)
            return await self._finish(connection, pending.batch, turn)
        assert self.handler is not None
        async with connection.transaction():
            work = Transaction(connection)
            if fresh := await self._fresh(connection, pending.arrivals):
                await self.handler(fresh, work)
            return await self._finish(connection, pending.batch, work.turn)

    async def _finish(self, connection: asyncpg.Connection, batch: Batch, turn: Turn) -> tuple[Batch, Written]:
        """Write what a handler decided together with all else."""
        whole = replace(batch, outbox=[*batch.outbox, *turn.outbox], parts=turn.parts())
        written = await execute(connection, self._owner, whole)
        written.then = turn.committed
        return whole, written

    @staticmethod
    async def _fresh(connection: asyncpg.Connection, arrivals: Sequence[Arrival]) -> list[Delivery]:
        """The deliveries that this service has not seen yet, in order (promise 2)."""
        seen: dict[tuple[str, str], Delivery] = {}
        for arrival in arrivals:
            envelope = arrival.delivery.envelope
            seen.setdefault((envelope.source, envelope.id), arrival.delivery)
        rows = await connection.fetch(_INBOX, [k[0] for k in seen], [k[1] for k in seen])
        new = {(r["source"], r["id"]) for r in rows}
        return [delivery for key, delivery in seen.items() if key in new]

    async def _connected(self) -> asyncpg.Connection:
        if self._connection is None or self._connection.is_closed():
            again = self._connection is not None
            self._connection = await self._connect()
            if again:
                self._hooks.reconnected()
        return self._connection

    async def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
