"""What elevenlabs is asked for an order: texts, voices and descriptions. Pure.

Lines come from the storyboard and are said, never obeyed: brackets, which acting models read as directions, become parentheses.
"""

import re

from audio.domain.orders import EffectsOrder, Group, MusicOrder, SpeechOrder, SpokenLine

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
LONGEST_PROMPT = 440


def voice_of(line: SpokenLine) -> str:
    """The voice of who speaks, the same in every shot."""
    voices = VOICES[line.speaker.group]
    return voices[line.speaker.seat % len(voices)]


def text_of(line: SpokenLine, model: str) -> tuple[str, int]:
    """What is sent for a line, and how many characters of it nobody says: how it is acted."""
    said = line.text.translate(str.maketrans("[]", "()"))
    manner = " ".join(re.findall(r"[a-z]+", line.manner.lower()))[:40]
    tag = f"[{manner}] " if manner and model.startswith(ACTING) else ""
    return tag + said, len(tag)


def pace_of(order: SpeechOrder) -> float:
    """How much faster than normal all lines are spoken, so that they fit into their shot."""
    characters = sum(len(line.text) for line in order.lines)
    room = max(order.frames / 24 - 0.3 - 0.25 * len(order.lines), 0.5)
    return round(min(max(characters / A_SECOND / room, 1.0), FASTEST), 2)


def music_prompt(order: MusicOrder) -> str:
    """The film's music: which mood from when on."""
    clock, parts = 0, list[str]()
    for cue in order.cues:
        strength = "quiet" if cue.intensity < 0.34 else "strong" if cue.intensity > 0.66 else "moderate"
        parts.append(f"from second {clock // 24}: {cue.mood.replace('_', ' ')}, {strength}")
        clock += cue.frames
    return f"Instrumental film music, no vocals, that leaves room for voices. {'; '.join(parts)}. It ends softly."[:4000]


def ambience_prompt(order: EffectsOrder) -> str:
    """What a place sounds like; empty where nothing is heard."""
    if order.ambience in ("", "silence"):
        return ""
    weather = f", {order.weather}" if order.weather != "clear" else ""
    inside = "indoors" if order.interior else "outdoors"
    return (
        f"Steady background ambience, {inside}: {order.ambience.replace('_', ' ')}, {order.time}{weather}. No voices, no music."
    )


def effect_prompt(name: str) -> str:
    """One effect."""
    return f"{name.replace('_', ' ')}, one clear sound effect, no music, no voices"[:LONGEST_PROMPT]


def effect_seconds(order: EffectsOrder) -> dict[str, float]:
    """The effects that are needed, each once, and how long: as long as it is heard at most, at most what a model makes."""
    found: dict[str, float] = {}
    for hit in order.hits:
        found[hit.name] = max(found.get(hit.name, SHORTEST_EFFECT), min((hit.until - hit.frame) / 24, 5.0))
    return {name: round(seconds, 1) for name, seconds in found.items()}
