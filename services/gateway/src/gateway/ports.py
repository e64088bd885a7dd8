"""What the gateway needs of the service that it runs in; `chassis.service.Service` is one."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
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


class KeptKey(Protocol):
    """What is told of a tenant's key: never the key."""

    @property
    def vendor(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def set_at(self) -> datetime: ...


class VendorKeys(Protocol):
    """Where tenants' keys for vendors are kept; `vendor_http.tenants.vault.Vault` is one."""

    async def set(self, tenant: str, vendor: str, key: str) -> KeptKey:
        """Keep a key in the place of the one before."""
        ...

    async def remove(self, tenant: str, vendor: str) -> None:
        """Ask nothing new with it."""
        ...

    async def of_tenant(self, tenant: str) -> Sequence[KeptKey]:
        """What a tenant has set."""
        ...
