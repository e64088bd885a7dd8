"""CloudEvents 1.0 in binary mode on Kafka: attributes as `ce_*` headers, the body as JSON, the sequence id as key.

Our extensions: `ce_tenant`, `ce_sequence`, `ce_step`, `ce_attempt`, `ce_causation` (the id of the command that an event answers);
`traceparent` is the W3C header. A message is known by (source, id).
"""

import hashlib
import time
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from contracts.base import Event, Message

JSON = b"application/json"

LONGEST_HEADER = 512
"""Characters; every attribute of ours is far shorter."""

_REQUIRED = ("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_tenant", "ce_sequence")


class UnreadableError(ValueError):
    """A record that is no message of ours; the text says why."""


class Envelope(NamedTuple):
    """Everything about a message but its body. A tuple, because one is made for every message that comes or goes."""

    id: str
    type: str
    source: str
    tenant: str
    sequence: str
    step: str = ""
    attempt: int = 0
    causation: str = ""
    time: str = ""
    traceparent: str = ""


class Record(NamedTuple):
    """A message as Kafka carries it."""

    topic: str
    key: bytes
    headers: tuple[tuple[str, bytes], ...]
    value: bytes


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def command_id(sequence: str, step: str, attempt: int, type_: str) -> str:
    """The id of a command: the same step and attempt always give the same id."""
    return _digest(f"{sequence}\n{step}\n{attempt}\n{type_}")


def event_id(causation: str, type_: str) -> str:
    """The id of an event that answers a command."""
    return _digest(f"{causation}\n{type_}")


def answer(command: Envelope, event: type[Event] | Event, source: str) -> Envelope:
    """The envelope of an event that a command has led to."""
    return Envelope(
        id=event_id(command.id, event.TYPE),
        type=event.TYPE,
        source=source,
        tenant=command.tenant,
        sequence=command.sequence,
        step=command.step,
        attempt=command.attempt,
        causation=command.id,
        time="",
        traceparent=command.traceparent,
    )


def partition_of(sequence: str, partitions: int) -> int:
    """The partition of a sequence, the same on every topic with as many partitions."""
    return zlib.crc32(sequence.encode()) % partitions


def encode(envelope: Envelope, topic: str, body: Message | bytes) -> Record:
    """Envelope and body as a Kafka record."""
    value = body if isinstance(body, bytes) else body.body()
    return Record(topic, envelope.sequence.encode(), headers_of(envelope), value)


def headers_of(envelope: Envelope) -> tuple[tuple[str, bytes], ...]:
    """The envelope as Kafka headers; one without a time is told now."""
    headers = (
        ("ce_specversion", b"1.0"),
        ("ce_id", envelope.id.encode()),
        ("ce_source", envelope.source.encode()),
        ("ce_type", envelope.type.encode()),
        ("ce_time", envelope.time.encode() or _time_at(int(time.time() * 1000))),
        ("ce_tenant", envelope.tenant.encode()),
        ("ce_sequence", envelope.sequence.encode()),
        ("ce_step", envelope.step.encode()),
        ("ce_attempt", b"%d" % envelope.attempt),
        ("ce_causation", envelope.causation.encode()),
        ("content-type", JSON),
    )
    return (*headers, ("traceparent", envelope.traceparent.encode())) if envelope.traceparent else headers


@lru_cache(maxsize=8)
def _time_at(milliseconds: int) -> bytes:
    """Many messages are told within one millisecond, and formatting a time costs as much as all other headers."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds").encode()


def decode(headers: Sequence[tuple[str, bytes | None]]) -> Envelope:
    """The envelope from Kafka headers.

    Raises UnreadableError, with a sentence, when a header is missing, null, not UTF-8 or not what it should hold.
    """
    found = _texts(headers)
    try:
        envelope = Envelope(
            found["ce_id"],
            found["ce_type"],
            found["ce_source"],
            found["ce_tenant"],
            found["ce_sequence"],
            found.get("ce_step", ""),
            _attempt(found.get("ce_attempt", "0")),
            found.get("ce_causation", ""),
            found.get("ce_time", ""),
            found.get("traceparent", ""),
        )
    except KeyError as error:
        raise UnreadableError(f"header {error.args[0]} is missing") from None
    if (version := found.get("ce_specversion")) != "1.0":
        raise UnreadableError(f"CloudEvents version {version} is not 1.0" if version else "header ce_specversion is missing")
    if not (envelope.id and envelope.type and envelope.source and envelope.tenant and envelope.sequence):
        empty = next(name for name in _REQUIRED if not found[name])
        raise UnreadableError(f"header {empty} is missing")
    return envelope


def _texts(headers: Sequence[tuple[str, bytes | None]]) -> dict[str, str]:
    """The headers as text; looked at one by one only when something is wrong, because this runs for every message."""
    try:
        found = {name: raw.decode() for name, raw in headers if raw is not None}
    except UnicodeDecodeError:
        return _examined(headers)
    everything = "".join(found.values())
    if len(found) != len(headers) or len(everything) > LONGEST_HEADER or not everything.isprintable():
        return _examined(headers)
    return found


def _examined(headers: Sequence[tuple[str, bytes | None]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, raw in headers:
        if raw is None:
            if name in _REQUIRED:
                raise UnreadableError(f"header {name} is null")
            continue
        try:
            found[name] = raw.decode()
        except UnicodeDecodeError:
            raise UnreadableError(f"header {name} is not UTF-8") from None
        if len(found[name]) > LONGEST_HEADER or any(character < " " for character in found[name]):
            raise UnreadableError(f"header {name} holds a control character or more than {LONGEST_HEADER} characters")
    return found


def _attempt(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise UnreadableError("header ce_attempt is not a number")
    return int(text)
