"""Speech that elevenlabs made, laid out on a track exactly as long as its picture. Pure; runs in the process pool."""

import base64
import binascii
import json
import re
from typing import Any

from audio.domain.orders import SpeechOrder, SpokenLine
from audio.vendors.local.phonemes.mouths import mouth_of
from audio.vendors.local.wave import RATE, edged, encoded, mixed, peaked, silence, span
from audio.vendors.tracks import decoded, moment
from chassis.errors import Broken

LEAD, GAP = 0.15, 0.25


def speech(order: SpeechOrder, answers: list[bytes], skips: list[int]) -> tuple[bytes, bytes]:
    """The lines one after the other, and the times of their words; `skips` are the characters before each that nobody says."""
    length, clock = order.frames / order.fps, LEAD
    track, words, mouths = silence(span(order.frames, order.fps)), list[dict[str, Any]](), list[dict[str, Any]]()
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


def dialogue(order: SpeechOrder, answer: bytes, texts: list[str], skips: list[int]) -> tuple[bytes, bytes]:
    """Lines that were spoken as one dialogue, and the times of their words; `texts` are what was sent for each line."""
    length, (content, times) = order.frames / order.fps, _told(answer)
    track, words, mouths = silence(span(order.frames, order.fps)), list[dict[str, Any]](), list[dict[str, Any]]()
    mixed(track, edged(peaked(decoded(content, 1), -3.0)), round(LEAD * RATE))
    at = 0
    for line, text, skip in zip(order.lines, texts, skips, strict=True):
        own = [(c, LEAD + start, LEAD + end) for c, start, end in times[at + skip : at + len(text)]]
        words += _words(line, own, length)
        mouths += _mouths(line, own, length)
        at += len(text)
    told_words = {"version": 1, "words": words, "phonemes": mouths}
    return encoded(edged(track, 0.005, 0.06)), json.dumps(told_words, ensure_ascii=False).encode("utf-8", "replace")


Timed = tuple[str, float, float]
"""A character, and when it begins and ends."""


def _told(answer: bytes) -> tuple[bytes, list[Timed]]:
    try:
        told = json.loads(answer)
        times = told["alignment"]
        names = ("characters", "character_start_times_seconds", "character_end_times_seconds")
        rows = [(str(c), moment(start), moment(end)) for c, start, end in zip(*(times[name] for name in names), strict=True)]
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
    return {kind: text, "start": round(start, 3), "end": round(max(start, end), 3), "line": line.id, "speaker": line.cast}
