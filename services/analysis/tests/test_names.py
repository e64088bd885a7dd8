"""One person under several names is one member where it is clear, and two where it is not."""

import pytest

from .reading import board_of

HEADING = "INT. ROOM - DAY\n\n"


def cast_of(*cues: str, action: str = "") -> list[str]:
    board = board_of(HEADING + (f"{action}\n\n" if action else "") + "".join(f"{cue}\nHello there.\n\n" for cue in cues))
    return [member.name for member in board.cast]


@pytest.mark.parametrize(
    ("cues", "names"),
    [
        (("JOHN", "JOHN (V.O.)", "JOHN MILLER", "MR. MILLER", "JOHN (CONT'D)", "JOHN'S VOICE", "VOICE OF JOHN"), ["John Miller"]),
        (("JOHN MILLER", "ANNA MILLER", "MR. MILLER", "MRS. MILLER"), ["John Miller", "Anna Miller"]),
        (("JOHN MILLER", "JOHN STONE", "JOHN"), ["John Miller", "John Stone", "John"]),
        (("ZOË", "ZOE"), ["Zoë"]),
        (("DR. STONE", "ADA STONE", "DOCTOR STONE"), ["Ada Stone"]),
        (("YOUNG ADA", "ADA"), ["Young Ada", "Ada"]),
        (("GUARD #1", "GUARD #2"), ["Guard #1", "Guard #2"]),
        (("THE DETECTIVE", "DETECTIVE"), ["Detective"]),
        (("JOHN ON PHONE", "JOHN (INTO PHONE)", "JOHN"), ["John"]),
    ],
)
def test_names_that_mean_one_person_are_one(cues: tuple[str, ...], names: list[str]) -> None:
    assert sorted(cast_of(*cues)) == sorted(names)


def test_a_full_name_in_small_letters_belongs_to_its_cue() -> None:
    assert cast_of("JOHN", action="John Miller comes in and looks around.") == ["John Miller"]


def test_a_date_on_a_card_is_nobody() -> None:
    assert cast_of("ANNA", action='SUPER: "LONDON, 1888"') == ["Anna"]


@pytest.mark.parametrize(
    ("action", "name", "kind"),
    [
        ("REX (3, an old dog) sleeps.", "Rex", "animal"), ("REX, a tired old dog, sleeps.", "Rex", "animal"),
        ("The CROWD of VILLAGERS waits.", "Villagers", "crowd"), ("Farmers look up.", "Farmers", "crowd"),
        ("UNIT 7 is a rusty robot.", "Unit 7", "robot"), ("TIM (9) waves.", "Tim", "child"),
    ],
)  # fmt: skip
def test_everybody_is_what_the_words_say(action: str, name: str, kind: str) -> None:
    cues = f"{name.upper()}\nHm.\n\n" if kind != "crowd" else ""
    board = board_of(f"{HEADING}{action}\n\n{cues}ANNA\nHello.\n")
    assert {m.name: m.kind for m in board.cast}[name] == kind
