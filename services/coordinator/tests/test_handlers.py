"""The coordinator as a running service: real Kafka and PostgreSQL, services played by the test."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.base import Command, Message
from contracts.billing import HoldCredits, ReleaseHold
from contracts.coordinator import CancelSequence, SequenceCancelled, SequenceCompleted, SequenceFailed, StartSequence
from contracts.envelope import Envelope, answer, command_id
from contracts.imagery import CancelImagery, GenerateFrame, GenerateSheet
from contracts.registry import MESSAGES
from coordinator.app import build

from .films import FILM, good, order, plan

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def to_coordinator(sequence: str, message: Message) -> tuple[Envelope, Message]:
    id_ = command_id(sequence, "", 0, message.TYPE)
    return Envelope(id_, message.TYPE, "/sagareel/gateway", "tenant-1", sequence, traceparent=TRACE), message


async def play(wire: Wire, silent: tuple[type[Command], ...] = ()) -> None:
    """Answer every command well, twice; but never the silent ones."""
    done = 0
    while True:
        seen, done = wire.seen[done:], len(wire.seen)
        for envelope, message in seen:
            if isinstance(message, Command) and not isinstance(message, silent):
                event = good(message, plan())
                await wire.send([(answer(envelope, event, f"/sagareel/{envelope.type.split('.')[1]}"), event)] * 2)
        await asyncio.sleep(0.01)


async def in_world(
    environment: Environment,
    compute: Compute,
    body: Callable[[Wire], Awaitable[None]],
    silent: tuple[type[Command], ...] = (),
) -> None:
    async with running([build(environment)], compute=compute), Wire(environment, MESSAGES) as wire:
        playing = asyncio.create_task(play(wire, silent))
        try:
            await body(wire)
        finally:
            playing.cancel()


async def test_films_run_to_their_end_under_one_trace(environment: Environment, compute: Compute) -> None:
    async def body(wire: Wire) -> None:
        await wire.send([to_coordinator(f"film-{n}", order("idea", webhook=True)) for n in range(5)])
        ended = await wire.receive(SequenceCompleted, 5)
        assert {envelope.sequence for envelope, _ in ended} == {f"film-{n}" for n in range(5)}
        assert all(event.film == FILM for _, event in ended)
        commands = [envelope for envelope, message in wire.seen if isinstance(message, Command)]
        assert len(commands) == len({envelope.id for envelope in commands})
        assert all((e.traceparent, e.tenant, e.source) == (TRACE, "tenant-1", "/sagareel/coordinator") for e in commands)

    await in_world(environment, compute, body)


async def test_cancel_stops_the_services_and_gives_the_money_back(environment: Environment, compute: Compute) -> None:
    async def body(wire: Wire) -> None:
        await wire.send([to_coordinator("film-1", order())])
        await wire.receive(GenerateSheet, 2)
        await wire.send([to_coordinator("film-1", CancelSequence(reason="not wanted any more"))])
        ((_, cancelled),) = await wire.receive(SequenceCancelled)
        assert cancelled.reason == "not wanted any more"
        assert wire.count(CancelImagery) == 1
        assert wire.count(ReleaseHold) == 1
        assert wire.count(GenerateFrame) == 0

    await in_world(environment, compute, body, silent=(GenerateSheet,))


async def test_deadlines_are_kept_by_the_sweep(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        await wire.send([to_coordinator("film-1", order())])
        await wire.receive(HoldCredits)
        for attempt in (1, 2):
            await _let_time_pass(service.pool().execute)
            holds = await wire.receive(HoldCredits, attempt + 1)
            assert [envelope.attempt for envelope, _ in holds] == list(range(1, attempt + 2))
        await _let_time_pass(service.pool().execute)
        ((_, release),) = await wire.receive(ReleaseHold)
        assert release.reason == "The step hold had no outcome within 60 seconds."
        envelope = next(envelope for envelope, message in wire.seen if isinstance(message, ReleaseHold))
        event = good(release, plan())
        await wire.send([(answer(envelope, event, "/sagareel/billing"), event)])
        ((_, failed),) = await wire.receive(SequenceFailed)
        assert failed.failure.code == "step_timed_out"


async def _let_time_pass(execute: Callable[..., Awaitable[object]]) -> None:
    """Every step in flight has been running for two minutes more."""
    ago = timedelta(minutes=2)
    await execute("update step set due = due - $1::interval where state = 'running'", ago)
    await execute("update timer set at = at - $1::interval", ago)
    await execute("update sequence set revision = revision + 1")  # so that what the coordinator remembers is found to be old


async def test_starting_twice_changes_nothing(environment: Environment, compute: Compute) -> None:
    async def body(wire: Wire) -> None:
        first = to_coordinator("film-1", order())
        again = StartSequence(request=order("idea").request)
        other = Envelope("another id", again.TYPE, "/sagareel/gateway", "tenant-1", "film-1")
        await wire.send([first, (other, again)])
        await wire.receive(SequenceCompleted)
        await asyncio.sleep(0.3)
        assert wire.count(SequenceCompleted) == 1
        assert wire.count(HoldCredits) == 1

    await in_world(environment, compute, body)
