"""The few filters that mixing and mastering need, in numpy alone: a filter library takes seconds to import in every process."""

import functools

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Sound = NDArray[np.float32]

_K = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585),
    (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621),
)
"""ITU-R BS.1770's two sections at 48 kHz: b0, b1, b2, a1, a2."""

HIGHEST = 18_000
"""Hertz up to which the film's sound goes: AAC spends its bits below, and loudness is not counted above."""

MEMORY = 8192
"""Samples after which the K weighting has forgotten a sound, to -120 dB."""

_TOGETHER = 32_768
"""Samples that are transformed together: as many as stay in the processor's memory."""

FINER = 4
"""How many values the true peak is looked for at per sample."""
_REACH = 10
"""Samples on each side that a value between two samples is made from."""
_AT_ONCE = 1024
"""Hops that are looked at together: as many as stay in the processor's memory."""


@functools.cache
def k_response() -> Array:
    """What the K weighting of a sound up to HIGHEST answers to one click."""
    signal = [1.0] + [0.0] * (MEMORY - 1)
    for b0, b1, b2, a1, a2 in _K:
        x1 = x2 = y1 = y2 = 0.0
        for n, x in enumerate(signal):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x1, x2, y1, y2 = x, x1, y, y1
            signal[n] = y
    taps = np.arange(-127, 128) * 2 * HIGHEST / 48_000
    low = np.sinc(taps) * np.hanning(len(taps) + 2)[1:-1]
    return np.asarray(np.convolve(signal, low / low.sum())[:MEMORY])


def k_weighted(block: Sound, before: Sound) -> Sound:
    """A block (samples by channels) as the ear weighs it; of what lies `before` it, the last MEMORY samples count."""
    lead, hop = min(MEMORY, len(before)), _TOGETHER - MEMORY
    hops = -(-len(block) // hop)
    heard = np.empty((hops * hop, block.shape[1]), np.float32)
    for n in range(block.shape[1]):
        channel = np.zeros(hops * hop + MEMORY, np.float32)
        channel[MEMORY - lead : MEMORY] = before[len(before) - lead :, n]
        channel[MEMORY : MEMORY + len(block)] = block[:, n]
        for at in range(0, hops * hop, hop):
            spectrum = np.fft.rfft(channel[at : at + _TOGETHER]) * _k_spectrum()
            heard[at : at + hop, n] = np.fft.irfft(spectrum, _TOGETHER)[MEMORY:]
    return heard[: len(block)]


@functools.cache
def _k_spectrum() -> NDArray[np.complex64]:
    return np.asarray(np.fft.rfft(k_response(), _TOGETHER), np.complex64)


@functools.lru_cache(4)
def _between(hop: int) -> Sound:
    """What to multiply a hop and its neighbourhood with for the values at and between its samples: windowed sincs."""
    places = np.arange(hop * FINER)[None, :] / FINER
    distance = np.arange(-_REACH, hop + _REACH)[:, None] - places
    near = np.abs(distance) < _REACH
    weights = np.where(near, np.sinc(distance) * np.kaiser(2 * FINER * _REACH + 1, 5.0)[_kaiser_place(distance)], 0.0)
    return np.asarray(weights / weights.sum(axis=0, keepdims=True), np.float32)


def _kaiser_place(distance: Array) -> NDArray[np.int64]:
    return np.round((np.clip(distance, -_REACH, _REACH) + _REACH) * FINER).astype(np.int64)


@functools.lru_cache(4)
def _most_between(hop: int) -> float:
    """How much greater than the samples around it a value between them can be at most."""
    return float(np.abs(_between(hop)).sum(axis=0).max())


def true_peaks(block: Sound, hop: int, above: float = 0.0) -> Sound:
    """The greatest level of each hop, at its samples and between them, over all channels.

    Where it cannot be greater than `above`, only the samples are looked at.
    """
    hops = -(-len(block) // hop)
    highest = np.zeros(hops, np.float32)
    for n in range(block.shape[1]):
        level = np.zeros((hops + 2) * hop, np.float32)
        level[hop : hop + len(block)] = block[:, n]
        by_hop = level.reshape(-1, hop)
        top = np.maximum(by_hop.max(axis=1), -by_hop.min(axis=1))
        around = np.maximum(np.maximum(top[:-2], top[1:-1]), top[2:])
        high = np.flatnonzero(around * _most_between(hop) > above)
        np.maximum(highest, top[1:-1], out=highest)
        near = np.lib.stride_tricks.sliding_window_view(level[hop - _REACH :], hop + 2 * _REACH)[::hop]
        for first in range(0, len(high), _AT_ONCE):
            some = high[first : first + _AT_ONCE]
            values = near[some] @ _between(hop)
            highest[some] = np.maximum(highest[some], np.maximum(values.max(axis=1), -values.min(axis=1)))
    return highest


def running_max(values: Array, width: int) -> Array:
    """The greatest of the `width` (odd) values around each; the ends go on as they are."""
    return _running(values, width, np.maximum)


def running_min(values: Array, width: int) -> Array:
    """The least of the `width` (odd) values around each; the ends go on as they are."""
    return _running(values, width, np.minimum)


def _running(values: Array, width: int, of: np.ufunc) -> Array:
    """In steps that double, so that the width costs nothing."""
    covered, reach = np.pad(values, width // 2, mode="edge"), 1
    while reach < width:
        step = min(reach, width - reach)
        covered = of(covered[:-step], covered[step:])
        reach += step
    return np.asarray(covered)


def running_mean(values: Array, width: int) -> Array:
    """The mean of the `width` (odd) values around each; the ends go on as they are."""
    padded = np.pad(values, width // 2 + 1, mode="edge")[:-1]
    sums = np.cumsum(padded)
    return np.asarray((sums[width:] - sums[:-width]) / width)
