"""The building blocks that effects and instruments are made of: filters, noises, envelopes, oscillators, struck bodies."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, iirpeak, lfilter, sosfilt

from audio.vendors.local.wave import RATE, Signal, mixed

Rng = np.random.Generator


def length(seconds: float) -> int:
    """Seconds in samples, at least one."""
    return max(1, round(seconds * RATE))


def times(seconds: float) -> Signal:
    """The time of every sample."""
    return np.arange(length(seconds)) / RATE


@lru_cache(maxsize=512)
def _sections(kind: str, low: float, high: float, order: int) -> npt.NDArray[np.float64]:
    edges = (low, high) if kind == "bandpass" else low or high
    return np.asarray(butter(order, edges, kind, fs=RATE, output="sos"), dtype=np.float64)


def lowpass(signal: Signal, hertz: float, order: int = 2) -> Signal:
    """Without what is above."""
    return np.asarray(sosfilt(_sections("lowpass", hertz, 0.0, order), signal), dtype=np.float64)


def highpass(signal: Signal, hertz: float, order: int = 2) -> Signal:
    """Without what is below."""
    return np.asarray(sosfilt(_sections("highpass", hertz, 0.0, order), signal), dtype=np.float64)


def bandpass(signal: Signal, low: float, high: float, order: int = 1) -> Signal:
    """Only what lies between."""
    return np.asarray(sosfilt(_sections("bandpass", low, high, order), signal), dtype=np.float64)


def resonance(signal: Signal, hertz: float, quality: float) -> Signal:
    """What a hollow body lets through: a narrow band around one frequency."""
    numerator, denominator = iirpeak(hertz, quality, fs=RATE)
    return np.asarray(lfilter(numerator, denominator, signal), dtype=np.float64)


def white(rng: Rng, seconds: float) -> Signal:
    """Noise with all frequencies alike."""
    return np.asarray(rng.standard_normal(length(seconds)))


def brown(rng: Rng, seconds: float) -> Signal:
    """Dark noise: rumble and distant roar, with a root mean square of one."""
    dark = highpass(np.asarray(lfilter([1.0], [1.0, -0.998], white(rng, seconds))), 20)
    level = max(float(np.sqrt(np.mean(dark**2))), 1e-9)
    return np.asarray(dark / level)


def wander(rng: Rng, seconds: float, hertz: float, low: float, high: float) -> Signal:
    """A value that drifts between two bounds, about `hertz` times a second."""
    points = max(2, int(seconds * hertz) + 2)
    knots = rng.uniform(low, high, points)
    smooth = 0.5 - 0.5 * np.cos(np.pi * (times(seconds) * hertz % 1.0))
    index = np.minimum((times(seconds) * hertz).astype(np.int64), points - 2)
    return np.asarray(knots[index] * (1 - smooth) + knots[index + 1] * smooth)


def decay(seconds: float, tau: float, attack: float = 0.002) -> Signal:
    """The envelope of something struck."""
    clock = times(seconds)
    return np.minimum(clock / attack, 1.0) * np.exp(-clock / tau)


def swell(seconds: float, attack: float, release: float) -> Signal:
    """An envelope that rises, stays and falls."""
    clock = times(seconds)
    return np.clip(np.minimum(clock / attack, (seconds - clock) / release), 0.0, 1.0)


def glide(start: float, end: float, seconds: float, bend: float = 1.0) -> Signal:
    """A frequency that moves from one to another; `bend` above one makes it move late."""
    share = np.linspace(0.0, 1.0, length(seconds)) ** bend
    return start * (end / start) ** share


def tone(hertz: float | Signal, seconds: float, partials: Sequence[float] = (1.0,)) -> Signal:
    """An oscillator with given strengths of its harmonics; those above hearing are left out."""
    curve = np.broadcast_to(np.asarray(hertz, dtype=np.float64), (length(seconds),))
    phase = 2 * np.pi * np.cumsum(curve) / RATE
    top = float(np.max(curve))
    wanted = [(n, strength) for n, strength in enumerate(partials, 1) if strength and n * top < RATE * 0.45]
    total = np.zeros(length(seconds))
    for n, strength in wanted:
        total += strength * np.sin(n * phase)
    return total


BUZZ = tuple(1.0 / n for n in range(1, 25))
"""Partials of a saw: strings, motors, throats."""
HOLLOW = tuple(1.0 / n if n % 2 else 0.0 for n in range(1, 20))
"""Partials of a square: horns, toys, electronics."""


def struck(hertz: Sequence[float], tau: float, seconds: float, damping: float = 0.6) -> Signal:
    """A struck body: its modes ring, the higher ones shorter and softer."""
    clock = times(seconds)
    total = np.zeros(len(clock))
    for n, frequency in enumerate(hertz):
        strength = damping**n
        total += strength * np.sin(2 * np.pi * frequency * clock + n) * np.exp(-clock / (tau * (0.35 + 0.65 * strength)))
    return total * np.minimum(clock / 0.001, 1.0)


def arranged(seconds: float, parts: Sequence[tuple[float, Signal]]) -> Signal:
    """Several signals, each from its own time on."""
    total = np.zeros(length(seconds))
    for at, part in parts:
        mixed(total, part, round(at * RATE))
    return total


def scattered(rng: Rng, seconds: float, per_second: float, make: Callable[[Rng], Signal]) -> Signal:
    """Many little sounds at random times: drops, crackles, claps. A dozen different ones are made and used again."""
    count = max(1, round(seconds * per_second))
    stock = [make(rng) for _ in range(min(count, 12))]
    starts = np.sort(rng.uniform(0.0, seconds, count))
    picks, levels = rng.integers(0, len(stock), count), rng.uniform(0.3, 1.0, count)
    return arranged(seconds, [(float(s), stock[p] * g) for s, p, g in zip(starts, picks, levels, strict=True)])


def formants(signal: Signal, vowel: Sequence[tuple[float, float]]) -> Signal:
    """A throat: parallel resonances (frequency, strength) make a buzz into a voice."""
    total = np.zeros(signal.shape[-1])
    for hertz, strength in vowel:
        total += strength * resonance(signal, hertz, 7.0)
    return total
