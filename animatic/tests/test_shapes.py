"""Another shape of the same picture promises: composed anew from its graph, the same people and things, all in the frame."""

from typing import Any

import pytest

from animatic import SceneGraph, compose_frame
from animatic.edits import edited, in_shape
from animatic.space import Space
from animatic.staging import extent, face_height, face_shift

from .boards import board

WIDE, UPRIGHT, SQUARE = (320, 180), (180, 320), (240, 240)


def scene(place: str = "market", interior: bool = False, **changed: Any) -> SceneGraph:
    return compose_frame(board(place, interior, **changed), "shot", WIDE, 3)


@pytest.mark.parametrize("canvas", [UPRIGHT, SQUARE], ids=["upright", "square"])
@pytest.mark.parametrize("cast", [("mara",), ("mara", "tom"), ("mara", "tom", "lily"), ("mara", "tom", "lily", "rex", "robo")])
@pytest.mark.parametrize("size", ["wide", "full"])
def test_everybody_is_in_the_picture(canvas: tuple[int, int], cast: tuple[str, ...], size: str) -> None:
    before = scene(cast=cast, size=size, action="They wait.")
    after = in_shape(before, canvas)
    assert [f.dress for f in after.figures] == [f.dress for f in before.figures]
    assert (after.scenery, after.seed, after.light) == (before.scenery, before.seed, before.light)
    space = Space(after.camera)
    for figure in after.figures:
        left, right, top = extent(figure)
        (x0, y0), (x1, _) = space.point(figure.x + left, top, figure.z), space.point(figure.x + right, 0.0, figure.z)
        assert x0 > -0.04 * canvas[0]
        assert x1 < 1.04 * canvas[0]
        assert y0 > 0


def test_a_picture_composed_upright_is_what_a_wide_one_becomes() -> None:
    told: dict[str, Any] = {"cast": ("mara",), "size": "full", "action": "Mara waits."}
    assert in_shape(scene(**told), UPRIGHT) == compose_frame(board("market", False, **told), "shot", UPRIGHT, 3)


def test_an_insert_and_a_shoulder_keep_their_subject() -> None:
    clock = scene("room", True, size="insert", cast=(), props=("clock",))
    told: dict[str, Any] = {"size": "insert", "cast": (), "props": ("clock",)}
    assert in_shape(clock, UPRIGHT).camera == compose_frame(board("room", True, **told), "shot", UPRIGHT, 3).camera
    over = in_shape(scene("office", True, size="medium", angle="over_shoulder"), SQUARE)
    shoulder = next(figure for figure in over.figures if figure.facing == "back")
    x, top = Space(over.camera).point(shoulder.x, shoulder.height + shoulder.y, shoulder.z)
    assert 0 < x < 0.45 * SQUARE[0]
    assert 0 < top < 0.5 * SQUARE[1]


@pytest.mark.parametrize("canvas", [WIDE, UPRIGHT, SQUARE], ids=["wide", "upright", "square"])
def test_who_points_out_of_a_close_picture_has_the_whole_face_in_it(canvas: tuple[int, int]) -> None:
    told: dict[str, Any] = {"cast": ("mara",), "size": "close_up", "action": "Mara points.", "poses": {"mara": "pointing"}}
    graph = compose_frame(board("room", True, **told), "shot", canvas, 3)
    mara = graph.figures[0]
    x, _ = Space(graph.camera).point(mara.x + face_shift(mara), face_height(mara), mara.z)
    assert 0.25 * canvas[0] < x < 0.75 * canvas[0]


def test_its_own_shape_changes_nothing_and_words_know_the_shapes() -> None:
    before = scene()
    assert in_shape(before, WIDE) is before
    assert (edited(before, "in portrait").width, edited(before, "in portrait").height) == UPRIGHT
    assert (edited(before, "make it square").width, edited(before, "make it square").height) == SQUARE


@pytest.mark.parametrize("place", ["room", "bedroom", "kitchen", "office", "hospital", "school", "shop", "prison"])
@pytest.mark.parametrize("cast", [(), ("mara",), ("mara", "tom")])
def test_an_upright_picture_of_a_room_is_no_third_of_ceiling(place: str, cast: tuple[str, ...]) -> None:
    graph = compose_frame(board(place, True, "9:16", cast=cast, action="A room."), "shot", (360, 640), 7)
    wall = next(piece for piece in graph.scenery if piece.kind == "shell")
    assert Space(graph.camera).point(0, wall.number("high", 2.8), wall.z)[1] < 0.26 * graph.height
