"""Outgoing messages as the outbox keeps them: some in one row, because a row of its own costs more than all else done for one.

Packed by `chassis.writing` for the store, unpacked by the relay when another process has to publish them.
"""

import base64
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import orjson

from chassis.records import Outgoing
from contracts.envelope import Envelope

ROOM = 6500
"""Bytes of a row that fits one page with all else, so that PostgreSQL neither compresses it nor puts parts of it elsewhere."""
BETWEEN = "\n"
"""Separates sequences; none holds it, because no header may hold a control character."""


class Bundle(NamedTuple):
    """One row of the outbox: messages that were committed together, in their order."""

    rows: tuple[Outgoing, ...]
    sequences: str
    messages: str


class Stored(NamedTuple):
    """A bundle with the position that the table gave it."""

    position: int
    rows: tuple[Outgoing, ...]


def bundled(rows: Iterable[Outgoing]) -> list[Bundle]:
    """The rows in as few bundles as have room for them; one too large for any has a bundle of its own. A repeat is left out."""
    bundles: list[Bundle] = []
    packed: list[tuple[Outgoing, bytes]] = []
    size = 0
    for row in {(row.sequence, row.id): row for row in rows}.values():
        message = orjson.dumps(_packed(row))
        if packed and size + len(message) > ROOM:
            bundles.append(_bundle(packed))
            packed, size = [], 0
        packed.append((row, message))
        size += len(message) + len(row.sequence) + 2
    if packed:
        bundles.append(_bundle(packed))
    return bundles


def _bundle(packed: Sequence[tuple[Outgoing, bytes]]) -> Bundle:
    rows = tuple(row for row, _ in packed)
    sequences = BETWEEN.join(dict.fromkeys(row.sequence for row in rows))
    return Bundle(rows, sequences, f"[{b','.join([message for _, message in packed]).decode()}]")


def unbundled(messages: str) -> tuple[Outgoing, ...]:
    """The inverse of packing."""
    return tuple(_unpacked(*values) for values in orjson.loads(messages))


def _packed(row: Outgoing) -> tuple[Any, ...]:
    """A message of ours as its envelope and its JSON; what is none (a dead letter) as headers and bytes as they came."""
    if row.envelope is not None:
        return row.topic, row.partition, [*row.envelope], row.value.decode()
    headers = [(name, value.decode("latin-1")) for name, value in row.raw_headers]
    whose = (row.id, row.tenant, row.sequence)
    return row.topic, row.partition, None, base64.b64encode(row.value).decode(), whose, headers


def _unpacked(topic: str, partition: int, about: list[Any] | None, body: str, whose: Any = (), headers: Any = ()) -> Outgoing:
    if about is not None:
        envelope = Envelope(*about)
        return Outgoing(envelope.id, envelope.tenant, envelope.sequence, topic, partition, envelope, body.encode())
    id_, tenant, sequence = whose
    raw = [(name, value.encode("latin-1")) for name, value in headers]
    return Outgoing(id_, tenant, sequence, topic, partition, None, base64.b64decode(body), raw_headers=raw)
