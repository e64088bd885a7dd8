"""How the stems sit together: each at its own loudness, music and effects stepping back before somebody speaks."""

import numpy as np
from numpy.typing import NDArray

from assembly.domain.filters import running_max, running_mean
from assembly.domain.loudness import SILENCE

Array = NDArray[np.float64]
Sound = NDArray[np.float32]

HOP = 480
"""Samples of 10 ms: the clock of ducking."""

LOUDNESS = {"voices": -16.0, "effects": -27.0, "music": -23.0}
"""LUFS of each stem alone, before ducking; the mix is brought to its target afterwards."""

DUCKED = {"voices": 0.0, "effects": -5.0, "music": -9.0}
"""Decibels that a stem steps back while somebody speaks."""

FINENESS = {"voices": 1, "effects": 2, "music": 2}
"""Steps of a stem's gain in decibels: coarse, because a stem that gets another gain is mixed anew in every window."""

MOST_GAIN = 30.0
_SPEAKING = 10 ** (-26 / 20)
"""A hop counts as speech above this part of the voice's own level."""

_HOLD, _GLIDE = 61, 41
"""Hops: speech pauses under 0.6 s are bridged, and the gain glides over 0.4 s, half of it before the first word."""

DUCKING_REACH = (_HOLD + _GLIDE) // 2 + 1
"""Hops on each side that a moment's ducking depends on."""


def stem_gain(name: str, loudness: float) -> int:
    """Decibels that bring a stem near its place in the mix: a changed line or a quieter scene leaves the others as they were.

    What is nearly silent stays so.
    """
    if loudness < SILENCE:
        return 0
    fineness = FINENESS[name]
    return fineness * round(float(np.clip(LOUDNESS[name] - loudness, -MOST_GAIN, MOST_GAIN)) / fineness)


def levels(block: Sound) -> Array:
    """The level of each hop."""
    hops = np.pad(block, ((0, -len(block) % HOP), (0, 0))).reshape(-1, HOP * 2)
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", hops, hops).astype(np.float64) / (HOP * 2)))


def spoken(level: Array) -> NDArray[np.bool_]:
    """At which hops of a voice something is said."""
    loud = level[level > 0]
    if not len(loud):
        return np.zeros(len(level), np.bool_)
    return np.asarray(level > np.sqrt(np.square(loud).mean()) * _SPEAKING)


def ducking(speaking: NDArray[np.bool_]) -> Array:
    """How much somebody speaks at each hop, from 0 to 1, gliding."""
    return running_mean(running_max(speaking.astype(np.float64), _HOLD), _GLIDE)


def ducked_gain(name: str, gain: int, amount: Array) -> Array:
    """The stem's factor at each hop."""
    return np.asarray(10 ** ((gain + DUCKED[name] * amount) / 20))


def along(hops: Array, hop: int, samples: int) -> Sound:
    """A hop-wise curve over so many samples (in a column): one number where it stays the same."""
    if np.ptp(hops) == 0:
        return np.full((1, 1), hops[0], np.float32)
    return glide(hops, hop)[:samples]


def glide(hops: Array, hop: int) -> Sound:
    """A hop-wise curve at each sample (in a column), linear between the hops' centres."""
    values = np.pad(hops, 1, mode="edge").astype(np.float32)
    at = (np.arange(hop) + 0.5) / hop - 0.5
    before = values[:-2, None] * np.maximum(-at, 0).astype(np.float32)
    here = values[1:-1, None] * (1 - np.abs(at)).astype(np.float32)
    return np.asarray(before + here + values[2:, None] * np.maximum(at, 0).astype(np.float32)).reshape(-1, 1)
