"""Everybody has a voice: fitting, the same in every shot, and nobody else's."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

from audio.domain.casting import APART, NARRATOR, SEATS, speakers
from audio.domain.orders import Group, Speaker, SpeechOrder, SpokenLine
from audio.domain.plan import speech_order
from audio.vendors.local.phonemes.espeak import Delivery, utter
from audio.vendors.local.timbres import VOICES, timbre_of
from audio.vendors.local.voice import speak
from contracts.storyboard import CastMember, Look

from .films import CAST, FILM, heard


def pitch_of(speaker: Speaker, mood: str = "neutral") -> float:
    """The median fundamental frequency of a sentence, by autocorrelation."""
    line = SpokenLine("l", "Nobody heard the boat come in that morning.", "c", speaker, "")
    samples = heard(speak(SpeechOrder(96, "en", mood, "dry", (line,))).sound)[::3, 0]
    found = []
    for start in range(0, len(samples) - 1024, 512):
        window = samples[start : start + 1024] * np.hanning(1024)
        correlation = np.fft.irfft(np.abs(np.fft.rfft(window, 4096)) ** 2)[:300]
        lag = 32 + int(np.argmax(correlation[32:300]))
        if correlation[lag] > 0.4 * correlation[0] > 0.01:
            found.append(16000 / lag)
    return float(np.median(found))


def test_the_cast_keeps_its_voices_in_every_shot() -> None:
    first, second = speech_order(FILM, "s1.2"), speech_order(FILM, "s2.1")
    assert first.lines[1].speaker == second.lines[0].speaker
    assert first.lines[0].speaker == NARRATOR


def test_a_new_member_changes_nobody_elses_voice() -> None:
    before = speakers(CAST)
    after = speakers((*CAST, CastMember(id="new", name="New", look=Look(sex="female"))))
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("count", [2, SEATS, 3 * SEATS])
def test_no_two_of_the_cast_share_a_voice(count: int) -> None:
    cast = [CastMember(id=f"c{n}", name=f"C{n}", look=Look(sex="male")) for n in range(count)]
    voices = list(speakers(cast).values())
    assert len(set(voices)) == count
    assert len({timbre_of(voice) for voice in voices}) == count


def test_two_who_talk_to_each_other_are_not_taken_for_one_another() -> None:
    for number in range(20):
        cast = [CastMember(id=f"{name}-{number}", name=name, look=Look(sex="male")) for name in ("Niko", "Viktor", "Tom")]
        seats = sorted(voice.seat for voice in speakers(cast).values())
        assert all(b - a >= APART for a, b in pairwise(seats)), seats


PITCHES: dict[Group, tuple[int, int]] = {
    "female": (155, 265),
    "male": (75, 140),
    "girl": (205, 350),
    "boy": (190, 320),
    "old_female": (140, 240),
    "old_male": (68, 130),
}
"""Hertz that people of an age and sex speak at."""


@pytest.mark.parametrize("group", PITCHES)
def test_every_voice_fits_age_and_sex(group: Group) -> None:
    pitches = [pitch_of(Speaker(group, seat)) for seat in range(SEATS)]
    low, high = PITCHES[group]
    assert low <= min(pitches) < max(pitches) <= high
    if group in ("female", "male"):
        assert all(higher > 1.06 * lower for lower, higher in zip(pitches, pitches[APART:], strict=False))


def test_the_old_are_slower_and_children_brighter() -> None:
    def seconds(group: Group, seat: int) -> float:
        return float(json.loads(speak(_said(Speaker(group, seat), "dry", 144)).words)["words"][-1]["end"])

    assert all(seconds("old_male", seat) > 1.1 * seconds("male", seat) for seat in range(4))
    assert all(seconds("old_female", seat) > 1.1 * seconds("female", seat) for seat in range(4))
    brightness = {
        group: np.mean([_brightness(Speaker(group, seat)) for seat in range(4)]) for group in ("girl", "female", "male")
    }
    assert brightness["girl"] > brightness["female"] > 0.8 * brightness["male"]


def test_threads_speak_one_after_the_other() -> None:
    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(lambda _: utter("Who is there?", Delivery("en-us")).samples.tobytes(), range(12)))
    assert len(set(said)) == 1


def test_every_voice_is_clear_enough_to_be_understood() -> None:
    assert min(_brightness(Speaker(group, seat)) for group in ("female", "male", "old_male") for seat in range(SEATS)) > 500


def _said(speaker: Speaker, manner: str = "", frames: int = 96, mood: str = "neutral") -> SpeechOrder:
    line = SpokenLine("l", "Nobody heard the boat come in that morning.", "c", speaker, manner)
    return SpeechOrder(frames, "en", mood, "dry", (line,))


def _brightness(speaker: Speaker) -> float:
    """The middle of the spectrum in hertz."""
    samples = heard(speak(_said(speaker)).sound)[:, 0]
    power, hertz = np.abs(np.fft.rfft(samples)) ** 2, np.fft.rfftfreq(len(samples), 1 / 48000)
    return float((power * hertz).sum() / power.sum())


@pytest.mark.parametrize(("slow", "quick"), [("sad", "happy"), ("calm", "action"), ("dark", "triumphant")])
def test_the_mood_of_a_scene_is_heard_in_pace_and_pitch(slow: str, quick: str) -> None:
    def spoken(mood: str) -> tuple[float, float]:
        order = _said(Speaker("female", 0), mood=mood)
        return float(json.loads(speak(order).words)["words"][-1]["end"]), pitch_of(Speaker("female", 0), mood)

    (slow_end, low), (quick_end, high) = spoken(slow), spoken(quick)
    assert slow_end > 1.04 * quick_end
    assert low < 0.97 * high


@pytest.mark.parametrize("group", ["female", "male"])
def test_voices_of_one_group_sound_different(group: Group) -> None:
    def colour(seat: int) -> np.ndarray:
        line = SpokenLine("l", "Nobody heard the boat come in.", "c", Speaker(group, seat), "")
        samples = heard(speak(SpeechOrder(72, "en", "neutral", "dry", (line,))).sound)[:, 0]
        power = np.abs(np.fft.rfft(samples)) ** 2
        hertz = np.fft.rfftfreq(len(samples), 1 / 48000)
        edges = np.geomspace(80, 8000, 25)
        bands = np.array([power[(hertz >= a) & (hertz < b)].sum() for a, b in pairwise(edges)])
        return np.asarray(10 * np.log10(bands / bands.sum() + 1e-6))

    colours = [colour(seat) for seat in range(SEATS)]
    distances = [np.sqrt(np.mean((a - b) ** 2)) for n, a in enumerate(colours) for b in colours[:n]]
    assert min(distances) > 1.5


def test_every_group_has_a_voice_for_every_seat() -> None:
    assert all(len(timbres) == SEATS for group, timbres in VOICES.items() if group != "narrator")
