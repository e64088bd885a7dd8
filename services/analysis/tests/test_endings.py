"""Where a shot ends in another picture than it begins with, the storyboard tells it; everywhere else it tells nothing."""

from dataclasses import replace

import pytest

from contracts.storyboard import Shot

from .reading import EXAMPLES, board_of
from .test_told import SCRIPT
from .test_told import board_of as told_board
from .told import act, reading, shot

ROOM = "INT. KITCHEN - DAY\n\nMARA looks at TOBIAS.\n\nMARA\nI hear you.\n\nTOBIAS\nDo you?\n\n"


def last(action: str) -> Shot:
    """The shot of an action that comes after two people have been seen."""
    return board_of(ROOM + action).shots()[-1]


@pytest.mark.parametrize(
    ("action", "end", "leaving"),
    [
        ("Mara and Tobias walk out.", "The place is empty.", ("cast-mara", "cast-tobias")),
        ("Tobias watches Mara leave the room.", "Tobias is left alone.", ("cast-mara",)),
        ("Mara sits down at the table.", "Mara is sitting.", ()),
        ("She opens the heavy door.", "The heavy door is open.", ()),
        ("Tobias opens the box and shuts the box again.", "The box is closed.", ()),
        ("Suddenly all the lights go out.", "The lights are out.", ()),
        ("Tobias lights a candle.", "The candle is lit.", ()),
    ],
)
def test_an_action_that_changes_the_picture_for_good_has_an_end(action: str, end: str, leaving: tuple[str, ...]) -> None:
    found = last(action)
    assert (found.end, found.leaving) == (end, leaving)
    assert set(found.leaving) <= set(found.cast)


@pytest.mark.parametrize(
    "action",
    [
        "Mara waits by the window.",
        "Mara leaves the letter on the table.",
        "Tobias does not leave the room.",
        "Mara tries to open the door.",
        "Mara is about to walk out.",
        "She opens her eyes.",
        "Leaves fall from the tree outside.",
    ],
)
def test_what_is_only_tried_denied_or_seen_all_the_time_has_none(action: str) -> None:
    assert last(action).end == ""


def test_a_second_look_at_an_action_does_not_come_after_its_end() -> None:
    board = board_of("INT. ROOM - DAY\n\nMARA sits down.\n", duration=60)
    assert len(board.shots()) > 2
    assert not any(found.end for found in board.shots())


def test_most_shots_of_a_film_have_no_end_of_their_own() -> None:
    shots = [found for path in EXAMPLES.glob("*.fountain") for found in board_of(path.read_text()).shots()]
    assert 0 < sum(bool(found.end) for found in shots) < len(shots) / 10


def test_a_model_tells_the_end_and_who_is_gone() -> None:
    ends = shot(2, "Mara leaves.")
    told = replace(ends, end=" An empty  room. ", people=tuple(replace(one, gone=True) for one in ends.people))
    left = told_board(SCRIPT, reading(act(1, told), act(5, shot(6)))).scenes[0].shots[0]
    assert (left.end, left.leaving) == ("An empty room.", ("cast-mara",))
    silent = replace(told, end=" ")
    assert told_board(SCRIPT, reading(act(1, silent), act(5, shot(6)))).scenes[0].shots[0].leaving == ()
