"""Music and effects from a vendor, laid out on a track exactly as long as its picture. Pure; runs in the process pool."""

import io
import math
from typing import Any

import numpy as np
import soundfile

from audio.domain.orders import EffectsOrder
from audio.vendors.local.wave import RATE, Signal, edged, encoded, fitted, gain, mixed, peaked, silence, span
from audio.vendors.resampled import resampled
from chassis.errors import Broken
from vendor_http.fetched import SOUNDS, known

AMBIENCE_LEVEL, EFFECT_LEVEL, MUSIC_LEVEL = -20.0, -6.0, -6.0
"""The highest peaks, in dBFS."""
LONGEST = 660.0
"""Seconds of a sound that is read at all."""
LOUDEST = 4.0
"""Of what a file says in numbers above full scale; more is no sound."""
RATES = frozenset({8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000})
OVERLAP = 2 * RATE
"""Samples in which a piece that is begun again fades into itself."""


def decoded(content: bytes, channels: int) -> Signal:
    """The samples of a sound file at the film's rate, (samples,) or (2, samples).

    Raises Broken when it cannot be read, or would be far larger in memory than any sound that we order.
    """
    known(content, SOUNDS, "The vendor")
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            if file.samplerate not in RATES or file.channels > 2:
                told = f"{file.samplerate} samples a second in {file.channels} channels"
                raise Broken(f"The vendor's sound has {told}.", code="vendor_media")
            rate = int(file.samplerate)
            samples = file.read(frames=int(LONGEST * rate), dtype="float32", always_2d=True).T
    except (soundfile.SoundFileError, RuntimeError, ValueError) as error:
        raise Broken(f"The vendor's sound cannot be read: {error}", code="vendor_media") from None
    samples = np.clip(np.nan_to_num(samples, posinf=0.0, neginf=0.0), -LOUDEST, LOUDEST)
    mono: Signal = samples.mean(axis=0)
    return resampled(mono if channels == 1 else np.stack([samples[0], samples[-1]]), rate)


def moment(told: Any) -> float:
    """A time that a vendor tells, in seconds.

    Raises ValueError or TypeError when it can be none: what is written down of it must be JSON.
    """
    seconds = float(told)
    if not math.isfinite(seconds):
        raise ValueError("A time is no number.")
    return max(seconds, 0.0)


def music(frames: int, fps: int, content: bytes) -> bytes:
    """The piece, as long as the film: cut, or begun again where it is too short."""
    piece, total = decoded(content, 2), span(frames, fps)
    again = max(piece.shape[-1] - OVERLAP, RATE)
    if piece.shape[-1] + OVERLAP < total:
        whole = silence(total, 2)
        for start in range(0, total, again):
            mixed(whole, edged(piece, 0.01 if not start else OVERLAP / RATE, OVERLAP / RATE), start)
        piece = whole
    return encoded(edged(peaked(fitted(piece, total), MUSIC_LEVEL), 0.01, 1.5))


def effects(order: EffectsOrder, ambience: bytes | None, sounds: dict[str, bytes]) -> bytes:
    """The ambience all the time, and each effect where it happens."""
    total = span(order.frames, order.fps)
    track = silence(total, 2)
    if ambience is not None:
        around = peaked(decoded(ambience, 2), AMBIENCE_LEVEL)
        for start in range(0, total, max(around.shape[-1], RATE // 10)):
            mixed(track, around, start)
    known = {name: peaked(decoded(content, 2), EFFECT_LEVEL) for name, content in sounds.items()}
    for hit in order.hits:
        heard = known[hit.name][..., : span(hit.until - hit.frame, order.fps)]
        mixed(track, edged(heard * gain(-18.0 * (1.0 - hit.nearness))), span(hit.frame, order.fps))
    return encoded(edged(track, 0.01, 0.05))
