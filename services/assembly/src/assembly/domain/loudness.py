"""Loudness as ITU-R BS.1770 defines it, and the gain that brings a film to its target under a true-peak ceiling."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from assembly.domain.filters import Weighting, averaged, between, lowest

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
_K = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)


def powers(blocks: Iterable[Array]) -> Array:
    """K-weighted power of each full 100 ms; every block but the last is a whole number of steps long."""
    weigh, found = Weighting(_K), [np.zeros(0)]
    for block in blocks:
        weighted = weigh(block)
        whole = len(weighted) // STEP
        found.append(np.square(weighted[: whole * STEP]).sum(axis=1).reshape(whole, STEP).mean(axis=1))
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
    hops = -(-len(block) // HOP)
    if not np.any(block):
        return np.zeros(hops)
    fine = between(block).max(axis=1)
    return np.asarray(np.pad(fine, (0, hops * HOP - len(fine))).reshape(hops, HOP).max(axis=1), np.float64)


def limiter(peak: Array, gain: float) -> Array:
    """The gain of each hop: `gain`, lowered smoothly around peaks so that none passes the ceiling."""
    wanted = np.minimum(1.0, CEILING / np.maximum(peak * gain, 1e-9))
    return np.asarray(gain * averaged(lowest(wanted, 83), 81))


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
