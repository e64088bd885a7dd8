"""A test's own Kafka client: sends any message, and collects everything that the services tell."""

import asyncio
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self, TypeVar

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from chassis.environment import Environment
from contracts.base import Message
from contracts.envelope import Envelope, decode, encode, partition_of
from contracts.topics import PARTITIONS, TOPICS, topic_of

M = TypeVar("M", bound=Message)
Sent = tuple[Envelope, Message]


class Wire:
    """Everything on the bus of one environment, as far as its type is one of `types` (usually `contracts.registry.MESSAGES`)."""

    def __init__(self, environment: Environment, types: Mapping[str, type[Message]]) -> None:
        self._environment = environment
        self._types = types
        self.seen: list[Sent] = []
        self.dead: list[dict[str, str]] = []
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        topics = [self._environment.prefix + t.name for t in TOPICS]
        self._producer = AIOKafkaProducer(
            bootstrap_servers=self._environment.kafka, max_request_size=9 << 20, enable_idempotence=True
        )
        self._consumer = AIOKafkaConsumer(*topics, bootstrap_servers=self._environment.kafka, auto_offset_reset="earliest")
        await self._producer.start()
        await self._consumer.start()
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._reader.cancel()
        await self._consumer.stop()
        await self._producer.stop()

    async def send(self, messages: Sequence[Sent]) -> None:
        """Publish messages as a well-behaved producer does."""
        for envelope, message in messages:
            record = encode(envelope, topic_of(type(message)), message)
            await self.send_raw(
                record.topic, record.key, record.value, record.headers, partition_of(envelope.sequence, PARTITIONS)
            )

    async def send_raw(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        headers: tuple[tuple[str, bytes | None], ...],
        partition: int = 0,
    ) -> None:
        """Publish any bytes at all."""
        name = self._environment.prefix + topic
        await self._producer.send_and_wait(name, value, key=key, headers=list(headers), partition=partition)

    async def receive(self, message: type[M], count: int = 1, within: float = 90.0) -> list[tuple[Envelope, M]]:
        """The first `count` messages of a type, waiting at most `within` seconds for them."""
        async with asyncio.timeout(within), self._news:
            await self._news.wait_for(lambda: self.count(message) >= count)
        return [(e, m) for e, m in self.seen if isinstance(m, message)][:count]

    async def answers(self, message: type[Message], count: int, within: float = 90.0) -> None:
        """Wait until `count` different messages of a type have been seen, however often each came."""
        async with asyncio.timeout(within), self._news:
            await self._news.wait_for(lambda: len({e.id for e, m in self.seen if isinstance(m, message)}) >= count)

    def count(self, message: type[Message]) -> int:
        """How many of a type have been seen."""
        return sum(isinstance(m, message) for _, m in self.seen)

    async def buried(self, count: int, within: float = 90.0) -> list[dict[str, str]]:
        """The first `count` dead messages, as their headers."""
        async with asyncio.timeout(within), self._news:
            await self._news.wait_for(lambda: len(self.dead) >= count)
        return self.dead[:count]

    async def _read(self) -> None:
        async for record in self._consumer:
            async with self._news:
                if ".dead." in record.topic:
                    self.dead.append({k: v.decode("utf-8", "replace") for k, v in record.headers})
                else:
                    self._note(record.headers, record.value)
                self._news.notify_all()

    def _note(self, headers: tuple[tuple[str, bytes | None], ...], value: bytes | None) -> None:
        try:
            envelope = decode(headers)
            self.seen.append((envelope, self._types[envelope.type].read(value or b"")))
        except (ValueError, KeyError):
            return
