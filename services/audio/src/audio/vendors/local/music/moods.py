"""What each mood sounds like: pace, scale, harmonies, and who plays."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from audio.domain.words import nearest
from contracts.sounds import MOODS

SCALES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic": (0, 2, 3, 5, 7, 8, 11),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
}
BRIGHT = ("major", "lydian", "mixolydian")


Line = Literal["long", "walk", "pulse", "pedal"]
Colour = Literal["triad", "seventh", "ninth", "open"]


@dataclass(frozen=True, slots=True)
class Mood:
    """Beats a minute, scale, chords as degrees of it, who plays, how the bass moves, and how busy the tune is (0 to 1).

    The first progression is heard most, the second in the middle phrase. `answer` takes the tune over there.
    """

    bpm: int
    scale: str
    progressions: tuple[tuple[int, ...], tuple[int, ...]]
    pad: str = "strings"
    lead: str = "piano"
    answer: str = "cello"
    figure: str = "harp"
    bass: str = "basses"
    line: Line = "long"
    drums: str = ""
    busy: float = 0.4
    colour: Colour = "triad"


TABLE: dict[str, Mood] = {
    "neutral": Mood(84, "mixolydian", ((0, 3, 0, 4), (5, 3, 0, 3)), answer="clarinet", drums="soft", busy=0.35, colour="ninth"),
    "calm": Mood(66, "major", ((0, 3, 0, 4), (5, 3, 0, 4)), "warm", "flute", "cello", busy=0.25, colour="ninth"),
    "hopeful": Mood(98, "major", ((0, 4, 5, 3), (3, 0, 3, 4)), "strings", "piano", "horn", "harp", "bass", "walk", "pulse", 0.5),
    "happy": Mood(
        118, "major", ((0, 3, 4, 0), (5, 1, 3, 4)), "warm", "flute", "clarinet", "guitar", "bass", "walk", "light", 0.7
    ),
    "playful": Mood(
        126, "mixolydian", ((0, 0, 3, 4), (0, 1, 3, 4)), "", "pizzicato", "clarinet", "marimba", "bass", "walk", "light", 0.8
    ),
    "romantic": Mood(70, "major", ((0, 5, 3, 4), (3, 2, 1, 4)), "strings", "cello", "flute", busy=0.4, colour="seventh"),
    "nostalgic": Mood(
        74, "lydian", ((0, 4, 5, 3), (5, 2, 0, 4)), "warm", "piano", "clarinet", "celesta", busy=0.35, colour="ninth"
    ),
    "sad": Mood(60, "minor", ((0, 5, 2, 6), (3, 0, 5, 6)), "strings", "cello", "piano", "piano", busy=0.25, colour="ninth"),
    "mysterious": Mood(
        72,
        "dorian",
        ((0, 3, 0, 6), (0, 1, 0, 3)),
        "choir",
        "celesta",
        "clarinet",
        "harp",
        "drone",
        "pedal",
        busy=0.3,
        colour="open",
    ),
    "tense": Mood(
        92, "harmonic", ((0, 0, 5, 4), (0, 3, 5, 4)), "tremolo", "cello", "horn", "spiccato", "drone", "pedal", "heart", 0.35
    ),
    "fearful": Mood(
        76, "phrygian", ((0, 1, 0, 1), (0, 5, 1, 0)), "tremolo", "celesta", "flute", "", "drone", "pedal", "heart", 0.2, "open"
    ),
    "dark": Mood(64, "phrygian", ((0, 5, 1, 0), (0, 3, 1, 0)), "choir", "cello", "horn", "", "basses", "pedal", "taiko", 0.2),
    "angry": Mood(
        120, "phrygian", ((0, 1, 0, 6), (0, 5, 6, 1)), "brass", "horn", "cello", "spiccato", "synthbass", "pulse", "drive", 0.5
    ),
    "action": Mood(
        138, "minor", ((0, 5, 2, 6), (3, 6, 5, 6)), "brass", "horn", "trumpet", "spiccato", "synthbass", "pulse", "drive", 0.6
    ),
    "epic": Mood(
        88, "minor", ((0, 5, 2, 6), (3, 5, 2, 6)), "strings", "horn", "choir", "spiccato", "basses", "long", "taiko", 0.5
    ),
    "triumphant": Mood(
        104, "major", ((0, 3, 5, 4), (3, 4, 5, 4)), "brass", "trumpet", "horn", "spiccato", "basses", "walk", "march", 0.55
    ),
    "wonder": Mood(80, "lydian", ((0, 1, 0, 1), (5, 4, 1, 4)), "choir", "celesta", "flute", busy=0.5, colour="ninth"),
    "futuristic": Mood(
        108,
        "dorian",
        ((0, 6, 3, 0), (2, 6, 3, 6)),
        "synth",
        "glass",
        "synth",
        "pulse",
        "synthbass",
        "pulse",
        "pulse",
        0.5,
        "open",
    ),
}
_MEANINGS = {
    **dict.fromkeys(("peaceful", "serene", "quiet", "tender", "relaxed", "gentle", "dreamy"), "calm"),
    **dict.fromkeys(("joyful", "cheerful", "joy", "upbeat", "bright"), "happy"),
    **dict.fromkeys(("funny", "comic", "comedic", "whimsical", "quirky", "humorous"), "playful"),
    **dict.fromkeys(("love", "intimate", "warm"), "romantic"),
    **dict.fromkeys(("melancholy", "melancholic", "grief", "mournful", "lonely", "somber", "bittersweet"), "sad"),
    **dict.fromkeys(("mystery", "eerie", "curious", "strange", "surreal"), "mysterious"),
    **dict.fromkeys(("suspense", "suspenseful", "anxious", "urgent", "uneasy", "tension"), "tense"),
    **dict.fromkeys(("scary", "horror", "terror", "creepy", "fear"), "fearful"),
    **dict.fromkeys(("ominous", "menacing", "grim", "bleak", "sinister"), "dark"),
    **dict.fromkeys(("furious", "rage", "violent"), "angry"),
    **dict.fromkeys(("exciting", "chase", "energetic", "frantic", "fight", "dramatic"), "action"),
    **dict.fromkeys(("heroic", "grand", "majestic", "adventurous", "adventure"), "epic"),
    **dict.fromkeys(("victorious", "proud", "victory", "celebratory", "celebration"), "triumphant"),
    **dict.fromkeys(("magical", "awe", "wondrous", "enchanting", "inspiring", "inspirational"), "wonder"),
    **dict.fromkeys(("scifi", "tech", "technological", "electronic", "cyberpunk", "modern"), "futuristic"),
    **dict.fromkeys(("optimistic", "uplifting", "determined", "relieved"), "hopeful"),
}


@lru_cache(maxsize=256)
def mood_of(name: str) -> Mood:
    """The mood that a word means; neutral if it means none."""
    return TABLE[nearest(name, MOODS, tuple(_MEANINGS.items())) or "neutral"]
