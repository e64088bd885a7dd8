"""CloudEvents 1.0 in binary mode on Kafka: attributes as `ce_*` headers, the body as JSON, the sequence id as key.

Our extensions: `ce_tenant`, `ce_sequence`, `ce_step`, `ce_attempt`, `ce_causation` (the id of the command that an event answers);
`traceparent` is the W3C header. A message is known by (source, id).
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from contracts.base import Event, Message

JSON = b"application/json"

LONGEST_HEADER = 512
"""Characters; every attribute of ours is far shorter."""

_REQUIRED = ("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_tenant", "ce_sequence")


class UnreadableError(ValueError):
    """A record that is no message of ours; the text says why."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything about a message but its body."""

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
        traceparent=command.traceparent,
    )


def partition_of(sequence: str, partitions: int) -> int:
    """The partition of a sequence, the same on every topic with as many partitions."""
    return zlib.crc32(sequence.encode()) % partitions


def encode(envelope: Envelope, topic: str, body: Message | bytes) -> Record:
    """Envelope and body as a Kafka record."""
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_id", envelope.id.encode()),
        ("ce_source", envelope.source.encode()),
        ("ce_type", envelope.type.encode()),
        ("ce_time", (envelope.time or datetime.now(UTC).isoformat(timespec="milliseconds")).encode()),
        ("ce_tenant", envelope.tenant.encode()),
        ("ce_sequence", envelope.sequence.encode()),
        ("ce_step", envelope.step.encode()),
        ("ce_attempt", str(envelope.attempt).encode()),
        ("ce_causation", envelope.causation.encode()),
        ("content-type", JSON),
    ]
    if envelope.traceparent:
        headers.append(("traceparent", envelope.traceparent.encode()))
    value = body if isinstance(body, bytes) else body.body()
    return Record(topic, envelope.sequence.encode(), tuple(headers), value)


def decode(headers: Sequence[tuple[str, bytes | None]]) -> Envelope:
    """The envelope from Kafka headers.

    Raises UnreadableError, with a sentence, when a header is missing, null, not UTF-8 or not what it should hold.
    """
    found = _texts(headers)
    try:
        envelope = Envelope(
            id=found["ce_id"],
            type=found["ce_type"],
            source=found["ce_source"],
            tenant=found["ce_tenant"],
            sequence=found["ce_sequence"],
            step=found.get("ce_step", ""),
            attempt=_attempt(found.get("ce_attempt", "0")),
            causation=found.get("ce_causation", ""),
            time=found.get("ce_time", ""),
            traceparent=found.get("traceparent", ""),
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
        found = {}
    if (
        len(found) != len(headers)
        or max(map(len, found.values()), default=0) > LONGEST_HEADER
        or "\x00" in "".join(found.values())
    ):
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
        if "\x00" in found[name] or len(found[name]) > LONGEST_HEADER:
            raise UnreadableError(f"header {name} holds a NUL or more than {LONGEST_HEADER} characters")
    return found


def _attempt(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise UnreadableError("header ce_attempt is not a number")
    return int(text)
