"""A long movement is cut in its middle: from far, then from near; the film keeps its length, and nobody's words are parted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.domain.action_cuts import FAST, SLOW, cut_on_action
from analysis.domain.board import Wish, storyboard_of
from analysis.domain.drafts import SHORTEST, Draft, Spoken

RUN = Draft(
    "Mara runs up the path.", end="She stands above.", size="wide", move="track_right", cast=("mara",), poses={"mara": "running"}
)
SCRIPT = "EXT. PATH - DAY\n\nMARA (30s), a yellow coat, runs up the long and stony path to the old lighthouse on the cliff.\n"


def test_a_run_is_seen_from_far_and_then_from_near() -> None:
    ((far, near),), ((first, second),) = cut_on_action([[RUN]], [[FAST + 1]], 9)
    assert (far.size, near.size) == ("wide", "full")
    assert far.poses == near.poses
    assert (far.end, near.end) == ("", RUN.end)
    assert (first, second) == (FAST // 2 + 1, FAST // 2)


@pytest.mark.parametrize(
    ("draft", "frames"),
    [
        (RUN, FAST - 1),
        (replace(RUN, poses={"mara": "walking"}), SLOW - 1),
        (replace(RUN, poses={"mara": "sitting"}), 400),
        (replace(RUN, lines=(Spoken("Wait!", "mara", "dialogue"),)), 400),
        (replace(RUN, size="close_up"), 400),
    ],
)
def test_what_is_short_or_still_or_near_or_spoken_stays_whole(draft: Draft, frames: int) -> None:
    assert cut_on_action([[draft]], [[frames]], 9) == ([[draft]], [[frames]])


@given(lengths=st.lists(st.integers(SHORTEST, 300), min_size=1, max_size=12), most=st.integers(1, 30))
def test_no_frame_is_lost_and_no_shot_too_many(lengths: list[int], most: int) -> None:
    drafts, frames = cut_on_action([[RUN] * len(lengths)], [lengths], most)
    assert sum(frames[0]) == sum(lengths)
    assert len(drafts[0]) == len(frames[0]) <= max(most, len(lengths))
    assert min(frames[0]) >= SHORTEST


def test_the_film_cuts_on_the_run_and_keeps_its_length() -> None:
    board = storyboard_of(SCRIPT, Wish(8, "16:9", "storybook", 1, "en"))
    first, second = list(board.shots())[:2]
    assert first.action == second.action
    assert (first.poses, first.cast) == (second.poses, second.cast)
    assert sum(shot.frames for shot in board.shots()) == 8 * 24
