"""Which films can be continued, and how far. Pure; used by the route and by what is shown of a film."""

from contracts.requests import STAGES, Stage
from gateway.domain.faults import Detail, Unacceptable
from gateway.domain.happenings import ENDED

COMPLETED = frozenset({"completed", "completed_with_stand_ins"})
Hindrance = tuple[str, str]
"""A code and a sentence."""


def hindrance(state: str, stopped_after: Stage, *, ordered_here: bool) -> Hindrance | None:
    """Why a film cannot be continued, or None: films that stopped early can, and films that failed or were cancelled."""
    if state not in ENDED:
        return "not_ended", "The film is still in the making. Wait until it has ended, or cancel it; then it can be continued."
    if state == "needs_attention":
        return "needs_attention", "What this film has cost is not settled yet. An operator has to look at it first."
    if state in COMPLETED and stopped_after == "film":
        return "nothing_left", "The film is finished: there is nothing left to make. Order a new film to change something."
    if not ordered_here:
        return "not_ordered_here", "This film was not ordered here, so its request is not known. Order a new film."
    return None


def further(state: str, stopped_after: Stage, wanted: Stage) -> Stage:
    """The stage after which the continued film is to stop.

    Raises Unacceptable when the film has been there already.
    """
    later = STAGES[STAGES.index(stopped_after) + 1 :] if state in COMPLETED else STAGES
    if wanted not in later:
        message = f"The film was made up to `{stopped_after}` already. Choose a later stage: {', '.join(later)}."
        raise Unacceptable("not_further", message, Detail("stop_at", message))
    return wanted
