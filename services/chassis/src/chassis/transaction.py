"""The transaction of a handler: its SQL, and the messages that leave with it. Only the chassis opens and commits it."""

from typing import Any

import asyncpg

from chassis.records import Connection, Outgoing, outgoing
from contracts.base import Message
from contracts.envelope import Envelope
from contracts.topics import topic_of

MAX_BODY = 3 * 1024 * 1024
"""Bytes; topics take 4 MiB with headers."""


class MessageTooLargeError(ValueError):
    """A message that no topic would take."""


class Transaction:
    """SQL in the service's own schema, and `publish` into the outbox."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.outbox: list[Outgoing] = []

    async def fetch(self, sql: str, *arguments: object) -> list[asyncpg.Record]:
        """All rows."""
        rows: list[asyncpg.Record] = await self._connection.fetch(sql, *arguments)
        return rows

    async def fetchval(self, sql: str, *arguments: object) -> Any:
        """The first column of the first row."""
        return await self._connection.fetchval(sql, *arguments)

    async def execute(self, sql: str, *arguments: object) -> None:
        """No rows."""
        await self._connection.execute(sql, *arguments)

    def publish(self, envelope: Envelope, message: Message) -> None:
        """Send a message if and only if this transaction commits; order per sequence is kept.

        Raises MessageTooLargeError above 3 MiB.
        """
        row = outgoing(envelope, message, topic_of(type(message)))
        if len(row.value) > MAX_BODY:
            raise MessageTooLargeError(
                f"{envelope.type} of {len(row.value)} bytes is too large for the bus: pass a MediaRef instead."
            )
        self.outbox.append(row)
