"""Everybody is in the cast once, as what they are, and looks as the script says."""

import pytest

from contracts.storyboard import Garment

from .reading import board_of, filmed, member

HEADING = "INT. ROOM - DAY\n\n"


def test_one_person_under_several_names_is_one_member() -> None:
    board = filmed("extensions.fountain")
    miller = member(board, "John Miller")
    assert {"John", "Mr. Miller", "Dr. Miller"} <= set(miller.aliases)
    assert [m.name for m in board.cast] == ["John Miller"]


def test_a_voice_over_is_heard_and_not_seen_speaking() -> None:
    kinds = [line.kind for shot in filmed("extensions.fountain").shots() for line in shot.lines]
    assert kinds[0] == "voice_over"
    assert kinds[1] == "dialogue"


def test_people_crowds_animals_and_robots_are_told_apart() -> None:
    board = filmed("crowd.fountain")
    kinds = {m.name: m.kind for m in board.cast}
    assert kinds == {
        "Villagers": "crowd",
        "Guard #1": "person",
        "Guard #2": "person",
        "Unit 7": "robot",
        "Dog": "animal",
    }
    assert member(board, "Dog").look.species == "dog"


def test_a_young_and_an_old_self_who_both_speak_are_two() -> None:
    board = board_of(f"{HEADING}YOUNG ADA\nWho are you?\n\nADA\nYou, later.\n")
    assert {m.name for m in board.cast} == {"Young Ada", "Ada"}


def test_a_look_is_what_the_script_says() -> None:
    text = (
        f"{HEADING}ROSA KLEIN (70s), tall and heavy, bald, in a yellow raincoat and green boots, enters. She wears glasses.\n\n"
        "TIM (9), short red hair, a blue sweater, waves.\n\n"
        "CARL, a bearded man in a uniform, sleeps.\n\nROSA\nHello.\n\nTIM\nHi.\n\nCARL\nWhat?\n"
    )
    board = board_of(text)
    rosa, tim, carl = (member(board, name).look for name in ("Rosa Klein", "Tim", "Carl"))
    assert (rosa.age, rosa.sex, rosa.build, rosa.height, rosa.hair_style, rosa.glasses) == (
        "old",
        "female",
        "heavy",
        "tall",
        "bald",
        True,
    )
    assert rosa.clothes == (Garment(item="raincoat", colour="yellow"), Garment(item="boots", colour="green"))
    assert (tim.age, tim.hair_style, tim.hair_colour, tim.clothes) == (
        "child",
        "short",
        "red",
        (Garment(item="sweater", colour="blue"),),
    )
    assert (carl.sex, carl.beard, carl.clothes) == ("male", True, (Garment(item="uniform"),))
    assert member(board, "Tim").kind == "child"


def test_what_is_not_said_is_the_same_in_every_film() -> None:
    first = board_of(f"{HEADING}MIRA\nHello.\n", seed=1)
    second = board_of("EXT. SEA - NIGHT\n\nMIRA\nGood night.\n", 30, seed=2)
    assert member(first, "Mira").look.model_copy(update={"description": ""}) == member(second, "Mira").look.model_copy(
        update={"description": ""}
    )


def test_people_without_described_clothes_do_not_wear_the_same_colour() -> None:
    names = ["ADA", "BEN", "CLEO", "DEV"]
    board = board_of(HEADING + "".join(f"{name}\nHello.\n\n" for name in names))
    colours = [m.look.clothes[0].colour for m in board.cast]
    assert len(set(colours)) == len(names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A clockmaker named Anselm sits down. The clockmaker sleeps.", "Anselm"),
        ("A girl came in. Her name was Pia. The girl laughed.", "Pia"),
    ],
)
def test_in_prose_a_noun_and_its_name_are_one(text: str, name: str) -> None:
    assert [m.name for m in board_of(text).cast] == [name]


def test_a_narrator_is_no_member_of_the_cast() -> None:
    board = board_of(f"{HEADING}NARRATOR\nOnce upon a time.\n")
    assert board.cast == ()
    assert board.shots()[0].lines[0].speaker is None
