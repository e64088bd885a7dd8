"""Takes messages from Kafka through FastStream, in batches, and gives them to the service; poison goes to the dead topic.

Offsets are committed after the effects are, at most every second; the inbox removes what Kafka then repeats.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, cast

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage
from pydantic import ValidationError

from chassis import telemetry
from chassis.dead import bury
from chassis.environment import Environment
from chassis.records import STRANGER, Arrival, Delivery, Outgoing, Reading
from contracts.base import Message
from contracts.envelope import UnreadableError, decode
from contracts.topics import commands_of

log = structlog.get_logger()

COMMIT_EVERY = 1.0
LARGEST_BODY = 4 * 1024 * 1024
SESSION_TIMEOUT_MS = 6000


class PatientConsumer(AIOKafkaConsumer):  # type: ignore[misc]
    """Waits until there is something: FastStream's batch subscriber sleeps after an empty poll, and a hop would pay for it.

    With a `pause`, in seconds, it looks no oftener than that.
    """

    def __init__(self, *topics: str, pause: float, **options: Any) -> None:
        super().__init__(*topics, **options)
        self._pause = pause
        self._rests_until = 0.0

    async def getmany(self, *partitions: TopicPartition, timeout_ms: int = 0, max_records: int | None = None) -> Any:
        if (rest := self._rests_until - time.monotonic()) > 0:
            await asyncio.sleep(rest)
        while True:
            found = await super().getmany(*partitions, timeout_ms=max(timeout_ms, 1000), max_records=max_records)
            if found:
                self._rests_until = time.monotonic() + self._pause
                return found


class Offsets(ConsumerRebalanceListener):  # type: ignore[misc]
    """What may be committed: the position after the last record of each partition whose effects are stored."""

    def __init__(self) -> None:
        self._done: dict[TopicPartition, int] = {}

    def done(self, partition: TopicPartition, offset: int) -> None:
        """The record at `offset` has had its effect."""
        self._done[partition] = max(offset + 1, self._done.get(partition, 0))

    async def commit(self, consumer: AIOKafkaConsumer) -> None:
        """Tell Kafka; a failure only means that records come again."""
        ready, self._done = self._done, {}
        ready = {p: o for p, o in ready.items() if p in consumer.assignment()}
        if ready:
            try:
                await consumer.commit(ready)
            except KafkaError as error:
                log.info("offsets not committed", error=repr(error))

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Another member takes over: forget positions of partitions that are no longer ours."""
        for partition in revoked:
            self._done.pop(partition, None)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Nothing to do: positions come from Kafka."""


Taken = Callable[[Sequence[Arrival], Sequence[Outgoing], Mapping[TopicPartition, int]], Awaitable[None]]


class Consumers:
    """The subscriber of one service: one group, all topics that its messages travel on."""

    def __init__(
        self,
        service: str,
        environment: Environment,
        types: Mapping[str, type[Message]],
        reading: Reading,
        taken: Taken,
    ) -> None:
        self._service = service
        self._types = types
        self._blank = {type_: types[type_].model_construct() for type_ in reading.unread}
        self._known = reading.known
        self._pause = reading.pause
        self._taken = taken
        self._prefix = environment.prefix
        self._commands = self._prefix + commands_of(service)
        self._member = f"{service}-{environment.instance}" if environment.instance else None
        self.offsets = Offsets()
        self._broker = KafkaBroker(
            environment.kafka,
            client_id=f"sagareel-{service}",
            logger=None,
            allow_auto_create_topics=False,
            consumer_only=True,
            apply_types=False,
        )
        self._committer: asyncio.Task[None] | None = None
        self._subscriber: Any = None

    async def start(self, topics: Sequence[str]) -> None:
        """Join the group and take messages."""
        self._subscriber = self._broker.subscriber(
            *(self._prefix + topic for topic in topics),
            group_id=self._prefix + self._service,
            batch=True,
            max_records=2000,
            batch_timeout_ms=1000,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            session_timeout_ms=SESSION_TIMEOUT_MS,
            heartbeat_interval_ms=SESSION_TIMEOUT_MS // 4,
            max_partition_fetch_bytes=2 * LARGEST_BODY,
            listener=self.offsets,
            parser=self._whole,
            decoder=_records,
        )
        self._subscriber(self._on_batch)
        await self._broker.connect()
        config = self._broker.config.broker_config
        options = cast("partial[AIOKafkaConsumer]", config.builder).keywords
        config.builder = partial(PatientConsumer, **options, group_instance_id=self._member, pause=self._pause)
        await self._broker.start()
        self._committer = asyncio.create_task(self._commit_for_ever())

    async def stop(self) -> None:
        """Take nothing more; offsets of what is stored are committed."""
        if self._committer is not None:
            self._committer.cancel()
        if self._subscriber is not None and self._subscriber.consumer is not None:
            with contextlib.suppress(KafkaError, TimeoutError):
                async with asyncio.timeout(2):
                    await self.offsets.commit(self._subscriber.consumer)
        await self._broker.stop()

    async def _whole(self, records: tuple[ConsumerRecord, ...]) -> KafkaMessage:
        """FastStream's own parser loses a record whose headers it cannot read; this one leaves reading to us."""
        return KafkaMessage(body=b"", raw_message=records, consumer=self._subscriber.consumer)

    async def _on_batch(self, records: tuple[ConsumerRecord, ...]) -> None:
        arrivals: list[Arrival] = []
        dead: list[Outgoing] = []
        marks: dict[TopicPartition, int] = {}
        for record in records:
            marks[TopicPartition(record.topic, record.partition)] = record.offset
            read = self._read(record)
            if isinstance(read, Arrival):
                arrivals.append(read)
            elif read is not None:
                dead.append(bury(self._service, record, read))
        telemetry.MESSAGES.labels(self._service).inc(len(records))
        if dead:
            log.warning("poison messages", service=self._service, count=len(dead))
            telemetry.DEAD.labels(self._service).inc(len(dead))
        await self._taken(arrivals, dead, marks)

    def _read(self, record: ConsumerRecord) -> Arrival | str | None:
        """An arrival; the reason why it is poison; or None for an event that is nothing to us."""
        try:
            envelope = decode(record.headers)
        except UnreadableError as error:
            return str(error)
        type_ = self._types.get(envelope.type)
        if type_ is None and record.topic == self._commands:
            return f"{envelope.type} is not known to {self._service}"
        if type_ is None and (self._known is None or envelope.type in self._known or not envelope.step):
            return None
        if record.value is None or len(record.value) > LARGEST_BODY:
            return "the body is missing" if record.value is None else f"the body has {len(record.value)} bytes"
        blank = STRANGER if type_ is None else self._blank.get(envelope.type)
        if blank is not None:
            return Arrival(Delivery(envelope, blank, record.value), record)
        assert type_ is not None
        try:
            message = type_.read(record.value)
        except ValidationError as error:
            return f"the body is no {envelope.type}: {str(error)[:1000]}"
        return Arrival(Delivery(envelope, message, record.value), record)

    async def _commit_for_ever(self) -> None:
        while True:
            await asyncio.sleep(COMMIT_EVERY)
            if self._subscriber.consumer is not None:
                await self.offsets.commit(self._subscriber.consumer)


async def _records(batch: KafkaMessage) -> tuple[ConsumerRecord, ...]:
    """The records as they came; `_read` reads them."""
    return cast("tuple[ConsumerRecord, ...]", batch.raw_message)
