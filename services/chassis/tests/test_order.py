"""Promise 3: what is published for one sequence keeps its order, also when two processes publish for it."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence

from chassis import relay
from chassis.bundles import Stored
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.service import Service
from chassis.testing.wire import Wire
from chassis.transaction import Transaction
from contracts.imagery import GenerateSheet
from contracts.registry import MESSAGES

from .samples import command


async def publish(service: Service, steps: Sequence[str]) -> None:
    async def send(tx: Transaction) -> None:
        for step in steps:
            tx.publish(*command("seq-1", step))

    await service.transact(send)


def order(wire: Wire) -> list[str]:
    return list(dict.fromkeys(e.step for e, m in wire.seen if isinstance(m, GenerateSheet)))


async def test_rows_of_a_dead_process_go_before_the_rows_of_its_successor(environment: Environment, compute: Compute) -> None:
    dying = Service("coordinator", environment)
    heir = Service("coordinator", environment)
    await dying.start(compute)
    await heir.start(compute)
    dying._relay._publisher.send = lambda messages: None  # type: ignore[method-assign]  # committed, but never sent: as if killed right there
    async with Wire(environment, MESSAGES) as wire:
        await publish(dying, ["sheet:1", "sheet:2"])
        await publish(heir, ["sheet:3"])
        await asyncio.sleep(0.5)
        assert order(wire) == [], "the heir waits while another process has rows of this sequence"
        for task in dying._tasks:
            task.cancel()  # it no longer says that it is alive
        await publish(heir, ["sheet:4"])
        async with asyncio.timeout(relay.LEASE + 60):
            # Rows of the dead may be told twice, so a count of messages says nothing.
            while "sheet:4" not in order(wire):  # noqa: ASYNC110 — the wire has no event for an order
                await asyncio.sleep(0.05)
        assert order(wire) == ["sheet:1", "sheet:2", "sheet:3", "sheet:4"]
    await heir.drain()


async def test_concurrent_transactions_of_one_process_keep_the_order_of_their_commits(
    environment: Environment, compute: Compute
) -> None:
    service = Service("coordinator", environment)
    await service.start(compute)
    async with Wire(environment, MESSAGES) as wire:
        for start in range(0, 200, 10):
            await publish(service, [f"sheet:{i}" for i in range(start, start + 10)])
        await wire.receive(GenerateSheet, 200)
        assert order(wire) == [f"sheet:{i}" for i in range(200)]
    await service.drain()


async def test_a_transaction_that_fails_publishes_nothing(environment: Environment, compute: Compute) -> None:
    service = Service("coordinator", environment)
    await service.start(compute)

    async def fail(tx: Transaction) -> None:
        tx.publish(*command("seq-1", "sheet:1"))
        raise ValueError("changed my mind")

    async with Wire(environment, MESSAGES) as wire:
        try:
            await service.transact(fail)
        except ValueError:
            await publish(service, ["sheet:2"])
        await wire.receive(GenerateSheet, 1)
        assert order(wire) == ["sheet:2"]
    await service.drain()


async def test_a_row_that_a_lost_connection_hid_is_published_by_the_sweep(environment: Environment, compute: Compute) -> None:
    service = Service("coordinator", environment)
    await service.start(compute)
    send: Callable[..., None] = service._relay.send

    def deaf(bundles: Iterable[Stored], held: Collection[str]) -> None:
        """The commit happened, but nobody here heard of it."""

    async with Wire(environment, MESSAGES) as wire:
        service._relay.send = deaf  # type: ignore[method-assign]
        await publish(service, ["sheet:1"])
        service._relay.send = send  # type: ignore[method-assign]
        service._relay.connection_lost()
        await wire.receive(GenerateSheet, 1)
    await service.drain()


async def test_a_row_of_a_process_that_nobody_knows_is_published(environment: Environment, compute: Compute) -> None:
    """It was forgotten as dead, woke up, wrote, and died before it could say that it lives."""
    service = Service("coordinator", environment)
    await service.start(compute)
    send = service._relay.send
    async with Wire(environment, MESSAGES) as wire:
        service._relay.send = lambda *_: None  # type: ignore[method-assign]
        await publish(service, ["sheet:1"])
        service._relay.send = send  # type: ignore[method-assign]
        async with service.pool().acquire() as connection:
            await connection.execute("update outbox set owner = 'nobody:knows'")
            await service._relay.sweep(connection)
            assert await connection.fetchval("select owner from outbox") == "nobody:knows"
            await service._relay.take_over_lost(connection)
        await wire.receive(GenerateSheet, 1)
    await service.drain()


async def test_a_dead_process_is_forgotten_once_its_rows_are_gone(environment: Environment, compute: Compute) -> None:
    service = Service("coordinator", environment)
    await service.start(compute)
    async with service.pool().acquire() as connection:
        for owner, ago in (("long:dead", "1 min"), ("just:dead", "1 s")):
            await connection.execute(f"insert into relay values ('{owner}', now() - interval '{ago}')")
        await service._relay.sweep(connection)
        owners = {row["owner"] for row in await connection.fetch("select owner from relay")}
    assert "just:dead" in owners
    assert "long:dead" not in owners
    await service.drain()


async def test_the_same_command_published_twice_is_told_once(environment: Environment, compute: Compute) -> None:
    service = Service("coordinator", environment)
    await service.start(compute)
    envelope, message = command("seq-1", "sheet:1")

    async def twice(tx: Transaction) -> None:
        tx.publish(envelope, message)
        tx.publish(envelope._replace(time=""), message)

    async with Wire(environment, MESSAGES) as wire:
        await service.transact(twice)
        await publish(service, ["sheet:2"])
        await wire.receive(GenerateSheet, 2)
        assert wire.count(GenerateSheet) == 2
    await service.drain()
