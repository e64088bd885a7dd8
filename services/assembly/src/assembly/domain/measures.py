"""What is measured of sounds, and how it is kept: loudness is a sum over parts, so a film's follows from those of its windows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heard:
    """Of one sound: its K-weighted power per 100 ms, the 10 ms hops at which it speaks, and its length in samples.

    `exact` sounds can be read from any sample on; of others a copy that can is a piece of its own.
    """

    power: Array
    speaking: NDArray[np.bool_]
    length: int
    exact: bool

    def packed(self) -> bytes:
        head = np.array([len(self.power), len(self.speaking), self.length, self.exact], "<u4")
        return head.tobytes() + self.power.astype("<f4").tobytes() + np.packbits(self.speaking).tobytes()


def heard_of(data: bytes) -> Heard:
    """As it was packed."""
    powers, hops, length, exact = np.frombuffer(data, "<u4", 4).tolist()
    speaking = np.unpackbits(np.frombuffer(data, np.uint8, -1, 16 + 4 * powers), count=hops).astype(np.bool_)
    return Heard(np.frombuffer(data, "<f4", powers, 16).astype(np.float64), speaking, length, bool(exact))


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one window of the mix: its power per 100 ms, and the peak of each millisecond before it is limited."""

    power: Array
    peak: Array

    def packed(self) -> bytes:
        """Peaks are rounded up to half decibels."""
        decibels = np.ceil(40 * np.log10(np.maximum(self.peak, 1e-9))) + _LOWEST
        head = np.array([len(self.power)], "<u4").tobytes()
        return b"".join([head, self.power.astype("<f4").tobytes(), np.clip(decibels, 0, 255).astype(np.uint8).tobytes()])


_LOWEST = 175


def measured_of(data: bytes) -> Measured:
    """As it was packed."""
    (powers,) = np.frombuffer(data, "<u4", 1).tolist()
    peak = np.frombuffer(data, np.uint8, -1, 4 + 4 * powers).astype(np.float64)
    levels = np.where(peak > 0, 10 ** ((peak - _LOWEST) / 40), 0.0)
    return Measured(np.frombuffer(data, "<f4", powers, 4).astype(np.float64), levels)
