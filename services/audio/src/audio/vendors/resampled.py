"""Brings a sound to the film's sample rate: a windowed sinc in as many phases as the two rates have in common. Pure."""

from math import gcd

import numpy as np

from audio.vendors.local.wave import RATE, Signal

HALF = 24
"""Zero crossings of the sinc on each side."""
SHAPE = 9.0
"""Of the window: what folds back lies some 80 dB below."""


def resampled(signal: Signal, rate: int) -> Signal:
    """The same sound with the film's samples a second; (samples,) or (channels, samples)."""
    if rate == RATE:
        return signal
    up, down = RATE // gcd(RATE, rate), rate // gcd(RATE, rate)
    wide = max(1.0, down / up)
    """How much lower than half the old rate the filter must cut."""
    reach = int(np.ceil(HALF * wide))
    count = -(-signal.shape[-1] * up // down)
    padded = np.pad(signal, [(0, 0)] * (signal.ndim - 1) + [(reach, reach + down)])
    made = np.zeros((*signal.shape[:-1], count), dtype=signal.dtype)
    for phase in range(min(up, count)):
        first, part = divmod(phase * down, up)
        rows = made[..., phase::up].shape[-1]
        for tap, weight in enumerate(_taps(part / up, reach, wide), first + 1):
            made[..., phase::up] += weight * padded[..., tap : tap + down * rows : down][..., :rows]
    return made


def _taps(fraction: float, reach: int, wide: float) -> list[float]:
    """The filter around a point that lies a fraction of a sample behind another."""
    at = np.arange(1 - reach, reach + 1) - fraction
    window = np.i0(SHAPE * np.sqrt(np.clip(1 - (at / reach) ** 2, 0, 1)))
    taps = np.sinc(at / wide) * window
    return [float(tap) for tap in taps / taps.sum()]
