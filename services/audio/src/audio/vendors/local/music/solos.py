"""Instruments that sing the tune alone: one wave whose colour grows with the tone, a vibrato that comes late, and breath."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from audio.vendors.local.dsp import bandpass, oscillated
from audio.vendors.local.music.spectra import LAYERS, Colour, clock, held, hertz_of, layer_of
from audio.vendors.local.wave import RATE, Signal, randomness


@dataclass(frozen=True, slots=True)
class Solo:
    """Colour, seconds to speak and to fade, vibrato (cents, hertz), breath, and cents that a tone starts too low."""

    colour: Colour
    attack: float
    release: float
    level: float
    vibrato: float = 0.0
    shake: float = 5.2
    breath: float = 0.0
    scoop: float = 12.0


SOLOS: dict[str, Solo] = {
    "cello": Solo(
        Colour(1.3, 0.95, ((240, 4, 0.4), (420, 3, 0.3), (1500, 3, 0.6), (2600, 4, 0.4)), 6500), 0.09, 0.28, 0.24, 16, 5.4
    ),
    "horn": Solo(Colour(2.2, 1.25, ((380, 5, 0.5), (800, 2, 0.5)), 3800), 0.06, 0.22, 0.26, 5, 4.6, scoop=25),
    "trumpet": Solo(Colour(1.5, 0.75, ((1200, 6, 0.7), (2200, 3, 0.5)), 8000), 0.035, 0.16, 0.18, 7, 5.0, scoop=20),
    "flute": Solo(Colour(2.3, 1.6, ((800, 3, 0.6),), 7000), 0.06, 0.16, 0.25, 14, 5.1, breath=0.10),
    "clarinet": Solo(Colour(1.5, 1.1, ((1500, 4, 0.6),), 6000, odd=True), 0.04, 0.14, 0.21, 4, 5.0, breath=0.03),
}


@lru_cache(maxsize=256)
def _wave(name: str, pitch: int, layer: int) -> Signal:
    """One cycle of a note at a root mean square of one; the harmonics start at mixed phases."""
    strengths = SOLOS[name].colour.harmonics(hertz_of(pitch), layer, 40)
    numbers = np.arange(1, len(strengths) + 1)
    spectrum = np.zeros(4097, np.complex128)
    spectrum[1 : len(strengths) + 1] = strengths * np.exp(0.7j * numbers**2)
    wave = np.fft.irfft(spectrum, 8192)
    return np.asarray(wave / np.sqrt(np.mean(wave**2)), np.float32)


def solo_note(name: str, pitch: int, samples: int, velocity: float, start: int) -> Signal:
    """A tone of a soloist, mono: it opens up after its start, and lives; `start` makes no two the same."""
    how, rng = SOLOS[name], randomness("solo", name, start, pitch)
    envelope = held(samples, how.attack, how.release)
    time = clock(len(envelope))
    late = np.minimum(np.maximum(time - 0.18, 0) / 0.45, 1)
    shake = late * np.sin(2 * np.pi * how.shake * float(rng.uniform(0.94, 1.06)) * time + float(rng.uniform(0, 6)))
    cents = how.vibrato * shake - how.scoop * np.exp(time / -0.03) + float(rng.uniform(-3, 3))
    turns = np.cumsum(hertz_of(pitch) / RATE * (1 + cents * (np.log(2) / 1200)), dtype=np.float64)
    layer = layer_of(velocity)
    dark, bright = _wave(name, pitch, max(layer - 1, 0)), _wave(name, pitch, min(layer + 1, LAYERS - 1))
    opened = np.minimum(time / (2.5 * how.attack + 0.05), 1) * (0.5 + 0.5 * np.sin(time * (np.pi * RATE / len(time))))
    tone = oscillated(turns, dark)
    tone += opened * (oscillated(turns, bright) - tone)
    if how.breath:
        air = bandpass(rng.standard_normal(len(time)), 1.5 * hertz_of(pitch), 6 * hertz_of(pitch), 2)
        tone += how.breath * air * (0.5 + 1.5 * np.exp(time / -0.06))
    swell = (1 + 0.10 * shake * (how.vibrato > 0)) * (0.8 + 0.2 * np.sin(time * (np.pi * RATE / len(time))))
    return np.asarray(tone * (envelope * swell * (how.level * velocity)))
