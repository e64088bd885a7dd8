"""What each input does to a sequence, one function each; the table in `engine` says in which state they apply."""

from datetime import timedelta

from contracts.base import Event, Failure, FailureKind
from contracts.coordinator import SequenceCancelled, StepStoodIn
from coordinator.domain.draft import Draft, faults
from coordinator.domain.endings import UNWINDING, attention, complete, end, unwind
from coordinator.domain.graph import OVER, Growth, Policy, Sequence, Step, failure_of, is_outcome
from coordinator.domain.inputs import CancelAsked, Outcome, SequenceTimedOut, Started, StepTimedOut
from coordinator.domain.moves import launch

REFUSALS = ("refused", "invalid")
"""After these, at the first attempt, it is certain that a step took nothing that would have to be given back."""
FIRST_ALLOWANCE = 3 * 3600
"""Seconds for everything before a recipe says how long the rest may take."""


def begin(draft: Draft, started: Started) -> None:
    """A new sequence with the first steps of its recipe."""
    recipe = draft.recipes.newest(started.order.recipe)
    deadline = draft.now + timedelta(seconds=FIRST_ALLOWANCE)
    draft.sequence = Sequence(
        id=draft.rows.id,
        tenant=started.tenant,
        recipe=recipe.name if recipe else "",
        version=recipe.version if recipe else 0,
        state="running",
        deadline=deadline,
        due=deadline - UNWINDING,
        traceparent=started.traceparent,
    )
    if recipe is None:
        message = f"There is no recipe {started.order.recipe!r}."
        unwind(draft, "failing", Failure(kind="invalid", code="unknown_recipe", message=message))
        return
    _grow(draft, recipe.first(started.order))


def cancel_unknown(draft: Draft, asked: CancelAsked) -> None:
    """The cancel came before the start: remember it, so that the start changes nothing."""
    failure = Failure(kind="cancelled", code="cancelled", message=asked.reason)
    draft.sequence = Sequence(
        id=draft.rows.id,
        tenant=asked.tenant,
        recipe="",
        version=0,
        state="cancelled",
        deadline=draft.now,
        due=None,
        failure=failure,
    )
    draft.tell(SequenceCancelled(reason=asked.reason))


def cancel(draft: Draft, asked: CancelAsked) -> None:
    """Stop the work and give the money back; nobody can stop what belongs to somebody else."""
    if asked.tenant == draft.row.tenant:
        unwind(draft, "cancelling", Failure(kind="cancelled", code="cancelled", message=asked.reason))


def settle(draft: Draft, outcome: Outcome) -> None:
    """A step ended well or badly."""
    step = expected(draft, outcome.step, outcome.attempt)
    if step is None:
        return
    policy = draft.recipe.policies[step.kind]
    if not is_outcome(policy, outcome.event):
        return
    failure = failure_of(outcome.event)
    if failure is None:
        _finish(draft, step, policy, outcome.event)
    else:
        _fail(draft, step, policy, failure)


def step_timed_out(draft: Draft, out: StepTimedOut) -> None:
    """An attempt had no outcome in its time; whatever it took may still be taken."""
    step = expected(draft, out.step, out.attempt)
    if step is None or step.due is None or step.due > draft.now:
        return
    message = f"The step {step.key} had no outcome within {step.within} seconds."
    failure = Failure(kind="timeout", code="step_timed_out", message=message)
    _fail(draft, step, draft.recipe.policies[step.kind], failure)


def sequence_timed_out(draft: Draft, _out: SequenceTimedOut) -> None:
    """There is just enough time left to give the money back."""
    if _is_due(draft):
        message = "The film was not finished in the time that it had."
        unwind(draft, "failing", Failure(kind="timeout", code="sequence_timed_out", message=message))


def stuck(draft: Draft, _out: SequenceTimedOut) -> None:
    """The money could not be settled in time; an operator has to look."""
    if _is_due(draft):
        message = f"The sequence was still {draft.state} at its deadline: the outcome of its last step is not known."
        attention(draft, Failure(kind="timeout", code="sequence_timed_out", message=message))


def settle_after(draft: Draft, outcome: Outcome) -> None:
    """A step ended after its sequence: it is noted or tried again, and changes nothing else."""
    step = expected(draft, outcome.step, outcome.attempt)
    if step is None or not is_outcome(draft.recipe.policies[step.kind], outcome.event):
        return
    failure = failure_of(outcome.event)
    if failure is None:
        draft.put(step, "done")
    else:
        _fail_after(draft, step, failure.kind)


def step_timed_out_after(draft: Draft, out: StepTimedOut) -> None:
    """The same for one that never answered."""
    step = expected(draft, out.step, out.attempt)
    if step is not None and step.due is not None and step.due <= draft.now:
        _fail_after(draft, step, "timeout")


def expected(draft: Draft, key: str, attempt: int) -> Step | None:
    """The step, if it is running this attempt; everything else is late or repeated, and ignored."""
    step = draft.steps.get(key)
    return step if step is not None and step.state == "running" and step.attempt == attempt else None


def _is_due(draft: Draft) -> bool:
    return draft.row.due is not None and draft.row.due <= draft.now


def _finish(draft: Draft, step: Step, policy: Policy, event: Event) -> None:
    """Note the result, grow the graph, let the dependents go on."""
    kept = draft.recipe.keep(event)
    step = draft.put(step, "stood_in" if step.standing_in else "done", result=kept.result)
    if kept.result is not None:
        draft.results[step.key] = kept.result
    if kept.cost:
        draft.move(cost=draft.row.cost + kept.cost)
    if step.key in draft.row.undo and draft.state != "running":
        _undone(draft, step)
    elif policy.pivot:
        complete(draft)
    else:
        if step.key in draft.recipe.grows:
            _grow(draft, draft.recipe.grow(draft.row.facts, step.key, event))
        _release_dependents(draft, step)


def _undone(draft: Draft, step: Step) -> None:
    """One compensation is through; after the last one the sequence has ended."""
    left = tuple(key for key in draft.row.undo if key != step.key)
    draft.move(undo=left)
    if not left:
        end(draft)


def _release_dependents(draft: Draft, step: Step) -> None:
    """Count this step off; start what waits for nothing any more. Its own outcome may have stopped the sequence meanwhile."""
    for key in step.dependents:
        after = draft.steps[key]
        if after.state != "waiting":
            continue
        if after.pending > 1:
            draft.put(after, "waiting", pending=after.pending - 1)
        else:
            _start(draft, after)


def _start(draft: Draft, step: Step) -> None:
    """Command a step that waits for nothing; where it has nothing to do its dependents go on, and the closing one is the end."""
    step = launch(draft, step)
    if step.state in OVER:
        _release_dependents(draft, step)
    if draft.recipe.policies[step.kind].closes and draft.state == "running":
        complete(draft)


def _grow(draft: Draft, growth: Growth | Failure) -> None:
    """Add what the recipe wants, or fail with what it finds wrong."""
    if isinstance(growth, Growth) and (fault := faults(draft, growth.steps)):
        growth = Failure(kind="invalid", code="invalid_plan", message=fault)
    if isinstance(growth, Failure):
        unwind(draft, "failing", growth)
        return
    draft.move(facts=growth.facts)
    if growth.allow is not None:
        deadline = draft.now + timedelta(seconds=growth.allow)
        draft.move(deadline=deadline, due=deadline - UNWINDING)
    for event in growth.events:
        draft.tell(event)
    for step in draft.plant(growth.steps):
        _start(draft, step)


def _fail(draft: Draft, step: Step, policy: Policy, failure: Failure) -> None:
    """Try again, stand in, go on without it, or give up, in this order."""
    if not step.standing_in and _again(step, policy, failure.kind):
        launch(draft, step)
    elif policy.stand_in and not step.standing_in:
        draft.move(stand_ins=_with(draft.row.stand_ins, step.key))
        step = launch(draft, step, standing_in=True)
        draft.tell(StepStoodIn(failure=failure), step)
    elif policy.skip:
        draft.move(stand_ins=_with(draft.row.stand_ins, step.key))
        draft.tell(StepStoodIn(failure=failure), step)
        _release_dependents(draft, draft.put(step, "skipped"))
    else:
        draft.put(step, "failed")
        if failure.kind in REFUSALS and step.attempt == 1:
            draft.move(undo=tuple(key for key in draft.row.undo if key != policy.undo))
        if draft.state == "running":
            unwind(draft, "failing", failure)
        else:
            attention(draft, failure)


def _fail_after(draft: Draft, step: Step, kind: FailureKind) -> None:
    """After the end a step is tried as often as before it; what then has failed is only noted."""
    if _again(step, draft.recipe.policies[step.kind], kind):
        launch(draft, step)
    else:
        draft.put(step, "failed")


def _again(step: Step, policy: Policy, kind: FailureKind) -> bool:
    return step.attempt < policy.retry.attempts and kind in policy.retry.after


def _with(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return keys if key in keys else tuple(sorted((*keys, key)))
