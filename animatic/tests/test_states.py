"""Things are drawn as and where the shot says: open doors, lights that are out, a dog on a desk, all things of a list."""

from typing import Any

import numpy as np
import pytest

from animatic import SceneGraph, compose_frame, draw
from animatic.graph import Piece
from animatic.measures import TOPS, width_of_prop
from animatic.staging import extent

from .boards import board

SMALL = (320, 180)


def picture(place: str = "room", inside: bool = True, canvas: tuple[int, int] = SMALL, **changed: Any) -> SceneGraph:
    return compose_frame(board(place, inside, **changed), "shot", canvas, 7)


def piece(graph: SceneGraph, kind: str) -> Piece:
    return next(p for p in (*graph.props, *graph.scenery) if p.kind == kind)


def spot(what: str, how: str, of: str) -> dict[str, str]:
    return {"what": what, "how": how, "of": of}


@pytest.mark.parametrize(
    ("kind", "states", "detail", "value"),
    [
        ("door", {"door": "open"}, "open", 1.0),
        ("door", {"door": "shut"}, "open", 0.0),
        ("window", {"window": "broken"}, "broken", 1.0),
        ("lamp", {"lamp": "dark"}, "lit", 0.0),
        ("lamp", {"lights": "dark"}, "lit", 0.0),
    ],
)
def test_what_the_place_has_is_drawn_as_the_words_say(kind: str, states: dict[str, str], detail: str, value: float) -> None:
    said = picture("interior", cast=(), action="Nobody is there.", time="night", states=states)
    plain = picture("interior", cast=(), action="Nobody is there.", time="night")
    assert piece(said, kind).number(detail, -1) == value
    assert (draw(said) != draw(plain)).any() or value == plain_value(plain, kind, detail)


def plain_value(graph: SceneGraph, kind: str, detail: str) -> float:
    return piece(graph, kind).number(detail, 0.0)


def test_a_door_that_opens_in_the_shot_is_not_yet_open() -> None:
    graph = picture("interior", cast=("mara",), action="Mara opens the door.", states={"door": "open"})
    assert (piece(graph, "door").word("swings"), piece(graph, "door").number("open", 0)) == ("opens", 0.6)


def test_lights_that_go_out_one_by_one_are_partly_out() -> None:
    shining = [
        float(draw(picture("city", False, cast=(), time="night", states=states)).mean())
        for states in ({"lights": "dark"}, {"lights": "partly_lit"}, {})
    ]
    assert shining == sorted(shining)
    assert len(set(shining)) == 3


def test_a_dog_on_a_keyboard_lies_on_the_desk_before_the_screen_and_is_in_the_picture() -> None:
    graph = picture("office", cast=("rex",), size="medium", poses={"rex": "sleeping"}, spots=(spot("rex", "on", "computer"),))
    (dog,) = graph.figures
    desk, screen = piece(graph, "desk"), piece(graph, "computer")
    assert dog.y == TOPS["desk"] == screen.y
    assert dog.z < screen.z < desk.z
    assert abs(dog.x - desk.x) < 0.3
    top = graph.camera.horizon + (graph.camera.eye - dog.y - extent(dog)[2]) * graph.camera.focal / graph.camera.subject
    assert 0 < top < graph.height
    assert sum(p.kind == "desk" for p in (*graph.props, *graph.scenery)) == 2


def test_one_sits_on_what_the_words_name() -> None:
    graph = picture("room", cast=("mara",), poses={"mara": "sitting"}, spots=(spot("mara", "on", "table"),))
    assert piece(graph, "table").id == "seat-mara"
    assert graph.figures[0].y > 0.2


@pytest.mark.parametrize("canvas", [SMALL, (180, 320), (240, 240)])
def test_who_is_beside_a_suitcase_does_not_hold_it_and_both_are_seen(canvas: tuple[int, int]) -> None:
    graph = picture(
        "train", False, canvas, size="medium", cast=("mara",), poses={"mara": "sitting"}, props=("suitcase",),
        spots=(spot("mara", "beside", "suitcase"),),
    )  # fmt: skip
    (mara,), case = graph.figures, next(p for p in graph.props if p.kind == "suitcase")
    left, right = mara.x + extent(mara)[0], mara.x + extent(mara)[1]
    half = width_of_prop("suitcase") / 2
    assert mara.held == ""
    assert case.x - half > left + 0.2 if case.x > mara.x else case.x + half < right - 0.2
    across = graph.camera.centre * graph.camera.subject / graph.camera.focal
    assert abs(case.x - graph.camera.x) + half <= across


def test_who_is_beside_what_the_place_has_does_not_bring_another() -> None:
    film = board("room", True, cast=("tom",), poses={"tom": "kneeling"}, props=("lamp",), spots=(spot("tom", "beside", "lamp"),))
    film = film.model_copy(update={"places": (film.places[0].model_copy(update={"name": "Lamp Room"}),)})
    graph = compose_frame(film, "shot", SMALL, 7)
    assert [p.number("lit", 1) for p in (*graph.props, *graph.scenery) if p.kind == "beacon"] == [0.0]


@pytest.mark.parametrize(
    ("place", "inside", "props"),
    [
        ("train", False, ("clock", "bench", "suitcase")),
        ("room", True, ("key", "letter", "candle")),
        ("field", False, ("table", "chair", "bottle")),
    ],
)
def test_a_near_picture_of_several_things_shows_all_of_them_apart(place: str, inside: bool, props: tuple[str, ...]) -> None:
    graph = picture(place, inside, size="insert", cast=(), action="Things.", props=props)
    found = [next(p for p in (*graph.props, *graph.scenery) if p.kind == prop) for prop in props]
    across = graph.camera.centre * graph.camera.subject / graph.camera.focal
    assert all(abs(p.x - graph.camera.x) < across for p in found)
    places = np.array([(p.x, p.y) for p in found])
    assert all(np.abs(places[i] - places[j]).max() > 0.1 for i in range(3) for j in range(i))


def test_a_thing_on_another_stands_on_it() -> None:
    graph = picture("street", False, cast=("mara",), props=("cup", "table"), spots=(spot("cup", "on", "table"),), size="full")
    cup, table = piece(graph, "cup"), next(p for p in graph.props if p.kind == "table")
    assert cup.y == pytest.approx(TOPS["table"] * table.size)
    assert abs(cup.x - table.x) < 0.6


def test_a_shot_may_be_seen_elsewhere() -> None:
    film = board("street", False)
    film = film.model_copy(update={"places": (*film.places, film.places[0].model_copy(update={"id": "q", "kind": "cave"}))})
    scene = film.scenes[0]
    shots = (scene.shots[0].model_copy(update={"place": "q"}),)
    film = film.model_copy(update={"scenes": (scene.model_copy(update={"shots": shots}),)})
    assert compose_frame(film, "shot", SMALL, 7).place == "cave"
