"""The four filters that loudness and mixing need, in numpy alone: a library for them takes every worker seconds to load."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_BLOCK = 65536
"""Samples of one transform: the response that is applied lies in the first eighth of it."""

_TAPS = 8192
"""Samples after which K-weighting has forgotten a sound: its slowest pole has then fallen by 340 dB."""

_BETWEEN = 4
"""Points at which a true peak is looked for, per sample (ITU-R BS.1770, annex 2)."""
_REACH = 10
"""Samples to each side that a point between two samples is made from."""


class Weighting:
    """A recursive filter over stereo blocks that follow each other, by fast convolution with its response."""

    def __init__(self, sections: Array) -> None:
        """`sections` are second orders: three coefficients of the numerator, three of the denominator."""
        turn = np.exp(-2j * np.pi * np.arange(_BLOCK) / _BLOCK)
        powers = np.stack([np.ones_like(turn), turn, turn**2])
        self._curve = np.prod([(row[:3] @ powers) / (row[3:] @ powers) for row in sections], axis=0).astype(np.complex64)
        self._before = np.zeros(_TAPS, np.complex64)

    def __call__(self, block: Array) -> NDArray[np.float32]:
        """The block, weighted, as it sounds after those before it. The two channels are one complex number."""
        whole = np.concatenate([self._before, np.ascontiguousarray(block, np.float32).view(np.complex64)[:, 0]])
        self._before = whole[-_TAPS:]
        found = np.empty(len(block), np.complex64)
        step = _BLOCK - _TAPS
        for start in range(0, len(block), step):
            piece = np.fft.ifft(np.fft.fft(whole[start : start + _BLOCK], _BLOCK) * self._curve)[_TAPS:]
            found[start : start + step] = piece[: len(block) - start]
        return found.view(np.float32).reshape(-1, 2)


def between(block: Array) -> NDArray[np.float32]:
    """The magnitude at each sample and at three points after it, both channels: (samples, 8)."""
    padded = np.pad(block.astype(np.float32), ((_REACH - 1, _REACH), (0, 0)))
    sides = [np.ascontiguousarray(padded[:, channel]) for channel in (0, 1)]
    found = [block.astype(np.float32).T, *(np.stack([np.correlate(side, taps, "valid") for side in sides]) for taps in _POINTS)]
    return np.abs(np.concatenate(found)).T


def _points() -> list[NDArray[np.float32]]:
    """A windowed sinc, read at each quarter of a sample."""
    found = []
    for quarter in range(1, _BETWEEN):
        away = np.arange(1 - _REACH, _REACH + 1) - quarter / _BETWEEN
        taps = np.sinc(away) * np.i0(5.0 * np.sqrt(1 - (away / _REACH) ** 2)) / np.i0(5.0)
        found.append((taps / taps.sum()).astype(np.float32))
    return found


_POINTS = _points()


def highest(values: Array, width: int) -> Array:
    """The largest of `width` values around each, an odd number; beyond the ends it goes on as at the ends."""
    wide, reached = np.pad(values, width // 2, mode="edge"), 1
    while reached < width:
        step = min(reached, width - reached)
        wide = np.maximum(wide[:-step], wide[step:])
        reached += step
    return wide


def lowest(values: Array, width: int) -> Array:
    """The smallest of `width` values around each."""
    return -highest(-values, width)


def averaged(values: Array, width: int) -> Array:
    """The mean of `width` values around each."""
    sums = np.cumsum(np.pad(values, (width // 2 + 1, width // 2), mode="edge"))
    return np.asarray((sums[width:] - sums[:-width]) / width)
