"""Transitions as screenplays name them, as the film's owner wants them, and as the drama asks for them."""

from typing import get_args

import pytest

from analysis.domain.board import Wish, storyboard_of
from analysis.domain.cuts import HANDLE
from contracts.storyboard import Storyboard, Transition, TransitionChoice

TWO = """INT. KITCHEN - {before}

Anna pours tea for a long time and looks at the door of the quiet kitchen. {mood}

{told}

{heading} - {after}

The old man walks along the wall and waits there for a long time. {new}
"""


def board(
    told: str = "", *, heading: str = "INT. HALLWAY", after: str = "DAY", choice: TransitionChoice = "auto", **words: str
) -> Storyboard:
    text = {"before": "DAY", "mood": "", "new": ""} | words
    wish = Wish(None, "16:9", "storybook", 0, "en", transition=choice)
    return storyboard_of(TWO.format(told=told, heading=heading, after=after, **text), wish)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("DISSOLVE TO:", "dissolve"),
        ("MATCH DISSOLVE TO:", "dissolve"),
        ("CROSSFADE TO:", "dissolve"),
        ("FADE TO BLACK.", "fade"),
        ("FADE TO WHITE.", "fade_white"),
        ("FLASHBACK TO:", "fade_white"),
        ("WIPE TO:", "wipe_left"),
        ("> WIPE RIGHT", "wipe_right"),
        ("> CLOCK WIPE", "clock_wipe"),
        ("IRIS OUT.", "circle_close"),
        ("IRIS IN.", "circle_open"),
        ("WHIP PAN TO:", "blur"),
        ("PUSH TO:", "slide_left"),
        ("> BARN DOORS OPEN", "barn_open"),
        ("> VENETIAN BLINDS", "blinds"),
        ("SMASH CUT TO:", "cut"),
        ("MATCH CUT TO:", "cut"),
        ("HARD CUT TO:", "cut"),
        ("> ÜBERBLENDUNG", "dissolve"),
        ("> FONDU AU NOIR", "fade"),
        ("> FUNDIDO A BLANCO", "fade_white"),
    ],
)
def test_a_transition_is_what_the_script_calls_it(told: str, wanted: str) -> None:
    for choice in ("auto", "pixelate"):
        assert board(told, after="NIGHT", choice=choice).scenes[1].transition_in == wanted


def test_the_owners_choice_holds_wherever_the_script_names_none() -> None:
    for name in get_args(Transition):
        assert board(choice=name).scenes[1].transition_in == name


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, "cut"),
        ({"after": "NIGHT"}, "dissolve"),
        ({"heading": "EXT. GARDEN"}, "dissolve"),
        ({"before": "NIGHT"}, "fade"),
        ({"heading": "INT. KITCHEN (FLASHBACK)"}, "fade_white"),
        ({"after": "NIGHT", "new": "He weeps and sobs, alone with his grief and sorrow."}, "fade"),
        ({"heading": "EXT. GARDEN", "new": "Magic stars sparkle, a miracle of wonder."}, "circle_open"),
        ({"heading": "EXT. STREET", "new": "An explosion! He runs, jumps, fights and crashes."}, "cut"),
    ],
)
def test_without_a_word_the_drama_decides(changed: dict[str, str], wanted: str) -> None:
    assert board(**changed).scenes[1].transition_in == wanted  # type: ignore[arg-type]


def test_a_slow_transition_is_longer_and_none_changes_the_films_length() -> None:
    plain, slow, none = [board(f"{told}") for told in ("DISSOLVE TO:", "SLOW DISSOLVE TO:", "CUT TO:")]
    assert plain.scenes[1].shots[0].head == plain.scenes[0].shots[-1].tail == HANDLE
    assert slow.scenes[1].shots[0].head == slow.scenes[0].shots[-1].tail == 2 * HANDLE
    assert len({sum(shot.frames for shot in each.shots()) for each in (plain, slow, none)}) == 1
