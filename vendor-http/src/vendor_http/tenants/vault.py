"""The rows of tenants' keys: set, replaced, removed, found. The gateway writes them, the services that pay vendors read them."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg
import structlog

from chassis.admission.shared import Lender
from chassis.environment import Environment
from vendor_http.limits import account_name
from vendor_http.tenants.sealing import Label, Seal, UnopenedError

log = structlog.get_logger()

LINGERS = 30.0
"""Seconds for which a connection is kept that nobody needs at the moment."""

_END = "update vendor.key set ended = now() where tenant_id = $1 and vendor = $2 and ended is null"
_ADD = """
insert into vendor.key (id, tenant_id, vendor, sealed, fingerprint) values ($1, $2, $3, $4, $5)
returning vendor, fingerprint, set_at
"""
_OF_TENANT = "select vendor, fingerprint, set_at from vendor.key where tenant_id = $1 and ended is null order by vendor"
_CURRENT = "select vendor, id from vendor.key where tenant_id = $1 and ended is null"
_SEALED = "select vendor, sealed from vendor.key where id = $1 and tenant_id = $2"
_OLD = "delete from vendor.key where ended < now() - interval '7 days'"
_ALL = "select id, tenant_id, vendor, sealed from vendor.key"
_RESEAL = "update vendor.key set sealed = $3 where id = $1 and sealed = $2"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is told of a key: never the key."""

    vendor: str
    fingerprint: str
    """The first eight digits of the SHA-256 of the vendor's name, a line break and the key."""
    set_at: datetime


class Vault:
    """Those of one process."""

    def __init__(self, seal: Seal, dsn: str, service: str) -> None:
        self._seal = seal
        self._lender = Lender(dsn, f"sagareel-{service}-keys", most=1, lingers=LINGERS)

    @classmethod
    def of(cls, environment: Environment, service: str) -> "Vault | None":
        """None where no master key is set, so that tenants' keys cannot be kept.

        Raises MissingSettingError when it cannot be read.
        """
        seal = Seal.of(environment.variables)
        return None if seal is None else cls(seal, environment.dsn_of(service), service)

    async def set(self, tenant: str, vendor: str, key: str) -> Kept:
        """Keep a key; it takes the place of the one before."""
        id_ = f"{vendor}/{secrets.token_hex(8)}"
        sealed = self._seal.seal(key, Label(tenant, vendor, id_))
        async with self._lender.lent() as connection, connection.transaction():
            await connection.execute("select pg_advisory_xact_lock(hashtext($1))", f"key:{tenant}:{vendor}")
            await connection.execute(_END, tenant, vendor)
            return _kept(await connection.fetchrow(_ADD, id_, tenant, vendor, sealed, fingerprint(vendor, key)))

    async def remove(self, tenant: str, vendor: str) -> None:
        """Ask nothing new with it; jobs that have asked with it go on. None set is none removed."""
        async with self._lender.lent() as connection:
            await connection.execute(_END, tenant, vendor)

    async def of_tenant(self, tenant: str) -> list[Kept]:
        """What a tenant has set, by vendor."""
        async with self._lender.lent() as connection:
            return [_kept(row) for row in await connection.fetch(_OF_TENANT, tenant)]

    async def current(self, tenant: str) -> Mapping[str, str]:
        """The ids of a tenant's keys, by vendor."""
        async with self._lender.lent() as connection:
            return {row["vendor"]: row["id"] for row in await connection.fetch(_CURRENT, tenant)}

    async def key(self, tenant: str, id_: str) -> str | None:
        """A tenant's key, also one that has ended; None when it is gone.

        Raises UnopenedError when no master key of ours opens it.
        """
        async with self._lender.lent() as connection:
            row = await connection.fetchrow(_SEALED, id_, tenant)
        return None if row is None else self._seal.open(row["sealed"], Label(tenant, row["vendor"], id_))

    async def tidy(self) -> None:
        """Delete keys that ended so long ago that no job can have anything open with them."""
        async with self._lender.lent() as connection:
            await connection.execute(_OLD)

    async def reseal(self) -> int:
        """Seal with the newest master key what an older one has sealed, so that the older can be dropped; how many were."""
        async with self._lender.lent() as connection:
            rows = [row for row in await connection.fetch(_ALL) if not self._seal.is_newest(row["sealed"])]
            fresh = await asyncio.to_thread(self._resealed, rows)
            await connection.executemany(_RESEAL, fresh)
        if rows:
            log.info("tenants' keys were sealed anew", sealed=len(fresh), unopened=len(rows) - len(fresh))
        return len(fresh)

    def _resealed(self, rows: Sequence[asyncpg.Record]) -> list[tuple[str, bytes, bytes]]:
        done = []
        for row in rows:
            label = Label(row["tenant_id"], row["vendor"], row["id"])
            try:
                done.append((row["id"], row["sealed"], self._seal.seal(self._seal.open(row["sealed"], label), label)))
            except UnopenedError as error:
                log.warning("a tenant's key cannot be opened", key=row["id"], error=str(error))
        return done


def fingerprint(vendor: str, key: str) -> str:
    """By which people tell keys apart; the beginning of what names their account in admission."""
    return account_name(vendor, key).partition(":")[2][:8]


def _kept(row: asyncpg.Record | None) -> Kept:
    assert row is not None
    return Kept(row["vendor"], row["fingerprint"], row["set_at"])
