"""The rows of admission: reads an account under its lock, and writes what was decided. Called by `chassis.admission.gate`."""

from collections.abc import Sequence
from datetime import UTC, datetime

from chassis.admission.circuit import Circuit
from chassis.admission.line import USUAL_HOLD, Account, Asks, Decision, Limits, State, Ticket, decide
from chassis.records import Connection

_MAKE = "insert into vendor.account (name, tokens, mean) values ($1, $2, $3) on conflict do nothing"
_LOCK = """
select extract(epoch from clock_timestamp())::float8 now, tokens, extract(epoch from filled)::float8 filled,
  extract(epoch from paused)::float8 paused, mean
from vendor.account where name = $1 for update
"""
_TICKETS = """
select job, tenant_id, priority, extract(epoch from asked)::float8 asked, extract(epoch from held)::float8 held,
  extract(epoch from wakes)::float8 wakes, extract(epoch from until)::float8 until, route
from vendor.ticket where account = $1
"""
_SERVED = "select tenant_id, extract(epoch from at)::float8 at from vendor.served where account = $1"
_CIRCUITS = "select route, failures, extract(epoch from opened)::float8 opened, probe from vendor.circuit where account = $1"
_WRITE = """
with gone as (delete from vendor.ticket where account = $1 and job = any($2::text[])),
mended as (delete from vendor.circuit where account = $1 and route = any($17::text[])),
broken as (
  insert into vendor.circuit (account, route, failures, opened, probe)
  select $1, * from unnest($18::text[], $19::int[], $20::timestamptz[], $21::text[])
  on conflict (account, route) do update set failures = excluded.failures, opened = excluded.opened, probe = excluded.probe
),
tickets as (
  insert into vendor.ticket (account, job, service, tenant_id, priority, asked, held, wakes, until, route)
  select $1, job, $3, tenant, priority, asked, held, wakes, until, route
  from unnest($4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[],
    $22::text[]) t(job, tenant, priority, asked, held, wakes, until, route)
  on conflict (account, job) do update
  set priority = excluded.priority, route = excluded.route, held = excluded.held, wakes = excluded.wakes, until = excluded.until
),
served as (
  insert into vendor.served (account, tenant_id, at) select $1, * from unnest($11::text[], $12::timestamptz[])
  on conflict (account, tenant_id) do update set at = excluded.at
),
forgotten as (delete from vendor.served where account = $1 and at < now() - interval '1 day')
update vendor.account set tokens = $13, filled = $14, paused = $15, mean = $16 where name = $1
"""


async def decided(connection: Connection, account: str, service: str, limits: Limits, asks: Asks) -> Decision:
    """Let the asks be decided on what is stored now, and store what follows. In one transaction, which the caller opens."""
    row = await connection.fetchrow(_LOCK, account)
    if row is None:
        await connection.execute(_MAKE, account, float(limits.burst), USUAL_HOLD)
        row = await connection.fetchrow(_LOCK, account)
        assert row is not None
    tickets = {
        r["job"]: Ticket(r["job"], r["tenant_id"], r["priority"], r["asked"], r["held"], r["wakes"], r["until"], r["route"])
        for r in await connection.fetch(_TICKETS, account)
    }
    served = {r["tenant_id"]: r["at"] for r in await connection.fetch(_SERVED, account)}
    broken = await connection.fetch(_CIRCUITS, account)
    circuits = {r["route"]: Circuit(r["failures"], r["opened"], r["probe"]) for r in broken}
    before = State(Account(row["tokens"], row["filled"], row["paused"], row["mean"]), tickets, served, circuits)
    decision = decide(before, asks, limits, row["now"])
    await connection.execute(_WRITE, account, *_written(service, before, decision.state))
    return decision


def _written(service: str, before: State, after: State) -> Sequence[object]:
    changed = [ticket for job, ticket in after.tickets.items() if before.tickets.get(job) != ticket]
    broken = [(route, c) for route, c in after.circuits.items() if before.circuits.get(route) != c]
    served = [(tenant, at) for tenant, at in after.served.items() if before.served.get(tenant) != at]
    return (
        list(before.tickets.keys() - after.tickets.keys()),
        service,
        [t.job for t in changed],
        [t.tenant for t in changed],
        [t.priority for t in changed],
        [_time(t.asked) for t in changed],
        [None if t.held is None else _time(t.held) for t in changed],
        [_time(t.wakes) for t in changed],
        [_time(t.until) for t in changed],
        [tenant for tenant, _ in served],
        [_time(at) for _, at in served],
        after.account.tokens,
        _time(after.account.filled),
        _time(after.account.paused),
        after.account.mean,
        list(before.circuits.keys() - after.circuits.keys()),
        [route for route, _ in broken],
        [circuit.failures for _, circuit in broken],
        [_time(circuit.opened) for _, circuit in broken],
        [circuit.probe for _, circuit in broken],
        [t.route for t in changed],
    )


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
