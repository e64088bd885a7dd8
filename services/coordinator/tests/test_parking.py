"""During a rollout an older coordinator meets films of a newer recipe: nothing is lost, nothing waits for hands, order stays."""

import asyncio
from collections.abc import Sequence

import asyncpg
import pytest

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.records import Delivery
from chassis.run import running
from chassis.testing.wire import Wire
from chassis.transaction import Transaction, Turn
from contracts.analysis import AnalyzeScript
from contracts.base import Command, Message
from contracts.billing import GrowHold, HoldCredits
from contracts.coordinator import CancelSequence, SequenceCompleted, StartSequence
from contracts.envelope import Envelope, answer, command_id, headers_of, partition_of
from contracts.registry import MESSAGES
from contracts.topics import PARTITIONS
from coordinator.app import build
from coordinator.domain.recipe import Recipes
from coordinator.domain.recipes import RECIPES
from coordinator.handlers import Handlers
from coordinator.memory import Memory

from .films import good, order, plan
from .test_handlers import play, to_coordinator
from .test_repository import commit

OLDER = Recipes(*(recipe for recipe in RECIPES if recipe.version < 3))
FUTURE = "sagareel.imagery.FrameUpscaled.v1"
"""The outcome of a command that no release has yet."""


class Coordinator:
    """One release, deciding on a database that others decide on too."""

    def __init__(self, connection: asyncpg.Connection, recipes: Recipes = RECIPES) -> None:
        self.connection = connection
        self.handlers = Handlers(Memory(), recipes)

    async def given(self, *deliveries: Delivery) -> Sequence[str]:
        """Decide as a store does, again after a conflict; the types of what is published."""
        for _ in range(2):
            turn = Turn(self.connection)
            await self.handlers.handle(deliveries, turn)
            try:
                return await self.committed(turn)
            except asyncpg.SerializationError:
                continue
        raise AssertionError("decided twice on what was outdated")

    async def takes_up(self) -> Sequence[str]:
        tx = Transaction(self.connection)
        await self.handlers.take_up(tx)
        return await self.committed(tx.turn)

    async def committed(self, turn: Turn) -> Sequence[str]:
        await commit(self.connection, turn)
        for told in turn.committed:
            told()
        return [row.envelope.type for row in turn.outbox if row.envelope is not None]


def delivery(message: Message, envelope: Envelope) -> Delivery:
    return Delivery(envelope, message, message.body())


def asked(message: Message, sequence: str = "film-1") -> Delivery:
    return delivery(message, to_coordinator(sequence, message)[0])


def outcome(command: Command, step: str) -> Delivery:
    """The good outcome of a film's command."""
    envelope = Envelope(command_id("film-1", step, 1, command.TYPE), command.TYPE, "/c", "tenant-1", "film-1", step, 1)
    event = good(command, plan(1, 1, 0))
    return delivery(event, answer(envelope, event, "/service"))


def read(held: Delivery) -> Delivery:
    """What the analysis would tell, had it been asked."""
    script = order().request.source.text
    assert script is not None
    analyze = AnalyzeScript(script=script, ratio="16:9", style="", seed=0, language="en", model="m")
    return outcome(analyze, "analyze")


async def parked(connection: asyncpg.Connection) -> list[str]:
    return [row["id"] for row in await connection.fetch("select id from parked order by n")]


HELD = outcome(HoldCredits(amount=0), "hold")
READ = read(HELD)


async def test_what_an_older_release_cannot_decide_on_waits_for_the_newer_one(connection: asyncpg.Connection) -> None:
    newer, older = Coordinator(connection), Coordinator(connection, OLDER)
    await newer.given(asked(order()))
    assert not await older.given(HELD, READ)
    assert not await older.given(HELD)
    assert await parked(connection) == [HELD.envelope.id, READ.envelope.id]
    assert not await older.takes_up()
    assert list(await Coordinator(connection).takes_up())[:1] == [AnalyzeScript.TYPE]
    assert await parked(connection) == []


async def test_films_of_its_own_recipe_go_on_beside_those_that_are_parked(connection: asyncpg.Connection) -> None:
    newer, older = Coordinator(connection), Coordinator(connection, OLDER)
    await newer.given(asked(order()))
    types = await older.given(HELD, asked(order(), "film-2"))
    assert HoldCredits.TYPE in types
    assert await parked(connection) == [HELD.envelope.id]
    assert await connection.fetchval("select version from sequence where id = 'film-2'") == 2


async def test_who_still_remembers_the_film_decides_on_what_was_parked_first(connection: asyncpg.Connection) -> None:
    newer, older = Coordinator(connection), Coordinator(connection, OLDER)
    await newer.given(asked(order()))
    await older.given(HELD)
    types = await newer.given(READ)  # says nothing to a film whose hold has not been told
    assert [type_ for type_ in types if type_ in (AnalyzeScript.TYPE, GrowHold.TYPE)] == [AnalyzeScript.TYPE, GrowHold.TYPE]
    assert await parked(connection) == []


async def test_a_cancellation_is_parked_like_everything_else(connection: asyncpg.Connection) -> None:
    newer, older = Coordinator(connection), Coordinator(connection, OLDER)
    await newer.given(asked(order()))
    assert not await older.given(asked(CancelSequence()))
    await newer.takes_up()
    assert await connection.fetchval("select state from sequence") == "cancelling"


async def test_what_cannot_be_read_even_there_is_kept_and_holds_nothing_up(
    connection: asyncpg.Connection,
) -> None:
    newer, older = Coordinator(connection), Coordinator(connection, OLDER)
    await newer.given(asked(order()))
    await older.given(HELD._replace(envelope=HELD.envelope._replace(id="broken"), body=b"{"), HELD)
    for expected in ([AnalyzeScript.TYPE], []):
        assert list(await newer.takes_up()) == expected
    assert await connection.fetchval("select refused from parked where id = 'broken'")


@pytest.mark.timeout(300)
async def test_films_of_a_new_recipe_end_beside_an_older_coordinator(
    environment: Environment, compute: Compute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.app.SWEEP", 0.1)
    films = [f"film-{n}" for n in range(5)]
    async with Wire(environment, MESSAGES) as wire:
        async with running([build(environment)], compute=compute):
            await wire.send([to_coordinator(id_, order("screenplay")) for id_ in films])
            await wire.receive(HoldCredits, len(films))
        older = build(environment, OLDER)
        async with running([older], compute=compute):
            playing = asyncio.create_task(play(wire))
            await of_the_future(wire, films[0])
            async with asyncio.timeout(60):
                while await older.pool().fetchval("select count(*) from parked") <= len(films):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            async with running([build(environment)], compute=compute):
                ended = await wire.receive(SequenceCompleted, len(films))
            playing.cancel()
        assert {envelope.sequence for envelope, _ in ended} == set(films)
        commands = [envelope.id for envelope, message in wire.seen if isinstance(message, Command)]
        assert len(commands) == len(set(commands))
        assert wire.dead == []
        assert wire.count(StartSequence) == len(films)


async def of_the_future(wire: Wire, sequence: str) -> None:
    """An outcome whose type this release does not know."""
    envelope = Envelope("from-the-future", FUTURE, "/sagareel/imagery", "tenant-1", sequence, "frame:1", 1)
    place = partition_of(sequence, PARTITIONS)
    await wire.send_raw("imagery.events.v1", sequence.encode(), b"{}", tuple(headers_of(envelope)), place)
