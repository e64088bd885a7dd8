"""What a picture promises: the same pixels everywhere, different places and times, light layers that a camera can move over."""

import hashlib
import subprocess
import sys
from functools import cache
from itertools import combinations
from typing import Any, get_args

import numpy as np
import pytest
from PIL import Image

from animatic import SceneGraph, compose_frame, compose_sheet, draw, encode_png, paint_layers, plain_frame
from animatic.camera import Camera, Stack, camera_at
from animatic.layers import Pixels
from animatic.paint.registry import PLANES, THINGS
from animatic.treatment import TREATMENTS
from contracts.catalogue import all_styles
from contracts.storyboard import PLACE_KINDS, RATIO_SIZES, Ratio
from contracts.vocabulary import PROPS

from .boards import board

SMALL, TINY = (320, 180), (160, 90)
INSIDE = {"office", "kitchen", "room", "church", "prison", "stage", "train", "hospital", "school", "cafe", "museum", "library"}
INSIDE |= {"laboratory", "bar", "shop"}


def digest(graph: SceneGraph) -> str:
    return hashlib.sha256(draw(graph).tobytes()).hexdigest()


def look_of(pixels: Pixels) -> np.ndarray:
    """A small picture of the picture: enough to say that two differ as a viewer would."""
    return np.asarray(Image.fromarray(pixels).resize((16, 9), Image.Resampling.BOX), np.float32) / 255


def elsewhere(program: str, data: bytes) -> bytes:
    """What a program says in a process of its own."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, input=data, capture_output=True, check=True, env={"PYTHONHASHSEED": "5"}).stdout


def test_the_same_graph_gives_the_same_pixels_in_another_process() -> None:
    story = board("market", time="dusk", weather="rain", action="Mara runs. Tom holds an umbrella.")
    graph = compose_frame(story, "shot", SMALL, 7)
    program = (
        "import sys,hashlib;from animatic import SceneGraph,draw;"
        "print(hashlib.sha256(draw(SceneGraph.from_json(sys.stdin.buffer.read())).tobytes()).hexdigest())"
    )
    assert elsewhere(program, graph.to_json()).decode().strip() == digest(graph)


def test_the_same_storyboard_gives_the_same_graph_in_another_process() -> None:
    story = board("forest", action="Mara hugs Tom.", cast=("mara", "tom", "crowd"))
    program = (
        "import sys;from contracts.storyboard import Storyboard;from animatic import compose_frame;"
        "sys.stdout.buffer.write(compose_frame(Storyboard.model_validate_json(sys.stdin.buffer.read()),'shot',(320,180),7).to_json())"
    )
    assert elsewhere(program, story.model_dump_json().encode()) == compose_frame(story, "shot", SMALL, 7).to_json()


@cache
def place_look(kind: str, time: str) -> np.ndarray:
    graph = compose_frame(board(kind, kind in INSIDE, time=time), "shot", TINY, 1)
    assert {p.kind for p in (*graph.scenery, *graph.props)} <= {*THINGS, *PLANES}
    return look_of(draw(graph))


@pytest.mark.parametrize("kind", PLACE_KINDS)
def test_every_place_is_drawn_at_every_time_and_the_times_differ(kind: str) -> None:
    looks = [place_look(kind, time) for time in ("dawn", "day", "dusk", "night")]
    if kind not in ("underwater", "planet"):
        assert all(np.abs(a - b).mean() > 0.0025 for a, b in combinations(looks, 2))


def test_places_do_not_look_alike() -> None:
    looks = {kind: place_look(kind, "day") for kind in PLACE_KINDS}
    alike = [(a, b) for a, b in combinations(looks, 2) if np.abs(looks[a] - looks[b]).mean() < 0.012]
    assert not alike


@pytest.mark.parametrize("weather", ["rain", "snow", "fog", "storm"])
def test_weather_is_seen_outside_and_through_windows(weather: str) -> None:
    for kind, inside in (("street", False), ("room", True)):
        clear = compose_frame(board(kind, inside), "shot", SMALL, 1)
        wet = compose_frame(board(kind, inside, weather=weather), "shot", SMALL, 1)
        assert digest(clear) != digest(wet)


def test_every_style_of_the_catalogue_is_painted_in_its_own_way() -> None:
    assert set(TREATMENTS) == set(all_styles())
    looks = {digest(compose_frame(board(style=style), "shot", SMALL, 1)) for style in TREATMENTS}
    assert len(looks) == len(TREATMENTS)


@pytest.mark.parametrize("prop", PROPS)
def test_every_prop_of_the_vocabulary_can_be_shown(prop: str) -> None:
    assert prop in THINGS
    graph = compose_frame(board("prison", True, size="insert", props=(prop,), cast=()), "shot", TINY, 1)
    empty = SceneGraph.from_json(graph.to_json()).without(prop)
    assert (draw(graph) != draw(empty)).any(axis=2).mean() > 0.0025


@pytest.mark.parametrize("ratio", get_args(Ratio))
def test_layers_reach_beyond_the_canvas_so_that_no_move_shows_an_edge(ratio: Ratio) -> None:
    width, height = size = RATIO_SIZES[ratio]
    graph = compose_frame(board("coast", ratio=ratio, move="track_left"), "shot", size, 1)
    layers = paint_layers(graph)
    assert len(layers) <= 7
    stack = Stack.of(layers, graph.camera, size)
    for move in ("track_left", "track_right", "pan_left", "tilt_up", "tilt_down", "crane_up", "push", "pull", "handheld"):
        for t in (0.0, 0.4, 1.0):
            seen = stack.see(camera_at(move, t, 3))
            assert seen.shape == (height, width, 4)
            border = np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]])
            assert (border[:, :3].max(axis=1) > 8).all()


def test_the_figures_move_more_than_the_sky_when_the_camera_tracks() -> None:
    graph = compose_frame(board("mountain"), "shot", SMALL, 1)
    depths = {layer.name: layer.depth for layer in paint_layers(graph) if not layer.fixed}
    assert depths["sky"] < depths["middle"] < depths["figures"] == 1.0


@pytest.mark.parametrize("size", ["wide", "medium"])
def test_a_still_camera_at_rest_shows_the_frame_itself_though_no_more_of_it_is_painted(size: str) -> None:
    graph = compose_frame(board("cafe", True, size=size), "shot", SMALL, 1)
    seen = Stack.of(paint_layers(graph), graph.camera, SMALL).see(Camera(zoom=1.0))[:, :, :3]
    difference = np.abs(seen.astype(np.int16) - draw(graph))
    assert difference.mean() < 0.1
    assert (difference > 12).mean() < 0.001


def test_sheets_and_the_plain_frame_are_drawn() -> None:
    story = board("castle")
    pictures = {
        subject: digest(compose_sheet(story, subject, SMALL, 1)) for subject in ("mara", "tom", "rex", "robo", "p", "amulet")
    }
    assert len(set(pictures.values())) == len(pictures)
    assert not plain_frame(story, "shot", SMALL, 1).figures
    assert encode_png(draw(plain_frame(story, "shot", SMALL, 1))).startswith(b"\x89PNG")


@pytest.mark.parametrize(("changed", "words"), [({"cast": ("nobody",)}, "nobody"), ({"id": "other"}, "shot")])
def test_a_storyboard_that_lacks_something_is_an_error_that_names_it(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        compose_frame(board(**changed), "shot", SMALL, 1)
