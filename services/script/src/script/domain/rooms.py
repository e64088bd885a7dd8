"""How much of everything a film of some length has room for; told to language models and checked in what they write. Pure."""

from dataclasses import dataclass

SECONDS_PER_SHOT = 4.5
SECONDS_PER_SCENE = 13
WORDS_PER_SECOND = 1.8
"""Spoken words of a whole film: people say 2.5 a second, and not all the time."""


@dataclass(frozen=True, slots=True)
class Room:
    """What fits into a film."""

    seconds: int
    scenes: int
    shots: int
    words: int
    people: int


def room_of(seconds: int) -> Room:
    """The room of so many seconds."""
    scenes = max(1, min(60, round(seconds / SECONDS_PER_SCENE)))
    shots = max(2, scenes, round(seconds / SECONDS_PER_SHOT))
    people = 2 if seconds <= 20 else 3 if seconds <= 45 else 4 if seconds <= 120 else 6
    return Room(seconds, scenes, shots, max(8, round(seconds * WORDS_PER_SECOND)), people)
