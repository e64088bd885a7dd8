"""The working copy that `advance` changes while it decides, and the Decision it becomes. Lives inside one call of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from contracts.base import Message
from coordinator.domain.graph import OVER, NewStep, Outgoing, Sequence, SequenceState, Step, StepState, failure_of
from coordinator.domain.inputs import CancelAsked, Input, Outcome, SequenceTimedOut, StepTimedOut
from coordinator.domain.recipe import Recipe, Recipes


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


@dataclass(slots=True)
class Draft:
    """One sequence while it is decided on."""

    slice: Slice
    recipes: Recipes
    now: datetime
    sequence: Sequence | None = None
    steps: dict[str, Step] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    touched: dict[str, None] = field(default_factory=dict)
    outgoing: list[Outgoing] = field(default_factory=list)
    unwound: bool = False
    found: Recipe | None = None

    @classmethod
    def of(cls, slice_: Slice, recipes: Recipes, now: datetime) -> "Draft":
        """A draft that starts as the stored rows."""
        return cls(slice_, recipes, now, slice_.sequence, dict(slice_.steps), dict(slice_.results))

    @property
    def state(self) -> SequenceState:
        """The sequence's state; `unknown` before it was started or cancelled."""
        return self.sequence.state if self.sequence else "unknown"

    @property
    def row(self) -> Sequence:
        """The sequence, where a rule is only reached with one."""
        assert self.sequence is not None
        return self.sequence

    @property
    def recipe(self) -> Recipe:
        """The recipe that the sequence was started on."""
        if self.found is not None:
            return self.found
        recipe = self.found = self.recipes.of(self.row)
        if recipe is None:
            raise LookupError(
                f"Sequence {self.row.id} runs on {self.row.recipe} version {self.row.version}, which this release does not know; "
                "a newer coordinator has to take it."
            )
        return recipe

    def move(self, **changes: Any) -> None:
        """Change the sequence's row."""
        self.sequence = replace(self.row, **changes)

    def put(
        self,
        step: Step,
        state: StepState,
        *,
        pending: int = 0,
        attempt: int | None = None,
        standing_in: bool | None = None,
        due: datetime | None = None,
        result: str | None = None,
    ) -> Step:
        """Change a step's row; only what runs is due. Spelled out because `dataclasses.replace` was a third of a decision."""
        changed = Step(
            step.key,
            step.kind,
            step.within,
            step.depends,
            step.dependents,
            pending,
            state,
            step.attempt if attempt is None else attempt,
            step.standing_in if standing_in is None else standing_in,
            due,
            result,
        )
        self.steps[step.key] = changed
        self.touched[step.key] = None
        return changed

    def tell(self, message: Message, step: Step | None = None) -> None:
        """Publish a message about a step, or about the sequence as a whole."""
        self.outgoing.append(Outgoing(message, step.key, step.attempt) if step else Outgoing(message))

    def plant(self, planned: Iterable[NewStep]) -> list[Step]:
        """Add steps; those that wait for nothing are returned, to be commanded. They have no `faults`."""
        planned = tuple(planned)
        dependents: dict[str, list[str]] = {step.key: [] for step in planned}
        for step in planned:
            for key in step.depends:
                if key in dependents:
                    dependents[key].append(step.key)
        for step in planned:
            over = sum(key not in dependents and self.steps[key].state in OVER for key in step.depends)
            self.fresh.add(step.key)
            self.touched[step.key] = None
            self.steps[step.key] = Step(
                key=step.key,
                kind=step.kind,
                within=step.within,
                depends=step.depends,
                dependents=tuple(dependents[step.key]),
                pending=len(step.depends) - over,
            )
        return [self.steps[step.key] for step in planned if self.steps[step.key].pending == 0]

    def wait_until(self, step: Step) -> datetime:
        """When an attempt that starts now is too late."""
        return self.now + timedelta(seconds=step.within)

    def decision(self) -> Decision:
        """What has changed."""
        before = self.slice.sequence
        rows = [self.steps[key] for key in self.touched]
        return Decision(
            sequence=self.sequence,
            born=before is None and self.sequence is not None,
            moved=before is not None and self.sequence is not before,
            new=tuple(row for row in rows if row.key in self.fresh),
            changed=tuple(row for row in rows if row.key not in self.fresh),
            outgoing=tuple(self.outgoing),
            unwound=self.unwound,
        )


def faults(draft: Draft, planned: tuple[NewStep, ...]) -> str | None:
    """What is wrong with steps that a recipe wants to add, or None. A step may depend on new steps and on steps that are over."""
    keys = [step.key for step in planned]
    if len(set(keys)) < len(keys) or any(key in draft.steps for key in keys):
        twice = next(key for i, key in enumerate(keys) if key in keys[:i] or key in draft.steps)
        return f"The step {twice} is planned twice; ids of scenes, shots and subjects must differ."
    known = set(keys)
    for step in planned:
        for key in step.depends:
            if key not in known and (key not in draft.steps or draft.steps[key].state not in OVER):
                return f"The step {step.key} depends on {key}, which is not planned."
    return None
