"""Loudness as ITU-R BS.1770 defines it, and the gain that brings a film to its target under a true-peak ceiling."""

import functools

import numpy as np
from numpy.typing import NDArray

from assembly.domain import filters

Array = NDArray[np.float64]
Sound = NDArray[np.float32]

TARGET = -14.0
CEILING = 10 ** (-2.0 / 20)
"""True peak before AAC, which overshoots by some tenths of a decibel: the film stays under -1 dBTP."""

STEP = 4800
"""Samples of 100 ms at 48 kHz: loudness is gated in blocks of four steps."""

HOP = 48
"""Samples of 1 ms: the limiter's clock."""

SILENCE = -70.0

FINENESS = 2
"""Steps of the film's gain in one decibel."""

NEAR_ENOUGH = 0.4
"""Decibels between the finished film and the target: half a step, and what AAC takes from noise."""

_HOLD, _GLIDE = 83, 81
"""Hops over which the limiter keeps a gain, and over which it goes from one to the next."""

_FORESIGHT = (_HOLD + _GLIDE) // 2
"""Hops on each side that a moment's gain depends on."""

_TOGETHER = 256
"""Steps that are looked at together."""

_OFFSET = -0.691
_LEVELING = 0.999


def powers(block: Sound, before: Sound) -> Array:
    """K-weighted power of each full 100 ms of a block; `before` are the samples in front of it."""
    whole = len(block) // STEP
    if not (block.any() or before.any()):
        return np.zeros(whole)
    weighted = filters.k_weighted(block, before)[: whole * STEP]
    left, right = weighted.T.reshape(2, whole, STEP).astype(np.float64)
    return np.asarray((np.einsum("ij,ij->i", left, left) + np.einsum("ij,ij->i", right, right)) / STEP)


def nearly(block: Sound) -> Array:
    """The same to a quarter of a decibel, for a third of the time: enough for a gain in whole decibels."""
    steps = len(block) // STEP
    power = np.zeros(steps)
    for n in range(block.shape[1] if steps else 0):
        sound = np.ascontiguousarray(block[: steps * STEP, n])
        level = sound.copy()
        level[0] *= 1 - _LEVELING
        level[1:] -= sound[:-1] * np.float32(_LEVELING)
        spectrum = np.fft.rfft(level.reshape(steps, STEP))
        power += (np.square(spectrum.real) + np.square(spectrum.imag)) @ _weights()
    return power


@functools.cache
def _weights() -> Sound:
    """What each frequency of a step adds to its power, once slow drifts are taken out: they would spill over all others."""
    weights = np.square(np.abs(np.fft.rfft(filters.k_response(), 10 * STEP)[::10])) * (2 / STEP**2)
    weights /= np.square(np.abs(1 - _LEVELING * np.exp(-2j * np.pi * np.arange(STEP // 2 + 1) / STEP)))
    weights[[0, -1]] /= 2
    return np.asarray(weights, np.float32)


def integrated(power: Array) -> float:
    """Integrated loudness in LUFS with both gates; silence is -infinity."""
    if len(power) < 4:
        power = np.resize(power, 4) if len(power) else np.zeros(4)
    gated = np.convolve(power, np.full(4, 0.25), mode="valid")
    gated = gated[_lufs(gated) > SILENCE]
    if not len(gated):
        return float("-inf")
    return float(_lufs(gated[_lufs(gated) > float(_lufs(gated.mean())) - 10].mean()))


def _lufs(power: Array | np.float64) -> Array:
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(power, 1e-15)))


def peaks(block: Sound) -> Array:
    """The highest sample of each hop, both channels together: enough to foresee what the limiter will take."""
    hops = np.pad(block, ((0, -len(block) % HOP), (0, 0))).reshape(-1, 2 * HOP)
    return np.asarray(np.maximum(hops.max(axis=1), -hops.min(axis=1)), np.float64)


def limiter(peak: Array, gain: float) -> Array:
    """The gain of each hop: `gain`, lowered smoothly around peaks so that none passes the ceiling."""
    wanted = np.minimum(1.0, CEILING / np.maximum(peak * gain, 1e-9))
    return np.asarray(gain * filters.running_mean(filters.running_min(wanted, _HOLD), _GLIDE))


def mastering(power: Array, peak: Array | Sound) -> int:
    """The gain in half decibels that brings a mix to the target loudness under the limiter; silence stays silence.

    So coarse that a changed line seldom moves it: the rest of the film's sound stays as it was, byte for byte.
    """
    loudness = integrated(power)
    if loudness == float("-inf"):
        return 0
    gain = TARGET - loudness
    for _ in range(12):
        missing = TARGET - integrated(power * limited(peak, factor(gain), len(power)))
        if abs(missing) < 0.05 or gain + missing > TARGET - loudness + 12:
            break
        gain += missing
    return round(gain * FINENESS)


def corrected(gain: int, power: Array) -> int:
    """The gain that is to be tried next when the finished sound has this power; the same when it is near enough."""
    found = integrated(power)
    missing = TARGET - found if found > SILENCE else 0.0
    return gain if abs(missing) <= NEAR_ENOUGH else gain + round(missing * FINENESS)


def limited(peak: Array | Sound, gain: float, steps: int) -> Array:
    """What the limiter makes of each step's power, in parts that stay in the processor's memory however long the film is."""
    each, parts = STEP // HOP, [np.zeros(0)]
    for first in range(0, steps, _TOGETHER):
        last = min(first + _TOGETHER, steps)
        before = min(first * each, _FORESIGHT)
        around = peak[first * each - before : last * each + _FORESIGHT].astype(np.float64)
        hops = np.square(limiter(around, gain))[before:][: (last - first) * each]
        parts.append(np.pad(hops, (0, (last - first) * each - len(hops)), mode="edge").reshape(-1, each).mean(axis=1))
    return np.concatenate(parts)


def factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))
