"""A film of another frame rate is the same film: every cut at the same second, nothing longer or shorter."""

from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from analysis.domain.board import Wish, storyboard_of
from analysis.domain.plan import plan_of
from contracts.storyboard import FrameRate, Storyboard

SCRIPT = (Path(__file__).parents[3] / "examples" / "lighthouse.fountain").read_text()


def board(fps: FrameRate, duration: int | None) -> Storyboard:
    return storyboard_of(SCRIPT, Wish(duration, "16:9", "storybook", 1, "en", fps=fps))


@pytest.mark.parametrize("fps", [25, 30])
@pytest.mark.parametrize("duration", [None, 47])
def test_every_cut_keeps_its_second(fps: FrameRate, duration: int | None) -> None:
    usual, other = board(24, duration), board(fps, duration)
    assert other.fps == plan_of(other).fps == fps
    cuts = [list(accumulate(shot.frames for shot in each.shots())) for each in (usual, other)]
    assert len(cuts[0]) == len(cuts[1]) > 3
    assert all(abs(a / 24 - b / fps) <= 0.5 / fps + 1e-9 for a, b in zip(*cuts, strict=True))
    if duration:
        assert cuts[1][-1] == duration * fps, "exactly as long as was asked for"
    music = [list(accumulate(cue.frames for cue in each.music)) for each in (usual, other)]
    assert music[1][-1] == cuts[1][-1], "music covers the film"
    assert all(abs(a / 24 - b / fps) <= 0.5 / fps + 1e-9 for a, b in zip(*music, strict=True))


@pytest.mark.parametrize("fps", [25, 30])
def test_transitions_and_effects_stay_inside_their_shots(fps: FrameRate) -> None:
    usual, other = board(24, None), board(fps, None)
    assert any(shot.head for shot in other.shots())
    for before, after in pairwise(other.shots()):
        assert before.tail == after.head, "a transition is centred on its cut"
        assert before.tail <= before.frames // 2
    for a, b in zip(usual.shots(), other.shots(), strict=True):
        assert abs(a.head / 24 - b.head / fps) <= 0.5 / fps + 1e-9
        assert all(cue.frame < b.frames for cue in b.effects)
        assert [cue.name for cue in a.effects] == [cue.name for cue in b.effects]
