"""Edits promise: the words change what they name and nothing else, the graph stays readable, the pixels change with it."""

from typing import Any

import numpy as np
import pytest

from animatic import SceneGraph, compose_frame, draw
from animatic.edits import UnknownEditError, edited

from .boards import board

SMALL = (320, 180)


def scene(place: str = "room", interior: bool = True, **changed: Any) -> SceneGraph:
    return compose_frame(board(place, interior, **changed), "shot", SMALL, 3)


def test_her_coat_turns_red_and_nothing_else_changes() -> None:
    before = scene()
    after = edited(before, "Change her coat to red")
    mara, same = (next(f for f in graph.figures if f.id == "mara") for graph in (after, before))
    assert mara.dress.outer_colour == "#c23a35"
    assert [f for f in after.figures if f.id != "mara"] == [f for f in before.figures if f.id != "mara"]
    assert mara.dress.hair == same.dress.hair
    assert after.scenery == before.scenery
    changed = (draw(before) != draw(after)).any(axis=2)
    assert 0 < changed.mean() < 0.2


def test_a_lamp_is_removed_wherever_it_stands() -> None:
    before = scene()
    after = edited(before, "remove the lamp")
    assert {p.kind for p in before.scenery} - {p.kind for p in after.scenery} == {"floor_lamp"}


def test_what_is_held_can_be_taken_away() -> None:
    before = scene("street", False, action="Mara holds a lantern.")
    assert any(f.held == "lantern" for f in before.figures)
    assert not any(f.held for f in edited(before, "remove the lantern").figures)


@pytest.mark.parametrize(
    ("words", "time"), [("make it night", "night"), ("set it in the evening", "dusk"), ("at sunrise", "dawn")]
)
def test_it_becomes_another_hour(words: str, time: str) -> None:
    before = scene("street", False)
    after = edited(before, words)
    assert after.time == time
    assert after.scenery == before.scenery
    assert np.abs(draw(after).astype(int) - draw(before)).mean() > 4


@pytest.mark.parametrize("weather", ["rain", "snow", "storm", "fog"])
def test_weather_comes_and_goes(weather: str) -> None:
    dry = scene("street", False)
    wet = edited(dry, f"let there be {weather}")
    assert wet.weather == weather
    assert len(wet.scenery) == len(dry.scenery) + 1
    assert len(edited(wet, "make the sky clear").scenery) == len(dry.scenery)


def test_an_edited_picture_is_kept_like_any_other() -> None:
    after = edited(scene(), "make it night")
    assert SceneGraph.from_json(after.to_json()) == after


def test_an_edit_is_the_same_each_time() -> None:
    assert edited(scene(), "make it snow").to_json() == edited(scene(), "make it snow").to_json()


@pytest.mark.parametrize(
    ("words", "said"),
    [("sing a song", "cannot be done"), ("remove the elephant", "no elephant"), ("change his crown to red", "Nobody")],
)
def test_what_cannot_be_done_is_said(words: str, said: str) -> None:
    with pytest.raises(UnknownEditError, match=said):
        edited(scene(), words)
