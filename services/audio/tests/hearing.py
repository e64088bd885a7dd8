"""What tests listen for: peaks between samples, clicks, bands of the spectrum, how long a room rings."""

from typing import Any

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.floating[Any]]
RATE = 48_000


def decibels(value: float) -> float:
    """A level relative to full scale."""
    return float(20 * np.log10(max(value, 1e-9)))


def true_peak(samples: Samples) -> float:
    """The highest peak in dBFS, looked for at four points per sample."""
    highest = 0.0
    for channel in np.atleast_2d(samples.T):
        for start in range(0, len(channel), RATE):
            part = channel[max(start - 64, 0) : start + RATE + 64]
            spectrum = np.fft.rfft(part)
            fine = np.fft.irfft(np.concatenate([spectrum, np.zeros(3 * len(part) // 2 + 8)]), 4 * len(part)) * 4
            highest = max(highest, float(np.abs(fine[256:-256]).max(initial=0.0)), float(np.abs(part).max(initial=0.0)))
    return decibels(highest)


def clicks(samples: Samples, above: float = 14_000.0) -> float:
    """The loudest millisecond, in dBFS, of what lies above all voices and instruments: there a jump shows and little else."""
    spectrum = np.fft.rfft(samples, axis=0)
    spectrum[: int(above * len(samples) / RATE)] = 0
    high = np.fft.irfft(spectrum, len(samples), axis=0)
    whole = len(high) // 48 * 48
    return decibels(float(np.sqrt(np.square(high[:whole]).reshape(whole // 48, -1).mean(axis=1).max())))


def band(samples: Samples, low: float, high: float) -> float:
    """The level of a band in dBFS, channels together."""
    power = (np.abs(np.fft.rfft(samples, axis=0)) ** 2).sum(axis=1)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    chosen = power[(hertz >= low) & (hertz < high)].sum()
    return float(10 * np.log10(2 * chosen / len(samples) ** 2 + 1e-18))


def level(samples: Samples) -> float:
    """The root mean square in dBFS."""
    return decibels(float(np.sqrt(np.square(samples).mean())))


def ringing(samples: Samples, fall: float = 20.0) -> float:
    """Seconds from the loudest moment until everything that still comes is `fall` decibels below all of it (Schroeder)."""
    mono = samples.mean(axis=1)
    mono = mono[int(np.abs(mono).argmax()) :]
    left = np.cumsum((mono**2)[::-1])[::-1]
    return float(np.argmax(left < left[0] * 10 ** (-fall / 10)) / RATE)
