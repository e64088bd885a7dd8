"""The SQL of the coordinator on a real PostgreSQL, against the rows in memory as its oracle."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import asyncpg
import pytest

from chassis.migrate import migrate
from chassis.transaction import Transaction
from coordinator import app, repository
from coordinator.domain.engine import advance
from coordinator.domain.inputs import Input, Outcome, SequenceTimedOut, Started, StepTimedOut
from coordinator.domain.recipes import RECIPES
from coordinator.domain.slices import Decision, Wanted, wanted
from local_stack import Stack

from .films import order, plan
from .store import Store
from .world import START, Answer, World


@pytest.fixture
def dsn(stack: Stack) -> Iterator[str]:
    databases = stack.fresh_database()
    yield databases["SAGAREEL_COORDINATOR_DSN"]
    stack.drop_database(databases)


@pytest.fixture
async def tx(dsn: str) -> AsyncIterator[Transaction]:
    connection = await asyncpg.connect(dsn, server_settings={"plan_cache_mode": "force_generic_plan"})
    assert app.__file__
    await migrate(connection, {"coordinator": Path(app.__file__).parent / "migrations"})
    yield Transaction(connection)
    await connection.close()


class Both:
    """Every load and write is done in memory and in PostgreSQL, and compared."""

    def __init__(self, tx: Transaction, world: World) -> None:
        self.tx, self.world, self.loads = tx, world, 0

    async def replay(self) -> None:
        store = Store()
        for now, batch in self.world.batches:
            need = wanted(batch)
            expected = store.load("film-1", need)
            found = (await repository.load(self.tx, {"film-1": need, "nobody": Wanted({"x": True}, True)}))["film-1"]
            assert found == expected
            decision = advance(RECIPES, found, batch, now)
            store.write("film-1", decision)
            await repository.write(self.tx, {"film-1": decision})
            self.loads += 1
        assert await self.tx.fetchval("select count(*) from step") == len(store.steps["film-1"])


@pytest.mark.parametrize("seed", range(4))
async def test_a_whole_film_is_loaded_and_written_as_in_memory(tx: Transaction, seed: int) -> None:
    random = Random(seed)

    def behaviour(step: str, _attempt: int, _command: object) -> Answer:
        return random.choice(["broken", "lost"]) if random.random() < 0.15 and ":" in step else "good"

    world = World(Random(seed), behaviour, plan(3, 3, 3), cost=3, repeats=0.2)
    world.start(order("idea", webhook=True))
    world.run(until=lambda: seed == 3 and len(world.history) > 20)
    if seed == 3:
        world.cancel()
    world.run()
    both = Both(tx, world)
    await both.replay()
    assert both.loads >= 20
    assert await tx.fetchval("select state from sequence") == world.state


async def test_names_of_any_kind_survive(tx: Transaction) -> None:
    odd = plan(1, 1, 1)
    shot = odd.scenes[0].shots[0].model_copy(update={"id": 'quote " backslash \\ brace {}, comma, NULL, \u202eרtl 🎬'})
    scene = odd.scenes[0].model_copy(update={"shots": (shot,)})
    world = World(Random(1), plan=odd.model_copy(update={"scenes": (scene,)}))
    world.start(order())
    assert world.run() == "completed"
    await Both(tx, world).replay()


async def test_what_is_overdue_is_found_once_and_in_time(tx: Transaction) -> None:
    world = World(Random(1), behaviour=lambda _s, _a, _c: "lost")
    world.give(Started(order(), "tenant-1"))
    await Both(tx, world).replay()
    assert await repository.expired(tx, START + timedelta(seconds=59)) == {}
    late = START + timedelta(seconds=60 + repository.TICK)
    assert await repository.expired(tx, late) == {"film-1": [StepTimedOut("hold", 1)]}
    assert await repository.expired(tx, late) == {}
    much_later = START + timedelta(days=1)
    assert await repository.expired(tx, much_later) == {"film-1": [StepTimedOut("hold", 1), SequenceTimedOut()]}


async def test_a_batch_of_many_films_takes_three_statements(tx: Transaction) -> None:
    films: dict[str, list[Input]] = {f"film-{n}": [Started(order(), "tenant-1")] for n in range(50)}
    texts: list[str] = []
    fetch, execute = tx.fetch, tx.execute

    async def counted_fetch(sql: str, *arguments: object) -> list[asyncpg.Record]:
        texts.append(sql)
        return await fetch(sql, *arguments)

    async def counted_execute(sql: str, *arguments: object) -> None:
        texts.append(sql)
        await execute(sql, *arguments)

    tx.fetch, tx.execute = counted_fetch, counted_execute  # type: ignore[method-assign]
    await _decide(tx, films)
    assert len(texts) == 2  # nothing to load of films that are new
    texts.clear()
    held = World(Random(1))
    held.give(Started(order(), "tenant-1"))
    (outcome,) = [each for each in held.inputs if isinstance(each, Outcome)]
    decisions = await _decide(tx, {id_: [outcome] for id_ in films})
    assert len(texts) == 3
    assert all([out.step for out in decision.outgoing] == ["analyze"] for decision in decisions.values())


async def _decide(tx: Transaction, films: dict[str, list[Input]]) -> dict[str, Decision]:
    slices = await repository.load(tx, {id_: wanted(inputs) for id_, inputs in films.items()})
    decisions = {id_: advance(RECIPES, slices[id_], inputs, START) for id_, inputs in films.items()}
    await repository.write(tx, decisions)
    return decisions


async def test_two_replicas_cannot_decide_on_one_sequence_at_once(tx: Transaction, dsn: str) -> None:
    world = World(Random(1), plan=plan(1, 3, 0))
    world.start(order())
    world.run(until=lambda: len([step for step, _, _ in world.commands() if step.startswith(("speech", "music"))]) == 3)
    await Both(tx, world).replay()
    inputs = [each for each in world.inputs if isinstance(each, Outcome) and each.step.startswith(("speech", "music"))]
    assert len(inputs) == 3
    connections = [await asyncpg.connect(dsn) for _ in inputs]

    async def decide(connection: asyncpg.Connection, given: Input) -> None:
        async with connection.transaction():
            mine = Transaction(connection)
            slices = await repository.load(mine, {"film-1": wanted([given])})
            await asyncio.sleep(0.05)
            await repository.write(mine, {"film-1": advance(RECIPES, slices["film-1"], [given], START)})

    await asyncio.gather(*(decide(c, given) for c, given in zip(connections, inputs, strict=True)))
    for connection in connections:
        await connection.close()
    pending = world.store.steps["film-1"]["assemble"].pending
    assert await tx.fetchval("select pending from step where key = 'assemble'") == pending - 3


async def test_updates_of_steps_are_heap_only(tx: Transaction) -> None:
    world = World(Random(1), plan=plan(20, 5, 5))
    world.start(order())
    world.run()
    await Both(tx, world).replay()
    await tx.execute("select pg_stat_force_next_flush()")
    row = (await tx.fetch("select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relname = 'step'"))[0]
    assert row["n_tup_upd"] > 300
    assert row["n_tup_hot_upd"] >= 0.95 * row["n_tup_upd"]
