"""The one place where a step gets its command. Called by the rules and the endings."""

from coordinator.domain.draft import Draft
from coordinator.domain.graph import Step


def launch(draft: Draft, step: Step, *, standing_in: bool = False) -> Step:
    """Command the next attempt of a step whose dependencies are over; one that has nothing to do is done."""
    step = draft.put(
        step,
        "running",
        attempt=step.attempt + 1,
        standing_in=standing_in,
        due=draft.wait_until(step),
    )
    command = draft.recipe.command(draft.row, step, draft.results)
    if command is None:
        return draft.put(step, "done")
    policy = draft.recipe.policies[step.kind]
    if policy.undo and policy.undo not in draft.row.undo:
        draft.move(undo=(*draft.row.undo, policy.undo))
    if policy.pivot and draft.state == "running":
        draft.move(state="completing", due=draft.row.deadline)
    draft.tell(command, step)
    return step
