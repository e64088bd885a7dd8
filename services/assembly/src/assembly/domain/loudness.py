"""Loudness as ITU-R BS.1770 defines it, and the gain that brings a film to its target under a true-peak ceiling."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from assembly.domain import filters

Array = NDArray[np.float64]

TARGET = -14.0
CEILING = 10 ** (-2.0 / 20)
"""True peak before AAC, which overshoots by some tenths of a decibel: the film stays under -1 dBTP."""

STEP = 4800
"""Samples of 100 ms at 48 kHz: loudness is gated in blocks of four steps."""

HOP = 48
"""Samples of 1 ms: the limiter's clock."""

SILENCE = -70.0
_OFFSET = -0.691


def powers(blocks: Iterable[Array]) -> Array:
    """K-weighted power of each full 100 ms; every block but the last is a whole number of steps long."""
    before, found = np.zeros((filters.MEMORY, 2)), [np.zeros(0)]
    for block in blocks:
        whole = len(block) // STEP
        if block.any() or before.any():
            weighted = filters.k_weighted(block, before)[: whole * STEP]
            left, right = weighted.T.reshape(2, whole, STEP)
            found.append((np.einsum("ij,ij->i", left, left) + np.einsum("ij,ij->i", right, right)) / STEP)
        else:
            found.append(np.zeros(whole))
        before = np.concatenate([before, block])[-filters.MEMORY :]
    return np.concatenate(found)


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


def peaks(block: Array) -> Array:
    """The true peak of each hop, both channels together; measured between the samples only where it could matter."""
    high = filters.true_peaks(block) if np.abs(block).max(initial=0.0) > 0 else np.zeros(len(block), np.float32)
    return np.asarray(np.pad(high, (0, -len(high) % HOP)).reshape(-1, HOP).max(axis=1), np.float64)


def limiter(peak: Array, gain: float) -> Array:
    """The gain of each hop: `gain`, lowered smoothly around peaks so that none passes the ceiling."""
    wanted = np.minimum(1.0, CEILING / np.maximum(peak * gain, 1e-9))
    return np.asarray(gain * filters.running_mean(filters.running_min(wanted, 83), 81))


def mastering(power: Array, peak: Array, correction: float = 0.0) -> Array:
    """The limiter's gains that bring a mix to the target loudness; silence stays silence.

    `correction` is how many decibels the encoder took away when it was tried.
    """
    loudness = integrated(power)
    if loudness == float("-inf"):
        return np.ones(len(peak))
    target, extra = TARGET + correction, 0.0
    for _ in range(12):
        gains = limiter(peak, _factor(target - loudness + extra))
        missing = target - integrated(power * _per_step(np.square(gains), len(power)))
        if abs(missing) < 0.05 or extra + missing > 12:
            break
        extra += missing
    return gains


def _per_step(hops: Array, steps: int) -> Array:
    """The mean over each 100 ms."""
    ratio = STEP // HOP
    return np.asarray(
        np.pad(hops, (0, max(0, steps * ratio - len(hops))), mode="edge")[: steps * ratio].reshape(steps, ratio).mean(axis=1)
    )


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))
