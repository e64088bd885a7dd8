"""What a handler writes with, and the messages that leave with it. Only the chassis opens and commits transactions."""

from collections.abc import Callable, Sequence
from typing import Any

import asyncpg

from chassis.columns import Filled, Part, fill
from chassis.records import Connection, Outgoing, outgoing
from contracts.base import Message
from contracts.envelope import Envelope
from contracts.topics import topic_of

MAX_BODY = 3 * 1024 * 1024
"""Bytes; topics take 4 MiB with headers."""


class MessageTooLargeError(ValueError):
    """A message that no topic would take."""


class Turn:
    """One decision: it reads first; what it writes and publishes then goes out together, in one statement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.outbox: list[Outgoing] = []
        self._rows: dict[Part, list[Sequence[Any]]] = {}
        self.committed: list[Callable[[], None]] = []

    async def fetch(self, sql: str, *arguments: object) -> list[asyncpg.Record]:
        """All rows of a query."""
        rows: list[asyncpg.Record] = await self._connection.fetch(sql, *arguments)
        return rows

    def write(self, part: Part, rows: Sequence[Sequence[Any]]) -> None:
        """Have rows written by this part of the statement."""
        if rows:
            self._rows.setdefault(part, []).extend(rows)

    def parts(self) -> list[Filled]:
        """What is to be written.

        Raises UnstorableError when a text holds a control character.
        """
        return [fill(part, rows) for part, rows in self._rows.items()]

    def publish(self, envelope: Envelope, message: Message) -> None:
        """Send a message if and only if this is committed; order per sequence is kept.

        Raises MessageTooLargeError above 3 MiB.
        """
        row = outgoing(envelope, message, topic_of(type(message)))
        if len(row.value) > MAX_BODY:
            raise MessageTooLargeError(
                f"{envelope.type} of {len(row.value)} bytes is too large for the bus: pass a MediaRef instead."
            )
        self.outbox.append(row)

    def after(self, function: Callable[[], None]) -> None:
        """Call this once it is committed; never if it is not."""
        self.committed.append(function)


class Transaction:
    """SQL in the service's own schema, and messages that leave when it is committed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.turn = Turn(connection)
        """For deciding in the midst of a transaction: written at its end."""

    async def fetch(self, sql: str, *arguments: object) -> list[asyncpg.Record]:
        """All rows."""
        return await self.turn.fetch(sql, *arguments)

    async def fetchval(self, sql: str, *arguments: object) -> Any:
        """The first column of the first row."""
        return await self._connection.fetchval(sql, *arguments)

    async def execute(self, sql: str, *arguments: object) -> None:
        """No rows."""
        await self._connection.execute(sql, *arguments)

    def publish(self, envelope: Envelope, message: Message) -> None:
        """As `Turn.publish`."""
        self.turn.publish(envelope, message)
