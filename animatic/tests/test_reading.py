"""What words ask of a picture: a lamp room is one, a dark lamp is dark, who hugs is held, nobody is drawn twice."""

from typing import Any

import numpy as np
import pytest

from animatic import SceneGraph, compose_frame, draw
from animatic.framing import framing_of
from animatic.skeleton import skeleton_of
from animatic.space import Space
from animatic.staging import extent, group_of
from contracts.storyboard import CastMember, Look, Place, Storyboard

from .boards import board

SMALL = (320, 180)


def at(name: str, kind: str, interior: bool, description: str = "", **changed: Any) -> Storyboard:
    place = Place(id="p", name=name, kind=kind, interior=interior, description=description)
    return board(kind, interior, **changed).model_copy(update={"places": (place,)})


def graph_of(story: Storyboard) -> SceneGraph:
    return compose_frame(story, "shot", SMALL, 1)


def kinds(graph: SceneGraph) -> set[str]:
    return {piece.kind for piece in (*graph.scenery, *graph.props)}


@pytest.mark.parametrize(
    ("name", "kind", "interior", "has"),
    [
        ("Lamp Room", "room", True, "beacon"),
        ("Abandoned Greenhouse", "garden", True, "glazing"),
        ("Train Station", "train", False, "train"),
        ("Elevator", "hallway", True, "elevator_doors"),
        ("Control Room", "office", True, "screens"),
        ("Office Lobby", "office", True, "elevator_doors"),
    ],
)
def test_a_place_is_what_its_name_says(name: str, kind: str, interior: bool, has: str) -> None:
    special, usual = graph_of(at(name, kind, interior)), graph_of(at("Somewhere", kind, True))
    assert has in kinds(special)
    assert has not in kinds(usual)
    assert (draw(special) != draw(usual)).any()


def test_rain_stays_outside_a_greenhouse_and_falls_on_a_station() -> None:
    assert "rain" not in kinds(graph_of(at("Greenhouse", "garden", True, weather="rain")))
    assert "rain" in kinds(graph_of(at("Station", "train", False, weather="rain")))


def test_a_carriage_has_a_ceiling() -> None:
    assert "shell" in kinds(graph_of(at("Compartment", "train", True)))


@pytest.mark.parametrize(("action", "lit"), [("The lantern is dark.", False), ("The lantern shines.", True)])
def test_a_light_shines_or_is_dark_as_the_words_say(action: str, lit: bool) -> None:
    graph = graph_of(board("prison", True, size="insert", cast=(), action=action, time="night"))
    (lantern,) = (p for p in graph.props if p.kind == "lantern")
    assert bool(lantern.number("lit", 1)) == lit
    assert (draw(graph).max() > 215) == lit


def test_the_lamp_of_a_lighthouse_is_at_its_top() -> None:
    story = at(
        "Cliff", "coast", False, "A white lighthouse.", size="insert", cast=(), action="Its lamp is dark.", props=("lamp",)
    )
    graph = graph_of(story)
    assert [p.kind for p in graph.props] == ["lighthouse"]
    assert "lighthouse" not in {p.kind for p in graph.scenery}
    assert graph.camera.eye > 10


def test_who_hugs_is_held() -> None:
    story = board(size="full", action="Mara jumps from the boat and hugs Tom.", poses={"mara": "jumping", "tom": "standing"})
    one, other = graph_of(story).figures
    assert one.pose == other.pose == "embracing"
    assert {one.facing, other.facing} == {"left", "right"}
    assert abs(one.x - other.x) < 0.3


def test_nobody_of_the_cast_is_a_prop_too() -> None:
    graph = graph_of(board(cast=("robo",), action="The robot waits.", props=("robot", "flower")))
    assert "robot" not in kinds(graph)


def test_what_the_place_has_is_not_put_there_again() -> None:
    graph = graph_of(board("kitchen", True, action="Mara walks to the table.", props=("table",)))
    assert sum(p.kind == "table" for p in (*graph.scenery, *graph.props)) == 1


def test_a_thing_has_the_colour_of_its_words() -> None:
    story = board("kitchen", True, size="insert", cast=(), action="A small yellow kettle.", props=("pot",))
    (kettle,) = (p for p in graph_of(story).props if p.kind == "kettle")
    assert kettle.colour == "#e4b832"


def test_a_near_picture_of_nobody_shows_the_thing() -> None:
    graph = graph_of(board("kitchen", True, size="close_up", cast=(), action="Close on the cup.", props=("cup",)))
    assert graph.camera.size == "insert"


def test_passers_by_are_there_and_have_umbrellas_in_the_rain() -> None:
    graph = graph_of(board(cast=(), weather="rain", action="People hurry past."))
    assert len(graph.figures) >= 5
    assert "umbrella" in {f.held for f in graph.figures}
    assert {f.pose for f in graph.figures} == {"walking"}


@pytest.mark.parametrize(
    ("place", "inside", "seat"), [("train", True, "train_seat"), ("rooftop", False, "ledge"), ("park", False, "bench")]
)
def test_people_sit_on_what_the_place_offers(place: str, inside: bool, seat: str) -> None:
    assert seat in kinds(graph_of(board(place, inside, poses={"mara": "sitting"})))


def test_somebody_on_the_floor_has_no_chair() -> None:
    graph = graph_of(board("room", True, cast=("mara",), action="Mara sits on the floor.", poses={"mara": "sitting"}))
    assert not any(p.id.startswith("seat-") for p in graph.props)


def test_a_robot_takes_every_pose_a_person_takes() -> None:
    pictures = {
        draw(graph_of(board(cast=("robo",), size="full", poses={"robo": pose}))).tobytes()
        for pose in ("standing", "sitting", "waving")
    }
    assert len(pictures) == 3


def test_a_small_animal_fills_a_medium_shot() -> None:
    bird = CastMember(id="rex", name="Pigeon", kind="animal", look=Look(species="bird"))
    story = board("rooftop", cast=("rex",), size="medium").model_copy(update={"cast": (bird,)})
    graph = graph_of(story)
    (figure,) = graph.figures
    space = Space(graph.camera)
    tall = space.point(0, 0, 0)[1] - space.point(0, extent(figure)[2], 0)[1]
    assert 0.35 * SMALL[1] < tall < 0.7 * SMALL[1]


def test_a_child_seen_from_behind_shows_its_head_not_its_hat_only() -> None:
    story = board(size="medium", angle="over_shoulder", cast=("tom", "lily"))
    graph = graph_of(story)
    near = next(f for f in graph.figures if f.z < -0.5)
    top = Space(graph.camera).point(near.x, near.y + near.height, near.z)[1]
    assert top < 0.4 * SMALL[1]


def test_the_camera_looks_up_when_the_sun_rises() -> None:
    usual = framing_of("wide", "eye", "static", SMALL, group_of((), "wide"))
    graph = graph_of(board("rooftop", cast=(), action="The sun rises over the city."))
    assert graph.camera.horizon > usual.horizon
    assert graph.time == "dawn"
    assert np.asarray(draw(graph)).std() > 10


def test_a_near_picture_of_a_door_shows_it_in_its_wall() -> None:
    graph = graph_of(at("Lobby", "office", True, size="insert", cast=(), action="The elevator doors close.", props=("door",)))
    (door,) = graph.props
    (wall,) = (p for p in graph.scenery if p.kind == "shell")
    assert door.kind == "elevator_doors"
    assert abs(wall.z - door.z) < 0.1


def test_a_near_picture_of_a_door_that_the_place_lacks_gives_it_one() -> None:
    graph = graph_of(board("kitchen", True, size="insert", cast=(), action="The door is shut.", props=("door",)))
    (wall,) = (p for p in graph.scenery if p.kind == "shell")
    assert abs(wall.z - graph.props[0].z) < 0.1


def test_no_window_stands_in_a_field() -> None:
    assert not kinds(graph_of(board("field", action="Behind a window, Mara sings.", props=("window",)))) & {"window"}


def test_a_thing_keeps_its_colour_from_shot_to_shot() -> None:
    shots = [graph_of(board("room", True, id="shot", size=size, props=("bicycle",))) for size in ("wide", "medium", "insert")]
    assert len({p.seed for graph in shots for p in graph.props if p.kind == "bicycle"}) == 1


def test_a_close_up_of_a_thing_is_nearer_than_an_insert_of_it() -> None:
    sizes = [graph_of(board("kitchen", True, size=size, cast=(), action="", props=("cup",))) for size in ("insert", "close_up")]
    assert Space(sizes[1].camera).scale(0) > 1.2 * Space(sizes[0].camera).scale(0)


@pytest.mark.parametrize("cast", [("mara",), ("tom", "mara")])
def test_a_pointing_hand_is_seen_in_a_close_up(cast: tuple[str, ...]) -> None:
    graph = graph_of(board("street", size="close_up", cast=cast, action="", poses={cast[0]: "pointing"}))
    figure = graph.figures[0]
    hand = skeleton_of(figure).far_arm[2][0] * (-1 if figure.facing == "left" else 1)
    assert 0 < Space(graph.camera).point(figure.x + hand, 0, 0)[0] < SMALL[0]


def test_a_dark_room_without_a_lamp_lies_in_moonlight() -> None:
    greenhouse, room = at("Greenhouse", "garden", True, time="night"), at("Hall", "cafe", True, time="night")
    blue = [
        int(graph_of(story).light.ambient[5:], 16) - int(graph_of(story).light.ambient[1:3], 16) for story in (greenhouse, room)
    ]
    assert blue[0] > 20 > blue[1]


def test_who_rides_is_seen_whole() -> None:
    graph = graph_of(board(size="medium", cast=("tom",), action="Tom rides a bicycle.", props=("bicycle",)))
    assert graph.camera.size == "full"
