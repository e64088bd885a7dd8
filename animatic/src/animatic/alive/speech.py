"""When whose mouth has which shape: from the words file that the spoken take has beside it, else guessed from the text."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LEAD, PAUSE, PACE = 0.15, 0.35, 13.5
"""Seconds before the first line and between lines, and letters a second, where only the text is known."""
AFTER = 0.18
"""A mouth that has said its last sound closes after so many seconds."""
SHAPES = {
    **dict.fromkeys("ao", "open"),
    **dict.fromkeys("ei", "wide"),
    **dict.fromkeys("uw", "pursed"),
    **dict.fromkeys("mbp", "closed"),
    **dict.fromkeys("fv", "teeth"),
}
SEEN = {"rest": "", "tongue": "narrow"}
"""Mouths of the words file that are drawn like another."""


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody in the picture says."""

    id: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Mouths by speaker: moments (seconds from the cut, in order) and the shape that begins there; nothing is the rest."""

    moments: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    shapes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def mouth(self, speaker: str, t: float) -> str:
        """The shape of a mouth at a moment; empty where it rests."""
        at = bisect_right(self.moments.get(speaker, ()), t) - 1
        return self.shapes[speaker][at] if at >= 0 else ""

    def talks(self, speaker: str, t: float, near: float = 0.3) -> bool:
        """Whether somebody is speaking, or was and will be so near to this moment."""
        return any(self.mouth(speaker, t + near * k / 3) for k in range(-3, 4))

    def voice(self, t: float) -> str:
        """Who speaks now; empty when nobody does."""
        return next((speaker for speaker in sorted(self.moments) if self.talks(speaker, t, 0.5)), "")


def speech_of(lines: Iterable[Line], seconds: float, words: bytes | None) -> Speech:
    """The mouths of a shot of so many seconds. A words file that cannot be read counts as none."""
    lines = tuple(lines)
    return _gathered(_told(lines, words) if words is not None else _guessed(lines, seconds))


def _told(lines: tuple[Line, ...], words: bytes) -> list[tuple[str, float, float, str]]:
    """The sounds of lines that are said in the picture; a voice over moves no mouth."""
    seen = {line.id: line.speaker for line in lines}
    found = []
    for sound in _sounds(words):
        shape, start, end = str(sound.get("mouth", "")), sound.get("start"), sound.get("end")
        if sound.get("line") in seen and isinstance(start, int | float) and isinstance(end, int | float):
            found.append((seen[sound["line"]], float(start), float(end), SEEN.get(shape, shape)))
    return found


def _sounds(words: bytes) -> list[dict[str, Any]]:
    try:
        sounds = json.loads(words)["phonemes"]
    except (ValueError, KeyError, TypeError):
        return []
    return [sound for sound in sounds if isinstance(sound, dict)] if isinstance(sounds, list) else []


def _guessed(lines: tuple[Line, ...], seconds: float) -> list[tuple[str, float, float, str]]:
    """Letters as mouths, at an even pace that fits into the shot."""
    needed = LEAD + sum(len(line.text) / PACE + PAUSE for line in lines)
    pace = PACE * max(1.0, needed / max(0.5, seconds))
    t, found = LEAD, list[tuple[str, float, float, str]]()
    for line in lines:
        for letter in line.text.lower():
            if letter.isalpha():
                found.append((line.speaker, t, t + 1 / pace, SHAPES.get(letter, "narrow")))
            t += (3.0 if letter in ".!?;:" else 2.0 if letter == "," else 1.0) / pace
        t += PAUSE * PACE / pace
    return found


def _gathered(sounds: list[tuple[str, float, float, str]]) -> Speech:
    moments: dict[str, list[float]] = {}
    shapes: dict[str, list[str]] = {}
    for speaker, start, end, shape in sorted(sounds, key=lambda sound: sound[1:3]):
        times, mouths = moments.setdefault(speaker, []), shapes.setdefault(speaker, [])
        if times and start < times[-1]:  # the pause after the sound before is not one
            del times[-1], mouths[-1]
        times += [start, end + (AFTER if shape else 0.0)]
        mouths += [shape, ""]
    return Speech({k: tuple(v) for k, v in moments.items()}, {k: tuple(v) for k, v in shapes.items()})
