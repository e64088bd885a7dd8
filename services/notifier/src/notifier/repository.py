"""All SQL of the notifier: signing secrets and the delivery log."""

import base64
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import astuple, dataclass
from typing import Protocol, TypeVar

from chassis.transaction import Transaction
from notifier.ports import Attempt

T = TypeVar("T", covariant=True)

_MAKE = "insert into secret (tenant_id, secret) values ($1, $2) on conflict do nothing"
_VALID = """
select secret from secret where tenant_id = $1 and (expires_at is null or expires_at > now()) order by made_at desc
"""
_NOTE = """
insert into delivery (tenant_id, sequence_id, webhook_id, attempt, url, status, error, seconds)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""


class Transact(Protocol):
    """`Service.transact`."""

    async def __call__(self, function: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run `function` in one transaction."""


@dataclass(frozen=True, slots=True)
class StoredSecrets:
    """Secrets in the database; the gateway will show them to their tenant."""

    transact: Transact

    async def of(self, tenant: str) -> tuple[str, ...]:
        """The valid ones, newest first; makes one for a tenant that has none."""
        return await self.transact(lambda tx: _secrets_of(tx, tenant))


@dataclass(frozen=True, slots=True)
class StoredLog:
    """The delivery log in the database."""

    transact: Transact

    async def note(self, attempt: Attempt) -> None:
        """Keep one attempt."""
        await self.transact(lambda tx: tx.execute(_NOTE, *astuple(attempt)))


def new_secret() -> str:
    """A Standard Webhooks secret: 32 random bytes."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


async def _secrets_of(tx: Transaction, tenant: str) -> tuple[str, ...]:
    rows = await tx.fetch(_VALID, tenant)
    if not rows:
        await tx.execute(_MAKE, tenant, new_secret())
        rows = await tx.fetch(_VALID, tenant)
    return tuple(row["secret"] for row in rows)
