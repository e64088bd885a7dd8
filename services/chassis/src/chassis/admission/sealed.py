"""The rows of tenants' keys, which are sealed before they come here (ADR 0216). Used by `vendor_http.tenants.vault`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import asyncpg

from chassis.admission.shared import Lender
from chassis.pending import TRANSIENT

LINGERS = 30.0
"""Seconds for which a connection is kept that nobody needs at the moment."""
UNREADABLE = (*TRANSIENT, asyncpg.PostgresError)
"""Errors that say that the rows cannot be read now."""

_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext($1))"
_END = "update vendor.key set ended = now() where tenant_id = $1 and vendor = $2 and ended is null"
_ADD = """
insert into vendor.key (id, tenant_id, vendor, sealed, fingerprint) values ($1, $2, $3, $4, $5)
returning vendor, fingerprint, set_at
"""
_OF_TENANT = "select vendor, fingerprint, set_at from vendor.key where tenant_id = $1 and ended is null order by vendor"
_CURRENT = "select vendor, id from vendor.key where tenant_id = $1 and ended is null"
_OLD = "delete from vendor.key where ended < now() - interval '7 days'"
_FOUND = "select id, tenant_id, vendor, sealed, fingerprint from vendor.key where id = $1 and tenant_id = $2"
_ALL = "select id, tenant_id, vendor, sealed, fingerprint from vendor.key"
_RESEAL = "update vendor.key set sealed = $3 where id = $1 and sealed = $2"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is told of a key: never the key."""

    vendor: str
    fingerprint: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class SealedKey:
    """One version of a tenant's key."""

    id: str
    tenant: str
    vendor: str
    sealed: bytes = field(repr=False)
    fingerprint: str


class SealedKeys:
    """Those of one process."""

    def __init__(self, dsn: str, service: str) -> None:
        self._lender = Lender(dsn, f"sagareel-{service}-keys", most=1, lingers=LINGERS)

    async def set(self, key: SealedKey) -> Kept:
        """Keep a key; it takes the place of the one before."""
        async with self._lender.lent() as connection, connection.transaction():
            await connection.execute(_ONE_AT_A_TIME, f"key:{key.tenant}:{key.vendor}")
            await connection.execute(_END, key.tenant, key.vendor)
            row = await connection.fetchrow(_ADD, key.id, key.tenant, key.vendor, key.sealed, key.fingerprint)
        assert row is not None
        return Kept(**row)

    async def remove(self, tenant: str, vendor: str) -> None:
        """It is no longer the current one."""
        async with self._lender.lent() as connection:
            await connection.execute(_END, tenant, vendor)

    async def of_tenant(self, tenant: str) -> list[Kept]:
        """What a tenant has set, by vendor."""
        async with self._lender.lent() as connection:
            return [Kept(**row) for row in await connection.fetch(_OF_TENANT, tenant)]

    async def current(self, tenant: str) -> Mapping[str, str]:
        """The ids of a tenant's keys, by vendor."""
        async with self._lender.lent() as connection:
            return {row["vendor"]: row["id"] for row in await connection.fetch(_CURRENT, tenant)}

    async def found(self, tenant: str, id_: str) -> SealedKey | None:
        """A tenant's key, also one that has ended."""
        async with self._lender.lent() as connection:
            row = await connection.fetchrow(_FOUND, id_, tenant)
        return None if row is None else SealedKey(*row)

    async def tidy(self) -> None:
        """Delete keys that ended so long ago that no job can have anything open with them."""
        async with self._lender.lent() as connection:
            await connection.execute(_OLD)

    async def all(self) -> list[SealedKey]:
        """Every key of every tenant, for sealing them anew."""
        async with self._lender.lent() as connection:
            return [SealedKey(*row) for row in await connection.fetch(_ALL)]

    async def reseal(self, changes: Sequence[tuple[SealedKey, bytes]]) -> None:
        """Put another seal in the place of these, unless somebody else has done so."""
        async with self._lender.lent() as connection:
            await connection.executemany(_RESEAL, [(key.id, key.sealed, fresh) for key, fresh in changes])
