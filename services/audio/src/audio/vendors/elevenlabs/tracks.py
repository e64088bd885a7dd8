"""What elevenlabs made, laid out on a track exactly as long as its picture. Pure; runs in the process pool."""

import base64
import binascii
import io
import json
import re
from typing import Any

import numpy as np
import soundfile

from audio.domain.orders import EffectsOrder, SpeechOrder, SpokenLine
from audio.vendors.local.phonemes.mouths import mouth_of
from audio.vendors.local.wave import PER_FRAME, RATE, Signal, edged, encoded, fitted, gain, mixed, peaked, silence
from chassis.errors import Broken

LEAD, GAP = 0.15, 0.25
AMBIENCE_LEVEL, EFFECT_LEVEL, MUSIC_LEVEL = -20.0, -6.0, -6.0
"""The highest peaks, in dBFS."""
LONGEST = 660.0
"""Seconds of a sound that is read at all."""


def decoded(content: bytes, channels: int) -> Signal:
    """The samples of a sound file at the film's rate, (samples,) or (2, samples).

    Raises Broken when it cannot be read.
    """
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            if file.samplerate != RATE:
                raise Broken(f"The vendor's sound has {file.samplerate} samples a second, not {RATE}.", code="vendor_media")
            samples = file.read(frames=int(LONGEST * RATE), dtype="float32", always_2d=True).T
    except (soundfile.SoundFileError, RuntimeError, ValueError) as error:
        raise Broken(f"The vendor's sound cannot be read: {error}", code="vendor_media") from None
    mono: Signal = samples.mean(axis=0)
    return mono if channels == 1 else np.stack([samples[0], samples[-1]])


def speech(order: SpeechOrder, answers: list[bytes], skips: list[int]) -> tuple[bytes, bytes]:
    """The lines one after the other, and the times of their words; `skips` are the characters before each that nobody says."""
    length, clock = order.frames / 24, LEAD
    track, words, mouths = silence(order.frames * PER_FRAME), list[dict[str, Any]](), list[dict[str, Any]]()
    for line, answer, skip in zip(order.lines, answers, skips, strict=True):
        told = _told(answer)
        sound = edged(peaked(decoded(told[0], 1), -3.0))
        mixed(track, sound, round(clock * RATE))
        times = [(c, clock + start, clock + end) for c, start, end in told[1][skip:]]
        words += _words(line, times, length)
        mouths += _mouths(line, times, length)
        clock += sound.shape[-1] / RATE + GAP
    told_words = {"version": 1, "words": words, "phonemes": mouths}
    return encoded(edged(track, 0.005, 0.06)), json.dumps(told_words, ensure_ascii=False).encode("utf-8", "replace")


def music(frames: int, content: bytes) -> bytes:
    """The piece, as long as the film."""
    return encoded(edged(peaked(fitted(decoded(content, 2), frames * PER_FRAME), MUSIC_LEVEL), 0.01, 1.5))


def effects(order: EffectsOrder, ambience: bytes | None, sounds: dict[str, bytes]) -> bytes:
    """The ambience all the time, and each effect where it happens."""
    total = order.frames * PER_FRAME
    track = silence(total, 2)
    if ambience is not None:
        around = peaked(decoded(ambience, 2), AMBIENCE_LEVEL)
        for start in range(0, total, max(around.shape[-1], RATE // 10)):
            mixed(track, around, start)
    known = {name: peaked(decoded(content, 2), EFFECT_LEVEL) for name, content in sounds.items()}
    for hit in order.hits:
        heard = known[hit.name][..., : (hit.until - hit.frame) * PER_FRAME]
        mixed(track, edged(heard * gain(-18.0 * (1.0 - hit.nearness))), hit.frame * PER_FRAME)
    return encoded(edged(track, 0.01, 0.05))


Timed = tuple[str, float, float]
"""A character, and when it begins and ends."""


def _told(answer: bytes) -> tuple[bytes, list[Timed]]:
    try:
        told = json.loads(answer)
        times = told["alignment"]
        names = ("characters", "character_start_times_seconds", "character_end_times_seconds")
        rows = [(str(c), float(start), float(end)) for c, start, end in zip(*(times[name] for name in names), strict=True)]
        return base64.b64decode(told["audio_base64"], validate=True), rows
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise Broken("The vendor's answer holds no speech with times.", code="vendor_media") from None


def _words(line: SpokenLine, times: list[Timed], length: float) -> list[dict[str, Any]]:
    """The words as the line writes them; one that was cut off lies at the end."""
    rows = list[dict[str, Any]]()
    for match in re.finditer(r"\S+", line.text):
        part = times[match.start() : match.end()] or times[-1:]
        start, end = (part[0][1], part[-1][2]) if part else (0.0, 0.0)
        rows.append(_row(line, "text", match.group(), min(start, length), min(end, length)))
    return rows


def _mouths(line: SpokenLine, times: list[Timed], length: float) -> list[dict[str, Any]]:
    """A mouth for each letter: coarse, because nobody says which phonemes were spoken."""
    return [
        {**_row(line, "phoneme", c.lower(), start, end), "mouth": mouth_of(c.lower())}
        for c, start, end in times
        if c.isalpha() and end <= length
    ]


def _row(line: SpokenLine, kind: str, text: str, start: float, end: float) -> dict[str, Any]:
    return {kind: text, "start": round(start, 3), "end": round(end, 3), "line": line.id, "speaker": line.cast}
