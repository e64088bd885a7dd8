"""Edits promise: the words change what they name and nothing else, the graph stays readable, the pixels change with it."""

from typing import Any

import numpy as np
import pytest

from animatic import SceneGraph, compose_frame, draw
from animatic.edits import UnknownEditError, edited
from animatic.graph import Figure

from .boards import board

SMALL = (320, 180)


def scene(place: str = "room", interior: bool = True, **changed: Any) -> SceneGraph:
    return compose_frame(board(place, interior, **changed), "shot", SMALL, 3)


def street(**changed: Any) -> SceneGraph:
    told = {"action": "Mara holds a lantern. Tom waits.", "cast": ("mara", "tom", "rex"), **changed}
    return scene("street", False, **told)


def of(graph: SceneGraph, name: str) -> Figure:
    return next(figure for figure in graph.figures if figure.name == name)


def others(graph: SceneGraph, name: str) -> list[Figure]:
    return [figure for figure in graph.figures if figure.name != name]


def changed_part(before: SceneGraph, after: SceneGraph) -> Any:
    return np.any(draw(before) != draw(after), axis=2)


def test_her_coat_turns_red_and_nothing_else_changes() -> None:
    before = scene()
    after = edited(before, "Change her coat to red")
    assert of(after, "Mara").dress.outer_colour == "#c23a35"
    assert of(after, "Mara").dress.hair == of(before, "Mara").dress.hair
    assert others(after, "Mara") == others(before, "Mara")
    assert (after.scenery, after.props, after.camera, after.seed) == (before.scenery, before.props, before.camera, before.seed)
    columns = np.flatnonzero(changed_part(before, after).any(axis=0))
    foot = before.camera.centre + (of(before, "Mara").x - before.camera.x) * before.camera.focal / before.camera.subject
    assert columns.size
    assert abs(columns - foot).max() < 0.5 * before.camera.focal / before.camera.subject


def test_a_lamp_is_removed_wherever_it_stands_and_no_pixel_beside_it_changes() -> None:
    before = scene()
    after = edited(before, "remove the lamp")
    assert {p.kind for p in before.scenery} - {p.kind for p in after.scenery} == {"floor_lamp"}
    assert after.figures == before.figures
    columns = np.flatnonzero(changed_part(before, after).any(axis=0))
    assert 0 < columns[-1] - columns[0] < SMALL[0] // 8


def test_what_is_held_can_be_taken_away_and_given() -> None:
    before = street()
    assert of(before, "Mara").held == "lantern"
    assert of(edited(before, "take the lantern away"), "Mara").held == ""
    given = edited(before, "give Tom an umbrella")
    assert (of(given, "Tom").held, of(given, "Mara").held) == ("umbrella", "lantern")


@pytest.mark.parametrize(
    ("words", "time"), [("make it night", "night"), ("set it in the evening", "dusk"), ("at sunrise", "dawn")]
)
def test_it_becomes_another_hour(words: str, time: str) -> None:
    before = scene("street", False)
    after = edited(before, words)
    assert after.time == time
    assert (after.scenery, after.figures) == (before.scenery, before.figures)
    assert np.abs(draw(after).astype(int) - draw(before)).mean() > 4


@pytest.mark.parametrize("weather", ["rain", "snow", "storm", "fog"])
def test_weather_comes_and_goes_and_leaves_the_place_as_it_was(weather: str) -> None:
    dry = scene("street", False)
    wet = edited(dry, f"let there be {weather}")
    assert wet.weather == weather
    assert len(wet.scenery) == len(dry.scenery) + 1
    again = edited(wet, "make the sky clear")
    assert [(p.id, p.details) for p in again.scenery if p.kind != "sky"] == [
        (p.id, p.details) for p in dry.scenery if p.kind != "sky"
    ]
    ground = [
        np.array([int(p.colour[i : i + 2], 16) for i in (1, 3, 5)]) for g in (dry, again) for p in g.scenery if p.kind == "ground"
    ]
    assert np.abs(ground[0] - ground[1]).max() <= 2


def test_what_is_so_already_changes_nothing() -> None:
    before = street()
    assert edited(before, "make it sunny, by day") == before


@pytest.mark.parametrize(
    ("words", "slot", "value"),
    [
        ("dye her hair blonde", "hair", "#d9b062"),
        ("give her short curly hair", "hair_style", "curly"),
        ("put glasses on Mara", "glasses", True),
        ("take off her coat", "outer", ""),
        ("her raincoat should be dark blue", "outer_colour", "#2a487f"),
        ("dress her in a green dress", "top", "dress"),
        ("give Mara a red hat", "hat", "hat"),
    ],
)
def test_clothes_and_hair_are_as_the_words_say(words: str, slot: str, value: object) -> None:
    before = scene()
    after = edited(before, words)
    assert getattr(of(after, "Mara").dress, slot) == value
    assert others(after, "Mara") == others(before, "Mara")


@pytest.mark.parametrize(
    ("words", "pose", "expression"),
    [
        ("let Tom sit down", "sitting", ""),
        ("the old man waves", "waving", ""),
        ("make him smile", "", "happy"),
        ("Tom is running", "running", ""),
        ("have Tom cross his arms", "arms_crossed", ""),
        ("he looks angry", "", "angry"),
    ],
)
def test_people_do_and_feel_what_the_words_say(words: str, pose: str, expression: str) -> None:
    before = scene()
    after = edited(before, words)
    tom = of(after, "Tom")
    assert tom.pose == (pose or of(before, "Tom").pose)
    assert tom.expression == (expression or of(before, "Tom").expression)
    assert (others(after, "Tom"), after.scenery) == (others(before, "Tom"), before.scenery)


def test_who_sits_down_gets_a_seat_and_who_embraces_comes_near() -> None:
    assert [p.id for p in edited(scene(), "let Tom sit").props] == ["seat-tom"]
    close = edited(scene(), "let them embrace")
    assert abs(of(close, "Mara").x - of(close, "Tom").x) < 0.4


def test_somebody_new_stands_beside_the_others() -> None:
    before = street()
    after = edited(before, "add an old man on the left and a cat")
    assert after.figures[:3] == before.figures
    man, cat = after.figures[3:]
    assert (man.dress.age, man.dress.sex, cat.dress.species) == ("old", "male", "cat")
    assert man.x < min(figure.x for figure in before.figures)


def test_a_thing_is_added_moved_enlarged_and_painted() -> None:
    before = scene()
    sofa = edited(before, "paint the sofa green")
    assert next(p.colour for p in sofa.scenery if p.kind == "sofa") == "#4b8148"
    after = edited(before, "add a red car")
    assert (after.props[-1].kind, after.props[-1].colour) == ("car", "#c23a35")
    moved = edited(after, "move the car to the left and make it night")
    assert moved.props[-1].x < after.props[-1].x
    assert edited(after, "make the car bigger").props[-1].size > 1.2


def test_a_lamp_goes_out_at_night() -> None:
    lit = scene(time="night")
    assert changed_part(lit, edited(lit, "turn off the lamp")).any()
    with pytest.raises(UnknownEditError, match="dusk or night"):
        edited(scene(), "turn off the lamp")


def test_the_camera_comes_near_to_who_is_named() -> None:
    close = edited(scene(), "a close-up of Tom")
    assert close.camera.size == "close_up"
    assert abs(close.camera.x - of(close, "Tom").x) < 0.2
    assert edited(scene(), "wider").camera.size == "extreme_wide"
    assert edited(scene(), "from above").camera.eye > scene().camera.eye


def test_several_wishes_are_all_done_and_a_list_keeps_its_verb_and_its_owner() -> None:
    after = edited(street(), "give her a red scarf and a black hat, remove Tom and the lantern, make it dusk")
    mara = of(after, "Mara")
    assert (mara.dress.neck, mara.dress.hat, mara.held, after.time) == ("scarf", "hat", "", "dusk")
    assert [figure.name for figure in after.figures] == ["Mara", "Rex"]


def test_nothing_is_done_when_a_part_is_not_understood() -> None:
    with pytest.raises(UnknownEditError, match=r'"teach him chess" is not understood.*In this picture: Mara, Tom'):
        edited(scene(), "make it night and teach him chess")


def test_an_edited_picture_is_kept_like_any_other_and_the_same_each_time() -> None:
    after = edited(scene(), "make it snow, add a dog and let Tom sit")
    assert SceneGraph.from_json(after.to_json()) == after
    assert after.to_json() == edited(scene(), "make it snow, add a dog and let Tom sit").to_json()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "not understood"),
        ("sing a song", "What can be done"),
        ("remove the elephant", "no elephant"),
        ("change his crown to red", "Tom wears no crown, but"),
        ("change the shirt to blue", "Say whose shirt|wears"),
        ("change her coat to plaid", "plaid"),
        ("paint the door blue", "no door"),
        ("stop the rain", "no rain"),
        ("take off his trousers", "stays on"),
        ("make Tom bigger", "keep their height"),
        ("let Rex hold a cup", "There is no|cannot hold|not understood"),
        ("make it night in Paris", "paris"),
    ],
)
def test_what_cannot_be_done_is_said(words: str, said: str) -> None:
    with pytest.raises(UnknownEditError, match=said):
        edited(scene(), words)
