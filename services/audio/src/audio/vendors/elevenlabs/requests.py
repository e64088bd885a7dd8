"""What elevenlabs is asked for an order: texts, voices and lengths. Pure.

Lines come from the storyboard and are said, never obeyed: brackets, which acting models read as directions, become parentheses.
"""

import re

from audio.domain.orders import EffectsOrder, Group, SpeechOrder, SpokenLine
from chassis.errors import Invalid

VOICES: dict[Group, tuple[str, ...]] = {
    "female": ("EXAVITQu4vr4xnSDxMaL", "FGY2WhTYpPnrIDTdsKH5", "9BWtsMINqrJLrRacOk9x", "Xb7hH8MSUJpSbSDYk0k2"),
    "male": ("CwhRBWXzGAHq8TQ4Fs17", "IKne3meq5aSn9XLyUdCD", "TX3LPaxmHKxFdv7VOQHJ", "cjVigY5qzO86Huf0OWal"),
    "girl": ("cgSgspJ2msm6clMCkdW9", "FGY2WhTYpPnrIDTdsKH5"),
    "boy": ("bIHbv24MWmeRgasZH58o", "TX3LPaxmHKxFdv7VOQHJ"),
    "old_female": ("pFZP5JQG7iQjIQuC4Bku", "XrExE9yKIg1WjnnlVkGX"),
    "old_male": ("pqHfZKP75CvOlQylNhV4", "nPczCjzI2devNBz1zQrb"),
    "robot": ("SAz9YHcvj6GT2YYXdXww",),
    "creature": ("N2lVS1w4EtoT3dr4eOWO",),
    "narrator": ("JBFqnCBsd6RMkjVDRZzb",),
}
"""Ready voices of every account; a cast with more members than a group has voices shares them."""
ACTING = ("eleven_v3", "eleven_v4")
A_SECOND = 15.0
"""Characters that are spoken in a second at normal pace."""
FASTEST = 1.2
SHORTEST_MUSIC, LONGEST_EFFECT, SHORTEST_EFFECT = 3.0, 30.0, 0.5
CONVERSING = ("eleven_v3", "eleven_v4")
LONGEST_DIALOGUE, MOST_VOICES = 2000, 10
"""What one request for a dialogue takes."""


def voice_of(line: SpokenLine) -> str:
    """The voice of who speaks, the same in every shot: the one that was chosen, else a ready one; raises Invalid."""
    if line.voice:
        return addressed(line.voice)
    voices = VOICES[line.speaker.group]
    return voices[line.speaker.seat % len(voices)]


def addressed(voice: str) -> str:
    """A voice as it may stand in the address of a request.

    Raises Invalid for what cannot be one: a path there would ask elevenlabs for something else, in our name.
    """
    if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", voice) is None:
        raise Invalid(f"{voice[:80]!r} is no voice of elevenlabs. Give its id, as `VoiceCloned` tells it.", code="unknown_voice")
    return voice


def text_of(line: SpokenLine, model: str) -> tuple[str, int]:
    """What is sent for a line, and how many characters of it nobody says: how it is acted."""
    said = line.text.translate(str.maketrans("[]", "()"))
    manner = " ".join(re.findall(r"[a-z]+", line.manner.lower()))[:40]
    tag = f"[{manner}] " if manner and model.startswith(ACTING) else ""
    return tag + said, len(tag)


def pace_of(order: SpeechOrder) -> float:
    """How much faster than normal all lines are spoken, so that they fit into their shot."""
    characters = sum(len(line.text) for line in order.lines)
    room = max(order.frames / order.fps - 0.3 - 0.25 * len(order.lines), 0.5)
    return round(min(max(characters / A_SECOND / room, 1.0), FASTEST), 2)


def conversing(order: SpeechOrder, model: str) -> bool:
    """Whether the lines are spoken as one dialogue: several people, few enough words, and time to speak at their own pace."""
    voices = {voice_of(line) for line in order.lines}
    characters = sum(len(text_of(line, model)[0]) for line in order.lines)
    fits = characters <= LONGEST_DIALOGUE and len(voices) <= MOST_VOICES
    return model in CONVERSING and len(voices) > 1 and fits and pace_of(order) == 1.0


def effect_seconds(order: EffectsOrder) -> dict[str, float]:
    """The effects that are needed, each once, and how long: as long as it is heard at most, at most what a model makes."""
    found: dict[str, float] = {}
    for hit in order.hits:
        found[hit.name] = max(found.get(hit.name, SHORTEST_EFFECT), min((hit.until - hit.frame) / order.fps, 5.0))
    return {name: round(seconds, 1) for name, seconds in found.items()}
