"""What an effect is to the mixer: how it is made, how long it is and how loud."""

from collections.abc import Callable
from dataclasses import dataclass

from audio.vendors.local.dsp import Rng
from audio.vendors.local.wave import Signal

Make = Callable[[Rng, float], Signal]
"""Randomness and seconds to a mono signal of about that length; level and edges are the mixer's business."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One effect. A lasting one sounds to the end of its shot, the others take `seconds`."""

    make: Make
    seconds: float = 1.0
    lasting: bool = False
    level: float = -12.0
    """Peak in dBFS at a middle distance."""
