"""Row-level security: a transaction sees the rows of one tenant, or of all, or (if nobody says) none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from chassis.transaction import Transaction

_SET = "select set_config('app.tenant', $1, true)"


async def every_tenant(tx: Transaction) -> None:
    """Let this transaction work on the rows of all tenants: only the projection and the sweeps do."""
    await tx.execute(_SET, "*")


async def only_tenant(tx: Transaction, tenant: str) -> None:
    """Let this transaction work on the rows of one tenant."""
    await tx.execute(_SET, tenant)


@asynccontextmanager
async def reading(pool: asyncpg.Pool, tenant: str) -> AsyncIterator["PoolConnectionProxy[asyncpg.Record]"]:
    """A connection that can only read, and only rows of one tenant ("*": of all, for the fan-out of streams)."""
    async with pool.acquire() as connection, connection.transaction(readonly=True):
        await connection.execute(_SET, tenant)
        yield connection
