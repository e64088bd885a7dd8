"""A service: what its author registers (work, handlers, sweeps), and its life from start to drain. Built in each `app.build`."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer, TopicPartition

from chassis import telemetry
from chassis.batch import Batch
from chassis.compute import Compute
from chassis.connections import hot_connection, pool_of
from chassis.consume import Consumers
from chassis.dead import bury
from chassis.environment import Environment
from chassis.errors import Broken
from chassis.follow import Follower
from chassis.jobs import JobRunner
from chassis.media import Media
from chassis.migrate import ENGINE, bring_up_to_date
from chassis.pending import Hooks, Marks, Written
from chassis.periodic import repeat, tidy
from chassis.publisher import Publisher, Sent
from chassis.records import EVERYTHING, Arrival, Outgoing, Reading
from chassis.relay import Relay
from chassis.store import Decider, Handler, Store
from chassis.transaction import Transaction
from chassis.work import TRIES, Body, Kind, Withdraw
from chassis.writing import execute
from contracts.base import CancelWork, Command, Message, Progressed
from contracts.topics import SERVICES, topic_of

log = structlog.get_logger()
T = TypeVar("T")
Sweep = Callable[[Transaction], Awaitable[None]]

BEAT = 1.0
"""Seconds between heartbeats, sweeps of the outbox and looks for jobs of the dead."""


class Service:
    """One service in one process. Register first, then `start`; `drain` ends it without losing anything."""

    def __init__(
        self,
        name: str,
        environment: Environment,
        *,
        migrations: Path | None = None,
        settings: Mapping[str, str] | None = None,
        urgent: bool = False,
    ) -> None:
        """`settings` are PostgreSQL's, for handlers; what is `urgent` is not computed behind other services' work."""
        if name not in SERVICES:
            raise ValueError(f"{name} is not declared in contracts.topics.")
        self.name = name
        self.environment = environment
        self.urgent = urgent
        self.media = Media(environment)
        self.follows = Follower(name, environment, self.media)
        self.mounted: list[tuple[str, Any]] = []
        self._migrations = migrations
        self._settings = settings or {}
        self._kinds: list[Kind] = []
        self._types: dict[str, type[Message]] = {}
        self._cancels: set[str] = set()
        self._handler: Handler | None = None
        self._decider: Decider | None = None
        self._reading = EVERYTHING
        self._sweeps: list[tuple[float, Sweep]] = []
        self._starts: list[Callable[[], Awaitable[None]]] = []
        self._owner = f"{environment.instance or uuid.uuid4().hex[:12]}:{uuid.uuid4().hex[:12]}"
        self._tasks: list[asyncio.Task[None]] = []
        self._pool: asyncpg.Pool | None = None
        self.ready = False

    # What a service author says.

    def work(
        self,
        command: type[Command],
        body: Body,
        *,
        progress: type[Progressed] | None = None,
        concurrency: int = 4,
        tries: int = TRIES,
        lease: float = 15.0,
        timeout: float = 3600.0,
        withdraw: Withdraw | None = None,
    ) -> None:
        """Run `body` for each command of this type, as a job; `lease`, `timeout` in seconds; `withdraw` tells the vendor."""
        self._types[command.TYPE] = command
        self._kinds.append(Kind(command, body, progress, concurrency, tries, lease, timeout, withdraw))

    def cancels(self, command: type[CancelWork]) -> None:
        """This command stops the open jobs of its sequence."""
        self._types[command.TYPE] = command
        self._cancels.add(command.TYPE)

    def handles(self, messages: Sequence[type[Message]], handler: Handler) -> None:
        """Give all messages of these types, in batches, to the service's one transactional handler."""
        if self._handler is not None:
            raise ValueError("A service has one transactional handler: give it all message types at once.")
        self._handler = handler
        self._types.update({m.TYPE: m for m in messages})

    def decides(self, messages: Sequence[type[Message]], decider: Decider, reading: Reading = EVERYTHING) -> None:
        """Like `handles`, for a handler whose own rows tell a repeat: it needs no inbox, and what it writes is one statement.

        Other processes may decide on the same rows at the same time, so a part that depends on what was read has to be `exact`.
        """
        if self._decider is not None:
            raise ValueError("A service has one deciding handler: give it all message types at once.")
        self._decider, self._reading = decider, reading
        self._types.update({m.TYPE: m for m in messages})

    def mounts(self, path: str, app: Any) -> None:
        """Serve an ASGI app beside /healthz, /readyz and /metrics."""
        self.mounted.append((path, app))

    def every(self, seconds: float, sweep: Sweep) -> None:
        """Run `sweep` in a transaction of its own again and again; it must bear being run by several replicas."""
        self._sweeps.append((seconds, sweep))

    def at_start(self, function: Callable[[], Awaitable[None]]) -> None:
        """Run once, after the migrations and before messages are taken."""
        self._starts.append(function)

    def pool(self) -> asyncpg.Pool:
        """Connections for reads outside of transactions.

        Raises Broken while the service is starting.
        """
        if self._pool is None:
            raise Broken(f"{self.name} is still starting. Try again in a moment.")
        return self._pool

    async def transact(self, function: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run `function` in one transaction with its outbox, and hand the messages on after the commit."""
        try:
            async with self.pool().acquire() as connection, connection.transaction():
                work = Transaction(connection)
                result = await function(work)
                written = await execute(connection, self._owner, Batch(outbox=work.turn.outbox, parts=work.turn.parts()))
        except (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncio.CancelledError):
            self._relay.connection_lost()
            raise
        self._relay.send(written.bundles, written.held)
        for told in work.turn.committed:
            told()
        return result

    # Its life.

    async def start(self, compute: Compute) -> None:
        """Migrate, take up what was left, join the group.

        Raises what the servers raise when they cannot be reached.
        """
        dsn = self.environment.dsn_of(self.name)
        own = {} if self._migrations is None else {self.name: self._migrations}
        await bring_up_to_date(dsn, {"chassis": ENGINE, **own})
        self._pool = await pool_of(dsn, f"sagareel-{self.name}")
        self._producer = AIOKafkaProducer(
            bootstrap_servers=self.environment.kafka,
            client_id=f"sagareel-{self.name}-relay",
            enable_idempotence=True,
            acks="all",
            max_batch_size=1 << 20,
            max_request_size=9 << 20,
        )
        await self._producer.start()
        self._publisher = Publisher(self._producer, self.environment.prefix, self._published)
        hooks = Hooks(self._committed, self._completed, self._buried, self._reconnected)
        self._store = Store(self._connect, self._owner, hooks, self.name)
        self._relay = Relay(self._publisher, self._owner, self._store.forget)
        self._store.handler, self._store.decider = self._handler, self._decider
        self.jobs = JobRunner(self.name, self._owner, self._store, self._publisher, self._pool, self.media, compute)
        for kind in self._kinds:
            self.jobs.register(kind)
        await self._take_up()
        self._writer = asyncio.create_task(self._store.run())
        await self._listen()
        await self.follows.start(compute, self._pool)
        self.ready = True

    async def _take_up(self) -> None:
        for function in self._starts:
            await function()
        async with self.pool().acquire() as connection:
            await self._relay.start(connection, self.environment.instance)
        await self.jobs.start(self.environment.instance)
        self._again_and_again(BEAT, self._beat)
        self._again_and_again(600.0, partial(tidy, self.pool(), self._relay))
        for seconds, sweep in self._sweeps:
            self._again_and_again(seconds, partial(self.transact, sweep))

    async def _listen(self) -> None:
        self._consumers: Consumers | None = None
        if not self._types:
            return
        topics = sorted({topic_of(message) for message in self._types.values()})
        self._consumers = Consumers(self.name, self.environment, self._types, self._reading, self._taken)
        await self._consumers.start(topics)

    async def _connect(self) -> asyncpg.Connection:
        return await hot_connection(self.environment.dsn_of(self.name), f"sagareel-{self.name}-store", self._settings)

    async def drain(self, grace: float = 10.0) -> None:
        """Stop taking messages and claiming jobs, finish or hand back what runs, flush the outbox, leave (promise 13)."""
        self.ready = False
        if self._consumers is not None:
            await self._consumers.stop()
        await self.follows.stop()
        await self.jobs.drain(grace)
        for task in self._tasks:
            task.cancel()
        await self._store.settled()
        await self._publisher.drain(5.0)
        self._store.close()
        await self._writer
        async with self.pool().acquire() as connection:
            await self._relay.stop(connection)
        await self._producer.stop()
        await self.pool().close()

    # What the parts tell each other.

    async def _taken(self, arrivals: Sequence[Arrival], dead: Sequence[Outgoing], marks: Mapping[TopicPartition, int]) -> None:
        jobs: list[Arrival] = []
        handled: list[Arrival] = []
        for arrival in arrivals:
            type_ = arrival.delivery.envelope.type
            if type_ in self._cancels:
                self._store.accept(self.jobs.accept(jobs))
                jobs = []
                self._store.cancel(arrival.delivery.envelope.sequence)
            elif type_ in self.jobs.kinds:
                jobs.append(arrival)
            else:
                handled.append(arrival)
        if jobs:
            self._store.accept(self.jobs.accept(jobs))
        if handled:
            self._store.arrive(handled)
        if dead:
            self._store.publish(dead)
        self._store.mark(dict(marks))
        await self._store.room()

    def _committed(self, batch: Batch, written: Written) -> None:
        if batch.jobs:
            self.jobs.stored(batch.jobs, written.jobs)
        for job in [job for job in batch.changes if job not in written.changes]:
            self.jobs.lost(job)
        for job in written.cancels:
            self.jobs.lost(job)
        self._relay.send(written.bundles, written.held)
        self._relay.deleted(batch.published)

    def _completed(self, marks: Marks) -> None:
        if self._consumers is not None:
            for partition, offset in marks.items():
                self._consumers.offsets.done(partition, offset)

    def _published(self, sent: Sequence[Sent]) -> None:
        telemetry.PUBLISHED.labels(self.name).inc(len(sent))
        self._relay.published(sent)

    def _buried(self, arrival: Arrival, error: Exception) -> Outgoing:
        telemetry.DEAD.labels(self.name).inc()
        return bury(self.name, arrival.record, f"the handler failed: {error!r}"[:1000])

    def _reconnected(self) -> None:
        self._relay.connection_lost()
        self._tasks.append(asyncio.create_task(self.jobs.recover()))

    # What it does again and again.

    async def _beat(self) -> None:
        self.jobs.beat()
        async with self.pool().acquire() as connection:
            await self._relay.sweep(connection)
        await self.jobs.look()

    def _again_and_again(self, seconds: float, function: Callable[[], Awaitable[None]]) -> None:
        self._tasks.append(asyncio.create_task(repeat(self.name, seconds, function)))
