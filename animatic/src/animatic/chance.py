"""Chance that is the same in every process: numbers from a sha256 of what they are for."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MASK = 2**64 - 1


def seed_of(*parts: object) -> int:
    """A seed for what the parts name."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:6], "big")


class Chance:
    """A stream of numbers from a seed (splitmix64)."""

    def __init__(self, *parts: object) -> None:
        """Start the stream that the parts name."""
        self._state = seed_of(*parts)

    def unit(self) -> float:
        """The next number, 0 <= n < 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((z ^ (z >> 31)) >> 11) / (1 << 53)

    def between(self, low: float, high: float) -> float:
        """The next number, low <= n < high."""
        return low + (high - low) * self.unit()

    def near(self, middle: float, spread: float) -> float:
        """The next number around a middle."""
        return middle + spread * (self.unit() + self.unit() - 1)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self.unit() * len(options))]

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.unit() * (high - low + 1))
