"""What moves through a store: deliveries in, outgoing messages out. Shared by store, relay, consumers and jobs."""

from collections.abc import Sequence
from typing import NamedTuple

import asyncpg
import orjson
from aiokafka import ConsumerRecord
from asyncpg.pool import PoolConnectionProxy

from contracts.base import Message
from contracts.envelope import Envelope, encode, partition_of
from contracts.topics import PARTITIONS

Connection = asyncpg.Connection | PoolConnectionProxy
"""A connection of one's own or one lent by a pool."""


class Delivery(NamedTuple):
    """One message as a handler gets it: parsed, and for the first time."""

    envelope: Envelope
    message: Message


class Arrival(NamedTuple):
    """A delivery with the record it came in."""

    delivery: Delivery
    record: ConsumerRecord


class Outgoing(NamedTuple):
    """One outbox row. `job` names the job whose completion it belongs to: it is written only if that job was still ours."""

    id: str
    tenant: str
    sequence: str
    topic: str
    partition: int
    headers: Sequence[tuple[str, bytes]]
    value: bytes
    job: str | None = None

    def packed_headers(self) -> bytes:
        """The headers as one value for the table."""
        return orjson.dumps([(name, value.decode("latin-1")) for name, value in self.headers])


def unpack_headers(packed: bytes) -> tuple[tuple[str, bytes], ...]:
    """The inverse of Outgoing.packed_headers."""
    return tuple((name, value.encode("latin-1")) for name, value in orjson.loads(packed))


def outgoing(envelope: Envelope, message: Message, topic: str, job: str | None = None) -> Outgoing:
    """A message on its way to the outbox."""
    record = encode(envelope, topic, message)
    return Outgoing(
        id=envelope.id,
        tenant=envelope.tenant,
        sequence=envelope.sequence,
        topic=topic,
        partition=partition_of(envelope.sequence, PARTITIONS),
        headers=record.headers,
        value=record.value,
        job=job,
    )


def pack_envelope(envelope: Envelope) -> bytes:
    """The envelope as the job table keeps it."""
    return orjson.dumps(envelope)


def unpack_envelope(packed: bytes) -> Envelope:
    """The inverse of pack_envelope."""
    return Envelope(**orjson.loads(packed))
