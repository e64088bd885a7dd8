"""What people do together and with things is seen: hugs of tall and small, instruments at their place, seats in a car."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from animatic import SceneGraph, compose_frame, draw, encode_png
from animatic.alive.cels import Cel
from animatic.camera import Camera, lay, matrix_of, surface_on
from animatic.graph import Figure
from animatic.layers import Layer
from animatic.poses import pose_of
from contracts.storyboard import Storyboard

from .boards import board

SMALL = (320, 180)


def seen(told: Storyboard) -> SceneGraph:
    return compose_frame(told, "shot", SMALL, 7)


def who(graph: SceneGraph, name: str) -> Figure:
    return next(figure for figure in graph.figures if figure.id == name)


def named(name: str, kind: str = "street", **changed: Any) -> Storyboard:
    told = board(kind, True, **changed)
    return told.model_copy(update={"places": (told.places[0].model_copy(update={"name": name}),)})


def test_in_a_hug_the_small_one_is_in_front_and_the_tall_one_stoops() -> None:
    for cast in (("tom", "lily"), ("lily", "tom")):
        graph = seen(board(size="full", cast=cast, action="They hug."))
        assert who(graph, "lily").z < who(graph, "tom").z
        assert (who(graph, "lily").pose, who(graph, "tom").pose) == ("clinging", "stooping")


def test_who_hugs_an_animal_kneels_beside_it() -> None:
    graph = seen(board(size="full", cast=("lily", "rex"), action="Lily hugs Rex."))
    assert who(graph, "lily").pose == "kneeling"


@pytest.mark.parametrize(
    ("thing", "at"), [("guitar", "lap"), ("violin", "chin"), ("trumpet", "mouth"), ("drum", "belly"), ("piano", "near")]
)
def test_an_instrument_is_where_it_is_played(thing: str, at: str) -> None:
    graph = seen(board("room", True, size="full", cast=("mara",), action=f"Mara plays the {thing}.", props=(thing,)))
    mara = who(graph, "mara")
    assert pose_of(mara.pose).holds == at
    assert mara.held == ("" if thing == "piano" else thing)
    assert [piece.kind for piece in graph.props].count(thing) == (thing == "piano")


def test_who_plays_nothing_named_plays_the_guitar_and_a_child_or_a_game_needs_none() -> None:
    played = {"mara": "playing", "lily": "playing"}
    assert who(seen(board(cast=("mara",), action="She plays, badly.", poses=played)), "mara").held == "guitar"
    assert who(seen(board(cast=("lily",), action="She plays.", poses=played)), "lily").pose == "dancing"
    assert who(seen(board(cast=("mara",), action="She plays chess.", poses=played)), "mara").held == ""


def test_people_in_a_car_sit_side_by_side_the_first_at_the_wheel_and_no_rain_falls_on_them() -> None:
    graph = seen(named("Car", cast=("mara", "tom"), weather="rain", action="Mara drives."))
    assert {"cabin", "dashboard"} <= {piece.kind for piece in graph.scenery}
    assert "rain" not in {piece.kind for piece in graph.scenery}
    assert who(graph, "mara").pose == "driving"
    assert who(graph, "tom").x < -0.2 < 0.2 < who(graph, "mara").x


@pytest.mark.parametrize("name", ["Car park", "Dining car", "Car wash"])
def test_not_everything_with_a_car_in_its_name_is_one(name: str) -> None:
    assert "cabin" not in {piece.kind for piece in seen(named(name)).scenery}


def test_rain_hides_the_sun_unless_the_words_let_it_shine() -> None:
    wet: dict[str, Any] = {"weather": "rain", "time": "dusk", "cast": ()}
    assert seen(board("coast", action="Waves.", **wet)).light.veiled
    assert not seen(board("coast", action="The sun breaks through the rain.", **wet)).light.veiled


def test_a_png_has_exactly_the_pixels() -> None:
    pixels = draw(seen(board()))
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(encode_png(pixels)))), pixels)


def test_what_is_laid_in_patches_looks_as_if_laid_whole() -> None:
    image = np.zeros((300, 500, 4), np.uint8)
    image[20:90, 30:110], image[180:260, 390:480] = 200, (90, 60, 30, 160)
    layer, framing = Layer("middle", 0.6, image, -40, 10), seen(board()).camera
    cel, camera, pictures = Cel.of(layer), Camera(zoom=1.07), []
    assert len(cel.patches) > 1
    for patches in ((), cel.patches):
        pixels = np.zeros((180, 320, 4), np.uint8)
        with surface_on(pixels) as canvas:
            canvas.concat(matrix_of(layer, camera, framing, SMALL))
            lay(canvas, layer, cel.image, camera, SMALL, patches=patches)
        pictures.append(pixels.astype(int))
    assert np.abs(pictures[0] - pictures[1]).max() <= 2


def test_a_solid_layer_stays_solid_to_its_edges_when_it_is_resampled() -> None:
    cel = Cel.of(Layer("ground", 1.0, np.full((40, 60, 4), 255, np.uint8), 0, 0))
    image = cel.version((1.13, 1.13), (1, 3), 4)
    assert image.isOpaque()
