"""Sound in windows: they make up the whole film, and a changed sound changes only those that can hear it."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.domain.filters import true_peaks
from assembly.domain.loudness import corrected, integrated, limited, limiter, mastering, nearly, powers
from assembly.domain.measures import PRINT, PRINTED, Heard, Measured, heard_of, measured_of
from assembly.domain.plan import Placement, Sound
from assembly.domain.windows import HANDLE, NEAR, WINDOW, beds_of, heard_address
from contracts.base import MediaRef

HEARD: Mapping[str, Heard] = defaultdict(lambda: Heard(np.zeros(0), np.zeros(0, np.bool_), b"", WINDOW, exact=True))
GAINS = {"voices": 3, "effects": -8, "music": 0}
FILM = 5 * WINDOW + 2000


def placed(name: str, start: int, samples: int) -> Placement:
    sha = name.encode().hex().rjust(64, "0")
    return Placement(MediaRef(bucket="b", key=name, sha256=sha, size=1, media_type="audio/flac"), name, start, samples)


VOICES = st.lists(st.tuples(st.integers(0, FILM - 2000), st.just(WINDOW)), max_size=6).map(
    lambda places: tuple(placed(f"v{n}", start, length) for n, (start, length) in enumerate(places))
)


def sound_of(voices: tuple[Placement, ...]) -> Sound:
    return Sound("x", FILM, voices, (), tuple(placed("music", n * WINDOW, WINDOW) for n in range(6)))


@given(VOICES)
@settings(deadline=None)
def test_windows_follow_each_other_and_hear_whatever_sounds_in_them(voices: tuple[Placement, ...]) -> None:
    beds = beds_of(sound_of(voices), GAINS, HEARD)
    assert [bed.start for bed in beds] == [n * WINDOW for n in range(len(beds))]
    assert sum(bed.samples for bed in beds) == FILM
    for bed in beds:
        heard = {part.placement.name for part in bed.parts}
        sounding = {v.name for v in voices if v.start < bed.start + bed.samples and v.start + v.samples > bed.start}
        assert sounding | {"music"} <= heard
        assert all(part.start + bed.start == v.start for part in bed.parts for v in voices if v.name == part.placement.name)


@given(VOICES.filter(bool), st.data())
@settings(deadline=None)
def test_a_changed_sound_changes_only_the_windows_near_it(voices: tuple[Placement, ...], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(voices) - 1))
    other = (*voices[:n], placed("other", voices[n].start, voices[n].samples), *voices[n + 1 :])
    for old, new in zip(beds_of(sound_of(voices), GAINS, HEARD), beds_of(sound_of(other), GAINS, HEARD), strict=True):
        begin, end = old.start - NEAR, old.start + old.samples + NEAR
        near = voices[n].start < end and voices[n].start + voices[n].samples > begin
        assert (old.address != new.address) == near


def test_equal_windows_are_one_piece_wherever_they_lie() -> None:
    beds = beds_of(Sound("x", FILM, (), (), ()), GAINS, HEARD)
    assert len({bed.address for bed in beds}) == 3, "the first begins the film, the last is shorter"


@given(st.lists(st.floats(0, 1, width=32), max_size=9), st.lists(st.booleans(), max_size=40), st.binary(), st.booleans())
def test_what_was_measured_is_what_is_found_again(power: list[float], speaking: list[bool], prints: bytes, exact: bool) -> None:
    found = heard_of(Heard(np.array(power), np.array(speaking, np.bool_), prints, 77, exact).packed())
    assert (found.power.tolist(), found.speaking.tolist(), found.length, found.exact) == (power, speaking, 77, exact)
    assert found.prints == prints
    levels = np.array([0.0, *power])
    window = measured_of(Measured(levels, levels).packed())
    assert window.power.tolist() == levels.tolist()
    heard = levels > 1e-4
    assert np.all(window.peak[heard] >= levels[heard] * 0.999), "never lower than it was"
    assert np.all(window.peak <= np.maximum(levels, 1e-4) * 10 ** (0.51 / 20))


AT = np.arange(10 * WINDOW // 96) / 48_000
SOUNDS = {
    "hiss": 0.1 * np.random.default_rng(1).standard_normal(len(AT)),
    "rumble": 0.001 * np.cumsum(np.random.default_rng(2).standard_normal(len(AT))),
    "bass": 0.3 * np.sin(2 * np.pi * 43.7 * AT),
    "syllables": 0.3 * np.sin(2 * np.pi * 220 * AT) * np.maximum(0, np.sin(2 * np.pi * 3 * AT)),
    "strokes": 0.5 * np.sin(2 * np.pi * 55 * AT) * np.exp(-12 * (AT % 0.5)),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_the_quick_measure_is_near_the_exact_one(name: str) -> None:
    sound = np.stack([SOUNDS[name], 0.7 * SOUNDS[name]], axis=1).astype(np.float32)
    exact = integrated(powers(sound, np.zeros((0, 2), np.float32)))
    assert abs(integrated(nearly(sound)) - exact) < 0.3


def test_loudness_does_not_depend_on_where_a_sound_is_cut_to_be_measured() -> None:
    sound = np.stack([SOUNDS["syllables"], SOUNDS["hiss"]], axis=1).astype(np.float32)
    cut = 4 * 4800
    parts = np.concatenate([powers(sound[:cut], sound[:0]), powers(sound[cut:], sound[:cut])])
    assert np.allclose(parts, powers(sound, sound[:0]), rtol=1e-4)


@given(st.floats(0.01, 2.0), st.integers(0, 99))
@settings(deadline=None, max_examples=10)
def test_only_what_is_too_low_to_matter_is_left_out_of_the_true_peaks(above: float, seed: int) -> None:
    """At most 24 kHz turned by a quarter: between its samples it is half as high again."""
    level = np.repeat(np.random.default_rng(seed).uniform(0, 1, 40), 48)
    sound = (level * np.sin(np.pi / 2 * np.arange(len(level)) + np.pi / 4)).astype(np.float32)[:, None]
    whole, some = true_peaks(sound, 48), true_peaks(sound, 48, above)
    high = whole > above
    assert np.allclose(whole[high], some[high], rtol=1e-6)
    assert np.all(some <= whole + 1e-6)


@given(st.integers(0, 6 * WINDOW // PRINTED - 1))
def test_of_music_that_changes_for_a_second_only_the_windows_that_hear_it_change(changed: int) -> None:
    music = placed("music", 0, 6 * WINDOW)
    prints = [bytes([n]) * PRINT for n in range(6 * WINDOW // PRINTED)]
    other = [*prints[:changed], b"\xff" * PRINT, *prints[changed + 1 :]]
    old, new = (
        beds_of(
            Sound("x", 6 * WINDOW, (), (), (music,)),
            GAINS,
            {heard_address(music): Heard(np.zeros(0), np.zeros(0, np.bool_), b"".join(some), 6 * WINDOW, exact=True)},
        )
        for some in (prints, other)
    )
    for before, after in zip(old, new, strict=True):
        begin, end = before.start - HANDLE, before.start + WINDOW + HANDLE
        assert (before.address != after.address) == (changed * PRINTED < end and (changed + 1) * PRINTED > begin)


@given(st.floats(-60, 0), st.floats(-3, 3))
def test_the_gain_brings_any_mix_near_the_target_and_a_finished_film_is_corrected_only_when_it_is_off(
    level: float, off: float
) -> None:
    power = np.full(40, 10 ** (level / 10))
    gain = mastering(power, np.full(4000, 1e-6))
    assert abs(integrated(power) + gain / 2 + 14) <= 0.26
    finished = np.full(40, 10 ** ((-14 + 0.691 + off) / 10))
    assert (corrected(gain, finished) == gain) == (abs(off) <= 0.4) or abs(abs(off) - 0.4) < 1e-6
    assert abs(off + (corrected(gain, finished) - gain) / 2) <= 0.41


def test_the_limiter_that_is_foreseen_in_parts_is_that_of_the_whole_film() -> None:
    random = np.random.default_rng(3)
    peak = np.repeat(random.uniform(0, 1, 6400), 10) * random.uniform(0, 1, 64_000)
    for steps in (640, 512, 1):
        some = peak[: 100 * steps + 7]
        whole = np.square(limiter(some, 3.0))[: 100 * steps].reshape(-1, 100).mean(axis=1)
        assert np.allclose(limited(some, 3.0, steps), whole, rtol=1e-12)


def test_silence_asks_for_no_gain() -> None:
    assert mastering(np.zeros(40), np.zeros(4000)) == 0
    assert corrected(0, np.zeros(40)) == 0
