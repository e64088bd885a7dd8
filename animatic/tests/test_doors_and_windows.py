"""What belongs to a place and moves: doors as the words say, land outside a carriage, clocks, fountains, curtains in the wind."""

from typing import Any

import numpy as np
import pytest

from animatic import SceneGraph, compose_frame
from animatic.alive import Living, Speech, Timing
from animatic.alive.opening import PHASES, Opening
from animatic.camera import Camera
from animatic.going import swing
from animatic.layers import Pixels

from .boards import board

SMALL, STEADY = (320, 180), Camera(zoom=1.0)


def living(place: str, inside: bool, **changed: Any) -> Living:
    graph: SceneGraph = compose_frame(board(place, inside, cast=(), **changed), "shot", SMALL, 7)
    return Living.of(graph, Timing(48), Speech())


def moved(a: Pixels, b: Pixels) -> float:
    return float((np.abs(a[:, :, :3].astype(int) - b[:, :, :3]).max(axis=2) > 12).mean())


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("He opens the door.", "opens"),
        ("The elevator doors slide apart.", "opens"),
        ("She slams the front door.", "closes"),
        ("The door opens, then shuts.", "closes"),
        ("The doors close.", "closes"),
        ("The door stands open.", ""),
        ("He walks through the open door.", ""),
        ("She opens the letter beside the lamp.", ""),
    ],
)
def test_doors_do_what_the_words_say(words: str, way: str) -> None:
    assert swing(words) == way


@pytest.mark.parametrize(("words", "first", "last"), [("The door opens.", 0, PHASES - 1), ("The door closes.", PHASES - 1, 0)])
def test_a_door_is_moved_once_between_the_cuts(words: str, first: int, last: int) -> None:
    picture = living("interior", True, action=words, props=("door",))
    (door,) = (element for element in picture.elements if isinstance(element, Opening))
    phases = [door.phase(n / 24) for n in range(48)]
    assert (phases[0], phases[-1]) == (first, last)
    assert sorted(phases, reverse=first > last) == phases
    assert moved(picture.see(0, STEADY), picture.see(47, STEADY)) > 0.001


def test_the_land_goes_by_outside_a_carriage() -> None:
    picture = living("train", True, action="Nobody is there.")
    assert moved(picture.see(0, STEADY), picture.see(12, STEADY)) > 0.004


@pytest.mark.parametrize(
    ("place", "inside", "changed", "later"),
    [
        ("kitchen", True, {"action": "The clock.", "props": ("clock",), "size": "insert"}, 30),
        ("bedroom", True, {"action": "An alarm clock rings.", "props": ("clock",), "size": "insert"}, 2),
        ("park", False, {"action": "A fountain.", "props": ("fountain",), "size": "insert"}, 4),
        ("bedroom", True, {"action": "The curtains fly in the wind."}, 14),
        ("ship", False, {"action": "A lantern swings.", "props": ("lantern",), "size": "insert"}, 6),
    ],
)
def test_it_moves_while_the_camera_stands_still(place: str, inside: bool, changed: dict[str, Any], later: int) -> None:
    picture = living(place, inside, **changed)
    assert moved(picture.see(0, STEADY), picture.see(later, STEADY)) > 0.0008


def test_curtains_hang_still_without_wind() -> None:
    picture = living("bedroom", True, action="An empty room.")
    assert moved(picture.see(0, STEADY), picture.see(14, STEADY)) == 0.0
