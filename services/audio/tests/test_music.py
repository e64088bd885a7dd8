"""What music promises: as long as the film, never too loud, following the scenes, home at the end, its own for every seed."""

import asyncio

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.domain.orders import Cue, MusicOrder
from audio.domain.plan import music_order
from audio.vendors.local.music.moods import TABLE, mood_of
from audio.vendors.local.music.play import play
from audio.vendors.local.music.score import compose
from chassis.compute import Compute
from contracts.sounds import MOODS

from .films import FILM, heard
from .hearing import band, clicks, decibels, level, true_peak

ORDER = music_order(FILM)
BRIEF = MusicOrder((Cue("action", 60, 0.9), Cue("hopeful", 60, 0.6)))


def test_music_is_exactly_as_long_as_the_film_and_leaves_headroom() -> None:
    samples = heard(play(ORDER, 1))
    assert samples.shape == (385 * 2000, 2)
    assert np.abs(samples).max() <= 0.501
    assert 0.02 < float(np.sqrt(np.mean(samples**2))) < 0.1
    assert np.abs(samples[:20]).max() < 0.005


def test_music_rings_out_before_the_film_ends() -> None:
    samples = np.abs(heard(play(ORDER, 1)))
    assert samples[-480:].max() < 0.002
    assert samples[-2 * 48000 : -48000].max() > 0.01


@pytest.mark.parametrize("mood", MOODS)
def test_no_mood_clips_clicks_drones_or_hides_the_tune(mood: str) -> None:
    """Levels, peaks and spectrum of ten seconds of each."""
    samples = heard(play(MusicOrder((Cue(mood, 240, 0.6),)), 2))
    assert true_peak(samples) < -5.5
    assert abs(samples.mean()) < 0.001
    low, middle, high = (band(samples, *edges) for edges in ((20, 60), (250, 2000), (4000, 16000)))
    assert low < middle + 3
    assert middle - 45 < high < middle - 6
    assert decibels(np.abs(samples).max()) - level(samples) < 22
    if not TABLE[mood].drums:
        assert clicks(samples) < -72
    left, right = samples.T
    assert -0.1 < np.corrcoef(left, right)[0, 1] < 0.95


def test_music_makes_room_where_somebody_speaks() -> None:
    cues = (Cue("happy", 480, 0.6),)
    free, spoken = (heard(play(MusicOrder(cues, talk), 4)) for talk in ((), ((240, 420),)))
    during, around = slice(250 * 2000, 410 * 2000), slice(20 * 2000, 220 * 2000)
    quieter = [band(spoken[part], 500, 4000) - band(free[part], 500, 4000) for part in (during, around)]
    assert quieter[0] < quieter[1] - 3


def test_a_strong_scene_is_louder_than_a_quiet_one() -> None:
    samples = heard(play(MusicOrder((Cue("calm", 240, 0.2), Cue("action", 240, 0.9))), 2))
    assert level(samples[480000:900000]) > level(samples[:300000]) + 4


def test_seeds_and_moods_give_different_music() -> None:
    scores = {tuple(compose(MusicOrder((Cue(mood, 240, 0.5),)), seed)) for mood in MOODS for seed in (1, 2)}
    assert len(scores) == 2 * len(MOODS)
    assert set(TABLE) == set(MOODS)


@pytest.mark.parametrize(
    ("word", "mood"), [("Melancholic", "sad"), ("full of suspense", "tense"), ("🙂", "neutral"), ("", "neutral")]
)
def test_any_word_for_a_mood_is_understood(word: str, mood: str) -> None:
    assert mood_of(word) is TABLE[mood]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(MOODS), st.integers(1, 150), st.floats(0, 1)), min_size=1, max_size=4),
    st.integers(0, 2**31),
)
def test_any_cues_are_played(cues: list[tuple[str, int, float]], seed: int) -> None:
    order = MusicOrder(tuple(Cue(*cue) for cue in cues))
    samples = heard(play(order, seed))
    assert samples.shape == (order.frames * 2000, 2)
    assert np.abs(samples).max() <= 0.501
    assert np.abs(samples[-2:]).max() < 0.01


async def test_the_same_seed_gives_the_same_bytes_in_any_process(compute: Compute) -> None:
    one, two, again = await asyncio.gather(*(compute(play, BRIEF, seed) for seed in (1, 2, 1)))
    assert one == again == play(BRIEF, 1)
    assert one != two
