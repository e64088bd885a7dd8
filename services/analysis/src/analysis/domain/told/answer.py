"""What a language model answers about a part of a script; the schema that it has to keep to is made from these classes.

Closed words are those of `contracts.storyboard`; long vocabularies are told in the prompt and checked afterwards, because
grammars are small.
"""

from dataclasses import dataclass
from typing import Literal

from contracts.storyboard import Angle, CastKind, Move, ShotSize, TimeOfDay, Weather


@dataclass(frozen=True, slots=True)
class Worn:
    """A garment."""

    item: str
    colour: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or an animal; `tag` are the few words that are drawn the same in every shot."""

    id: str
    name: str
    also_called: tuple[str, ...]
    kind: CastKind
    sex: Literal["female", "male", "unknown"]
    age: Literal["child", "young", "adult", "old"]
    build: Literal["slim", "average", "heavy"]
    height: Literal["short", "average", "tall"]
    skin: str
    hair_colour: str
    hair_style: str
    beard: bool
    glasses: bool
    clothes: tuple[Worn, ...]
    species: str
    tag: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place."""

    id: str
    name: str
    also_called: tuple[str, ...]
    kind: str
    interior: bool
    description: str
    period: str
    architecture: str
    light: str
    ambience: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that comes again and has to look the same."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody in a shot; `gone` when its last moment is without them."""

    id: str
    pose: str
    expression: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a unit; empty `words` are all of them, an empty `speaker` is the narrator."""

    unit: int
    words: str
    speaker: str
    kind: Literal["dialogue", "voice_over", "narration"]
    manner: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound, and where in its shot it begins, from 0 to 1."""

    name: str
    at: float


@dataclass(frozen=True, slots=True)
class Take:
    """One shot; `first` is the unit that it begins with, `end` its last moment where that is another picture."""

    first: int
    size: ShotSize
    angle: Angle
    move: Move
    seconds: float
    action: str
    people: tuple[Shown, ...]
    props: tuple[str, ...]
    things: tuple[str, ...]
    lines: tuple[Said, ...]
    effects: tuple[Heard, ...]
    end: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One scene; `first` is its first unit, `continues` that it goes on with the last scene of the part before."""

    first: int
    continues: bool
    title: str
    place: str
    time: TimeOfDay
    weather: Weather
    mood: str
    intensity: float
    beat: str
    shots: tuple[Take, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in a part."""

    title: str
    logline: str
    cast: tuple[Person, ...]
    places: tuple[Spot, ...]
    things: tuple[Thing, ...]
    scenes: tuple[Act, ...]
