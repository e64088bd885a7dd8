"""What is heard besides words: ambience of a place, effects of an action, and music cues from moods; used by inking."""

import re
from collections.abc import Iterable

from analysis.domain.lexicon.match import verbs, words
from contracts.storyboard import MusicCue, Weather

_SOUNDS = words("sounds")
EFFECT = verbs(_SOUNDS["effects"])
_AMBIENCES = _SOUNDS["ambiences"]
_CAR = re.compile(r"\b(?:car|taxi|cab|van|truck|jeep|limousine|auto|voiture|coche|macchina)\b", re.IGNORECASE)
MOST_EFFECTS = 3
_INTENSITIES = {
    "calm": 0.3,
    "sad": 0.35,
    "nostalgic": 0.35,
    "mysterious": 0.4,
    "romantic": 0.45,
    "hopeful": 0.5,
    "playful": 0.5,
    "happy": 0.55,
    "wonder": 0.55,
    "futuristic": 0.55,
    "dark": 0.6,
    "tense": 0.65,
    "fearful": 0.7,
    "angry": 0.75,
    "triumphant": 0.85,
    "epic": 0.85,
    "action": 0.9,
}


def ambience_of(kind: str, weather: Weather, time: str, *, interior: bool = True, name: str = "") -> str:
    """The sound of a kind of place; a city at night has its own, trains are heard from outside at a station, cars from inside."""
    if interior and _CAR.search(name):
        return "car"
    if kind in {"hospital", "school", "office"} and not interior:
        kind = "street"
    if kind == "train" and not interior:
        return "station"
    if kind in {"street", "city"} and time == "night" and weather == "clear":
        return "city_night"
    return _AMBIENCES.get(kind, "room")


def effects_in(text: str) -> list[tuple[str, float]]:
    """Effects that an action makes and where in it they start, from 0 to 1, at most MOST_EFFECTS."""
    first: dict[str, float] = {}
    for effect, position in EFFECT.all(text):
        first.setdefault(effect, position / max(1, len(text)))
    return list(first.items())[:MOST_EFFECTS]


def music_of(scenes: Iterable[tuple[str, int]]) -> tuple[MusicCue, ...]:
    """One cue per run of scenes with the same mood; the cues are together as long as the film."""
    runs: list[tuple[str, int]] = []
    for mood, frames in scenes:
        if runs and runs[-1][0] == mood:
            runs[-1] = (mood, runs[-1][1] + frames)
        else:
            runs.append((mood, frames))
    return tuple(MusicCue(mood=mood, frames=frames, intensity=_INTENSITIES.get(mood, 0.5)) for mood, frames in runs if frames)
