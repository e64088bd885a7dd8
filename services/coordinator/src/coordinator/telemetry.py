"""The coordinator's own metrics: how sequences end, and what it leaves to a newer release. Told by handlers and parking."""

import structlog
from prometheus_client import Counter

from coordinator.domain.graph import ENDS, Sequence
from coordinator.domain.recipe import Recipes
from coordinator.domain.rows import Decision

log = structlog.get_logger()

ENDED = Counter("sagareel_sequences_ended", "Sequences that have ended, by recipe and end", ["recipe", "state"])
PARKED = Counter("sagareel_messages_parked", "Messages kept for a newer release, whose recipe this one does not know")

UNCHARGED = Counter("sagareel_sequences_uncharged", "Completed sequences whose charge failed for good; must stay 0")


def note_charge(recipes: Recipes, decision: Decision) -> None:
    """Count a completed sequence of which nobody was charged: its hold stays open until somebody looks."""
    sequence = decision.sequence
    recipe = recipes.of(sequence) if sequence is not None and sequence.state.startswith("completed") else None
    if recipe and any(step.state == "failed" and recipe.policies[step.kind].closes for step in decision.changed):
        UNCHARGED.inc()
        log.error("a completed film could not be charged", sequence=decision.sequence and decision.sequence.id)


def note(sequence: Sequence) -> None:
    """Count a sequence whose row was written: an ended one changes never again."""
    if sequence.state in ENDS:
        ENDED.labels(sequence.recipe or "none", sequence.state).inc()
