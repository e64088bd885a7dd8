"""A living picture promises: everything that lives moves, in every order and process the same, and it goes on over a cut."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from animatic import SceneGraph, compose_frame
from animatic.alive import Line, Living, Speech, Timing, speech_of
from animatic.alive.actor import Actor
from animatic.alive.living import performances
from animatic.alive.moves import MOTIONS
from animatic.alive.scenery import BETWEEN, STRIKE, Falling
from animatic.alive.travel import speeds
from animatic.camera import Camera
from animatic.layers import Pixels
from animatic.poses import POSES
from animatic.space import Space
from animatic.staging import extent

from .boards import board

SMALL = (320, 180)
SILENCE = Speech()
STEADY = Camera(zoom=1.0)


def graph_of(place: str = "street", interior: bool = False, **changed: Any) -> SceneGraph:
    return compose_frame(board(place, interior, **changed), "shot", SMALL, 7)


def living(graph: SceneGraph, frames: int = 48, speech: Speech = SILENCE) -> Living:
    return Living.of(graph, Timing(frames), speech)


def digest(pixels: Pixels) -> str:
    return hashlib.sha256(pixels.tobytes()).hexdigest()


def moved(a: Pixels, b: Pixels) -> float:
    """The part of the picture that changed in a way that is seen."""
    return float((np.abs(a[:, :, :3].astype(int) - b[:, :, :3]).max(axis=2) > 12).mean())


def busy() -> SceneGraph:
    poses = {"mara": "walking", "tom": "waving", "rex": "running"}
    return graph_of(
        "coast", weather="rain", cast=("mara", "tom", "rex"), action="A fire burns.", props=("campfire",), poses=poses
    )


def test_frames_are_the_same_in_every_order() -> None:
    numbers = (0, 1, 7, 24, 47)
    forward, backward = living(busy()), living(busy())
    seen = {n: digest(forward.see(n, STEADY)) for n in numbers}
    assert seen == {n: digest(backward.see(n, STEADY)) for n in reversed(numbers)}
    assert digest(forward.see(1, STEADY)) == seen[1]


def test_frames_are_the_same_in_another_process() -> None:
    program = (
        "import sys,hashlib;from animatic import SceneGraph;from animatic.alive import *;from animatic.camera import Camera;"
        "l=Living.of(SceneGraph.from_json(sys.stdin.buffer.read()),Timing(48),Speech());"
        "print(hashlib.sha256(b''.join(l.see(n,Camera(zoom=1.0)).tobytes() for n in (31,5))).hexdigest())"
    )
    here = living(busy())
    expected = hashlib.sha256(here.see(31, STEADY).tobytes() + here.see(5, STEADY).tobytes()).hexdigest()
    command, environment = [sys.executable, "-c", program], {"PYTHONHASHSEED": "11"}
    said = subprocess.run(command, input=busy().to_json(), capture_output=True, check=True, env=environment).stdout
    assert said.decode().strip() == expected


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        ("sea", {"cast": ()}),
        ("forest", {"cast": ()}),
        ("room", {"cast": (), "props": ("campfire",)}),
        ("room", {"cast": (), "props": ("candle",), "size": "insert"}),
        ("street", {"cast": (), "weather": "rain"}),
        ("street", {"cast": (), "weather": "snow"}),
        ("street", {"cast": (), "weather": "fog"}),
        ("coast", {"cast": (), "time": "night"}),
        ("park", {"cast": ("rex",), "size": "full"}),
    ],
)
def test_what_lives_moves_while_the_camera_stands_still(place: str, changed: dict[str, object]) -> None:
    picture = living(graph_of(place, place == "room", **changed))
    first = picture.see(0, STEADY)
    assert max(moved(first, picture.see(n, STEADY)) for n in (6, 13, 29)) > 0.0004


@pytest.mark.parametrize("pose", sorted(POSES))
def test_people_breathe_or_move_in_every_pose(pose: str) -> None:
    graph = graph_of("farm", size="full", cast=("mara",), action="", poses={"mara": pose})
    graph = replace(graph, figures=tuple(replace(figure, pose=pose) for figure in graph.figures), scenery=(), props=())
    picture = living(graph)
    seen = [picture.see(n, STEADY) for n in range(0, 48, 8)]
    assert max(moved(seen[0], other) for other in seen[1:]) > (0.002 if pose in MOTIONS else 0.0001)


def test_eyes_blink_and_close_only_for_a_moment() -> None:
    performance = next(performances(graph_of(cast=("mara",)), Timing(240), SILENCE))
    lids = [performance.at(n / 24).life.lids for n in range(240)]
    assert 0.0 in lids
    assert lids.count(1.0) > 200


def test_a_walk_goes_over_a_cut_in_step() -> None:
    graph = graph_of(cast=("mara",), poses={"mara": "walking"})
    for frames in (30, 77, 100):
        performance = next(performances(graph, Timing(frames + 12, 6, 6), SILENCE))
        assert performance._round(0.0, 1.08) == performance._round(performance.span, 1.08)


def test_a_gesture_is_under_way_when_its_shot_begins() -> None:
    performance = next(performances(graph_of(cast=("mara",), poses={"mara": "pointing"}), Timing(48), SILENCE))
    first, last = performance.at(0.0).life.pose, performance.at(2.0).life.pose
    assert first is not None
    assert last == POSES["pointing"]
    assert first not in (last, MOTIONS["pointing"].keys[0])


def test_a_gesture_is_not_made_again_in_the_next_shot() -> None:
    graph = graph_of(size="full", cast=("mara",), action="", poses={"mara": "pointing"})
    (first,) = performances(graph, Timing(48), SILENCE)
    (later,) = performances(graph, Timing(48, since=(("mara", 2.0),)), SILENCE)
    assert len({first.at(n / 12).life.pose for n in range(24)}) > 3
    assert {later.at(n / 12).life.pose for n in range(24)} == {first.at(1.9).life.pose}


@pytest.mark.parametrize("cast", [("mara",), ("mara", "tom"), ("mara", "tom", "lily", "rex")])
def test_who_walks_stays_in_the_picture_and_walks_into_nobody(cast: tuple[str, ...]) -> None:
    graph = graph_of(cast=cast, poses=dict.fromkeys(cast, "walking"))
    speed, space = speeds(graph, 4.0), Space(graph.camera)
    assert len(speed) == len(cast)
    for way in (-2.0, 2.0):
        spots = {f.id: f.x + way * speed.get(f.id, 0.0) for f in graph.figures}
        for figure in graph.figures:
            left, right, _ = extent(figure)
            assert space.point(spots[figure.id] + left, 0, figure.z)[0] > 0
            assert space.point(spots[figure.id] + right, 0, figure.z)[0] < graph.width
        order = [f.id for f in sorted(graph.figures, key=lambda f: f.x)]
        assert sorted(order, key=lambda id_: spots[id_]) == order


def test_falling_weather_covers_the_canvas_at_every_moment() -> None:
    (weather,) = (e for e in living(graph_of(weather="snow")).elements if isinstance(e, Falling))
    for down in (0.0, 1.5, 50.0, 777.7):
        corners = list(weather.tiles(0.06 * down, down))
        height, width = weather.cel.layer.image.shape[:2]
        assert min(x for x, _ in corners) <= 0
        assert min(y for _, y in corners) <= 0
        assert max(x for x, _ in corners) + width >= SMALL[0]
        assert max(y for _, y in corners) + height >= SMALL[1]


def test_lightning_is_seen_only_when_it_strikes() -> None:
    (weather,) = (e for e in living(graph_of(weather="storm")).elements if isinstance(e, Falling))
    struck = [n for n in range(2 * BETWEEN) if weather.struck(n)]
    assert len(struck) == 2 * len(STRIKE)


def test_a_drawing_is_made_once_however_often_it_is_seen() -> None:
    picture = living(graph_of(cast=("mara",), poses={"mara": "walking"}))
    (actor,) = (e for e in picture.elements if isinstance(e, Actor))
    for n in range(48):
        picture.see(n, STEADY)
    made = len(actor.kept)
    for n in range(48):
        picture.see(n, STEADY)
    assert len(actor.kept) == made < 60


LINES = (Line("l1", "mara", "We must go now."), Line("l2", "tom", "No."))


def sound(mouth: str, start: float, end: float, line: str = "l1") -> dict[str, object]:
    return {"phoneme": "x", "mouth": mouth, "start": start, "end": end, "line": line, "speaker": "anybody"}


def test_mouths_have_the_shapes_of_the_words_file_at_their_times() -> None:
    sounds = [sound("open", 0.5, 0.6), sound("tongue", 0.6, 0.7), sound("rest", 1.4, 1.6), sound("wide", 1.0, 1.2, "l9")]
    speech = speech_of(LINES, 2.0, json.dumps({"version": 1, "words": [], "phonemes": sounds}).encode())
    assert [speech.mouth("mara", t) for t in (0.4, 0.55, 0.65, 1.1, 1.5)] == ["", "open", "narrow", "", ""]
    assert speech.mouth("tom", 1.1) == ""
    assert (speech.voice(0.55), speech.voice(1.5)) == ("mara", "")


def test_without_times_the_lines_are_said_after_each_other_within_the_shot() -> None:
    speech = speech_of(LINES, 1.0, None)
    talking = {who: [t for t in np.arange(0, 2, 0.02) if speech.mouth(who, t)] for who in ("mara", "tom")}
    assert max(talking["mara"]) < min(talking["tom"])
    assert max(talking["tom"]) < 1.2


@pytest.mark.parametrize("words", [b"", b"[]", b'{"phonemes": 7}', b'{"phonemes": [7, {"line": "l1"}]}'])
def test_a_words_file_that_cannot_be_read_moves_no_mouth(words: bytes) -> None:
    assert speech_of(LINES, 2.0, words) == Speech()
