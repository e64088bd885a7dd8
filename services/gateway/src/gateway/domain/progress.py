"""The projection as a pure function: what is known of a film, plus what has happened, gives what is known then.

Events of different topics arrive in any order, so every rule here is commutative: a step counts once, progress never goes
back, and the first end is the end (`tests/test_progress.py` shuffles and repeats).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gateway.domain.happenings import (
    ENDED,
    STAGE_COUNT,
    STAGES,
    Ended,
    Happening,
    Leftover,
    Planned,
    Started,
    State,
    StepDone,
    StepFailed,
    StepProgressed,
    StepStoodIn,
    Storyboarded,
    ahead_of,
    stage_of,
)

ZEROS = (0,) * STAGE_COUNT


@dataclass(frozen=True, slots=True)
class Film:
    """What is known of a sequence; one row."""

    state: State = "queued"
    title: str = ""
    done: tuple[int, ...] = ZEROS
    totals: tuple[int, ...] = ZEROS
    planned: bool = False
    frames: int = 0
    scenes: int = 0
    failure: str | None = None
    film: str | None = None
    stand_ins: tuple[str, ...] = ()
    cost: int = 0
    last_event: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What is known of a step; one row."""

    done: bool = False
    stood_in: bool = False
    attempt: int = 0
    position: int = 0
    total: int = 0
    note: str = ""
    failed: int = 0
    """The last attempt that is known to have failed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sequence's log, as subscribers see it."""

    id: int
    type: str
    step: str
    data: str


@dataclass(frozen=True, slots=True)
class Folded:
    """What there is to write."""

    film: Film
    steps: dict[str, Step]
    log: list[Entry]
    plan: Storyboarded | None
    left: Leftover | None = None


@dataclass(slots=True)
class _Draft:
    film: Film
    steps: Mapping[str, Step]
    changed: dict[str, Step] = field(default_factory=dict)
    log: list[Entry] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    plan: Storyboarded | None = None
    left: Leftover | None = None

    def step(self, name: str) -> Step:
        return self.changed.get(name) or self.steps.get(name) or _UNKNOWN

    def tell(self, type_: str, step: str = "", data: str = "{}") -> None:
        self.log.append(Entry(self.film.last_event + len(self.log) + 1, type_, step, data))


_UNKNOWN = Step()


def fold(film: Film, steps: Mapping[str, Step], happenings: Iterable[Happening]) -> Folded:
    """Everything that changes when `happenings` happen to a film; `steps` holds what is known of the steps that they name."""
    draft = _Draft(film, steps, done=list(film.done))
    for happening in happenings:
        _RULES[type(happening)](draft, happening)
    after = replace(draft.film, done=tuple(draft.done), last_event=film.last_event + len(draft.log))
    return Folded(after, draft.changed, draft.log, draft.plan, draft.left)


def _step_done(draft: _Draft, event: StepDone) -> None:
    before = draft.step(event.step)
    if before.done:
        return
    draft.changed[event.step] = _DONE if before is _UNKNOWN else replace(before, done=True)
    draft.tell("step.done", event.step, _counted(draft, event.step, new=not before.stood_in))


_DONE = Step(done=True)


def _counted(draft: _Draft, step: str, *, new: bool) -> str:
    """Count a step in its stage, once: when it is done, or stood in for (some steps are left out and never done)."""
    stage = stage_of(step)
    if stage is None:
        return "{}"
    draft.done[stage] += new
    return f'{{"stage":"{STAGES[stage]}","done":{draft.done[stage]},"total":{draft.film.totals[stage]}}}'


def _step_failed(draft: _Draft, event: StepFailed) -> None:
    before = draft.step(event.step)
    if event.attempt <= before.failed:
        return
    draft.changed[event.step] = replace(before, failed=event.attempt)
    draft.tell("step.failed", event.step, _json(stage=_stage_name(event.step), code=event.code, message=event.message))


def _step_stood_in(draft: _Draft, event: StepStoodIn) -> None:
    before = draft.step(event.step)
    if before.stood_in:
        return
    draft.changed[event.step] = replace(before, stood_in=True)
    counted = json.loads(_counted(draft, event.step, new=not before.done))
    draft.tell("step.stood_in", event.step, _json(**counted, code=event.code, message=event.message))


def _step_progressed(draft: _Draft, event: StepProgressed) -> None:
    before = draft.step(event.step)
    if before.done or (event.attempt, event.position) <= (before.attempt, before.position):
        return
    draft.changed[event.step] = replace(
        before, attempt=event.attempt, position=event.position, total=event.total, note=event.note
    )
    place = {"position": max(event.position, 0), "ahead": ahead_of(event.position), "starts_in": event.starts_in}
    draft.tell("step.progressed", event.step, _json(stage=_stage_name(event.step), **place, total=event.total, note=event.note))


def _started(draft: _Draft, event: Started) -> None:
    film = draft.film
    if film.state != "queued":
        return
    draft.film = replace(
        film,
        state="running",
        title=film.title if film.planned else event.title or film.title,
        totals=film.totals if film.planned else _totals(event.totals),
    )
    draft.tell("sequence.started", data=_json(title=draft.film.title))


def _planned(draft: _Draft, event: Planned) -> None:
    if draft.film.planned:
        return
    draft.film = replace(
        draft.film,
        title=event.title or draft.film.title,
        planned=True,
        totals=_totals(event.totals),
        frames=event.frames,
        scenes=event.scenes,
    )
    draft.tell("sequence.planned", data=_json(title=draft.film.title, scenes=event.scenes, frames=event.frames))


def _storyboarded(draft: _Draft, event: Storyboarded) -> None:
    draft.plan = event


def _ended(draft: _Draft, event: Ended) -> None:
    if draft.film.state in ENDED:
        return
    draft.film = replace(
        draft.film,
        state=event.state,
        failure=event.failure,
        film=event.film,
        stand_ins=event.stand_ins,
        cost=event.cost,
    )
    draft.left = event.left
    failure = json.loads(event.failure) if event.failure else None
    draft.tell(f"sequence.{event.state}", data=_json(state=event.state, failure=failure, stand_ins=event.stand_ins))


def _totals(pairs: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    found = dict(pairs)
    return tuple(found.get(stage, 0) for stage in range(STAGE_COUNT))


def _stage_name(step: str) -> str | None:
    stage = stage_of(step)
    return None if stage is None else STAGES[stage]


def _json(**members: Any) -> str:
    return json.dumps({k: v for k, v in members.items() if v is not None}, separators=(",", ":"))


_RULES: dict[type, Callable[[_Draft, Any], None]] = {
    StepDone: _step_done,
    StepFailed: _step_failed,
    StepStoodIn: _step_stood_in,
    StepProgressed: _step_progressed,
    Started: _started,
    Planned: _planned,
    Storyboarded: _storyboarded,
    Ended: _ended,
}
