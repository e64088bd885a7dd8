"""What each mood sounds like: pace, scale, harmonies, and who plays."""

from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class Mood:
    """Beats a minute, scale, chords as degrees of it, instruments, drum pattern, and how busy melody and figure are (0 to 1)."""

    bpm: int
    scale: str
    progressions: tuple[tuple[int, ...], ...]
    pad: str = "strings"
    lead: str = "piano"
    figure: str = "harp"
    bass: str = "bass"
    drums: str = ""
    busy: float = 0.4


TABLE: dict[str, Mood] = {
    "neutral": Mood(84, "mixolydian", ((0, 3, 0, 4), (0, 5, 3, 4)), "strings", "piano", "harp", drums="soft", busy=0.35),
    "calm": Mood(66, "major", ((0, 3, 0, 4), (0, 5, 3, 0)), "warm", "flute", "harp", busy=0.25),
    "hopeful": Mood(98, "major", ((0, 4, 5, 3), (3, 0, 4, 5)), "strings", "piano", "harp", drums="pulse", busy=0.5),
    "happy": Mood(118, "major", ((0, 3, 4, 0), (0, 5, 1, 4)), "warm", "flute", "guitar", drums="light", busy=0.7),
    "playful": Mood(126, "mixolydian", ((0, 0, 3, 4), (0, 1, 4, 0)), "", "pizzicato", "pizzicato", "bass", "light", 0.8),
    "romantic": Mood(70, "major", ((0, 5, 3, 4), (0, 2, 3, 4)), "strings", "cello", "harp", busy=0.4),
    "nostalgic": Mood(74, "lydian", ((0, 4, 5, 3), (3, 4, 0, 5)), "warm", "piano", "celesta", busy=0.35),
    "sad": Mood(60, "minor", ((0, 5, 2, 6), (0, 3, 5, 4)), "strings", "cello", "piano", busy=0.25),
    "mysterious": Mood(72, "dorian", ((0, 3, 0, 6), (0, 1, 0, 3)), "warm", "celesta", "harp", "drone", busy=0.3),
    "tense": Mood(92, "harmonic", ((0, 0, 5, 4), (0, 3, 0, 4)), "tremolo", "cello", "pulse", "drone", "heart", 0.35),
    "fearful": Mood(76, "phrygian", ((0, 1, 0, 1), (0, 5, 1, 0)), "tremolo", "celesta", "", "drone", "heart", 0.25),
    "dark": Mood(64, "phrygian", ((0, 5, 1, 0), (0, 0, 3, 1)), "brass", "cello", "", "drone", "taiko", 0.25),
    "angry": Mood(120, "phrygian", ((0, 1, 0, 6), (0, 5, 6, 1)), "brass", "cello", "pulse", "pulse", "drive", 0.5),
    "action": Mood(138, "minor", ((0, 5, 2, 6), (0, 6, 5, 4)), "brass", "strings", "pulse", "pulse", "drive", 0.6),
    "epic": Mood(88, "minor", ((0, 5, 2, 6), (0, 6, 5, 6)), "strings", "horn", "strings", "bass", "taiko", 0.5),
    "triumphant": Mood(104, "major", ((0, 3, 5, 4), (0, 4, 3, 4)), "brass", "horn", "strings", "bass", "march", 0.55),
    "wonder": Mood(80, "lydian", ((0, 1, 0, 1), (0, 4, 1, 3)), "strings", "celesta", "harp", busy=0.5),
    "futuristic": Mood(108, "dorian", ((0, 6, 3, 0), (0, 2, 3, 6)), "synth", "glass", "pulse", "pulse", "pulse", 0.5),
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
