"""Everyday sentences are read as somebody who draws them would: who is who, who is there, who does it."""

import pytest

from contracts.storyboard import Shot

from .reading import board_of, member


def told(action: str, heading: str = "INT. ROOM - DAY") -> list[Shot]:
    return list(board_of(f"{heading}\n\nMIA and LEO wait.\n\n{action}\n").shots()[1:])


@pytest.mark.parametrize(
    ("script", "cast"),
    [
        ("An astronaut, JUNO (40s), floats.", {"cast-juno"}),
        ("LILY (6) sleeps. Her mother ANNA (30s) covers her.", {"cast-lily", "cast-anna"}),
        ("LILY (6) holds a teddy bear.", {"cast-lily"}),
        ("LILY (6) holds a photo of a child.", {"cast-lily"}),
        ("LILY (6) waits. The priest smiles.", {"cast-lily", "cast-priest"}),
        ("LILY (6) waits. Lily points at the lawyer.", {"cast-lily", "cast-lawyer"}),
        ("LILY (40s), a doctor, waits. The doctor smiles.", {"cast-lily"}),
        ("LILY (6) sees a polar bear.", {"cast-lily", "cast-bear"}),
    ],
)
def test_everybody_is_in_the_cast_once_and_things_are_not(script: str, cast: set[str]) -> None:
    assert {m.id for m in board_of(f"INT. ROOM - DAY\n\n{script}\n").cast} == cast


def test_what_is_said_of_two_is_done_by_both() -> None:
    (shot,) = told("Mia and Leo sit on a log.")
    assert shot.poses == {"cast-mia": "sitting", "cast-leo": "sitting"}
    assert {(spot.what, spot.of) for spot in shot.spots} == {("cast-mia", "log"), ("cast-leo", "log")}


def test_only_who_is_joined_does_the_same() -> None:
    (shot,) = told("Mia runs while Leo sits down.")
    assert shot.poses == {"cast-mia": "running", "cast-leo": "sitting"}


def test_whose_hand_it_is_is_seen() -> None:
    (shot,) = told("Leo puts a ring on her finger.")
    assert set(shot.cast) == {"cast-leo", "cast-mia"}
    assert shot.size != "close_up"


def test_what_is_brushed_is_the_animal() -> None:
    *_, shot = told("A horse waits. Mia brushes it.")
    assert set(shot.cast) == {"cast-mia", "cast-horse"}


def test_somebody_is_a_woman_if_the_next_sentence_says_she() -> None:
    board = board_of("INT. ROOM - DAY\n\nJUNO (40s) waits. She holds a key.\n")
    assert member(board, "Juno").look.sex == "female"
    assert board.shots()[-1].cast == ("cast-juno",)


def test_a_hat_in_the_hand_is_not_worn() -> None:
    board = board_of("INT. ROOM - DAY\n\nTOM (70s) sits and holds his hat.\n")
    assert "hat" not in {garment.item for garment in member(board, "Tom").look.clothes}


@pytest.mark.parametrize(
    ("script", "worn"),
    [
        ("The judge waits.", {"black robe"}),
        ("A dentist waits.", {"lab_coat"}),
        ("MIA, in a long white dress and a veil, waits.", {"gown", "headscarf"}),
    ],
)
def test_people_wear_what_they_are_known_by(script: str, worn: set[str]) -> None:
    (one,) = board_of(f"INT. ROOM - DAY\n\n{script}\n").cast
    assert {garment.item for garment in one.look.clothes} == worn


def test_a_boat_that_is_upside_down_lies_so() -> None:
    (shot,) = board_of("EXT. BEACH - DAY\n\nAn upside-down boat lies on the sand.\n").shots()
    assert shot.states == {"boat": "lying"}


def test_a_parking_space_is_not_in_space() -> None:
    (place,) = board_of("EXT. PARKING SPACE - DAY\n\nA man waits.\n").places
    assert place.kind == "street"
