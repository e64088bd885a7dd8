"""Clips of drawings: the layers move by their depth, the weather falls, a storm strikes; the same bytes each time."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from animatic import compose_frame
from animatic.graph import SceneGraph
from chassis.errors import Invalid
from contracts.motion import GenerateClip
from contracts.storyboard import CastMember, Place, Scene, Shot, Storyboard
from motion.vendors.local.weather import BETWEEN, STRIKE, sky_of

if TYPE_CHECKING:
    from services.motion.tests.conftest import Stage


def drawing(weather: str = "clear", seed: int = 7) -> SceneGraph:
    """Somebody in a street, in the weather."""
    shot = Shot(id="s1", size="full", frames=8, action="she waits", cast=("m",))
    scene = Scene.model_validate(
        {"id": "c", "title": "c", "start": 0, "end": 0, "place": "p", "weather": weather, "time": "night", "shots": (shot,)}
    )
    place = Place(id="p", name="Street", kind="street", interior=False)
    board = Storyboard(title="t", style="storybook", cast=(CastMember(id="m", name="Mara"),), places=(place,), scenes=(scene,))
    return compose_frame(board, "s1", size=(640, 360), seed=seed)


async def command_of(stage: "Stage", graph: SceneGraph, move: str) -> GenerateClip:
    ref = await stage.media.put("t", graph.to_json(), "application/json")
    return await stage.command(await stage.still(), shot={"move": move}, extras={"scene_graph": ref})


async def lumas(stage: "Stage", graph: SceneGraph, move: str = "static") -> list[np.ndarray]:
    event = await stage.make(await command_of(stage, graph, move))
    return [frame.to_ndarray(format="gray").astype(float) for frame in stage.frames(event.take.media)]


async def test_a_drawing_moves_and_has_exactly_its_frames(stage: "Stage") -> None:
    seen = await lumas(stage, drawing(), "track_right")
    assert len(seen) == 8
    assert seen[0].shape == (720, 1280)
    assert np.abs(seen[0] - seen[-1]).mean() > 2


async def test_the_same_drawing_gives_the_same_bytes(stage: "Stage") -> None:
    command = await command_of(stage, drawing("rain"), "push")
    first = await stage.make(command)
    stage.kept.takes.clear()
    assert (await stage.make(command)) == first


async def test_near_things_move_further_than_far_ones() -> None:
    graph = drawing()
    stack = sky_of(graph).at(0)
    depths = [layer.depth for layer in stack.layers if not layer.fixed and layer.name != "ground"]
    assert depths == sorted(depths)
    assert depths[0] < depths[-1]


@pytest.mark.parametrize("weather", ["rain", "snow"])
async def test_weather_falls_while_the_camera_stands_still(stage: "Stage", weather: str) -> None:
    dry, wet = await lumas(stage, drawing()), await lumas(stage, drawing(weather))
    still = np.abs(dry[3] - dry[4]).mean()
    assert np.abs(wet[3] - wet[4]).mean() > still + 0.2


def test_falling_weather_covers_the_canvas_at_every_moment() -> None:
    sky = sky_of(drawing("snow"))
    for frame in (0, 1, 50, 777):
        tiles = [layer for layer in sky.at(frame).layers if layer.name == "weather"]
        assert min(layer.x for layer in tiles) <= 0
        assert min(layer.y for layer in tiles) <= 0
        assert max(layer.x + layer.image.shape[1] for layer in tiles) >= 640
        assert max(layer.y + layer.image.shape[0] for layer in tiles) >= 360


def test_lightning_is_seen_only_when_it_strikes() -> None:
    sky = sky_of(drawing("storm"))
    struck = [n for n in range(2 * BETWEEN) if sky.at(n) is sky.lightning]
    assert len(struck) == 2 * len(STRIKE)
    assert {(n + sky.seed) % BETWEEN for n in struck} == set(STRIKE)


async def test_a_drawing_of_another_release_is_refused_by_the_name_of_its_shot(stage: "Stage") -> None:
    ref = await stage.media.put("t", b'{"version": 99}', "application/json")
    command = await stage.command(await stage.still(), extras={"scene_graph": ref})
    with pytest.raises(Invalid, match="shot s1 has a drawing"):
        await stage.run(command)
