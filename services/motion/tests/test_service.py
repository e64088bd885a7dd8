"""The service itself, on real Kafka, PostgreSQL and S3: an order becomes a clip, and the same order finds it again."""

import dataclasses
from typing import TYPE_CHECKING

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.base import Take
from contracts.envelope import Envelope, command_id
from contracts.motion import ClipFailed, ClipGenerated, GenerateClip
from contracts.registry import MESSAGES
from contracts.storyboard import Scene, Shot, Storyboard
from motion.app import build
from motion.vendors.simulated import SimulatedClips

if TYPE_CHECKING:
    from services.motion.tests.conftest import Stage

BOARD = Storyboard(
    title="One shot",
    style="s",
    scenes=(
        Scene(id="c", title="c", start=0, end=0, place="p", shots=(Shot(id="s", size="wide", frames=3, tail=1, action="x"),)),
    ),
)


def envelope(sequence: str) -> Envelope:
    id_ = command_id(sequence, "clip:s", 1, GenerateClip.TYPE)
    return Envelope(id=id_, type=GenerateClip.TYPE, source="test", tenant="t", sequence=sequence, step="clip:s", attempt=1)


async def test_an_order_becomes_a_clip_and_is_found_the_next_time(
    environment: Environment, compute: Compute, stage: "Stage"
) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        still = (stage.folder / (await stage.still()).sha256).read_bytes()
        frame = Take(media=await service.media.put("t", still, "image/png"), input_hash="0" * 64, model="m", vendor="v")
        order = GenerateClip(storyboard=board, shot="s", frame=frame, model="local-move", seed=1)
        await wire.send([(envelope("q1"), order)])
        ((_, first),) = await wire.receive(ClipGenerated, within=90)
        assert first.frames == 4
        assert (await service.media.get(first.take.media))[4:8] == b"ftyp"
        await wire.send([(envelope("q2"), order), (envelope("q3"), order.model_copy(update={"shot": "other"}))])
        assert (await wire.receive(ClipGenerated, 2, within=90))[1][1] == first
        ((_, failed),) = await wire.receive(ClipFailed, within=90)
        assert (failed.failure.kind, failed.failure.code) == ("invalid", "unknown_shot")


async def test_simulated_clips_tell_the_same_event(environment: Environment, compute: Compute) -> None:
    service = build(environment, vendors={"local": SimulatedClips(seconds=0.01)})
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        frame = Take(media=board, input_hash="0" * 64, model="m", vendor="v")
        await wire.send([(envelope("q1"), GenerateClip(storyboard=board, shot="s", frame=frame, model="local-move", seed=1))])
        ((_, event),) = await wire.receive(ClipGenerated, within=90)
        assert (event.frames, event.take.vendor) == (4, "simulated")


async def test_where_vendors_are_simulated_a_stand_in_is_too(environment: Environment, compute: Compute) -> None:
    simulated = dataclasses.replace(environment, simulated=True)
    service = build(simulated)
    async with running([service], compute=compute), Wire(simulated, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        frame = Take(media=board, input_hash="0" * 64, model="m", vendor="v")
        order = GenerateClip(storyboard=board, shot="s", frame=frame, model="simulated-clip", seed=1, stand_in=True)
        await wire.send([(envelope("q1"), order)])
        ((_, event),) = await wire.receive(ClipGenerated, within=90)
        assert (event.frames, event.take.vendor, event.take.model) == (4, "simulated", "stand-in")
