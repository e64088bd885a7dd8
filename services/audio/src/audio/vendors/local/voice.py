"""Speaks the lines of a shot: paced so that they fit, in the room they are said in, with the time of every word and mouth."""

import json
import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from audio.domain.orders import SpeechOrder, SpokenLine
from audio.vendors.local.manners import Manner, manner_of
from audio.vendors.local.phonemes.espeak import RATE as ENGINE_RATE
from audio.vendors.local.phonemes.espeak import Delivery, Utterance, utter
from audio.vendors.local.phonemes.languages import plain, voice_language
from audio.vendors.local.phonemes.mouths import mouth_of
from audio.vendors.local.reverb import in_room
from audio.vendors.local.throat import voiced
from audio.vendors.local.timbres import Timbre, timbre_of
from audio.vendors.local.wave import RATE, RINGING, Signal, edged, encoded, mixed, rung_out, silence, span

LEAD, GAP, TAIL = 0.15, 0.28, 0.12
FASTEST = 1.75
"""How much faster than normal the lines are spoken at most to fit into their shot; what is then still over is faded out."""
CHARACTERS_PER_SECOND = 45
"""Nobody speaks faster: a longer text is not even given to the engine."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A finished sound and its words, as bytes."""

    sound: bytes
    words: bytes


@dataclass(frozen=True, slots=True)
class _Part:
    """One line as it was spoken, and when it starts."""

    line: SpokenLine
    timbre: Timbre
    manner: Manner
    utterance: Utterance
    start: float = 0.0

    @property
    def seconds(self) -> float:
        """How long it takes; a larger body is slower."""
        return len(self.utterance.samples) / ENGINE_RATE / self.timbre.size

    def at(self, moment: float) -> float:
        """A moment of the engine's in seconds of the shot."""
        return self.start + moment / self.timbre.size


def speak(order: SpeechOrder) -> Spoken:
    """The speech of one shot and how its room rings on. The same bytes for the same order, whatever was spoken before."""
    length = order.frames / order.fps
    parts = _fitted(order, length)
    samples = span(order.frames, order.fps)
    track = silence(samples + RINGING)
    for part in parts:
        dry = _inside(voiced(part.utterance.samples, part.timbre, part.manner), samples - round(part.start * RATE))
        wet = in_room(dry, order.room, 0.25 if part.line.distant else 0.9) if len(dry) else dry
        mixed(track, wet, round(part.start * RATE))
    return Spoken(encoded(rung_out(track, samples, 0.06)), _words_json(parts, length))


def _inside(dry: Signal, samples: int) -> Signal:
    """What is said before the shot ends: only the room is heard after it."""
    return dry if len(dry) <= samples else edged(dry[: max(samples, 0)], 0.0, 0.06)


def _fitted(order: SpeechOrder, length: float) -> list[_Part]:
    pace, parts = 1.0, list[_Part]()
    for _ in range(3):
        parts = _arranged([_uttered(order, line, pace, length) for line in order.lines], pace)
        spoken = sum(part.seconds for part in parts)
        over = parts[-1].start + parts[-1].seconds - (length - TAIL) if parts else 0.0
        if over <= 0 or pace >= FASTEST:
            break
        wanted = spoken / max(spoken - over, 0.2) * 1.03
        pace = min(pace * max(wanted, 1.05), FASTEST)
    return parts


def _uttered(order: SpeechOrder, line: SpokenLine, pace: float, length: float) -> _Part:
    timbre, manner = timbre_of(line.speaker), manner_of(line.manner, order.mood)
    text = plain(line.text)
    if len(text) > length * CHARACTERS_PER_SECOND + 40:
        text = text[: int(length * CHARACTERS_PER_SECOND) + 40].rsplit(None, 1)[0]
    language = voice_language(text, order.language)
    accent = "en-gb-x-rp" if line.speaker.group == "narrator" and language == "en-us" else language
    variant = _whisper(line) if manner.whispered else timbre.variant
    delivery = Delivery(
        voice=f"{accent}+{variant}",
        rate=_within(timbre.rate * manner.pace * pace / timbre.size, 80, 420),
        pitch=_within(timbre.pitch + manner.pitch, 0, 99),
        spread=_within(timbre.spread * manner.spread, 0, 99),
    )
    return _Part(line, timbre, manner, utter(text, delivery))


def _whisper(line: SpokenLine) -> str:
    return "whisperf" if line.speaker.group in ("female", "old_female", "girl", "boy") else "whisper"


def _within(value: float, low: int, high: int) -> int:
    return min(max(round(value), low), high)


def _arranged(parts: list[_Part], pace: float) -> list[_Part]:
    clock, placed = LEAD / pace, list[_Part]()
    for part in parts:
        placed.append(replace(part, start=clock))
        clock += part.seconds + GAP / pace**2
    return placed


def _words_json(parts: list[_Part], length: float) -> bytes:
    words: list[dict[str, Any]] = []
    mouths: list[dict[str, Any]] = []
    for part in parts:
        words += _words(part, length)
        mouths += _mouths(part, length)
    return json.dumps({"version": 1, "words": words, "phonemes": mouths}, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def _words(part: _Part, length: float) -> list[dict[str, Any]]:
    """The words as the line writes them, each with the time of the first sound in it; one without a sound takes no time."""
    tokens = [(match.start(), match.end(), match.group()) for match in re.finditer(r"\S+", part.line.text)]
    starts = np.array([token[0] for token in tokens], dtype=np.int64)
    begins: list[float | None] = [None] * len(tokens)
    for mark in part.utterance.words:
        index = int(np.searchsorted(starts, mark.character, side="right")) - 1
        if index >= 0 and begins[index] is None:
            begins[index] = part.at(mark.seconds)
    return _closed(part, tokens, begins, length)


def _closed(part: _Part, tokens: list[tuple[int, int, str]], begins: list[float | None], length: float) -> list[dict[str, Any]]:
    following, rows = part.start + part.seconds, list[dict[str, Any]]()
    ends = _pauses(part)
    for token, begin in zip(reversed(tokens), reversed(begins), strict=True):
        start = min(begin, following) if begin is not None else following
        end = min([following, *(pause for pause in ends if start < pause < following)])
        rows.append(
            {
                "text": token[2].encode("utf-8", "replace").decode(),
                "start": round(min(start, length), 3),
                "end": round(min(end, length), 3),
                "line": part.line.id,
                "speaker": part.line.cast,
            }
        )
        following = start
    return rows[::-1]


def _pauses(part: _Part) -> list[float]:
    return [part.at(mark.seconds) for mark in part.utterance.phonemes if not mark.phoneme]


def _mouths(part: _Part, length: float) -> list[dict[str, Any]]:
    marks = part.utterance.phonemes
    ends = [*(part.at(mark.seconds) for mark in marks[1:]), part.start + part.seconds]
    return [
        {
            "phoneme": mark.phoneme,
            "mouth": mouth_of(mark.phoneme),
            "start": round(part.at(mark.seconds), 3),
            "end": round(end, 3),
            "line": part.line.id,
            "speaker": part.line.cast,
        }
        for mark, end in zip(marks, ends, strict=True)
        if mark.phoneme and end <= length
    ]
