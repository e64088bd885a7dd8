"""What words say of things: what they are (open, lit, broken), where they are, and what is seen elsewhere; from shot to shot."""

import pytest

from analysis.domain.spots import spots_in
from analysis.domain.states import FITS, STATE, states_in
from contracts.vocabulary import LIGHTS, PROPS, STATES

from .reading import board_of


@pytest.mark.parametrize(
    ("told", "states"),
    [
        ("The doors stand open.", {"door": "open"}),
        ("He walks through an open door.", {"door": "open"}),
        ("He closes the open suitcase.", {"suitcase": "shut"}),
        ("On every floor the lights go out, one by one.", {LIGHTS: "partly_lit"}),
        ("One by one, the windows light up.", {LIGHTS: "partly_lit"}),
        ("The room goes dark.", {LIGHTS: "dark"}),
        ("She lights a candle and blows out the lamp.", {"candle": "lit", "lamp": "dark"}),
        ("The window shatters.", {"window": "broken"}),
        ("An overturned chair, a broken mirror, an empty bottle.", {"chair": "lying", "mirror": "broken", "bottle": "empty"}),
        ("The lamp burns and the door stands open.", {"lamp": "lit", "door": "open"}),
        ("The light flickers.", {}),
        ("He does not open the door.", {}),
        ("She tries to open the window.", {}),
        ("She closes her eyes at the door.", {}),
        ("An empty street, a full moon, a broken heart.", {}),
    ],
)
def test_a_thing_is_what_the_words_say(told: str, states: dict[str, str]) -> None:
    assert states_in(told) == states


@pytest.mark.parametrize(
    ("told", "spots"),
    [
        ("Rex sleeps on the keyboard.", [("rex", "on", "computer")]),
        ("Rex sits beside the old suitcase and waits.", [("rex", "beside", "suitcase")]),
        ("Rex puts a cup on the table.", [("cup", "on", "table")]),
        ("Rex reads a book on the bench.", [("rex", "on", "bench")]),
        ("On the table lies a letter.", [("letter", "on", "table")]),
        ("Rex hides under the bed.", [("rex", "under", "bed")]),
        ("Rex knocks on the table.", []),
        ("Rex types on the laptop.", []),
        ("Rex lives on the moon.", []),
    ],
)
def test_somebody_or_something_is_where_the_words_say(told: str, spots: list[tuple[str, str, str]]) -> None:
    named = [("rex", told.find("Rex"))] if "Rex" in told else []
    assert [(spot.what, spot.how, spot.of) for spot in spots_in(told, named)] == spots


def test_what_is_opened_stays_open_until_the_words_close_it() -> None:
    board = board_of(
        "INT. HALL - NIGHT\n\nMARA opens the door.\n\nMARA\nHello?\n\n"
        "A lamp stands there.\n\nShe shuts the door.\n\nMARA\nNobody.\n"
    )
    assert [shot.states.get("door") for shot in board.shots()] == ["open", "open", "open", "shut", "shut"]


def test_who_lies_somewhere_stays_there_until_they_move() -> None:
    board = board_of(
        "INT. OFFICE - DAY\n\nANNA\nHello.\n\nThe dog sleeps on the desk. A red light blinks. The dog runs to the door.\n"
    )
    assert [bool(shot.spots) for shot in board.shots()] == [False, True, True, False]


def test_a_look_elsewhere_is_seen_there_and_leaves_nobody_behind() -> None:
    board = board_of(
        "INT. ELEVATOR - DAY\n\nNIKO\nHello.\n\nINT. CONTROL ROOM - DAY\n\nANNA waits at a wall of screens.\n\n"
        "In the elevator, Niko repairs a bicycle.\n\nANNA\nAt last.\n"
    )
    _, waits, look, speaks = board.shots()
    assert (look.place, look.cast, look.props) == ("place-elevator", ("cast-niko",), ("bicycle",))
    assert waits.place == speaks.place == ""
    assert (speaks.cast, speaks.props) == (("cast-anna",), ())


def test_states_are_of_the_vocabulary_and_of_things_that_are_drawn() -> None:
    assert set(STATES) - {"partly_lit"} == {hit for forms in STATE.by_word.values() for _, hit in forms} == set(FITS)
    assert {thing for things in FITS.values() for thing in things} <= {*PROPS, LIGHTS}
