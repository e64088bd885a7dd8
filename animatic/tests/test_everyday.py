"""Everyday pictures: people within reach, things at hand, crowds that do what is said, places with their name."""

from typing import Any

import pytest

from animatic import compose_frame
from animatic.graph import SceneGraph
from animatic.paint.animals import fur_of
from animatic.staging import extent
from contracts.storyboard import CastMember, Look, Place

from .boards import board

SMALL = (320, 180)
HORSE = CastMember(
    id="horse", name="Horse", kind="animal", look=Look(species="horse", hair_colour="white", description="A white horse")
)


def graph(
    place: str = "park", interior: bool = False, name: str = "", extra: tuple[CastMember, ...] = (), **changed: Any
) -> SceneGraph:
    film = board(place, interior, **changed)
    places = (Place(id="p", name=name or "The place", kind=place, interior=interior),)
    return compose_frame(film.model_copy(update={"places": places, "cast": (*film.cast, *extra)}), "shot", SMALL, 7)


def test_two_who_fight_can_reach_each_other() -> None:
    one, other = graph(size="full", cast=("mara", "tom"), poses={"mara": "fighting", "tom": "fighting"}).figures
    assert other.x + extent(other)[0] < one.x + extent(one)[1]


def test_who_kicks_a_ball_has_it_at_the_foot() -> None:
    seen = graph(size="full", cast=("tom",), action="Tom kicks the ball.", poses={"tom": "fighting"}, props=("ball",))
    (tom,), ball = seen.figures, next(p for p in seen.props if p.kind == "ball")
    assert (tom.pose, tom.held, ball.y) == ("kicking", "", 0.0)
    assert (ball.x > tom.x) == (tom.facing == "right")


def test_what_is_pushed_is_at_the_hands() -> None:
    seen = graph(size="full", cast=("tom",), action="Tom pushes it.", poses={"tom": "pushing"}, props=("wheelchair",))
    (tom,), chair = seen.figures, next(p for p in seen.props if p.kind == "wheelchair")
    left, right, _ = extent(tom)
    hands = tom.x + (right if tom.facing == "right" else left)
    assert abs(chair.x - hands) < 0.6
    assert (chair.x > tom.x) == (tom.facing == "right")


def test_a_crowd_does_what_is_said_and_holds_what_is_thrown() -> None:
    seen = graph(size="full", cast=("crowd",), action="They throw flowers.", poses={"crowd": "throwing"}, props=("flower",))
    assert sum(figure.pose == "throwing" for figure in seen.figures) > len(seen.figures) / 2
    assert any(figure.held == "flower" for figure in seen.figures)
    assert not any(piece.kind == "flower" for piece in seen.props)


def test_who_queue_stand_in_a_row_and_look_the_same_way() -> None:
    seen = graph(size="wide", cast=("crowd",), action="A long queue of people waits.")
    assert {figure.facing for figure in seen.figures} == {"right"}
    assert {figure.z for figure in seen.figures} == {0.0}


def test_a_crowd_in_an_upright_picture_is_as_near_as_in_a_wide_one() -> None:
    film = board("park", False, "9:16", size="full", cast=("crowd",), action="The crowd cheers.", poses={"crowd": "hands_up"})
    seen = compose_frame(film, "shot", (180, 320), 7)
    assert seen.camera.focal / seen.camera.subject * 1.7 > 0.25 * seen.height
    assert len(seen.figures) == 7


@pytest.mark.parametrize("size", ["medium", "full"])
def test_a_horse_and_who_hugs_it_are_both_in_the_picture(size: str) -> None:
    seen = graph(size=size, cast=("lily", "horse"), extra=(HORSE,), poses={"lily": "embracing", "horse": "embracing"})
    lily, horse = seen.figures
    across = seen.camera.centre * seen.camera.subject / seen.camera.focal
    assert all(abs(figure.x - seen.camera.x) < across for figure in (lily, horse))
    top = seen.camera.horizon + (seen.camera.eye - extent(lily)[2]) * seen.camera.focal / seen.camera.subject
    assert 0 < top < 0.8 * seen.height
    assert lily.pose != "kneeling"


def test_an_animal_has_the_colour_that_the_words_say() -> None:
    (horse,) = graph(size="full", cast=("horse",), extra=(HORSE,)).figures
    plain = HORSE.model_copy(update={"look": HORSE.look.model_copy(update={"description": "A horse"})})
    (other,) = graph(size="full", cast=("horse",), extra=(plain,)).figures
    assert fur_of(horse) == fur_of(horse).lower() != fur_of(other)


@pytest.mark.parametrize(
    ("name", "kind", "interior", "piece"),
    [
        ("Courtroom", "office", True, "counter"), ("Bakery", "shop", True, "bread"), ("Stable", "farm", True, "hay"),
        ("Stadium", "field", False, "goal"), ("Hospital Corridor", "hospital", True, "drip"),
    ],
)  # fmt: skip
def test_a_place_is_what_its_name_says(name: str, kind: str, interior: bool, piece: str) -> None:
    seen = graph(kind, interior, name, cast=(), action="The place.")
    assert piece in {p.kind for p in seen.scenery}
    assert seen.interior == interior


def test_who_flies_is_whole_in_a_full_picture() -> None:
    seen = graph("space_station", True, size="full", cast=("mara",), poses={"mara": "flying"})
    (mara,) = seen.figures
    assert seen.camera.horizon + (seen.camera.eye - extent(mara)[2]) * seen.camera.focal / seen.camera.subject > 0
