"""The building blocks that effects and instruments are made of: filters, noises, envelopes, oscillators, struck bodies.

Filters work on the spectrum, without delay; oscillators read one cycle from a table. Both need nothing but numpy.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from audio.vendors.local.wave import RATE, Signal, mixed

Rng = np.random.Generator

_TABLE = 8192
_PAD = 1024
_SMOOTH = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 21, 24, 25, 27, 28, 30, 32)


def length(seconds: float) -> int:
    """Seconds in samples, at least one."""
    return max(1, round(seconds * RATE))


def times(seconds: float) -> Signal:
    """The time of every sample."""
    return np.arange(length(seconds)) / RATE


def fast_size(count: int) -> int:
    """A size, not much above `count`, that a Fourier transform is quick with."""
    shift = max(count.bit_length() - 5, 0)
    blocks = -(-count // (1 << shift))
    return (
        next(n for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 15, 16, 18, 20, 21, 24, 25, 27, 28, 30, 32) if n >= blocks) << shift
    )


def shaped(signal: Signal, curve: Callable[[Signal], Signal]) -> Signal:
    """A signal through a filter that is given as its gain at each frequency."""
    size = fast_size(len(signal) + _PAD)
    hertz = np.arange(size // 2 + 1, dtype=np.float64) * (RATE / size)
    hertz[0] = 0.5 * RATE / size
    return np.asarray(np.fft.irfft(np.fft.rfft(signal, size) * curve(hertz), size)[: len(signal)])


def lowpass(signal: Signal, hertz: float, order: int = 2) -> Signal:
    """Without what is above."""
    return shaped(signal, lambda f: 1 / np.sqrt(1 + (f / hertz) ** (2 * order)))


def highpass(signal: Signal, hertz: float, order: int = 2) -> Signal:
    """Without what is below."""
    return shaped(signal, lambda f: 1 / np.sqrt(1 + (hertz / f) ** (2 * order)))


def bandpass(signal: Signal, low: float, high: float, order: int = 1) -> Signal:
    """Only what lies between."""
    centre, width = low * high, high - low
    return shaped(signal, lambda f: 1 / np.sqrt(1 + ((f * f - centre) / (f * width)) ** (2 * order)))


def formants(signal: Signal, vowel: Sequence[tuple[float, float]]) -> Signal:
    """A hollow body or a throat: only what lies near its resonances (hertz, strength) comes through."""
    return shaped(signal, lambda f: np.sum([s / np.sqrt(1 + 49 * (f / hz - hz / f) ** 2) for hz, s in vowel], axis=0))


def white(rng: Rng, seconds: float) -> Signal:
    """Noise with all frequencies alike."""
    return np.asarray(rng.standard_normal(length(seconds)))


def brown(rng: Rng, seconds: float) -> Signal:
    """Dark noise: rumble and distant roar, with a root mean square of one."""
    dark = shaped(white(rng, seconds), lambda f: 1 / (15 + f) / (1 + (20 / f) ** 2))
    level = max(float(np.sqrt(np.mean(dark**2))), 1e-9)
    return np.asarray(dark / level)


def wander(rng: Rng, seconds: float, hertz: float, low: float, high: float) -> Signal:
    """A value that drifts between two bounds, about `hertz` times a second."""
    knots = rng.uniform(low, high, max(2, int(seconds * hertz) + 2))
    steps = np.minimum(times(seconds) * hertz, len(knots) - 1.000001)
    index = steps.astype(np.int64)
    share = steps - index
    smooth = share * share * (3 - 2 * share)
    return np.asarray(knots[index] * (1 - smooth) + knots[index + 1] * smooth)


def decay(seconds: float, tau: float, attack: float = 0.002) -> Signal:
    """The envelope of something struck."""
    clock = times(seconds)
    return np.asarray(np.minimum(clock / attack, 1.0) * np.exp(-clock / tau))


def swell(seconds: float, attack: float, release: float) -> Signal:
    """An envelope that rises, stays and falls."""
    clock = times(seconds)
    return np.asarray(np.clip(np.minimum(clock / attack, (seconds - clock) / release), 0.0, 1.0))


def glide(start: float, end: float, seconds: float, bend: float = 1.0) -> Signal:
    """A frequency that moves from one to another; `bend` above one makes it move late."""
    share = np.linspace(0.0, 1.0, length(seconds)) ** bend
    return start * (end / start) ** share


@lru_cache(maxsize=512)
def cycle(partials: tuple[float, ...]) -> Signal:
    """One cycle with given strengths of its harmonics."""
    phase = 2 * np.pi * np.arange(_TABLE) / _TABLE
    return np.asarray(np.sum([strength * np.sin(n * phase) for n, strength in enumerate(partials, 1)], axis=0))


def oscillated(turns: Signal, table: Signal) -> Signal:
    """A cycle read at the given turns (one is a whole cycle)."""
    return np.asarray(table[(turns * _TABLE).astype(np.int64) & (_TABLE - 1)])


def tone(hertz: float | Signal, seconds: float, partials: Sequence[float] = (1.0,)) -> Signal:
    """An oscillator with given strengths of its harmonics; those above hearing are left out."""
    count, top = length(seconds), float(np.max(hertz))
    turns = np.arange(count) * (hertz / RATE) if isinstance(hertz, float | int) else np.cumsum(hertz) / RATE
    return oscillated(np.asarray(turns, dtype=np.float64), cycle(tuple(partials[: max(1, int(RATE * 0.45 / top))])))


BUZZ = tuple(1.0 / n for n in range(1, 25))
"""Partials of a saw: strings, motors, throats."""
HOLLOW = tuple(1.0 / n if n % 2 else 0.0 for n in range(1, 20))
"""Partials of a square: horns, toys, electronics."""


def struck(hertz: Sequence[float], tau: float, seconds: float, damping: float = 0.6) -> Signal:
    """A struck body: its modes ring, the higher ones shorter and softer."""
    clock, sine = times(seconds), cycle((1.0,))
    total = np.zeros(len(clock))
    for n, frequency in enumerate(hertz):
        strength = damping**n
        total += strength * oscillated(frequency * clock + n / 6, sine) * np.exp(-clock / (tau * (0.35 + 0.65 * strength)))
    return np.asarray(total * np.minimum(clock / 0.001, 1.0))


def arranged(seconds: float, parts: Sequence[tuple[float, Signal]]) -> Signal:
    """Several signals, each from its own time on."""
    total = np.zeros(length(seconds))
    for at, part in parts:
        mixed(total, part, round(at * RATE))
    return total


def scattered(rng: Rng, seconds: float, per_second: float, make: Callable[[Rng], Signal]) -> Signal:
    """Many little sounds at random times, the first at once: drops, claps. A dozen different ones are made and used again."""
    count = max(1, round(seconds * per_second))
    stock = [make(rng) for _ in range(min(count, 12))]
    starts = np.sort(rng.uniform(0.0, seconds, count))
    starts -= starts[0]
    picks, levels = rng.integers(0, len(stock), count), rng.uniform(0.3, 1.0, count)
    return arranged(seconds, [(float(s), stock[p] * g) for s, p, g in zip(starts, picks, levels, strict=True)])
