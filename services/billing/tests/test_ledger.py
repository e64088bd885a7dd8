"""The ledger in a real database: exact after every batch, whoever writes at the same time."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import asyncpg
import pytest

import billing
from billing.handlers import settle
from billing.settings import Settings
from chassis.migrate import ENGINE, migrate
from chassis.records import Delivery
from chassis.transaction import Transaction
from contracts.base import Message
from contracts.billing import CaptureHold, GrowHold, HoldCredits, ReleaseHold
from contracts.envelope import Envelope
from local_stack import Stack

MIGRATIONS = Path(billing.__file__).parent / "migrations"
SETTINGS = Settings(opening_balance=10_000, opening_sponsored=500)


@pytest.fixture
async def pool(stack: Stack) -> AsyncIterator[asyncpg.Pool]:
    databases = stack.fresh_database()
    dsn = databases["SAGAREEL_BILLING_DSN"]
    connection = await asyncpg.connect(dsn)
    await migrate(connection, {"engine": ENGINE, "billing": MIGRATIONS})
    await connection.close()
    async with asyncpg.create_pool(dsn, min_size=1, max_size=4) as pool:
        yield pool
    stack.drop_database(databases)


class Counted(Transaction):
    """A transaction that counts its statements."""

    statements = 0

    async def fetch(self, sql: str, *arguments: object) -> list[asyncpg.Record]:
        self.statements += 1
        return await super().fetch(sql, *arguments)

    async def execute(self, sql: str, *arguments: object) -> None:
        self.statements += 1
        await super().execute(sql, *arguments)


def delivery(message: Message, sequence: str = "s1", tenant: str = "t1", id_: str = "") -> Delivery:
    return Delivery(Envelope(id_ or f"c{random.getrandbits(64):x}", message.TYPE, "coordinator", tenant, sequence), message)


async def write(pool: asyncpg.Pool, deliveries: Sequence[Delivery], settings: Settings = SETTINGS) -> Counted:
    async with pool.acquire() as connection, connection.transaction():
        tx = Counted(connection)
        await settle(deliveries, tx, settings)
        return tx


def names(tx: Transaction) -> list[str]:
    return [row.envelope.type.split(".")[2] for row in tx.turn.outbox if row.envelope]


async def account(pool: asyncpg.Pool, tenant: str = "t1") -> tuple[int, int, int]:
    (row,) = await pool.fetch("select balance, sponsored, held from account where tenant_id = $1", tenant)
    return tuple(row)


async def discrepancies(pool: asyncpg.Pool) -> list[tuple[str, str]]:
    return [tuple(row) for row in await pool.fetch("select * from discrepancy")]


async def test_a_film_is_held_grown_and_captured(pool: asyncpg.Pool) -> None:
    told = await write(
        pool, [delivery(HoldCredits(amount=400)), delivery(GrowHold(amount=900)), delivery(CaptureHold(amount=700))]
    )
    assert names(told) == ["CreditsHeld", "HoldGrown", "HoldCaptured"]
    assert await account(pool) == (9_800, 0, 0)
    (hold,) = await pool.fetch("select amount, sponsored, captured, released, state from hold")
    assert tuple(hold) == (900, 500, 700, 200, "captured")
    assert await discrepancies(pool) == []


async def test_a_released_film_costs_nothing(pool: asyncpg.Pool) -> None:
    await write(pool, [delivery(HoldCredits(amount=400))])
    assert await account(pool) == (10_000, 100, 400)
    told = await write(pool, [delivery(ReleaseHold(reason="failed")), delivery(ReleaseHold(reason="again"))])
    assert names(told) == ["HoldReleased", "HoldReleased"]
    assert await account(pool) == (10_000, 500, 0)
    assert await pool.fetchval("select coalesce(sum(amount), 0) from posting where account = 'revenue'") == 0
    assert await discrepancies(pool) == []


async def test_a_tenant_gets_its_opening_credits_once(pool: asyncpg.Pool) -> None:
    for sequence in ("s1", "s2"):
        await write(pool, [delivery(HoldCredits(amount=0), sequence)])
    assert await account(pool) == (10_000, 500, 0)
    assert await pool.fetchval("select sum(amount) from posting where account = 'issued'") == -10_500


async def test_who_is_refused_at_first_sight_still_has_an_account(pool: asyncpg.Pool) -> None:
    assert names(await write(pool, [delivery(HoldCredits(amount=11_000))])) == ["CreditsRefused"]
    assert await account(pool) == (10_000, 500, 0)
    assert await discrepancies(pool) == []


async def test_the_answer_names_its_command_and_sequence(pool: asyncpg.Pool) -> None:
    told = await write(pool, [delivery(HoldCredits(amount=1), "s7", id_="c7")])
    headers = {name: value.decode() for name, value in told.turn.outbox[0].headers()}
    assert (headers["ce_causation"], headers["ce_sequence"], headers["ce_tenant"]) == ("c7", "s7", "t1")
    assert headers["ce_source"] == "/sagareel/billing"


async def test_a_command_cannot_be_booked_twice(pool: asyncpg.Pool) -> None:
    await write(pool, [delivery(HoldCredits(amount=400), id_="c1")])
    with pytest.raises(asyncpg.UniqueViolationError):
        await pool.execute("insert into entry select * from entry where command_id = 'c1'")


@pytest.mark.parametrize("end", [(ReleaseHold(reason="failed"),), (HoldCredits(amount=400), CaptureHold(amount=100))])
async def test_a_hold_that_is_redriven_after_its_film_has_ended_holds_nothing(
    pool: asyncpg.Pool, end: tuple[Message, ...]
) -> None:
    await write(pool, [delivery(message) for message in end])
    before = await account(pool)
    assert names(await write(pool, [delivery(HoldCredits(amount=400))])) == ["CreditsRefused"]
    assert await account(pool) == before
    assert before[2] == 0
    assert await discrepancies(pool) == []


@pytest.mark.parametrize("change", ["update entry set amount = 1", "delete from entry", "truncate entry"])
async def test_the_ledger_is_append_only(pool: asyncpg.Pool, change: str) -> None:
    await write(pool, [delivery(HoldCredits(amount=400))])
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await pool.execute(change)


async def test_the_audit_finds_money_that_was_made_up(pool: asyncpg.Pool) -> None:
    await write(pool, [delivery(HoldCredits(amount=400))])
    await pool.execute("update account set balance = balance + 1, held = held - 1")
    assert {what for _, what in await discrepancies(pool)} == {
        "the account is not the sum of its entries",
        "what is held is not the sum of the open holds",
    }


async def test_a_batch_of_any_size_is_four_statements(pool: asyncpg.Pool) -> None:
    large = [delivery(HoldCredits(amount=1), f"s{number}", f"t{number % 7}") for number in range(600)]
    assert (await write(pool, large)).statements == (await write(pool, [delivery(HoldCredits(amount=1))])).statements == 4
    assert await discrepancies(pool) == []


def anything(dice: random.Random, tenants: int, sequences: int) -> Delivery:
    amount = dice.choice((0, 1, 50, 400, 3_000, 20_000))
    message = dice.choice(
        (HoldCredits(amount=amount), GrowHold(amount=amount), CaptureHold(amount=amount), ReleaseHold(reason="x"))
    )
    tenant = dice.randrange(tenants)
    return delivery(message, f"s{tenant}-{dice.randrange(sequences)}", f"t{tenant}")


@pytest.mark.parametrize("seed", range(3))
async def test_batches_that_race_leave_an_exact_ledger_and_no_deadlock(pool: asyncpg.Pool, seed: int) -> None:
    dice = random.Random(seed)

    async def replica(rounds: int) -> int:
        answers = 0
        for _ in range(rounds):
            batch = [anything(dice, tenants=5, sequences=4) for _ in range(dice.randrange(1, 25))]
            answers += len((await write(pool, batch)).turn.outbox) - len(batch)
            assert await discrepancies(pool) == []
        return answers

    async with asyncio.timeout(60):
        assert await asyncio.gather(*(replica(12) for _ in range(4))) == [0, 0, 0, 0]
    assert await pool.fetchval("select count(*) from entry where reason = 'opening'") == 10
