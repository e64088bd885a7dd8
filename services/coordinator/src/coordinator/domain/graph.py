"""The values that the engine works on: a sequence, its steps, and what a recipe says about them. All immutable."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, cast

from contracts.base import CancelWork, Command, Event, Failed, Failure, FailureKind, Message

StepState = Literal["waiting", "running", "done", "stood_in", "failed", "skipped", "cancelled"]
OVER: frozenset[StepState] = frozenset({"done", "stood_in", "skipped"})
"""The states of a step that let its dependents go on."""

SequenceState = Literal[
    "unknown",
    "running",
    "completing",
    "failing",
    "cancelling",
    "completed",
    "completed_with_stand_ins",
    "failed",
    "cancelled",
    "needs_attention",
]
ENDS: tuple[SequenceState, ...] = ("completed", "completed_with_stand_ins", "failed", "cancelled", "needs_attention")


@dataclass(frozen=True, slots=True)
class Retry:
    """How often a step is commanded, and the failures after which another attempt makes sense."""

    attempts: int = 1
    after: frozenset[FailureKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Policy:
    """How a kind of step is commanded and what happens when it goes wrong."""

    command: type[Command]
    cancel: type[CancelWork] | None = None
    """Stops the kind's unfinished work; None for steps that are short."""
    retry: Retry = Retry()
    stand_in: bool = False
    """After the last attempt the same command is sent once more, asking for a stand-in."""
    skip: bool = False
    """When nothing else helps, the sequence goes on without this step; otherwise the sequence fails."""
    undo: str = ""
    """The step that gives back what this one took, when the sequence does not complete."""
    pivot: bool = False
    """Once it is commanded there is no way back, and its success completes the sequence."""
    closes: bool = False
    """Commanding it completes the sequence: it cannot be refused, is tried until it is through, and changes the end no more."""


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step as a recipe plans it; `within` is the time that one attempt has, in seconds."""

    key: str
    depends: tuple[str, ...] = ()
    within: int = 60

    @property
    def kind(self) -> str:
        """What comes before the colon: `frame` of `frame:s1-2`."""
        return self.key.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Growth:
    """What a recipe adds to a sequence: steps, its own memory (JSON text), events, and how long the rest may take."""

    facts: str
    steps: tuple[NewStep, ...] = ()
    events: tuple[Event, ...] = ()
    allow: int | None = None


class Step(NamedTuple):
    """One command to one service with one outcome: the row that is stored.

    `result` is the JSON text that dependents need; it is written once and never loaded with its step: `Rows.results` has it.
    """

    key: str
    kind: str
    within: int
    depends: tuple[str, ...] = ()
    dependents: tuple[str, ...] = ()
    pending: int = 0
    """How many of `depends` are not over; 0 makes it ready. Invariant: test_counters_equal_a_walk_of_the_whole_graph."""
    state: StepState = "waiting"
    attempt: int = 0
    standing_in: bool = False
    due: datetime | None = None
    result: str | None = None


class Sequence(NamedTuple):
    """One run of a recipe: the row that is stored. `facts` is the recipe's own memory, which the engine never reads."""

    id: str
    tenant: str
    recipe: str
    version: int
    state: SequenceState
    deadline: datetime
    """When it has ended at the latest."""
    due: datetime | None
    """When the current state has lasted too long; None once it has ended."""
    facts: str = "{}"
    traceparent: str = ""
    cost: int = 0
    stand_ins: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    """The steps that must run if it does not complete."""
    failure: Failure | None = None
    """Why it does not complete, once that is known."""
    revision: int = 0
    """How often the row was written before this; only the store counts it up."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A command or an event to publish, with the step and attempt that it is about (`""` and 0: the sequence as a whole)."""

    message: Message
    step: str = ""
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays of a good outcome: the JSON text for dependents, and what it has cost."""

    result: str | None = None
    cost: int = 0


def is_outcome(policy: Policy, event: Event) -> bool:
    """Whether the event is one of the two outcomes of the policy's command."""
    return type(event) in (policy.command.DONE, policy.command.FAILED)


def failure_of(event: Event) -> Failure | None:
    """The failure of a bad outcome, None for a good one."""
    if "failure" not in type(event).__pydantic_fields__:  # a tenth of the time of isinstance(event, Failed)
        return None
    return cast("Failed", event).failure
