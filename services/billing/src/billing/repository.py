"""All SQL of billing: a batch is loaded under its tenants' locks and written back, in four statements whatever its size."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

from billing.domain import Account, Entry, Hold
from chassis.transaction import Transaction

Key = tuple[str, str]
"""Tenant and sequence."""

_MEET = "insert into account (tenant_id) select unnest($1::text[]) on conflict do nothing returning tenant_id"
_LOCK = """
select tenant_id, balance, sponsored, held from account where tenant_id = any($1::text[]) order by tenant_id for update
"""
_HOLDS = """
select found.* from unnest($1::text[], $2::text[]) as wanted (tenant_id, sequence_id) cross join lateral (
    select tenant_id, sequence_id, amount, sponsored, captured, released, state from hold
    where (tenant_id, sequence_id) = (wanted.tenant_id, wanted.sequence_id) offset 0
) as found
"""
"""`offset 0` keeps it one index look-up per hold: as a join it may become a scan of the whole table."""
_STORE = """
with accounts as (
    update account a set balance = n.balance, sponsored = n.sponsored, held = n.held
    from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) as n (tenant_id, balance, sponsored, held)
    where a.tenant_id = n.tenant_id
), holds as (
    insert into hold (tenant_id, sequence_id, amount, sponsored, captured, released, state)
    select * from unnest($5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::text[])
    on conflict (tenant_id, sequence_id) do update set amount = excluded.amount, sponsored = excluded.sponsored,
        captured = excluded.captured, released = excluded.released, state = excluded.state, changed_at = now()
)
insert into entry (command_id, line, tenant_id, sequence_id, reason, debit, credit, amount)
select * from unnest($12::text[], $13::smallint[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::bigint[])
"""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with the command that caused it; command and number together are its key."""

    command: str
    number: int
    tenant: str
    sequence: str
    entry: Entry


async def lock_accounts(tx: Transaction, tenants: Iterable[str]) -> tuple[dict[str, Account], frozenset[str]]:
    """The tenants' accounts, locked in the order of their names so that replicas cannot deadlock, and who is new."""
    wanted = sorted(set(tenants))
    new = frozenset(row["tenant_id"] for row in await tx.fetch(_MEET, wanted))
    rows = await tx.fetch(_LOCK, wanted)
    return {row["tenant_id"]: Account(row["balance"], row["sponsored"], row["held"]) for row in rows}, new


async def load_holds(tx: Transaction, keys: Iterable[Key]) -> dict[Key, Hold]:
    """The holds of some sequences; call it after their accounts are locked, so that it sees the last word."""
    wanted = sorted(set(keys))
    rows = await tx.fetch(_HOLDS, [tenant for tenant, _ in wanted], [sequence for _, sequence in wanted])
    return {
        (row["tenant_id"], row["sequence_id"]): Hold(
            row["amount"], row["sponsored"], row["captured"], row["released"], row["state"]
        )
        for row in rows
    }


async def store(tx: Transaction, accounts: Mapping[str, Account], holds: Mapping[Key, Hold], lines: Sequence[Line]) -> None:
    """Everything that a batch has changed, in one statement."""
    account_rows = [(tenant, *astuple(account)) for tenant, account in sorted(accounts.items())]
    hold_rows = [(*key, *astuple(hold)) for key, hold in sorted(holds.items())]
    entry_rows = [(line.command, line.number, line.tenant, line.sequence, *astuple(line.entry)) for line in lines]
    await tx.execute(_STORE, *_columns(account_rows, 4), *_columns(hold_rows, 7), *_columns(entry_rows, 8))


def _columns(rows: Sequence[Sequence[object]], width: int) -> list[list[object]]:
    return [[row[column] for row in rows] for column in range(width)]
