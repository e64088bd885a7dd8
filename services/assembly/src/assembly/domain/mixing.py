"""How the stems sit together: each at its own loudness, music and effects stepping back before somebody speaks."""

import numpy as np
from numpy.typing import NDArray

from assembly.domain.filters import averaged, highest
from assembly.domain.loudness import SILENCE

Array = NDArray[np.float64]

HOP = 480
"""Samples of 10 ms: the clock of ducking."""

LOUDNESS = {"voices": -16.0, "effects": -27.0, "music": -23.0}
"""LUFS of each stem alone, before ducking; the mix is brought to its target afterwards."""

DUCKED = {"voices": 0.0, "effects": -5.0, "music": -9.0}
"""Decibels that a stem steps back while somebody speaks."""

MOST_GAIN = 30.0
_SPEAKING = 10 ** (-26 / 20)
"""A hop counts as speech above this part of the voices' own level."""

_HOLD, _GLIDE = 61, 41
"""Hops: speech pauses under 0.6 s are bridged, and the gain glides over 0.4 s, half of it before the first word."""


def stem_gain(name: str, loudness: float) -> float:
    """The factor that brings a stem to its place in the mix; what is nearly silent stays so."""
    if loudness < SILENCE:
        return 1.0
    return float(10 ** (float(np.clip(LOUDNESS[name] - loudness, -MOST_GAIN, MOST_GAIN)) / 20))


def levels(block: Array) -> Array:
    """The level of each hop."""
    whole = -len(block) % HOP
    return np.asarray(np.sqrt(np.square(np.pad(block, ((0, whole), (0, 0)))).reshape(-1, HOP * 2).mean(axis=1)))


def ducking(voice: Array) -> Array:
    """How much somebody speaks at each hop, from 0 to 1, gliding; `voice` is the voices' level per hop."""
    loud = voice[voice > 0]
    if not len(loud):
        return np.zeros(len(voice))
    speaking = (voice > np.sqrt(np.square(loud).mean()) * _SPEAKING).astype(np.float64)
    return np.asarray(averaged(highest(speaking, _HOLD), _GLIDE))


def ducked_gain(name: str, gain: float, amount: Array) -> Array:
    """The stem's gain at each hop."""
    return np.asarray(gain * 10 ** (DUCKED[name] * amount / 20))


def glide(hops: Array, hop: int, start: int, count: int) -> Array:
    """A hop-wise curve at each of `count` samples from `start`, linear between the hops' centres."""
    at = (np.arange(start, start + count) + 0.5) / hop - 0.5
    return np.asarray(np.interp(at, np.arange(len(hops)), hops))[:, None]
