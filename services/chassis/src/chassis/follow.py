"""Hears events without any promise, for work that may be done early: `service.follows(types, body)`.

There is no inbox, no offset and no second try: what was told while nobody listened is not heard again, and must not be missed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import asyncpg
import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from pydantic import ValidationError

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.media import Media
from chassis.records import Delivery
from chassis.takes import Takes
from chassis.work import Tools
from contracts.base import Message
from contracts.envelope import UnreadableError, decode
from contracts.topics import topic_of

log = structlog.get_logger()
Following = Callable[[Delivery, Tools], Awaitable[None]]

MOST = 500
"""Bodies at work at a time; beyond that events wait in Kafka."""


class Follower:
    """One consumer group of its own; one sequence's events of all topics come to the same replica."""

    def __init__(self, service: str, environment: Environment, media: Media) -> None:
        self._service, self._environment, self._media = service, environment, media
        self._types: dict[str, type[Message]] = {}
        self._body: Following | None = None
        self._working: set[asyncio.Task[None]] = set()
        self._listening: asyncio.Task[None] | None = None

    def __call__(self, messages: Sequence[type[Message]], body: Following) -> None:
        """Run `body` for each event of these types, as long as somebody listens."""
        self._types, self._body = {m.TYPE: m for m in messages}, body

    async def start(self, compute: Compute, pool: asyncpg.Pool) -> None:
        """Join the group."""
        if self._body is None:
            return
        self._compute, self._takes = compute, Takes(pool)
        self._consumer = AIOKafkaConsumer(
            *sorted({self._environment.prefix + topic_of(message) for message in self._types.values()}),
            bootstrap_servers=self._environment.kafka,
            client_id=f"sagareel-{self._service}-follower",
            group_id=f"{self._environment.prefix}{self._service}.follower",
            partition_assignment_strategy=[RangePartitionAssignor],
            enable_auto_commit=False,
            auto_offset_reset="latest",
        )
        await self._consumer.start()
        await self._consumer.seek_to_end()
        self._listening = asyncio.create_task(self._listen(self._body))

    async def stop(self) -> None:
        """Leave the group and what was begun."""
        if self._listening is None:
            return
        for task in (self._listening, *self._working):
            task.cancel()
        await asyncio.gather(self._listening, *self._working, return_exceptions=True)
        await self._consumer.stop()

    async def _listen(self, body: Following) -> None:
        async for record in self._consumer:
            if delivery := self._read(record):
                task = asyncio.create_task(self._follow(body, delivery))
                self._working.add(task)
                task.add_done_callback(self._working.discard)
            while len(self._working) >= MOST:
                await asyncio.wait(self._working, return_when=asyncio.FIRST_COMPLETED)

    def _read(self, record: ConsumerRecord) -> Delivery | None:
        try:
            envelope = decode(record.headers)
            type_ = self._types.get(envelope.type)
            return Delivery(envelope, type_.read(record.value or b"")) if type_ else None
        except (UnreadableError, ValidationError):
            return None

    async def _follow(self, body: Following, delivery: Delivery) -> None:
        tools = Tools(self._media, self._takes, self._compute, lambda *_: None, _not_stored)
        try:
            await body(delivery, tools)
        except Exception as error:  # noqa: BLE001 — nothing depends on it, whatever it was
            log.info("what was followed could not be used", service=self._service, error=repr(error)[:500])
        finally:
            await tools.clean()


async def _not_stored(_: str) -> None:
    """Who follows submits nothing to a vendor."""
