"""The service itself, on real Kafka, PostgreSQL and S3: an order becomes a picture, and the same order finds it again."""

import dataclasses
import io

from PIL import Image

from animatic import SceneGraph
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.base import Command, MediaRef
from contracts.envelope import Envelope, command_id
from contracts.imagery import FrameFailed, FrameGenerated, GenerateFrame, GenerateSheet, SheetGenerated
from contracts.registry import MESSAGES
from contracts.storyboard import CastMember, Place, Scene, Shot, Storyboard
from imagery.app import build
from imagery.vendors.simulated import SimulatedPictures

SHOT = Shot(id="s", size="full", frames=24, action="Ann runs.", cast=("ann",))
BOARD = Storyboard(
    title="One shot",
    ratio="1:1",
    style="comic",
    cast=(CastMember(id="ann", name="Ann"),),
    places=(Place(id="p", name="Beach", kind="beach", interior=False),),
    scenes=(Scene(id="c", title="c", start=0, end=0, place="p", time="dusk", shots=(SHOT,)),),
)


def envelope(sequence: str, kind: type[Command] = GenerateFrame) -> Envelope:
    id_ = command_id(sequence, "frame:s", 1, kind.TYPE)
    return Envelope(id=id_, type=kind.TYPE, source="test", tenant="t", sequence=sequence, step="frame:s", attempt=1)


def frame(board: MediaRef, shot: str = "s", model: str = "local-draw", stand_in: bool = False) -> GenerateFrame:
    return GenerateFrame(storyboard=board, shot=shot, model=model, seed=1, stand_in=stand_in)


async def test_an_order_becomes_a_picture_and_is_found_the_next_time(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        await wire.send([(envelope("q1"), frame(board))])
        ((_, first),) = await wire.receive(FrameGenerated)
        picture = Image.open(io.BytesIO(await service.media.get(first.take.media)))
        assert picture.size == (960, 960)
        graph = SceneGraph.from_json(await service.media.get(first.take.extras["scene_graph"]))
        assert graph.figures[0].pose == "running"
        await wire.send([(envelope("q2"), frame(board))])
        (_, (_, again)) = await wire.receive(FrameGenerated, 2)
        assert again == first
        await wire.send(
            [(envelope("q3", GenerateSheet), GenerateSheet(storyboard=board, subject="ann", model="local-draw", seed=1))]
        )
        ((_, sheet),) = await wire.receive(SheetGenerated)
        assert sheet.take.media != first.take.media


async def test_wrong_input_fails_with_a_reason_and_a_stand_in_does_not_need_the_cast(
    environment: Environment, compute: Compute
) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        lonely = BOARD.model_copy(update={"cast": ()})
        board = await service.media.put("t", lonely.model_dump_json().encode(), "application/json")
        rubbish = await service.media.put("t", b'{"title": "x"}', "application/json")
        for number, order in enumerate((frame(board), frame(rubbish), frame(board, shot="gone"), frame(board, model="no-such"))):
            await wire.send([(envelope(f"f{number}"), order)])
        failed = {e.sequence: f.failure for e, f in await wire.receive(FrameFailed, 4)}
        assert {name: failure.kind for name, failure in failed.items()} == {f"f{n}": "invalid" for n in range(4)}
        assert [failed[f"f{n}"].code for n in range(4)] == [
            "unknown_subject",
            "bad_storyboard",
            "unknown_subject",
            "unknown_subject",
        ]
        assert "ann" in failed["f0"].message
        await wire.send([(envelope("s1"), frame(board, stand_in=True))])
        ((_, stood),) = await wire.receive(FrameGenerated)
        assert stood.take.model == "stand-in"


async def test_simulated_pictures_are_not_drawn(environment: Environment, compute: Compute) -> None:
    service = build(environment, {"simulated": SimulatedPictures(0.01)})
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        await wire.send([(envelope("q1"), frame(board, model="simulated-image"))])
        ((_, event),) = await wire.receive(FrameGenerated)
        assert (event.take.vendor, event.take.extras) == ("simulated", {})


async def test_where_vendors_are_simulated_a_stand_in_is_too(environment: Environment, compute: Compute) -> None:
    simulated = dataclasses.replace(environment, simulated=True)
    service = build(simulated)
    async with running([service], compute=compute), Wire(simulated, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        await wire.send([(envelope("q1"), frame(board, model="simulated-image", stand_in=True))])
        ((_, event),) = await wire.receive(FrameGenerated)
        assert (event.take.vendor, event.take.model) == ("simulated", "stand-in")
