"""What the gateway needs of the service that it runs in; `chassis.service.Service` is one."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol, TypeVar

import asyncpg

from chassis.transaction import Transaction
from contracts.base import MediaRef

T = TypeVar("T")


class Store(Protocol):
    """Where texts go and films come from."""

    async def put(self, tenant: str, data: bytes, media_type: str) -> MediaRef:
        """Store bytes."""
        ...

    async def fetch(self, ref: MediaRef) -> Path:
        """A verified local file with the bytes."""
        ...

    async def part(self, ref: MediaRef, start: int, length: int) -> bytes:
        """Some bytes of a large medium, straight from the store."""
        ...


class Host(Protocol):
    """Reads, transactions and media."""

    @property
    def media(self) -> Store:
        """The object store."""
        ...

    def pool(self) -> asyncpg.Pool:
        """Connections for reads."""
        ...

    async def transact(self, function: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run a function in one transaction."""
        ...
