"""How a sequence ends: completed, unwound (failed or cancelled, with what it took given back), or left to an operator."""

from datetime import timedelta
from typing import Literal

from contracts.base import Event, Failure
from contracts.coordinator import SequenceCancelled, SequenceCompleted, SequenceFailed, SequenceNeedsAttention
from coordinator.domain.draft import Draft
from coordinator.domain.graph import NewStep, SequenceState
from coordinator.domain.moves import launch
from coordinator.domain.recipe import Left

UNWINDING = timedelta(seconds=300)
"""The time before the deadline that is kept for settling the money."""


def complete(draft: Draft) -> None:
    """The pivot step is through: the sequence has what it was started for."""
    draft.move(undo=())
    _close(draft, "completed_with_stand_ins" if draft.row.stand_ins else "completed", _completed(draft))


def unwind(draft: Draft, state: Literal["failing", "cancelling"], failure: Failure) -> None:
    """Stop everything that waits or runs, and begin to give back what was taken."""
    running = _stop_all(draft)
    draft.move(state=state, failure=failure, due=draft.row.deadline)
    if draft.row.recipe:
        cancels = {policy.cancel for kind in running if (policy := draft.recipe.policies[kind]).cancel}
        for cancel in sorted((c for c in cancels if c), key=lambda c: c.TYPE):
            draft.tell(cancel(reason=failure.message))
    if not draft.row.undo:
        end(draft)
        return
    for step in draft.plant(NewStep(key) for key in draft.row.undo):
        launch(draft, step)


def end(draft: Draft) -> None:
    """Everything is given back: failed or cancelled."""
    failure = draft.row.failure
    assert failure is not None
    left = _left(draft)
    if draft.state == "cancelling":
        cancelled = SequenceCancelled(reason=failure.message, script=left.script, storyboard=left.storyboard)
        _close(draft, "cancelled", cancelled)
    else:
        _close(draft, "failed", SequenceFailed(failure=failure, script=left.script, storyboard=left.storyboard))


def attention(draft: Draft, failure: Failure) -> None:
    """What was taken can neither be charged nor given back by itself."""
    message = f"While {draft.state}: {failure.message}"
    failure = Failure(kind=failure.kind, code=failure.code, message=message)
    draft.move(failure=failure)
    _close(draft, "needs_attention", SequenceNeedsAttention(failure=failure))


def _completed(draft: Draft) -> SequenceCompleted:
    left, row = _left(draft), draft.row
    return SequenceCompleted(
        film=left.film, stand_ins=row.stand_ins, cost=row.cost, script=left.script, storyboard=left.storyboard
    )


def _left(draft: Draft) -> Left:
    """What the sequence leaves behind; nothing where it never had a recipe."""
    return draft.recipe.left(draft.row.facts, draft.results) if draft.row.recipe else Left()


def _close(draft: Draft, state: SequenceState, event: Event) -> None:
    """The one end of the sequence; what the recipe does afterwards cannot change it."""
    draft.move(state=state, due=None)
    draft.tell(event)
    if draft.row.recipe:
        for step in draft.plant(draft.recipe.after(draft.row)):
            launch(draft, step)


def _stop_all(draft: Draft) -> set[str]:
    """Cancel what waits or runs; the kinds that were running."""
    running = set()
    for step in tuple(draft.steps.values()):
        if step.state == "running":
            running.add(step.kind)
        if step.state in ("waiting", "running"):
            draft.put(step, "cancelled", pending=step.pending)
    return running
