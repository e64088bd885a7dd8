"""The engine: `advance` decides what a batch of inputs changes in one sequence. Pure and total; called by handlers and sweep."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from coordinator.domain import rules
from coordinator.domain.draft import Draft
from coordinator.domain.graph import SequenceState
from coordinator.domain.inputs import CancelAsked, Input, Outcome, SequenceTimedOut, Started, StepTimedOut
from coordinator.domain.recipe import Recipes
from coordinator.domain.rows import Decision, Rows

Rule = Callable[[Draft, Any], None]


def ignore(_draft: Draft, _input: Input) -> None:
    """Nothing happens: the input is late, repeated or about nothing we know."""


INPUTS: tuple[type[Input], ...] = (Started, Outcome, CancelAsked, StepTimedOut, SequenceTimedOut)

# One column per input, in the order of INPUTS.
_TABLE: Mapping[SequenceState, tuple[Rule, Rule, Rule, Rule, Rule]] = {
    "unknown": (rules.begin, ignore, rules.cancel_unknown, ignore, ignore),
    "running": (ignore, rules.settle, rules.cancel, rules.step_timed_out, rules.sequence_timed_out),
    "completing": (ignore, rules.settle, ignore, rules.step_timed_out, rules.stuck),
    "failing": (ignore, rules.settle, ignore, rules.step_timed_out, rules.stuck),
    "cancelling": (ignore, rules.settle, ignore, rules.step_timed_out, rules.stuck),
    "completed": (ignore, rules.settle_after, ignore, rules.step_timed_out_after, ignore),
    "completed_with_stand_ins": (ignore, rules.settle_after, ignore, rules.step_timed_out_after, ignore),
    "failed": (ignore, rules.settle_after, ignore, rules.step_timed_out_after, ignore),
    "cancelled": (ignore, rules.settle_after, ignore, rules.step_timed_out_after, ignore),
    "needs_attention": (ignore, rules.settle_after, ignore, rules.step_timed_out_after, ignore),
}
RULES: Mapping[tuple[SequenceState, type[Input]], Rule] = {
    (state, kind): rule for state, row in _TABLE.items() for kind, rule in zip(INPUTS, row, strict=True)
}
"""What each input does in each state. An outcome also has to name a running step and its current attempt (`rules.expected`)."""


def advance(recipes: Recipes, rows: Rows, inputs: Iterable[Input], now: datetime) -> Decision:
    """Everything that the inputs, in their order, change in a sequence. The rows stay as they are."""
    draft = Draft.of(rows, recipes, now)
    for each in inputs:
        RULES[draft.state, type(each)](draft, each)
    return draft.decision()
