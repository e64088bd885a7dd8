"""No word of a script is lost: the scenes' slices are the original text, whatever it is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.domain.text import ScriptError
from contracts.storyboard import Storyboard

from .reading import ALL, board_of, filmed, text_of

LINES = st.sampled_from(
    [
        *(
            "INT. KITCHEN - DAY",
            "EXT. SEA -- NIGHT #4A#",
            ".FORCED",
            "# Section",
            "= Synopsis",
            "===",
            "> MIDDLE <",
            "> FADE OUT.",
        ),
        *(
            "ANNA",
            "BEN (V.O.) ^",
            "@McCoy",
            "(softly)",
            "~ a song",
            "Words, and more words.",
            "BANG! A door slams.",
            "",
            "  ",
            "\t",
        ),
        *(
            "/* gone",
            "*/",
            "[[ note",
            "]]",
            "Title: X",
            "Author: Y",
            "12.",
            "(CONTINUED)",
            "3 INT. HALL - DAY 3",
            "CUT TO:",
            "* * *",
        ),
        *(
            "“Come here,” said Anna.",
            "Chapter 2",
            "Later, in the forest, it rained.",
            "日本語のテキスト。",
            "שלום",
            "\ufeffstart",
            "\x0c",
        ),
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n \n"])
TEXTS = st.lists(st.tuples(LINES | st.text(max_size=30), BREAKS), min_size=1, max_size=40).map(
    lambda parts: "".join(line + end for line, end in parts)
)


def sound(text: str, duration: int | None) -> Storyboard | None:
    """The storyboard, or None where there is nothing to film."""
    try:
        return board_of(text, duration)
    except ScriptError:
        return None


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
@pytest.mark.parametrize("duration", [None, 5, 15, 120])
def test_the_slices_of_every_screenplay_are_the_screenplay(path: Path, duration: int | None) -> None:
    text = text_of(path.name)
    assert "".join(text[s.start : s.end] for s in filmed(path.name, duration).scenes) == text


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([None, 5, 30]))
def test_the_slices_of_any_text_are_the_text(text: str, duration: int | None) -> None:
    board = sound(text, duration)
    assert board is None or "".join(text[scene.start : scene.end] for scene in board.scenes) == text


def test_labels_with_no_scene_behind_them_are_the_scene() -> None:
    text = ".FORCED\n\n.FORCED\n"
    board = sound(text, None)
    assert board is not None
    assert [text[scene.start : scene.end] for scene in board.scenes] == [text]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_storyboard_is_sound_whatever_the_text(text: str) -> None:
    board = sound(text, 20)
    if board is None:
        return
    cast, places = {m.id for m in board.cast}, {p.id for p in board.places}
    ids = [shot.id for shot in board.shots()]
    assert len(set(ids)) == len(ids)
    assert sum(shot.frames for shot in board.shots()) == 20 * 24 == sum(cue.frames for cue in board.music)
    for scene in board.scenes:
        assert scene.place in places
        assert scene.shots
        for shot in scene.shots:
            assert {*shot.cast, *shot.poses, *(line.speaker for line in shot.lines if line.speaker)} <= cast
            assert all(cue.frame < shot.frames for cue in shot.effects)
            assert shot.action
