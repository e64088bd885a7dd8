"""Clips of drawings: the layers move, the weather falls, mouths say the words; the same bytes each time."""

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from animatic import compose_frame
from animatic.alive.moves import MOTIONS
from animatic.graph import SceneGraph
from chassis.errors import Invalid
from contracts.base import MediaRef
from contracts.motion import GenerateClip
from contracts.storyboard import CastMember, Place, Scene, Shot, Storyboard
from motion.domain import GESTURES, clip_order

if TYPE_CHECKING:
    from services.motion.tests.conftest import Stage


def drawing(weather: str = "clear", seed: int = 7, size: str = "full") -> SceneGraph:
    """Somebody in a street, in the weather."""
    shot = Shot.model_validate({"id": "s1", "size": size, "frames": 8, "action": "she waits", "cast": ("m",)})
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


@pytest.mark.parametrize("weather", ["rain", "snow"])
async def test_weather_falls_while_the_camera_stands_still(stage: "Stage", weather: str) -> None:
    dry, wet = await lumas(stage, drawing()), await lumas(stage, drawing(weather))
    still = np.abs(dry[3] - dry[4]).mean()
    assert np.abs(wet[3] - wet[4]).mean() > still + 0.2


WORDS = {
    "version": 1,
    "words": [],
    "phonemes": [{"phoneme": "a", "mouth": "open", "start": 0.0, "end": 0.4, "line": "l1", "speaker": "m"}],
}
LINE = {"id": "l1", "text": "Ah", "speaker": "m"}


async def spoken(stage: "Stage", *lines: dict[str, str], words: object = None) -> tuple[str, list[np.ndarray]]:
    """The hash and the frames of a clip near a face that says these lines."""
    ref = await stage.media.put("t", drawing(size="close_up").to_json(), "application/json")
    times = {} if words is None else {"words": await stage.media.put("t", json.dumps(words).encode(), "application/json")}
    shot = {"move": "static", "lines": lines}
    take = (await stage.make(await stage.command(await stage.still(), shot=shot, extras={"scene_graph": ref}, **times))).take
    return take.input_hash, [frame.to_ndarray(format="gray").astype(float) for frame in stage.frames(take.media)]


async def test_a_mouth_moves_with_the_words_and_only_who_speaks_in_the_picture_has_them(stage: "Stage") -> None:
    mute, silent = await spoken(stage)
    timed, speaking = await spoken(stage, LINE, words=WORDS)
    over, unseen = await spoken(stage, LINE | {"kind": "voice_over"}, words=WORDS)
    assert np.abs(speaking[4] - silent[4]).max() > 40
    assert over == mute
    assert all(np.array_equal(a, b) for a, b in zip(unseen, silent, strict=True))
    assert timed != mute


async def test_without_the_times_of_words_the_mouth_follows_the_text(stage: "Stage") -> None:
    mute, silent = await spoken(stage)
    guessed, speaking = await spoken(stage, LINE)
    assert guessed != mute
    assert max(np.abs(a - b).max() for a, b in zip(speaking, silent, strict=True)) > 40


async def test_times_that_cannot_be_read_leave_the_mouth_at_rest(stage: "Stage") -> None:
    _, silent = await spoken(stage)
    _, frames = await spoken(stage, LINE, words=["no", "times"])
    assert np.abs(frames[4] - silent[4]).max() < 40


async def test_a_drawing_of_another_release_is_refused_by_the_name_of_its_shot(stage: "Stage") -> None:
    ref = await stage.media.put("t", b'{"version": 99}', "application/json")
    command = await stage.command(await stage.still(), extras={"scene_graph": ref})
    with pytest.raises(Invalid, match="shot s1 has a drawing"):
        await stage.run(command)


def going_on(*shots: dict[str, object]) -> tuple[tuple[str, int], ...]:
    """What the order of the last of these shots says of Mara in the shots before."""
    usual = {"size": "full", "frames": 30, "action": "a", "cast": ("m",), "poses": {"m": "pointing"}}
    made = tuple(Shot.model_validate({**usual, "id": f"s{n}", **shot}) for n, shot in enumerate(shots))
    scene = Scene(id="c", title="c", start=0, end=0, place="p", shots=made)
    place = Place(id="p", name="Street", kind="street", interior=False)
    board = Storyboard(title="t", style="storybook", cast=(CastMember(id="m", name="Mara"),), places=(place,), scenes=(scene,))
    ref = MediaRef(bucket="b", key="k", sha256="0" * 64, size=1, media_type="application/json")
    return clip_order(board, made[-1].id, ref, ref, 1, held=False).since


def test_who_keeps_pointing_is_pointing_already() -> None:
    assert going_on({}, {}, {}) == (("m", 60),)
    assert going_on({}, {"poses": {"m": "standing"}}, {}) == ()
    assert going_on({"poses": {"m": "walking"}}, {"poses": {"m": "walking"}}) == ()


def test_gestures_are_those_that_the_drawings_make_once() -> None:
    assert set(GESTURES) == {name for name, motion in MOTIONS.items() if motion.once}
