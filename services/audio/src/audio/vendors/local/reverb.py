"""Rooms: what comes back from the walls, as an impulse response made from seeded noise."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from audio.domain.orders import Room
from audio.vendors.local.dsp import bandpass, decay, fast_size, highpass, length, lowpass
from audio.vendors.local.wave import RATE, Signal, mixed, randomness


@dataclass(frozen=True, slots=True)
class Walls:
    """Seconds until the sound has fallen by 60 dB, first reflections (seconds, strength), brightness, and how much is heard.

    High tones die first: those two octaves above the middle in half the time.
    """

    tail: float
    reflections: tuple[tuple[float, float], ...]
    bright: float
    wet: float


ROOMS: dict[Room, Walls] = {
    "open": Walls(0.25, ((0.061, 0.12), (0.113, 0.07)), 2500, 0.10),
    "street": Walls(0.5, ((0.047, 0.22), (0.083, 0.16), (0.141, 0.1)), 3500, 0.13),
    "valley": Walls(0.9, ((0.31, 0.3), (0.53, 0.16), (0.87, 0.08)), 1800, 0.12),
    "small": Walls(0.35, ((0.007, 0.5), (0.011, 0.4), (0.019, 0.3)), 5000, 0.16),
    "large": Walls(0.9, ((0.017, 0.4), (0.029, 0.35), (0.043, 0.25)), 4500, 0.20),
    "hall": Walls(1.9, ((0.031, 0.3), (0.047, 0.3), (0.073, 0.2)), 4000, 0.26),
    "cave": Walls(2.8, ((0.043, 0.5), (0.089, 0.4), (0.151, 0.3)), 2600, 0.34),
    "water": Walls(0.8, ((0.013, 0.5), (0.023, 0.4)), 700, 0.5),
}


_BANDS = ((60.0, 500.0, 1.0), (500.0, 2000.0, 0.85), (2000.0, 12000.0, 0.5))
"""Hertz, and how long they stay as a part of the whole tail."""


@cache
def impulse(room: Room, channel: int) -> Signal:
    """The response of a room in one ear; the direct sound is not in it."""
    walls, tail = ROOMS[room], np.zeros(length(ROOMS[room].tail))
    noise = highpass(lowpass(randomness("room", room, channel).standard_normal(len(tail)), walls.bright), 150)
    for low, high, share in _BANDS:
        tail += bandpass(noise, low, high) * decay(walls.tail, share * walls.tail / 6.9, 0.012)
    tail *= np.minimum(np.arange(len(tail))[::-1] / length(0.02), 1.0)
    tail /= np.sqrt(np.sum(tail**2))
    for at, strength in walls.reflections:
        mixed(tail, np.array([strength]), round((at + 0.0013 * channel) * RATE))
    return tail


def in_room(signal: Signal, room: Room, amount: float = 1.0, channel: int = 0) -> Signal:
    """A mono signal as it is heard in a room, with its tail: longer than before."""
    if room == "dry" or not amount:
        return signal
    wet = np.zeros(len(signal) + len(impulse(room, channel)) - 1, np.float32)
    rung(wet, signal, room, amount, channel)
    mixed(wet, signal if room != "water" else lowpass(signal, 600), 0)
    return wet


def rung(target: Signal, signal: Signal, room: Room, amount: float, channel: int) -> None:
    """Add what comes back from the walls: by blocks, in single precision; a minute in a hall takes a tenth of a second."""
    response = impulse(room, channel).astype(np.float32) * np.float32(ROOMS[room].wet * amount)
    size = fast_size(min(max(4 * len(response), 4096), len(signal) + len(response)))
    spectrum, step = np.fft.rfft(response, size), size - len(response) + 1
    for start in range(0, len(signal), step):
        block = signal[start : start + step].astype(np.float32)
        mixed(target, np.fft.irfft(np.fft.rfft(block, size) * spectrum, size), start)
