"""What is ordered from a vendor: all that a sound is made from and nothing else, so that its hash is the take's input hash."""

import hashlib
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import orjson

from contracts.softening import softened
from contracts.storyboard import FPS

Group = Literal["female", "male", "girl", "boy", "old_female", "old_male", "robot", "creature", "narrator"]
Room = Literal["dry", "open", "street", "valley", "small", "large", "hall", "cave", "water"]

VERSION = 4
"""Raised when the same order means another sound; takes made before are then not reused."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as far as a voice can tell: nobody else of the group in this cast has the same seat."""

    group: Group
    seat: int


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line and how it is said."""

    id: str
    text: str
    cast: str | None
    speaker: Speaker
    manner: str
    distant: bool = False
    """Heard over the pictures, not in the room."""
    voice: str = ""
    """A voice of the vendor that was chosen for this speaker; empty takes a ready one."""


@dataclass(frozen=True, slots=True)
class SpeechOrder:
    """The lines of one shot."""

    frames: int
    language: str
    mood: str
    room: Room
    lines: tuple[SpokenLine, ...]
    fps: int = FPS


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of music with one mood."""

    mood: str
    frames: int
    intensity: float


@dataclass(frozen=True, slots=True)
class MusicOrder:
    """The music of the film; the cues are exactly as long as it. `talk` is where somebody speaks, from frame to frame."""

    cues: tuple[Cue, ...]
    talk: tuple[tuple[int, int], ...] = ()
    fps: int = FPS

    @property
    def frames(self) -> int:
        """How long the film is."""
        return sum(cue.frames for cue in self.cues)


@dataclass(frozen=True, slots=True)
class Hit:
    """An effect: from when on in its scene, until when if it lasts, and how near (0 far, 1 close)."""

    name: str
    frame: int
    until: int
    nearness: float


@dataclass(frozen=True, slots=True)
class EffectsOrder:
    """The ambience and effects of one scene."""

    frames: int
    ambience: str
    time: str
    weather: str
    interior: bool
    room: Room
    hits: tuple[Hit, ...]
    fps: int = FPS


Order = SpeechOrder | MusicOrder | EffectsOrder
R = TypeVar("R", SpeechOrder, MusicOrder, EffectsOrder)


def input_hash(order: Order, model: str, seed: int, stand_in: bool) -> str:
    """The hash of exactly what the sound is made from."""
    parts = [VERSION, type(order).__name__, order, model, seed, stand_in]
    return hashlib.sha256(orjson.dumps(parts)).hexdigest()


def softened_order(order: R) -> R:
    """The same sounds in milder words; an equal order where there is nothing to soften.

    Spoken words are the author's, and stay.
    """
    if isinstance(order, EffectsOrder):
        hits = tuple(replace(hit, name=softened(hit.name)) for hit in order.hits)
        return replace(order, ambience=softened(order.ambience), hits=hits)
    return order
