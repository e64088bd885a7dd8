"""Sends messages to Kafka: one queue per topic and partition, one batch in flight per queue, in order. Used by the relay."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from chassis.records import Outgoing

log = structlog.get_logger()
Lane = tuple[str, int]


@dataclass(slots=True, eq=False)
class Parcel:
    """A bundle of the outbox on its way; `left` are the messages that Kafka does not have yet."""

    position: int
    left: int


class Sent(NamedTuple):
    """A message on its way, with the bundle that keeps it; None for one that is not kept, such as progress."""

    row: Outgoing
    parcel: Parcel | None = None


class Publisher:
    """`send` never waits; `published` hears what Kafka has acknowledged. A batch that fails is sent again, for ever."""

    def __init__(self, producer: AIOKafkaProducer, prefix: str, published: Callable[[Sequence[Sent]], None]) -> None:
        self._prefix = prefix
        self._producer = producer
        self._published = published
        self._lanes: dict[Lane, deque[Sent]] = {}
        self._senders: dict[Lane, asyncio.Task[None]] = {}

    def send(self, messages: Iterable[Sent]) -> None:
        """Queue messages behind those of their partition."""
        for sent in messages:
            lane = (sent.row.topic, sent.row.partition)
            queue = self._lanes.get(lane)
            if queue is None:
                queue = self._lanes[lane] = deque()
            queue.append(sent)
            if lane not in self._senders:
                self._senders[lane] = asyncio.create_task(self._empty(lane, queue))

    async def _empty(self, lane: Lane, queue: deque[Sent]) -> None:
        try:
            while queue:
                batch, messages = self._fill(queue)
                await self._deliver(lane, batch, messages)
                self._published(messages)
        finally:
            del self._senders[lane]

    def _fill(self, queue: deque[Sent]) -> tuple[Any, list[Sent]]:
        batch = self._producer.create_batch()
        messages: list[Sent] = []
        while queue and self._append(batch, queue[0].row):
            messages.append(queue.popleft())
        batch.close()
        return batch, messages

    @staticmethod
    def _append(batch: Any, row: Outgoing) -> bool:
        key = row.sequence.encode()
        return batch.append(key=key, value=row.value, timestamp=None, headers=list(row.headers())) is not None

    async def _deliver(self, lane: Lane, batch: Any, messages: list[Sent]) -> None:
        pause = 0.05
        while True:
            try:
                acknowledged = await self._producer.send_batch(batch, self._prefix + lane[0], partition=lane[1])
                await acknowledged
            except KafkaError as error:
                log.warning("publishing failed, trying again", topic=lane[0], partition=lane[1], error=repr(error), pause=pause)
            else:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, 2.0)
            batch, left = self._fill(deque(messages))
            if len(left) != len(messages):
                raise RuntimeError("a batch that fitted once must fit again")

    async def drain(self, grace: float) -> None:
        """Wait until everything queued is acknowledged, at most `grace` seconds; the table keeps what is left."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(grace):
                while self._senders:
                    await asyncio.wait(list(self._senders.values()))
        for sender in list(self._senders.values()):
            sender.cancel()
