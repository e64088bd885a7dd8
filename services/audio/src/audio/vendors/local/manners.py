"""How a line is said: what parentheticals, expressions and moods do to pace, pitch and loudness."""

from dataclasses import dataclass
from functools import lru_cache

from audio.domain.words import nearest


@dataclass(frozen=True, slots=True)
class Manner:
    """Factors of pace and of the melody's spread, steps of pitch, decibels, and what else happens to the voice."""

    pace: float = 1.0
    pitch: int = 0
    spread: float = 1.0
    level: float = 0.0
    whispered: bool = False
    wire: bool = False
    """Heard through a telephone or a loudspeaker."""
    shaken: float = 0.0


PLAIN = Manner()
MANNERS: dict[str, Manner] = {
    "whispering": Manner(pace=0.92, level=-5, whispered=True),
    "softly": Manner(pace=0.92, pitch=-2, spread=0.8, level=-4),
    "shouting": Manner(pace=1.03, pitch=13, spread=1.35, level=3),
    "angry": Manner(pace=1.1, pitch=5, spread=1.4, level=2),
    "sad": Manner(pace=0.84, pitch=-5, spread=0.6, level=-2),
    "crying": Manner(pace=0.84, pitch=4, spread=0.8, level=-1, shaken=0.35),
    "happy": Manner(pace=1.06, pitch=6, spread=1.35),
    "laughing": Manner(pace=1.08, pitch=8, spread=1.4, shaken=0.2),
    "excited": Manner(pace=1.16, pitch=9, spread=1.4, level=1),
    "afraid": Manner(pace=1.12, pitch=8, spread=0.8, level=-1, shaken=0.25),
    "nervous": Manner(pace=1.14, pitch=4, spread=0.9, shaken=0.12),
    "calm": Manner(pace=0.93, pitch=-2, spread=0.85),
    "tired": Manner(pace=0.84, pitch=-5, spread=0.6, level=-2),
    "slowly": Manner(pace=0.78),
    "quickly": Manner(pace=1.2),
    "solemn": Manner(pace=0.86, pitch=-4, spread=0.75),
    "dry": Manner(pace=0.97, pitch=-2, spread=0.5),
    "tender": Manner(pace=0.9, pitch=1, spread=0.9, level=-2),
    "radio": Manner(wire=True),
    "determined": Manner(pace=0.98, pitch=-1, spread=1.1, level=1),
    "surprised": Manner(pace=1.06, pitch=10, spread=1.5),
    "tense": Manner(pace=1.05, pitch=1, spread=0.85),
}
_MEANINGS = {
    **dict.fromkeys(("whisper", "whispers", "whispered", "hushed", "breathes"), "whispering"),
    **dict.fromkeys(("quietly", "gently", "quiet", "soft", "low", "murmuring", "mumbling"), "softly"),
    **dict.fromkeys(
        ("shouts", "yelling", "yells", "screaming", "screams", "calling", "calls", "loud", "loudly", "cheering"), "shouting"
    ),
    **dict.fromkeys(
        ("angrily", "furious", "snaps", "snapping", "annoyed", "irritated", "bitter", "barking", "disgusted"), "angry"
    ),
    **dict.fromkeys(("sadly", "mournful", "heartbroken", "defeated", "nostalgic", "pained"), "sad"),
    **dict.fromkeys(("sobbing", "weeping", "tearful", "tears"), "crying"),
    **dict.fromkeys(
        ("smiling", "smiles", "cheerful", "cheerfully", "brightly", "grinning", "playful", "hopeful", "triumphant"), "happy"
    ),
    **dict.fromkeys(("laughs", "chuckling", "giggling", "amused"), "laughing"),
    **dict.fromkeys(("excitedly", "delighted", "eager", "eagerly", "action"), "excited"),
    **dict.fromkeys(("scared", "frightened", "terrified", "fearful", "panicked", "panicking", "panting", "breathless"), "afraid"),
    **dict.fromkeys(("worried", "hesitant", "hesitating", "unsure", "stammering", "anxious", "confused"), "nervous"),
    **dict.fromkeys(("calmly", "serene", "soothing", "mysterious"), "calm"),
    **dict.fromkeys(("weary", "wearily", "exhausted", "sleepy", "yawning", "asleep"), "tired"),
    **dict.fromkeys(("slow", "pausing", "thoughtful", "thinking"), "slowly"),
    **dict.fromkeys(("fast", "quick", "hurried", "rushing", "urgent", "urgently"), "quickly"),
    **dict.fromkeys(("solemnly", "grave", "gravely", "serious", "cold", "coldly", "dark", "epic"), "solemn"),
    **dict.fromkeys(("deadpan", "sarcastic", "sarcastically", "dryly", "flat", "ironic", "smirking", "futuristic"), "dry"),
    **dict.fromkeys(("lovingly", "warmly", "warm", "kindly", "romantic", "moved"), "tender"),
    **dict.fromkeys(("phone", "telephone", "intercom", "filtered", "speaker", "television"), "radio"),
    **dict.fromkeys(("firm", "firmly", "resolute", "confident", "proud", "proudly"), "determined"),
    **dict.fromkeys(("shocked", "startled", "astonished", "amazed", "wonder", "awe"), "surprised"),
}


@lru_cache(maxsize=1024)
def manner_of(text: str, mood: str) -> Manner:
    """How the script wants it said; without a word from the script, a shade of the scene's mood."""
    known, meanings = tuple(MANNERS), tuple(_MEANINGS.items())
    said = nearest(text, known, meanings) if text else None
    if said:
        return MANNERS[said]
    felt = nearest(mood, known, meanings) if mood else None
    return _half(MANNERS[felt]) if felt else PLAIN


def _half(manner: Manner) -> Manner:
    return Manner((1 + manner.pace) / 2, round(manner.pitch / 2), (1 + manner.spread) / 2, manner.level / 2)
