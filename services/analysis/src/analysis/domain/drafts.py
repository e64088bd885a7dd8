"""A shot before it has its length and id: shots makes it, fit and condense work on it, inking makes the contract's Shot of it."""

import re
from dataclasses import dataclass, field
from typing import Literal

from analysis.domain.lexicon.gloss import Gloss
from contracts.storyboard import FPS, Angle, Move, ShotSize, Spot

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
    states: dict[str, str] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    place: str = ""
    """Where it is seen, when that is not its scene's place."""
    lines: tuple[Spoken, ...] = ()
    effects: tuple[tuple[str, float], ...] = ()
    end: str = ""
    """What is seen in its last moment, where that is another picture."""
    leaving: tuple[str, ...] = ()
    weight: float = 1.0
    natural: int = 72
    least: int = SHORTEST


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """What all shots of a scene share."""

    mood: str
    exterior: bool
    opening: str
    """What is seen where the scene says nothing."""
    earlier: tuple[str, ...]
    narrated: bool
    """Whether a narrator reads what is not spoken."""
    seed: str
    gloss: Gloss
    elsewhere: tuple[tuple[str, str], ...] = ()
    """The other places of the film: name and id."""

    def cutaway(self, told: str) -> str:
        """The place that a sentence begins with, if it is another: `In the elevator, two men wait.`"""
        there = (id_ for name, id_ in self.elsewhere if re.match(_AT + re.escape(name) + r"\b ?,", told, re.IGNORECASE))
        return next(there, "")


_AT = r"\W*(?:meanwhile,? |far away,? )?(?:back )?(?:in|inside|at|on|outside) (?:(?:the|his|her|their) )?"


def spoken_frames(words: float) -> int:
    """Frames that so many words take to say."""
    return round(words / WORDS_PER_SECOND * FPS)
