"""Makes the engine's voice less of a machine: body size, warmth, presence, even loudness, whispers, shaking, telephones."""

from fractions import Fraction
from functools import cache

import numpy as np

from audio.vendors.local.dsp import bandpass, fast_size
from audio.vendors.local.manners import Manner
from audio.vendors.local.phonemes.espeak import RATE as ENGINE_RATE
from audio.vendors.local.timbres import Timbre
from audio.vendors.local.wave import RATE, Signal, edged, gain, limited, mixed

LOUDNESS = -17.0
"""Root mean square in dBFS of a plain line while somebody speaks."""
_WARMTH = ((190.0, 0.9, 2.5), (550.0, 0.7, -3.0), (3100.0, 0.9, 3.5), (8000.0, 0.8, 3.0))
"""Chest, box, presence, breath: hertz, width in octaves, decibels."""


def voiced(samples: Signal, timbre: Timbre, manner: Manner) -> Signal:
    """What the engine said, at our rate and as somebody's voice."""
    if not len(samples):
        return samples
    signal = _evened(_warmed(samples, Fraction(RATE / ENGINE_RATE / timbre.size).limit_denominator(64), timbre.clear))
    shaken = max(manner.shaken, timbre.tremor)
    if shaken:
        signal = signal * (1 - shaken * (0.5 + 0.5 * np.sin(2 * np.pi * 6.3 * np.arange(len(signal)) / RATE)))
    signal = _levelled(signal, LOUDNESS + manner.level)
    if timbre.metallic:
        signal = _metallic(signal)
    signal = 0.25 * np.tanh(14 * bandpass(signal, 420, 2900, 2)) if manner.wire else signal + _air(signal)
    return edged(limited(signal, 0.8), 0.004, 0.02)


def _air(signal: Signal) -> Signal:
    """What the engine cannot make, above 10 kHz, grown from what it can: twice a difference, bent in between."""
    return 0.12 * _rise(np.tanh(20 * _rise(signal)))


def _rise(signal: Signal) -> Signal:
    """What each sample has more than the one before it."""
    risen = signal.copy()
    risen[1:] -= signal[:-1]
    return risen


def _warmed(signal: Signal, ratio: Fraction, clear: float) -> Signal:
    """Through an equalizer, without what is below a voice, and at another rate: all in one transform."""
    blocks = fast_size(-(-(len(signal) + 1024) // ratio.denominator))
    size, wanted = blocks * ratio.denominator, blocks * ratio.numerator
    spectrum = np.fft.rfft(signal, size)
    curve = np.interp(np.arange(len(spectrum)) * (ENGINE_RATE / size), *_equalizer(clear)).astype(np.float32)
    return np.asarray(np.fft.irfft(spectrum * curve, wanted)[: int(len(signal) * ratio)] * np.float32(ratio))


@cache
def _equalizer(clear: float) -> tuple[Signal, Signal]:
    """Frequencies and the gain at each."""
    hertz = np.geomspace(1, ENGINE_RATE, 600)
    curve = clear / (1 + (1000 / hertz) ** 2)
    for centre, octaves, decibels in _WARMTH:
        curve += decibels * np.exp(-((np.log2(hertz / centre) / octaves) ** 2))
    return hertz, 10 ** (curve / 20) / (1 + (75 / hertz) ** 4)


def _evened(signal: Signal) -> Signal:
    """Soft syllables nearer to loud ones, judged over 20 ms and smoothed."""
    step = RATE // 50
    blocks = -(-len(signal) // step)
    padded = np.concatenate([signal, np.zeros(blocks * step - len(signal), signal.dtype)]).reshape(blocks, step)
    size = np.sqrt(np.mean(padded**2, axis=1)) + 1e-4
    size = np.convolve(np.pad(size, 2, mode="edge"), np.full(5, 0.2), mode="valid")
    threshold = 0.5 * float(np.percentile(size, 90))
    wanted = np.minimum(1.0, (threshold / size) ** 0.55)
    around = np.pad(wanted, 1, mode="edge").astype(np.float32)
    knots = 0.5 * (around[1:] + around[:-1])
    ramp = np.arange(step, dtype=np.float32) / step
    padded *= knots[:-1, None] + (knots[1:] - knots[:-1])[:, None] * ramp
    return np.asarray(padded.reshape(-1)[: len(signal)])


def _levelled(signal: Signal, decibels: float) -> Signal:
    size = np.abs(signal)
    loud = size > 0.05 * float(np.max(size, initial=0.0))
    level = float(np.sqrt(np.mean(signal[loud] ** 2))) if bool(loud.any()) else 0.0
    return signal * (gain(decibels) / level) if level > 1e-6 else signal


def _metallic(signal: Signal) -> Signal:
    """Between two plates: short echoes and a ring."""
    total = signal * (1 + 0.35 * np.sin(2 * np.pi * 58 * np.arange(len(signal)) / RATE))
    for milliseconds, strength in ((5.1, 0.55), (9.7, 0.4), (14.3, 0.28)):
        delay = round(milliseconds * RATE / 1000)
        mixed(total, strength * signal, delay)
    return total
