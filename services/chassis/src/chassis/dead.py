"""Dead topics: how poison gets there, how it is read and replayed. Used by the consumers and by `scripts/dead.py`."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from chassis.environment import Environment
from chassis.records import Outgoing
from contracts.topics import dead_of

ABOUT = ("dead_reason", "dead_from", "dead_group")
"""The headers that burying adds."""


def bury(group: str, record: ConsumerRecord, reason: str) -> Outgoing:
    """A poison record as a row for the group's dead topic: its own bytes and headers, with where it came from and why."""
    key = (record.key or b"").decode("utf-8", "replace")
    key = "".join(character for character in key if character >= " ")
    where = f"{record.topic}:{record.partition}:{record.offset}"
    headers = [(name, value if value is not None else b"") for name, value in record.headers]
    about = {"dead_reason": reason, "dead_from": where, "dead_group": group}
    return Outgoing(
        id=f"dead:{group}:{where}",
        tenant="",
        sequence=key,
        topic=dead_of(group),
        partition=0,
        envelope=None,
        value=record.value or b"",
        raw_headers=[*headers, *((name, text.encode()) for name, text in about.items())],
    )


@dataclass(frozen=True, slots=True)
class Dead:
    """One dead message: where it lies, where it came from, why it died, and all its bytes."""

    offset: int
    origin: str
    reason: str
    key: bytes | None
    value: bytes
    headers: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, record: ConsumerRecord) -> "Dead":
        """The record of a dead topic."""
        about = {name: value.decode("utf-8", "replace") for name, value in record.headers if name in ABOUT}
        headers = tuple((name, value) for name, value in record.headers if name not in ABOUT)
        return cls(record.offset, about["dead_from"], about["dead_reason"], record.key, record.value or b"", headers)


async def read_dead(environment: Environment, group: str) -> AsyncIterator[Dead]:
    """Everything in the dead topic of a group, oldest first."""
    place = TopicPartition(environment.prefix + dead_of(group), 0)
    consumer = AIOKafkaConsumer(bootstrap_servers=environment.kafka, enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign([place])
        await consumer.seek_to_beginning(place)
        end = (await consumer.end_offsets([place]))[place]
        while await consumer.position(place) < end:
            for record in (await consumer.getmany(timeout_ms=1000)).get(place, []):
                yield Dead.of(record)
    finally:
        await consumer.stop()


async def replay(environment: Environment, dead: Dead) -> None:
    """Send a dead message to the partition it came from, as it was; the inbox makes a second replay harmless."""
    topic, partition, _ = dead.origin.rsplit(":", 2)
    producer = AIOKafkaProducer(bootstrap_servers=environment.kafka, max_request_size=9 << 20)
    await producer.start()
    try:
        await producer.send_and_wait(topic, dead.value, key=dead.key, headers=list(dead.headers), partition=int(partition))
    finally:
        await producer.stop()
