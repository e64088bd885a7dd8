"""Bars and chords: what sounds when, and how four voices go from one chord to the next by the smallest steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Literal

from audio.vendors.local.music.moods import Colour, Mood

Role = Literal["", "dominant", "final"]
_COLOURS: dict[Colour, tuple[int, ...]] = {"triad": (), "seventh": (6,), "ninth": (8,), "open": ()}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it lies, its harmony, how full it is played, and how much of it somebody speaks (0 to 1)."""

    start: int
    length: int
    beats: int
    mood: Mood
    root: int
    scale: tuple[int, ...]
    degree: int
    force: float
    number: int
    count: int
    talk: float = 0.0
    role: Role = ""

    @property
    def beat(self) -> float:
        """Samples of a beat."""
        return self.length / self.beats

    @property
    def phrase(self) -> int:
        """Which four bars of the cue these are."""
        return self.number // 4

    @property
    def middle(self) -> bool:
        """The phrase that contrasts: the third of every four. The end is not in it."""
        return self.phrase % 4 == 2 and not self.role

    def pitch(self, step: int, base: int) -> int:
        """The pitch of a step of the scale, counted from the first root at or above the pitch `base`."""
        octave, place = divmod(step, len(self.scale))
        return base + (self.root - base) % 12 + 12 * octave + self.scale[place]

    def tones(self) -> tuple[int, ...]:
        """The pitch classes of the chord: root, third (not in an open one on the first degree), fifth, and its colour."""
        steps = (0, 2, 4, *(() if self.role else _COLOURS[self.mood.colour]))
        if self.mood.colour == "open" and self.degree == 0 and not self.role:
            steps = (0, 4, 8)
        classes = tuple(self.pitch(self.degree + step, 48) % 12 for step in steps)
        harsh = {abs(a - b) % 12 for a in classes[3:] for b in classes[:3]} & {1, 11}
        return classes[:3] if harsh else classes


@lru_cache(maxsize=4096)
def voiced(tones: tuple[int, ...], before: tuple[int, ...], centre: int) -> tuple[int, ...]:
    """Four voices of a chord, near `centre`, as near as can be to the four before (none: where they sound best)."""
    pool = [pitch for pitch in range(centre - 11, centre + 12) if pitch % 12 in tones]
    return min(combinations(pool, 4), key=lambda chord: (_effort(chord, tones, before, centre), chord))


def _effort(chord: tuple[int, ...], tones: tuple[int, ...], before: tuple[int, ...], centre: int) -> float:
    classes = [pitch % 12 for pitch in chord]
    missing = sum(9 for tone in tones if tone not in classes)
    gaps = sum((3 if b - a < 3 else 0) + (3 if b - a > 9 else 0) for a, b in pairwise(chord))
    doubled = 2 if classes.count(tones[1]) > 1 else 0
    moved = sum(abs(a - b) for a, b in zip(chord, before, strict=True)) if before else 0
    parallel = 8 * sum(1 for _ in _parallels(chord, before)) if before else 0
    return missing + gaps + doubled + moved + parallel + 0.7 * abs(sum(chord) / 4 - centre)


def _parallels(chord: tuple[int, ...], before: tuple[int, ...]) -> Iterator[int]:
    """Pairs of voices that move together in fifths or octaves: two voices that sound like one."""
    for low, high in combinations(range(4), 2):
        apart = (chord[high] - chord[low]) % 12
        if apart in (0, 7) and apart == (before[high] - before[low]) % 12 and chord[low] != before[low]:
            yield low
