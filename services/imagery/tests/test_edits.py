"""A picture is changed by a sentence, on real servers: only what is named differs, and what is not understood is said."""

import io
from typing import Any

import numpy as np
from PIL import Image

from animatic import SceneGraph
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.service import Service
from chassis.testing.wire import Wire
from contracts.base import Command, Take
from contracts.envelope import Envelope, command_id
from contracts.imagery import EditFailed, EditPicture, FrameGenerated, GenerateFrame, PictureEdited
from contracts.registry import MESSAGES
from contracts.storyboard import CastMember, Garment, Look, Place, Scene, Shot, Storyboard
from imagery.app import build

SHOT = Shot(id="s", size="full", frames=24, action="Ann talks to Bob.", cast=("ann", "bob"))
BOARD = Storyboard(
    title="One shot",
    ratio="1:1",
    style="storybook",
    cast=(
        CastMember(id="ann", name="Ann", look=Look(sex="female", clothes=(Garment(item="coat", colour="yellow"),))),
        CastMember(id="bob", name="Bob", look=Look(sex="male")),
    ),
    places=(Place(id="p", name="Salon", kind="room", interior=True),),
    scenes=(Scene(id="c", title="c", start=0, end=0, place="p", shots=(SHOT,)),),
)


def envelope(sequence: str, kind: type[Command]) -> Envelope:
    id_ = command_id(sequence, "edit", 1, kind.TYPE)
    return Envelope(id=id_, type=kind.TYPE, source="test", tenant="t", sequence=sequence, step="edit", attempt=1)


def change(picture: Take, words: str, ratio: str = "1:1") -> EditPicture:
    told = {"picture": picture, "instruction": words, "ratio": ratio, "style": "storybook", "model": "local-draw", "seed": 1}
    return EditPicture.model_validate(told)


async def seen(service: Service, take: Take) -> tuple[np.ndarray[Any, Any], SceneGraph]:
    picture = Image.open(io.BytesIO(await service.media.get(take.media)))
    return np.asarray(picture), SceneGraph.from_json(await service.media.get(take.extras["scene_graph"]))


async def test_a_frame_is_changed_by_words_again_and_again_and_in_another_shape(
    environment: Environment, compute: Compute
) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        frame = GenerateFrame(storyboard=board, shot="s", model="local-draw", seed=1)
        await wire.send([(envelope("q0", GenerateFrame), frame)])
        ((_, first),) = await wire.receive(FrameGenerated)
        before, drawn = await seen(service, first.take)

        await wire.send([(envelope("q1", EditPicture), change(first.take, "change her coat to red"))])
        ((_, red),) = await wire.receive(PictureEdited)
        after, graph = await seen(service, red.take)
        ann, bob = graph.figures
        assert (ann.dress.outer_colour, bob) == ("#c23a35", drawn.figures[1])
        assert (graph.seed, graph.scenery, graph.props, graph.camera) == (drawn.seed, drawn.scenery, drawn.props, drawn.camera)
        columns = np.flatnonzero((before != after).any(axis=(0, 2)))
        reach = 0.5 * drawn.camera.focal / drawn.camera.subject
        foot = drawn.camera.centre + (ann.x - drawn.camera.x) * drawn.camera.focal / drawn.camera.subject
        assert columns.size
        assert foot - reach < columns[0] < columns[-1] < foot + reach

        await wire.send([(envelope("q2", EditPicture), change(red.take, "remove the lamp and make it night", "9:16"))])
        (_, (_, night)) = await wire.receive(PictureEdited, 2)
        upright, dark = await seen(service, night.take)
        assert upright.shape == (1280, 720, 3)
        assert (dark.time, [f.dress for f in dark.figures]) == ("night", [f.dress for f in graph.figures])
        assert not any("lamp" in piece.kind for piece in dark.scenery)

        await wire.send([(envelope("q3", EditPicture), change(first.take, "change her coat to red"))])
        (*_, (_, again)) = await wire.receive(PictureEdited, 3)
        assert again == red


async def test_what_cannot_be_done_is_refused_with_what_can(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t", BOARD.model_dump_json().encode(), "application/json")
        frame = GenerateFrame(storyboard=board, shot="s", model="local-draw", seed=1)
        await wire.send([(envelope("q0", GenerateFrame), frame)])
        ((_, first),) = await wire.receive(FrameGenerated)
        bare = first.take.model_copy(update={"extras": {}})
        rubbish = await service.media.put("t", b"{}", "application/json")
        broken = first.take.model_copy(update={"extras": {"scene_graph": rubbish}})
        orders = {
            "song": change(first.take, "teach them a song"),
            "horse": change(first.take, "remove the horse"),
            "shape": change(first.take, "in portrait"),
            "bare": change(bare, "make it night"),
            "broken": change(broken, "make it night"),
        }
        await wire.send([(envelope(name, EditPicture), order) for name, order in orders.items()])
        failed = {e.sequence: f.failure for e, f in await wire.receive(EditFailed, len(orders))}
        assert {failure.kind for failure in failed.values()} == {"invalid"}
        codes = {name: failure.code for name, failure in failed.items()}
        assert codes == {
            "bare": "no_drawing",
            "broken": "bad_drawing",
            **dict.fromkeys(("song", "horse", "shape"), "unknown_edit"),
        }
        assert "What can be done" in failed["song"].message
        assert "There is no horse in this picture. There is: Ann, Bob" in failed["horse"].message
