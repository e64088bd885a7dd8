"""What is measured of sounds, and how it is kept: loudness is a sum over parts, so a film's follows from those of its windows."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assembly.domain.mixing import spoken

Array = NDArray[np.float64]
Sound = NDArray[np.float32]

PRINT = 16
"""Bytes of a fingerprint."""

PRINTED = 57_600
"""Samples that have one: 1.2 s. Only windows that can hear one of them that changed are made anew."""


def prints_of(block: Sound) -> bytes:
    """The fingerprints of a block of samples: what is heard of a sound is known by them, not by the file that it came in."""
    parts = (np.ascontiguousarray(block[at : at + PRINTED]).data for at in range(0, len(block), PRINTED))
    return b"".join(hashlib.sha256(part).digest()[:PRINT] for part in parts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one look at a part of a sound gives; `level` is that of each 10 ms hop."""

    power: Array
    level: Array
    prints: bytes
    length: int

    def packed(self) -> bytes:
        head = np.array([len(self.power), len(self.level), self.length], "<u4")
        return head.tobytes() + self.power.astype("<f4").tobytes() + self.level.astype("<f4").tobytes() + self.prints


def stretch_of(data: bytes) -> Stretch:
    """As it was packed."""
    powers, levels, length = np.frombuffer(data, "<u4", 3).tolist()
    numbers = np.frombuffer(data, "<f4", powers + levels, 12).astype(np.float64)
    return Stretch(numbers[:powers], numbers[powers:], data[12 + 4 * (powers + levels) :], length)


@dataclass(frozen=True, slots=True)
class Heard:
    """Of one sound: its K-weighted power per 100 ms, the 10 ms hops at which it speaks, its blocks' fingerprints, its length
    in samples.

    `exact` sounds can be read from any sample on; of others a copy that can is a piece of its own.
    """

    power: Array
    speaking: NDArray[np.bool_]
    prints: bytes
    length: int
    exact: bool

    def packed(self) -> bytes:
        head = np.array([len(self.power), len(self.speaking), len(self.prints), self.length, self.exact], "<u4")
        numbers = self.power.astype("<f4").tobytes() + np.packbits(self.speaking).tobytes()
        return head.tobytes() + self.prints + numbers


def whole(stretches: Sequence[Stretch], *, exact: bool) -> Heard:
    """A sound of stretches that follow each other."""
    power = np.concatenate([each.power for each in stretches])
    speaking = spoken(np.concatenate([each.level for each in stretches]))
    prints = b"".join(each.prints for each in stretches)
    return Heard(power, speaking, prints, sum(each.length for each in stretches), exact)


def heard_of(data: bytes) -> Heard:
    """As it was packed."""
    powers, hops, prints, length, exact = np.frombuffer(data, "<u4", 5).tolist()
    at = 20 + prints
    speaking = np.unpackbits(np.frombuffer(data, np.uint8, -1, at + 4 * powers), count=hops).astype(np.bool_)
    return Heard(np.frombuffer(data, "<f4", powers, at).astype(np.float64), speaking, data[20:at], length, bool(exact))


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one window of the mix: its power per 100 ms, and the peak of each millisecond before it is limited."""

    power: Array
    peak: Array | Sound

    def packed(self) -> bytes:
        """Peaks are rounded up to half decibels."""
        decibels = np.ceil(40 * np.log10(np.maximum(self.peak, 1e-9))) + _LOWEST
        head = np.array([len(self.power)], "<u4").tobytes()
        return b"".join([head, self.power.astype("<f4").tobytes(), np.clip(decibels, 0, 255).astype(np.uint8).tobytes()])


_LOWEST = 175
_LEVELS = np.asarray(np.where(np.arange(256) > 0, 10 ** ((np.arange(256) - _LOWEST) / 40), 0.0), np.float32)
"""What each half decibel is, as small as it can be kept: a long film has more than a million of them."""


def measured_of(data: bytes) -> Measured:
    """As it was packed."""
    (powers,) = np.frombuffer(data, "<u4", 1).tolist()
    return Measured(
        np.frombuffer(data, "<f4", powers, 4).astype(np.float64), _LEVELS[np.frombuffer(data, np.uint8, -1, 4 + 4 * powers)]
    )
