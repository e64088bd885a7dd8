"""A shot before it has its length and id: shots makes it, fit and condense work on it, inking makes the contract's Shot of it."""

from dataclasses import dataclass, field
from typing import Literal

from contracts.storyboard import FPS, Angle, Move, ShotSize

SHORTEST = 36
"""Frames of the shortest shot that is worth looking at: 1.5 s."""
WORDS_PER_SECOND = 2.5
BREATH = 12
"""Frames of quiet around spoken words."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of one speaker in one shot; no speaker means the narrator."""

    text: str
    speaker: str | None
    kind: Literal["dialogue", "voice_over", "narration"]
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One shot; `natural` is how long it wants to be and `least` how long it must be, in frames."""

    action: str
    size: ShotSize = "medium"
    angle: Angle = "eye"
    move: Move = "static"
    cast: tuple[str, ...] = ()
    poses: dict[str, str] = field(default_factory=dict)
    expressions: dict[str, str] = field(default_factory=dict)
    props: tuple[str, ...] = ()
    lines: tuple[Spoken, ...] = ()
    effects: tuple[tuple[str, float], ...] = ()
    end: str = ""
    """What is seen in its last moment, where that is another picture."""
    leaving: tuple[str, ...] = ()
    weight: float = 1.0
    natural: int = 72
    least: int = SHORTEST


def spoken_frames(words: float) -> int:
    """Frames that so many words take to say."""
    return round(words / WORDS_PER_SECOND * FPS)
