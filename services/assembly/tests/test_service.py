"""The service itself, on real Kafka, PostgreSQL and S3: an order becomes a film, and pieces are found again."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assembly.app import build
from assembly.vendors.simulated import SimulatedAssembler
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.assembly import AssembleFilm, AssemblyFailed, FilmAssembled, ShotMedia
from contracts.envelope import Envelope, command_id
from contracts.registry import MESSAGES
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

BOARD = Storyboard(
    title="One shot",
    style="s",
    ratio="1:1",
    scenes=(Scene(id="c", title="c", start=0, end=0, place="p", shots=(Shot(id="s", size="wide", frames=12, action="x"),)),),
)


@pytest.fixture
async def busy() -> AsyncIterator[Compute]:
    """A pool in which the clips of other films are made all the time: nothing of assembly's waits behind them."""
    pool = Compute(1)
    making = [asyncio.create_task(pool(time.sleep, 600)) for _ in range(3)]
    yield pool
    pool.close()
    await asyncio.gather(*making, return_exceptions=True)


def envelope(sequence: str) -> Envelope:
    id_ = command_id(sequence, "film", 1, AssembleFilm.TYPE)
    return Envelope(id=id_, type=AssembleFilm.TYPE, source="test", tenant="t", sequence=sequence, step="film", attempt=1)


async def test_an_order_becomes_a_film_beside_busy_services_and_the_next_one_is_made_from_the_same_pieces(
    environment: Environment, compute: Compute, busy: Compute, studio: "Studio"
) -> None:
    service = build(environment)
    clip = Path(studio.path(await studio.clip([0.5] * 12)))
    async with running([service], compute=busy, urgent=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        shots = (ShotMedia(shot="s", clip=await service.media.put_file("t", clip, "video/mp4")),)
        order = AssembleFilm(storyboard=board, shots=shots)
        await wire.send([(envelope("q1"), order)])
        ((_, first),) = await wire.receive(FilmAssembled, within=90)
        assert (first.film.frames, first.film.seconds) == (12, 0.5)
        assert len(await service.media.get(first.film.mp4)) == first.film.mp4.size
        made = await service.pool().fetchval("select count(*) from piece")
        await wire.send([(envelope("q2"), order), (envelope("q3"), order.model_copy(update={"shots": ()}))])
        assert (await wire.receive(FilmAssembled, 2, within=90))[1][1] == first
        assert await service.pool().fetchval("select count(*) from piece") == made == 6
        ((_, failed),) = await wire.receive(AssemblyFailed, within=90)
        assert (failed.failure.kind, failed.failure.message) == ("invalid", "There is no clip for shot s.")


async def test_the_simulated_assembler_tells_the_same_event(environment: Environment, compute: Compute) -> None:
    service = build(environment, assembler=SimulatedAssembler())
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        nothing = await service.media.put("t", b"{}", "application/json")
        await wire.send([(envelope("q1"), AssembleFilm(storyboard=nothing, shots=()))])
        ((_, event),) = await wire.receive(FilmAssembled, within=90)
        assert event.film.frames == 24
