"""What gives an instrument its colour: how its harmonics fall, and the resonances of its body, whatever note it plays."""

from dataclasses import dataclass

import numpy as np

from audio.vendors.local.dsp import length
from audio.vendors.local.wave import RATE, Signal

Resonance = tuple[float, float, float]
"""Hertz, decibels, and width in octaves."""

LAYERS = 4
"""How many colours there are between soft and loud."""


@dataclass(frozen=True, slots=True)
class Colour:
    """Harmonics that fall with their number (soft and loud), a body, a top above which nothing is heard, and whether only odd."""

    soft: float
    loud: float
    body: tuple[Resonance, ...] = ()
    top: float = 9000.0
    odd: bool = False

    def harmonics(self, hertz: float, layer: int, most: int) -> Signal:
        """The strengths of the harmonics of a note."""
        count = max(1, min(most, int(self.top * 1.4 / hertz)))
        numbers = np.arange(1, count + 1)
        at = numbers * hertz
        fall = self.soft + (self.loud - self.soft) * layer / (LAYERS - 1)
        strengths = numbers**-fall / np.sqrt(1 + (at / self.top) ** 8)
        for centre, decibels, octaves in self.body:
            strengths = strengths * 10 ** (decibels / 20 * np.exp(-((np.log2(at / centre) / octaves) ** 2)))
        if self.odd:
            strengths = strengths * np.where(numbers % 2 == 1, 1.0, 0.06)
        return np.asarray(strengths)


def layer_of(velocity: float) -> int:
    """How bright a note of this loudness is."""
    return min(max(int(velocity * LAYERS), 0), LAYERS - 1)


def hertz_of(pitch: int) -> float:
    """The frequency of a MIDI number."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def clock(samples: int) -> Signal:
    """The time of every sample, in single precision: exact enough for envelopes."""
    return np.arange(samples, dtype=np.float32) * np.float32(1 / RATE)


def held(samples: int, attack: float, release: float) -> Signal:
    """The envelope of a held note: up and down along a cosine; it is `release` longer than `samples`."""
    rise, fall = length(min(attack, samples / RATE / 2)), length(release)
    envelope = np.ones(samples + fall, np.float32)
    envelope[:rise] = 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    envelope[samples:] = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1) / fall)
    return envelope
