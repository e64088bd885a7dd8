"""What goes into `advance` and what comes out: the rows a batch of inputs needs, and the rows and messages it leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coordinator.domain.graph import Outgoing, Sequence, Step, failure_of
from coordinator.domain.inputs import CancelAsked, Input, Outcome, SequenceTimedOut, StepTimedOut


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one sequence that a batch of inputs can change, and what is needed to decide.

    `steps`: the steps that the inputs name, and their dependents. `results`: of the dependencies of every step that may have
    to be commanded. `running`: the kinds of all running steps, needed only when an input may stop the sequence.
    """

    id: str
    sequence: Sequence | None = None
    steps: Mapping[str, Step] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    running: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows that a batch of inputs needs of one sequence."""

    steps: Mapping[str, bool]
    """By key; True where the step may be commanded again, so that the results of its dependencies are needed."""
    running: bool
    """Whether the sequence may be stopped, so that the kinds of its running steps are needed."""


def wanted(inputs: Iterable[Input]) -> Wanted:
    """What to load for inputs."""
    steps: dict[str, bool] = {}
    running = False
    for each in inputs:
        again = isinstance(each, StepTimedOut) or (isinstance(each, Outcome) and failure_of(each.event) is not None)
        if isinstance(each, Outcome | StepTimedOut):
            steps[each.step] = again or steps.get(each.step, False)
        running = running or again or isinstance(each, CancelAsked | SequenceTimedOut)
    return Wanted(steps, running)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a batch has changed in one sequence: rows to write and messages to publish, in this order."""

    sequence: Sequence | None
    born: bool = False
    """The sequence's row is new."""
    moved: bool = False
    """The sequence's row has changed."""
    new: tuple[Step, ...] = ()
    changed: tuple[Step, ...] = ()
    outgoing: tuple[Outgoing, ...] = ()
    unwound: bool = False
    """Every other step that is waiting or running becomes cancelled, before the rows above are written."""
