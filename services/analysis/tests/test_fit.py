"""The film is exactly as long as it was ordered, and no shot is shorter than what is said in it, as far as the length allows."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.domain.drafts import SHORTEST
from analysis.domain.fit import fit
from contracts.storyboard import FPS

from .reading import ALL, EXAMPLES, board_of, filmed

SHOTS = st.lists(st.tuples(st.integers(1, 600), st.integers(1, 300)), min_size=1, max_size=60)


@given(SHOTS, st.integers(0, 20_000))
def test_lengths_sum_to_the_total_and_none_is_below_its_least(shots: list[tuple[int, int]], more: int) -> None:
    natural, least = [n for n, _ in shots], [m for _, m in shots]
    total = sum(least) + more
    frames = fit(natural, least, total)
    assert sum(frames) == total
    assert all(length >= short for length, short in zip(frames, least, strict=True))


@given(SHOTS)
def test_a_longer_shot_stays_the_longer_one(shots: list[tuple[int, int]]) -> None:
    natural = [n for n, _ in shots]
    frames = fit(natural, [1] * len(natural), sum(natural) * 2 + len(natural))
    order = sorted(range(len(natural)), key=lambda n: natural[n])
    assert all(frames[a] <= frames[b] + 1 for a, b in pairwise(order))


def test_what_cannot_fit_is_said_so() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        fit([10, 10], [8, 8], 15)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
@pytest.mark.parametrize("seconds", [5, 15, 30, 60, 600])
def test_the_film_is_as_long_as_it_was_ordered(path: Path, seconds: int) -> None:
    board = filmed(path.name, seconds)
    assert sum(shot.frames for shot in board.shots()) == seconds * FPS


def test_without_a_wish_no_shot_is_shorter_than_a_second_and_a_half() -> None:
    for path in ALL:
        assert min(shot.frames for shot in filmed(path.name).shots()) >= SHORTEST


def test_words_have_the_time_that_they_take() -> None:
    for path in ALL:
        for shot in filmed(path.name).shots():
            words = sum(len(line.text.split()) for line in shot.lines)
            assert shot.frames / FPS >= words / 2.5


def test_a_long_film_of_a_short_text_gets_second_looks_instead_of_frozen_shots() -> None:
    board = board_of("A whale sings to the moon.", 60)
    assert max(shot.frames for shot in board.shots()) <= 8 * FPS
    looks = [(shot.size, shot.angle, shot.cast, shot.props) for shot in board.shots()]
    assert len(set(looks)) == len(looks) > 3


def test_second_looks_never_empty_a_scene_in_which_somebody_is() -> None:
    board = board_of((EXAMPLES / "advert.fountain").read_text(), 60)
    for scene in board.scenes:
        for shot in scene.shots[1:]:
            assert shot.cast or shot.props


def test_a_short_film_of_a_long_text_keeps_beginning_and_end() -> None:
    text = "".join(
        f"INT. ROOM {n} - DAY\n\nANNA opens door {n} and looks in.\n\nANNA\nNobody in room {n}, as I said.\n\n" for n in range(80)
    )
    board = board_of(text, 15)
    assert sum(shot.frames for shot in board.shots()) == 15 * FPS
    assert board.scenes[0].heading == "INT. ROOM 0 - DAY"
    assert board.scenes[-1].heading == "INT. ROOM 79 - DAY"
    assert "".join(text[s.start : s.end] for s in board.scenes) == text


@settings(max_examples=20, deadline=None)
@given(st.integers(5, 120), st.integers(0, 5))
def test_handles_never_take_more_than_their_shots_have(seconds: int, seed: int) -> None:
    board = board_of((EXAMPLES / "lighthouse.fountain").read_text(), seconds, seed)
    shots = board.shots()
    assert (shots[0].head, shots[-1].tail) == (0, 0)
    for before, after in pairwise(shots):
        assert before.tail == after.head
        assert before.tail <= before.frames // 3
        assert after.head <= after.frames // 3
