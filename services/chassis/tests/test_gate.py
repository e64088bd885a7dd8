"""The gate on a real database: two replicas of two services, one account; no slot too many, none lost, no idle connection."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, cast

import asyncpg
import pytest

from chassis.admission import gate as gate_module
from chassis.admission import line, shared
from chassis.admission.gate import Gate, User
from chassis.admission.line import Limits
from chassis.environment import Environment
from chassis.errors import Busy
from chassis.work import Job, Tools
from contracts.envelope import Envelope
from contracts.imagery import GenerateSheet

from .samples import NOTHING

ACCOUNT = "vendor:test"
LEFT = """
select (select count(*) from vendor.ticket)
  + (select count(*) from pg_stat_activity where application_name like 'sagareel-%-vendor' and datname = current_database())
"""
COMMAND = GenerateSheet(storyboard=NOTHING, subject="s", model="m", seed=1)


def job(id_: str, tenant: str = "t") -> Job[GenerateSheet]:
    return Job(id_, Envelope(id_, GenerateSheet.TYPE, "test", tenant, f"q-{tenant}"), COMMAND)


def tools(told: list[tuple[str, int, float]] | None = None) -> Tools:
    none = cast("Any", None)
    return Tools(none, none, none, none, none, lambda *place: None if told is None else told.append(place))


@pytest.fixture
async def watcher(environment: Environment) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(environment.dsn_of("motion"))
    yield connection
    await connection.close()


def gates(environment: Environment, limits: Limits) -> list[Gate]:
    """Two replicas of each of two services."""
    users = [User(service, environment.dsn_of(service)) for service in ("imagery", "motion", "imagery", "motion")]
    return [Gate(ACCOUNT, limits, user) for user in users]


async def worked(gate: Gate, id_: str, tenant: str, seconds: float) -> None:
    """One job, as the chassis would run it: Busy means later."""
    while True:
        try:
            async with gate.admitted(job(id_, tenant), tools()):
                await asyncio.sleep(seconds)
                return
        except Busy as error:
            await asyncio.sleep(min(error.retry_after, 0.2))


async def test_replicas_of_two_services_share_one_limit_and_leave_nothing_behind(
    environment: Environment, watcher: asyncpg.Connection
) -> None:
    dice, most, now = random.Random(11), 0, 0
    replicas = gates(environment, Limits(3))

    async def one(number: int) -> None:
        nonlocal most, now
        gate = replicas[number % 4]
        while True:
            try:
                async with gate.admitted(job(f"j{number}", f"t{number % 5}"), tools()):
                    now += 1
                    most = max(most, now)
                    await asyncio.sleep(dice.uniform(0.0, 0.1))
                    now -= 1
                    return
            except Busy as error:
                await asyncio.sleep(min(error.retry_after, 0.2))

    async with asyncio.timeout(60):
        await asyncio.gather(*(one(number) for number in range(40)))
    assert most == 3
    await nothing_is_left(watcher)


async def nothing_is_left(watcher: asyncpg.Connection) -> None:
    """No ticket, and no connection either."""
    async with asyncio.timeout(20):
        while True:
            if not await watcher.fetchval(LEFT):
                return
            await asyncio.sleep(0.05)


async def test_what_a_dead_process_held_comes_back_with_its_lease(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "LEASE", 1.5)
    monkeypatch.setattr(gate_module, "LEASE", 1.5)
    dead, alive, *_ = gates(environment, Limits(1))
    with dead.seat(job("dead"), tools()) as seat:
        await seat.enter()
    started = asyncio.get_running_loop().time()
    await worked(alive, "alive", "t", 0.0)
    assert asyncio.get_running_loop().time() - started > 1.0


async def test_who_was_let_in_keeps_his_slot_when_the_next_round_begins_before_he_hears_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate = Gate(ACCOUNT, Limits(1), User("imagery", "nowhere"))
    rounds: list[line.Asks] = []

    async def decided(*args: Any) -> line.Decision:
        rounds.append(args[-1])
        if len(rounds) == 1:
            gate.leave("another")  # the next round begins at once, before anybody else runs
        else:
            await asyncio.sleep(0)
        return line.Decision(cast("Any", None), {})

    async def connected(*_: Any, **__: Any) -> Any:
        return SimpleNamespace(transaction=nullcontext, terminate=lambda: None, is_closed=lambda: False)

    monkeypatch.setattr(gate_module, "decided", decided)
    monkeypatch.setattr(shared, "shared_connection", connected)
    with gate.seat(job("one"), tools()) as seat:
        await seat.enter()
        await asyncio.sleep(0.05)
        assert [list(asks.leave) for asks in rounds] == [[], ["another"]]


async def test_a_slot_is_renewed_as_long_as_its_job_is_here(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "LEASE", 0.9)
    monkeypatch.setattr(gate_module, "LEASE", 0.9)
    first, second, *_ = gates(environment, Limits(1))
    with first.seat(job("long"), tools()) as seat:
        await seat.enter()
        waiting = asyncio.create_task(worked(second, "next", "t", 0.0))
        await asyncio.sleep(2.5)
        assert not waiting.done()
        seat.leave()
    await asyncio.wait_for(waiting, 10)


async def test_the_gates_of_many_accounts_share_a_few_connections_and_leave_none(environment: Environment) -> None:
    lender = shared.Lender(environment.dsn_of("imagery"), "sagareel-many-gates", most=3)
    user = User("imagery", environment.dsn_of("imagery"))
    many = [Gate(f"fal:{n}", Limits(1), user, lender) for n in range(12)]
    connection = await asyncpg.connect(environment.dsn_of("imagery"))
    query = "select count(*) from pg_stat_activity where application_name = 'sagareel-many-gates'"
    try:
        with contextlib.ExitStack() as seats:
            held = [seats.enter_context(gate.seat(job(str(n)), tools())) for n, gate in enumerate(many)]
            await asyncio.gather(*(seat.enter() for seat in held))
            assert 1 <= await connection.fetchval(query) <= 3
            for seat in held:
                seat.leave()
        async with asyncio.timeout(10):
            while await connection.fetchval(query):  # noqa: ASYNC110 — the server tells nobody
                await asyncio.sleep(0.05)
    finally:
        await connection.close()


async def test_a_waiting_job_is_told_its_place_and_goes_back_when_it_is_far_behind(environment: Environment) -> None:
    gate, other, *_ = gates(environment, Limits(1))
    told: list[tuple[str, int, float]] = []
    with gate.seat(job("holder"), tools()) as seat:
        await seat.enter()
        standing = [asyncio.create_task(worked(other, f"w{n}", "t", 0.0)) for n in range(4)]
        await asyncio.sleep(0.3)
        with other.seat(job("far"), tools(told)) as far, pytest.raises(Busy) as caught:
            await far.enter()
        assert caught.value.retry_after > gate_module.PATIENCE
        vendor, ahead, starts_in = told[0]
        assert (vendor, ahead) == ("vendor", 4)
        assert starts_in > 10
        seat.leave()
    await asyncio.gather(*standing)


async def test_a_pause_that_one_process_was_told_holds_for_all(environment: Environment) -> None:
    first, second, *_ = gates(environment, Limits(5))
    with pytest.raises(Busy):
        async with first.admitted(job("told"), tools()):
            raise Busy("The vendor is full.", retry_after=1.5)
    await asyncio.sleep(0.2)
    started = asyncio.get_running_loop().time()
    await worked(second, "other", "t", 0.0)
    assert asyncio.get_running_loop().time() - started > 0.8


async def test_a_job_that_is_stopped_while_it_waits_takes_no_slot(environment: Environment, watcher: asyncpg.Connection) -> None:
    gate, other, *_ = gates(environment, Limits(1))
    with gate.seat(job("holder"), tools()) as seat:
        await seat.enter()
        waiting = asyncio.create_task(worked(gate, "stopped", "t", 0.0))
        await asyncio.sleep(0.2)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        seat.leave()
    await nothing_is_left(watcher)
    await asyncio.wait_for(worked(other, "next", "t", 0.0), 20)
