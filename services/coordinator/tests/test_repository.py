"""The SQL of the coordinator on a real PostgreSQL, against the rows in memory as its oracle."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

import asyncpg
import pytest

from chassis.batch import Batch
from chassis.transaction import Transaction, Turn
from chassis.writing import execute
from coordinator import repository
from coordinator.domain.engine import advance
from coordinator.domain.inputs import Input, Outcome, SequenceTimedOut, Started, StepTimedOut
from coordinator.domain.recipes import RECIPES
from coordinator.domain.rows import Decision, Rows
from coordinator.memory import Memory

from .films import order, plan
from .store import Store
from .world import START, Answer, World


async def commit(connection: asyncpg.Connection, turn: Turn) -> None:
    """As a store does it."""
    await execute(connection, "me", Batch(parts=turn.parts()))


async def decide(
    connection: asyncpg.Connection, inputs: dict[str, list[Input]], memory: Memory | None = None
) -> dict[str, Decision]:
    """As the handlers do it, with or without a memory."""
    memory = memory or Memory()
    turn = Turn(connection)
    rows = memory.take(inputs)
    rows |= await repository.load(turn, [id_ for id_ in inputs if id_ not in rows])
    decisions = {id_: advance(RECIPES, rows[id_], given, START) for id_, given in inputs.items()}
    timers = repository.write(turn, rows, decisions, START)
    await commit(connection, turn)
    for id_, decision in decisions.items():
        memory.put(rows[id_], decision, timers[id_])
    return decisions


async def stored(connection: asyncpg.Connection) -> Rows:
    return (await repository.load(Turn(connection), ["film-1"]))["film-1"]


async def replay(connection: asyncpg.Connection, world: World) -> Store:
    """Every load and write is done in memory and in PostgreSQL, and compared."""
    store, memory = Store(), Memory()
    for now, batch in world.batches:
        turn, expected = Turn(connection), store.load("film-1")
        found = await repository.load(turn, ["film-1", "nobody"])
        assert found == {"film-1": expected, "nobody": Rows("nobody")}
        remembered = memory.take(["film-1"]).get("film-1")
        if remembered is not None:
            steps = {key: step._replace(result=None) for key, step in remembered.steps.items()}
            assert (remembered.sequence, steps, remembered.results) == (expected.sequence, expected.steps, expected.results)
        decision = advance(RECIPES, found["film-1"], batch, now)
        store.write("film-1", decision)
        if remembered is not None:
            expected = replace(expected, timer=remembered.timer)
        timers = repository.write(turn, {"film-1": expected}, {"film-1": decision}, now)
        await commit(connection, turn)
        memory.put(expected, decision, timers["film-1"])
    assert await connection.fetchval("select count(*) from step") == len(store.steps["film-1"])
    return store


@pytest.mark.parametrize("seed", range(4))
async def test_a_whole_film_is_loaded_and_written_as_in_memory(connection: asyncpg.Connection, seed: int) -> None:
    random = Random(seed)

    def behaviour(step: str, _attempt: int, _command: object) -> Answer:
        return random.choice(["broken", "lost"]) if random.random() < 0.15 and ":" in step else "good"

    world = World(Random(seed), behaviour, plan(3, 3, 3), cost=3, repeats=0.2)
    world.start(order("idea", webhook=True))
    world.run(until=lambda: seed == 3 and len(world.history) > 20)
    if seed == 3:
        world.cancel()
    world.run()
    await replay(connection, world)
    assert len(world.batches) >= 20
    assert await connection.fetchval("select state from sequence") == world.state


async def test_names_of_any_kind_survive(connection: asyncpg.Connection) -> None:
    odd = plan(1, 1, 1)
    shot = odd.scenes[0].shots[0].model_copy(update={"id": 'quote " backslash \\ brace {}, comma, NULL, \u202eרtl 🎬'})
    scene = odd.scenes[0].model_copy(update={"shots": (shot,)})
    world = World(Random(1), plan=odd.model_copy(update={"scenes": (scene,)}))
    world.start(order())
    assert world.run() == "completed"
    await replay(connection, world)


async def test_names_that_cannot_be_stored_fail_the_film() -> None:
    odd = plan(1, 1, 1)
    shot = odd.scenes[0].shots[0].model_copy(update={"id": "a\x1fb"})
    world = World(Random(1), plan=odd.model_copy(update={"scenes": (odd.scenes[0].model_copy(update={"shots": (shot,)}),)}))
    world.start(order())
    assert world.run() == "failed"


async def test_what_is_overdue_is_found_once_and_in_time(connection: asyncpg.Connection) -> None:
    world = World(Random(1), behaviour=lambda _s, _a, _c: "lost")
    world.give(Started(order(), "tenant-1"))
    await replay(connection, world)

    async def expired(after: float) -> dict[str, list[Input]]:
        tx = Transaction(connection)
        found = await repository.expired(tx, START + timedelta(seconds=after), RECIPES)
        await commit(connection, tx.turn)
        return found

    assert await expired(59) == {}
    assert await expired(60 + repository.TICK) == {"film-1": [StepTimedOut("hold", 1)]}
    assert await expired(60 + repository.TICK) == {}
    assert await expired(24 * 3600) == {"film-1": [StepTimedOut("hold", 1), SequenceTimedOut()]}


async def test_a_film_of_a_newer_release_does_not_hold_up_the_deadlines_of_others(connection: asyncpg.Connection) -> None:
    films: dict[str, list[Input]] = {id_: [Started(order(), "tenant-1")] for id_ in ("a-newer-one", "film-1")}
    await decide(connection, films)
    await connection.execute("update sequence set version = 99 where id = 'a-newer-one'")
    tx = Transaction(connection)
    late = START + timedelta(seconds=60 + repository.TICK)
    assert await repository.expired(tx, late, RECIPES, limit=1) == {"film-1": [StepTimedOut("hold", 1)]}


async def test_a_film_that_waits_for_long_has_one_timer_at_a_time(connection: asyncpg.Connection) -> None:
    world = World(Random(1), plan=plan(3, 3, 3))
    world.start(order())
    world.run(until=lambda: len(world.history) > 12)
    await replay(connection, world)
    assert await connection.fetchval("select count(*) from timer") in {1, 2}


async def test_a_batch_of_many_films_takes_two_queries_and_one_statement(connection: asyncpg.Connection) -> None:
    films: dict[str, list[Input]] = {f"film-{n}": [Started(order(), "tenant-1")] for n in range(50)}
    memory = Memory()
    queries: list[str] = []
    connection.add_query_logger(lambda record: queries.append(record.query))
    await decide(connection, films, memory)
    await asyncio.sleep(0)
    assert len(queries) == 2  # there are no steps of films that are new
    queries.clear()
    held = World(Random(1))
    held.give(Started(order(), "tenant-1"))
    (outcome,) = [each for each in held.inputs if isinstance(each, Outcome)]
    decisions = await decide(connection, {id_: [outcome] for id_ in films}, memory)
    await asyncio.sleep(0)
    assert len(queries) == 1  # what is remembered is not read again
    assert all([out.step for out in decision.outgoing] == ["analyze"] for decision in decisions.values())
    queries.clear()
    await decide(connection, {id_: [outcome] for id_ in films}, Memory())
    await asyncio.sleep(0)
    assert len(queries) == 3


async def in_flight(connection: asyncpg.Connection) -> tuple[World, list[Outcome]]:
    """A film with three outcomes on their way."""
    world = World(Random(1), plan=plan(1, 3, 0))
    world.start(order())
    world.run(until=lambda: len([step for step, _, _ in world.commands() if step.startswith(("speech", "music"))]) == 3)
    await replay(connection, world)
    inputs = [each for each in world.inputs if isinstance(each, Outcome) and each.step.startswith(("speech", "music"))]
    assert len(inputs) == 3
    return world, inputs


async def test_of_two_replicas_that_decide_at_once_one_decides_again(connection: asyncpg.Connection, dsn: str) -> None:
    world, outcomes = await in_flight(connection)
    connections = [await asyncpg.connect(dsn) for _ in outcomes]
    conflicts = 0

    async def insist(mine: asyncpg.Connection, given: Input) -> None:
        nonlocal conflicts
        while True:
            turn = Turn(mine)
            rows = await repository.load(turn, ["film-1"])
            await asyncio.sleep(0.05)
            repository.write(turn, rows, {"film-1": advance(RECIPES, rows["film-1"], [given], START)}, START)
            try:
                await commit(mine, turn)
            except asyncpg.SerializationError:
                conflicts += 1
            else:
                return

    await asyncio.gather(*(insist(c, given) for c, given in zip(connections, outcomes, strict=True)))
    for each in connections:
        await each.close()
    assert conflicts >= 1
    before = world.store.steps["film-1"]["assemble"].pending
    assert (await stored(connection)).steps["assemble"].pending == before - 3


async def test_nothing_is_ignored_because_of_what_was_true_before(connection: asyncpg.Connection) -> None:
    """This replica remembers the film before the hold was answered; the other one has commanded the analysis since."""
    mine, other = Memory(), Memory()
    world = World(Random(1))
    world.give(Started(order(), "tenant-1"))
    await decide(connection, {"film-1": [Started(order(), "tenant-1")]}, mine)
    (held,) = [each for each in world.inputs if isinstance(each, Outcome)]
    world.give(held)
    await decide(connection, {"film-1": [held]}, other)
    (analyzed,) = [each for each in world.inputs if isinstance(each, Outcome) and each.step == "analyze"]
    with pytest.raises(asyncpg.SerializationError):
        await decide(connection, {"film-1": [analyzed]}, mine)
    decisions = await decide(connection, {"film-1": [analyzed]}, mine)
    assert decisions["film-1"].new


async def test_updates_of_steps_are_heap_only(connection: asyncpg.Connection) -> None:
    world = World(Random(1), plan=plan(20, 5, 5))
    world.start(order())
    world.run()
    await replay(connection, world)
    await connection.execute("select pg_stat_force_next_flush()")
    (row,) = await connection.fetch("select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relname = 'step'")
    assert row["n_tup_upd"] > 200
    assert row["n_tup_hot_upd"] >= 0.95 * row["n_tup_upd"]
