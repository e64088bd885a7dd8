"""Vehicles promise to go as the words of their shot say, smoothly over both cuts; what nobody names stands or drifts."""

from dataclasses import replace

import numpy as np
import pytest

from animatic import SceneGraph, compose_frame
from animatic.alive import Living, Speech, Timing
from animatic.alive.cels import Cel
from animatic.alive.going import Going, run_of
from animatic.camera import FINE, Camera, camera_at
from animatic.going import going
from animatic.layers import Layer, Pixels

from .boards import board

SMALL = (320, 180)


@pytest.mark.parametrize(
    ("kind", "action", "way"),
    [
        ("train", "The train pulls in and stops.", "arrives"),
        ("train", "The night express thunders past the signal.", "passes"),
        ("train", "Anna waits. The train leaves without her.", "leaves"),
        ("car", "A taxi drives off into the distance.", "leaves"),
        ("car", "A parked car. Tom runs away.", ""),
        ("car", "Tom leaves the car.", ""),
        ("car", "A car passes.", "passes"),
        ("ship", "The ferry sets sail at dawn.", "leaves"),
        ("boat", "The boat is moored at the quay.", ""),
        ("airplane", "The plane lands.", "arrives"),
        ("rocket", "The rocket lifts off.", "leaves"),
        ("lamp", "The lamp passes from hand to hand.", ""),
    ],
)
def test_the_words_say_how_a_vehicle_goes(kind: str, action: str, way: str) -> None:
    assert going(kind, action) == way


@pytest.mark.parametrize("goes", ["arrives", "leaves", "passes", "drifts"])
def test_a_way_has_no_jump_anywhere_not_even_in_the_handles(goes: str) -> None:
    run = run_of(goes, 9.0, 12.0, 3.0)
    places = np.array([run(frame / 24) for frame in range(-12, 84)])
    steps = np.diff(places)
    assert (steps >= 0).all()
    assert np.abs(np.diff(steps)).max() < 0.06


def test_what_arrives_comes_from_outside_and_stands_what_leaves_ends_outside() -> None:
    come, gone, by = (run_of(goes, 9.0, 12.0, 3.0) for goes in ("arrives", "leaves", "passes"))
    assert (come(0), come(3)) == (-12.0, 0.0)
    assert gone(0) == 0.0
    assert gone(3) == pytest.approx(12.0)
    assert by(1.5) == 0.0
    assert by(0) <= -12.0


def car(action: str) -> SceneGraph:
    return compose_frame(board("road", cast=(), action=action, props=("car",)), "shot", SMALL, 7)


def paths(graph: SceneGraph) -> list[Going]:
    picture = Living.of(graph, Timing(48), Speech())
    return [element for element in picture.elements if isinstance(element, Going)]


def test_a_car_that_drives_off_is_seen_and_then_gone() -> None:
    picture = Living.of(car("A car drives off."), Timing(48), Speech())
    standing = Living.of(car("A car. Silence."), Timing(48), Speech())
    still, start, end = (p.see(n, Camera(zoom=1.0)) for p, n in ((standing, 24), (picture, 0), (picture, 47)))
    assert part_that_differs(still, start) < part_that_differs(still, end)


def test_clouds_go_with_the_wind_and_lie_where_the_still_has_them_at_the_cut() -> None:
    calm, storm = (paths(replace(car("Nothing."), weather=weather)) for weather in ("clear", "storm"))
    assert calm
    assert all(element.way(0.0) == (0.0, 0.0) for element in calm)
    assert all(abs(b.way(1.0)[0]) > 2 * abs(a.way(1.0)[0]) > 0 for a, b in zip(calm, storm, strict=True))


def part_that_differs(a: Pixels, b: Pixels) -> float:
    return float((np.abs(a[:, :, :3].astype(int) - b[:, :, :3]).max(axis=2) > 24).mean())


@pytest.mark.parametrize("move", ["pan_right", "track_left", "tilt_up", "handheld"])
def test_copied_planes_look_like_resampled_ones(move: str) -> None:
    picture = Living.of(compose_frame(board("coast", cast=()), "shot", SMALL, 7), Timing(48), Speech())
    camera = replace(camera_at(move, 0.3, 7), roll=0.0)
    assert part_that_differs(picture.see(9, camera), picture.see(9, replace(camera, grid=0))) < 0.02


def test_a_solid_plane_stays_solid_when_it_is_resampled() -> None:
    solid = np.full((20, 30, 4), 255, np.uint8)
    cel = Cel.of(Layer("sky", 0.0, solid, -3.0, -3.0))
    assert all(cel.version((1.01, 1.01), (across, 1), FINE).isOpaque() for across in range(FINE))
