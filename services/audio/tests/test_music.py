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


def test_the_last_chord_is_home() -> None:
    for mood in MOODS:
        notes = compose(MusicOrder((Cue(mood, 480, 0.6),)), 5)
        last = max(note.start for note in notes if note.instrument in (TABLE[mood].pad or "warm", "harp"))
        ending = [note for note in notes if note.start >= last - 24000]
        lowest = min(note.pitch for note in ending if note.pitch)
        assert any((note.pitch - lowest) % 12 == 7 for note in ending), mood
        assert not any(note.instrument in ("snare", "hat", "kick") for note in ending if note.start >= last), mood


def test_a_new_scene_begins_on_a_first_beat() -> None:
    order = MusicOrder((Cue("calm", 231, 0.4), Cue("action", 307, 0.9), Cue("sad", 200, 0.3)))
    starts = {note.start for note in compose(order, 3) if note.instrument in ("warm", "brass", "strings")}
    assert {0, 231 * 2000, 538 * 2000} <= starts


def test_a_strong_scene_is_louder_than_a_quiet_one() -> None:
    samples = heard(play(MusicOrder((Cue("calm", 240, 0.2), Cue("action", 240, 0.9))), 2))
    assert np.sqrt(np.mean(samples[480000:900000] ** 2)) > 1.4 * np.sqrt(np.mean(samples[:400000] ** 2))


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
