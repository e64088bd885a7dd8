"""Who may call and what signs links: API keys by their hash, and the installation's secret. Called by `gateway.access`."""

import secrets
from dataclasses import dataclass

import asyncpg

from chassis.transaction import Transaction

_CALLER = """
select tenant_id, scopes from api_key
where key_hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())
"""

_KEEP_KEY = "insert into api_key (key_hash, tenant_id, name, scopes) values ($1, $2, $3, $4) on conflict do nothing"

_KEEP = "insert into secret (name, value) values ($1, $2) on conflict do nothing"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose request it is and what it may do."""

    tenant: str
    scopes: frozenset[str]


async def caller_of(pool: asyncpg.Pool, key_hash: bytes) -> Caller | None:
    """Who holds a key; None for keys that are unknown, revoked or expired."""
    row = await pool.fetchrow(_CALLER, key_hash)
    return Caller(row["tenant_id"], frozenset(row["scopes"])) if row else None


async def keep_key(tx: Transaction, key_hash: bytes, caller: Caller, name: str) -> None:
    """Let a key in; a key that is known (or revoked) stays as it is."""
    await tx.execute(_KEEP_KEY, key_hash, caller.tenant, name, sorted(caller.scopes))


async def secret_named(tx: Transaction, name: str) -> bytes:
    """The installation's secret of this name, made by whoever asks first."""
    await tx.execute(_KEEP, name, secrets.token_bytes(32))
    value: bytes = await tx.fetchval("select value from secret where name = $1", name)
    return value
