"""Everything that can happen to a sequence, as the engine sees it. Handlers make these from messages, the sweep from timers."""

from dataclasses import dataclass

from contracts.base import Event
from contracts.coordinator import StartSequence


@dataclass(frozen=True, slots=True)
class Started:
    """Somebody asked for a sequence."""

    order: StartSequence
    tenant: str
    traceparent: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A service told how a step ended."""

    step: str
    attempt: int
    event: Event


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """Somebody wants the sequence stopped. The tenant is needed for one that is not known yet."""

    reason: str
    tenant: str


@dataclass(frozen=True, slots=True)
class StepTimedOut:
    """An attempt of a step had no outcome in its time."""

    step: str
    attempt: int


@dataclass(frozen=True, slots=True)
class SequenceTimedOut:
    """The sequence was in its state for too long."""


Input = Started | Outcome | CancelAsked | StepTimedOut | SequenceTimedOut
