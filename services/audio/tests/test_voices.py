"""Everybody has a voice: fitting, the same in every shot, and nobody else's."""

from itertools import pairwise

import numpy as np
import pytest

from audio.domain.casting import NARRATOR, SEATS, speakers
from audio.domain.orders import Group, Speaker, SpeechOrder, SpokenLine
from audio.domain.plan import speech_order
from audio.vendors.local.timbres import VOICES, timbre_of
from audio.vendors.local.voice import speak
from contracts.storyboard import CastMember, Look

from .films import CAST, FILM, heard


def pitch_of(speaker: Speaker) -> float:
    """The median fundamental frequency of a sentence, by autocorrelation."""
    line = SpokenLine("l", "Nobody heard the boat come in that morning.", "c", speaker, "")
    samples = heard(speak(SpeechOrder(96, "en", "neutral", "dry", (line,))).sound)[::3, 0]
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


def test_voices_fit_age_and_sex() -> None:
    women, men, girls = (np.mean([pitch_of(Speaker(group, seat)) for seat in range(4)]) for group in ("female", "male", "girl"))
    assert 75 < men < 150 < women < 250 < girls < 420


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
