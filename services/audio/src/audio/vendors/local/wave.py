"""Samples and files: the local vendor's sample rate, seeded randomness, edges, peaks and the FLAC encoding."""

import hashlib
import io
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile

from contracts.film_format import RING

RATE = 48000
RINGING = RING * RATE
"""Samples of a room's answer that a sound may have after its picture."""
FAINT = 0.0005
"""What is softer (-66 dBFS) is not missed when it is cut off."""
CEILING = 0.89
"""No sample is louder (-1 dBFS); kept by `limited`, promised by test_nothing_clips."""
MEDIA_TYPE = "audio/flac"

Signal = npt.NDArray[np.floating[Any]]
"""Mono is (samples,), stereo (2, samples). Sounds are made in double precision, a whole film or scene is mixed in single."""


def randomness(*parts: object) -> np.random.Generator:
    """A generator that depends on nothing but its parts: the same in every process, in any order of work."""
    digest = hashlib.sha256("\n".join(str(part) for part in parts).encode("utf-8", "replace")).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))


def span(frames: int, fps: int) -> int:
    """Samples in so many frames: a whole number for each at every rate, so every sound is exactly as long as its picture."""
    return frames * (RATE // fps)


def gain(decibels: float) -> float:
    """The factor of a level in dB."""
    return float(10.0 ** (decibels / 20.0))


def silence(samples: int, channels: int = 1) -> Signal:
    """Nothing, as long as wanted."""
    return np.zeros(samples if channels == 1 else (channels, samples), dtype=np.float32)


def fitted(signal: Signal, samples: int) -> Signal:
    """Exactly `samples` long: cut, or filled up with silence."""
    have = signal.shape[-1]
    if have >= samples:
        return signal[..., :samples]
    return np.concatenate([signal, np.zeros((*signal.shape[:-1], samples - have), signal.dtype)], axis=-1)


def edged(signal: Signal, fade_in: float = 0.005, fade_out: float = 0.05) -> Signal:
    """Without clicks at its ends."""
    count, shaped = signal.shape[-1], signal.copy()
    rise, fall = min(int(fade_in * RATE), count // 2), min(int(fade_out * RATE), count // 2)
    shaped[..., :rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / max(rise, 1))
    shaped[..., count - fall :] *= 0.5 + 0.5 * np.cos(np.pi * (np.arange(fall) + 1) / max(fall, 1))
    return shaped


def rung_out(signal: Signal, samples: int, fade_out: float) -> Signal:
    """As long as its picture and as what is then still heard of the room; without clicks at its ends."""
    after = np.flatnonzero(np.abs(np.atleast_2d(signal)[:, samples:]).max(axis=0, initial=0.0) > FAINT)
    if not len(after):
        return edged(signal[..., :samples], 0.005, fade_out)
    seconds = (int(after[-1]) + 1) / RATE
    return edged(signal[..., : samples + int(after[-1]) + 1], 0.005, min(0.4, max(0.02, seconds)))


def peak_of(signal: Signal) -> float:
    """The highest peak."""
    return max(float(np.max(signal, initial=0.0)), -float(np.min(signal, initial=0.0)))


def level_of(signal: Signal) -> float:
    """The root mean square."""
    return float(np.sqrt(np.mean([np.mean(channel * channel, dtype=np.float64) for channel in np.atleast_2d(signal)])))


def peaked(signal: Signal, decibels: float) -> Signal:
    """With its highest peak at a level."""
    peak = peak_of(signal)
    return signal * (gain(decibels) / peak) if peak > 1e-9 else signal


def limited(signal: Signal, ceiling: float = CEILING) -> Signal:
    """Below the ceiling: what is over three quarters of it is rounded off, the rest stays as it is."""
    knee = 0.75 * ceiling
    over = np.abs(signal) > knee
    if not bool(over.any()):
        return signal
    room, loud, rounded = ceiling - knee, signal[over], signal.copy()
    rounded[over] = np.sign(loud) * (knee + room * np.tanh((np.abs(loud) - knee) / room))
    return rounded


def mixed(target: Signal, signal: Signal, at: int) -> None:
    """Add a signal into a target at a sample; what reaches over an end is left out."""
    start, stop = max(at, 0), min(at + signal.shape[-1], target.shape[-1])
    if stop > start:
        target[..., start:stop] += signal[..., start - at : stop - at]


def encoded(signal: Signal) -> bytes:
    """A 16-bit FLAC file of an already finished signal; the same bytes for the same samples."""
    file, channels = io.BytesIO(), np.atleast_2d(signal)
    with soundfile.SoundFile(file, "w", RATE, len(channels), "PCM_16", format="FLAC") as out:
        for start in range(0, channels.shape[1], RATE):
            block = limited(channels[:, start : start + RATE])
            out.write(np.round(block * 32767.0).astype(np.int16).T)
    return file.getvalue()
