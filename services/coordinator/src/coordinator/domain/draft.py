"""The working copy that `advance` changes while it decides, and the Decision it becomes. Lives inside one call of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from contracts.base import Message
from coordinator.domain.graph import OVER, NewStep, Outgoing, Sequence, SequenceState, Step, StepState
from coordinator.domain.recipe import Recipe, Recipes
from coordinator.domain.rows import Decision, Rows


@dataclass(slots=True)
class Draft:
    """One sequence while it is decided on."""

    rows: Rows
    recipes: Recipes
    now: datetime
    sequence: Sequence | None = None
    steps: dict[str, Step] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    touched: dict[str, None] = field(default_factory=dict)
    outgoing: list[Outgoing] = field(default_factory=list)
    found: Recipe | None = None

    @classmethod
    def of(cls, rows: Rows, recipes: Recipes, now: datetime) -> "Draft":
        """A draft that starts as the stored rows."""
        return cls(rows, recipes, now, rows.sequence, dict(rows.steps), dict(rows.results))

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
        self.sequence = self.row._replace(**changes)

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
        """Change a step's row; only what runs is due. Spelled out, because this runs for every step of every film."""
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
        before = self.rows.sequence
        rows = [self.steps[key] for key in self.touched]
        return Decision(
            sequence=self.sequence,
            born=before is None and self.sequence is not None,
            moved=before is not None and self.sequence is not before,
            new=tuple(row for row in rows if row.key in self.fresh),
            changed=tuple(row for row in rows if row.key not in self.fresh),
            outgoing=tuple(self.outgoing),
        )


def faults(draft: Draft, planned: tuple[NewStep, ...]) -> str | None:
    """What is wrong with steps that a recipe wants to add, or None. A step may depend on new steps and on steps that are over."""
    keys = [step.key for step in planned]
    if len(set(keys)) < len(keys) or any(key in draft.steps for key in keys):
        twice = next(key for i, key in enumerate(keys) if key in keys[:i] or key in draft.steps)
        return f"The step {twice} is planned twice; ids of scenes, shots and subjects must differ."
    if odd := next((key for key in keys if any(character < " " for character in key)), None):
        return f"The step {odd!r} has a control character in its name; ids of scenes, shots and subjects must not."
    known = set(keys)
    for step in planned:
        for key in step.depends:
            if key not in known and (key not in draft.steps or draft.steps[key].state not in OVER):
                return f"The step {step.key} depends on {key}, which is not planned."
    return None
