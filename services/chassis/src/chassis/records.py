"""What moves through a store: deliveries in, outgoing messages out. Shared by store, relay, consumers and jobs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import asyncpg
import orjson
from aiokafka import ConsumerRecord
from asyncpg.pool import PoolConnectionProxy

from contracts.base import Message
from contracts.envelope import Envelope, headers_of, partition_of
from contracts.topics import PARTITIONS

Connection = asyncpg.Connection | PoolConnectionProxy
"""A connection of one's own or one lent by a pool."""

Headers = Sequence[tuple[str, bytes]]


class Delivery(NamedTuple):
    """One message as a handler gets it: parsed, and for the first time; `body` is what it was parsed from."""

    envelope: Envelope
    message: Message
    body: bytes = b""


class Stranger(Message):
    """An event of a type that this release does not know; its envelope and body say what it is."""

    TYPE: ClassVar = ""


STRANGER = Stranger()


@dataclass(frozen=True, slots=True)
class Reading:
    """How much of what arrives a deciding handler wants to see, and how soon."""

    unread: Collection[str] = ()
    """Messages of these types come blank: their envelope says all that the handler wants to know."""
    known: Collection[str] | None = None
    """When given: events of a step whose type is not among these come as Strangers, because a newer release may know them."""
    pause: float = 0.0
    """Seconds between two looks at what has come: who need not know at once gets more at a time, and leaves the others alone."""


EVERYTHING = Reading()


class Arrival(NamedTuple):
    """A delivery with the record it came in."""

    delivery: Delivery
    record: ConsumerRecord


class Outgoing(NamedTuple):
    """A message on its way out: one of ours, or (without an envelope) headers and bytes as they came.

    `job` names the job whose completion it belongs to: it is written only if that job was still ours.
    """

    id: str
    tenant: str
    sequence: str
    topic: str
    partition: int
    envelope: Envelope | None
    value: bytes
    job: str | None = None
    raw_headers: Headers = ()

    def headers(self) -> Headers:
        """The headers for Kafka."""
        return self.raw_headers if self.envelope is None else headers_of(self.envelope)


def outgoing(envelope: Envelope, message: Message, topic: str, job: str | None = None) -> Outgoing:
    """A message on its way to the outbox."""
    sequence = envelope.sequence
    return Outgoing(
        envelope.id, envelope.tenant, sequence, topic, partition_of(sequence, PARTITIONS), envelope, message.body(), job
    )


def pack_envelope(envelope: Envelope) -> str:
    """The envelope as the job table keeps it."""
    return orjson.dumps([*envelope]).decode()


def unpack_envelope(packed: str) -> Envelope:
    """The inverse of pack_envelope."""
    return Envelope(*orjson.loads(packed))
