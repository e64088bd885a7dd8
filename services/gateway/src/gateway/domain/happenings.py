"""What the gateway understands of an event. Made by `gateway.handlers`, folded by `gateway.domain.progress`."""

from dataclasses import dataclass
from typing import Literal

STAGES = ("script", "storyboard", "sheets", "frames", "clips", "sound", "film")
STAGE_COUNT = len(STAGES)

State = Literal["queued", "running", "completed", "completed_with_stand_ins", "failed", "cancelled", "needs_attention"]
Shown = State | Literal["cancelling"]
"""As people see it: a film that shall be cancelled and has not ended yet."""
ENDED: frozenset[str] = frozenset({"completed", "completed_with_stand_ins", "failed", "cancelled", "needs_attention"})

_STAGE_OF_STEP = {
    "write": 0,
    "analyze": 1,
    "sheet": 2,
    "frame": 3,
    "end": 3,
    "clip": 4,
    "speech": 5,
    "effects": 5,
    "music": 5,
    "assemble": 6,
}


def stage_of(step: str) -> int | None:
    """The number of the stage that counts a step; None for steps about money and notices, which no stage shows."""
    return _STAGE_OF_STEP.get(step.partition(":")[0])


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step has its result."""

    step: str


@dataclass(frozen=True, slots=True)
class StepFailed:
    """An attempt of a step has failed; another attempt or a stand-in may follow."""

    step: str
    attempt: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class StepStoodIn:
    """Something plainer takes the place of a step's result."""

    step: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class StepProgressed:
    """How far a running step is. In a vendor's line its position is below zero, so that it moves up there as everywhere."""

    step: str
    attempt: int
    position: int
    total: int
    note: str
    starts_in: int | None = None


def in_line(ahead: int) -> int:
    """The position of a step that waits behind so many others."""
    return -1 - ahead


def ahead_of(position: int) -> int | None:
    """How many are before a step in a vendor's line; None when it waits in none."""
    return -1 - position if position < 0 else None


@dataclass(frozen=True, slots=True)
class Started:
    """The coordinator runs the film."""

    title: str
    totals: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """The storyboard has fixed what there is to make."""

    title: str
    frames: int
    scenes: int
    totals: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Storyboarded:
    """Which shots each scene has: `scene_of[i]` is the scene number of `shots[i]`."""

    shots: tuple[str, ...]
    scene_of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """What another film can go on from, as JSON references."""

    script: str | None = None
    storyboard: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How the film ended. `failure` and `film` are JSON."""

    state: State
    failure: str | None = None
    film: str | None = None
    stand_ins: tuple[str, ...] = ()
    cost: int = 0
    left: Leftover | None = None


Happening = StepDone | StepFailed | StepStoodIn | StepProgressed | Started | Planned | Storyboarded | Ended
