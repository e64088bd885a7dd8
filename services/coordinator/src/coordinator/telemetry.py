"""The coordinator's own metrics: how sequences end, and what it leaves to a newer release. Told by handlers and parking."""

from prometheus_client import Counter

from coordinator.domain.graph import ENDS, Sequence

ENDED = Counter("sagareel_sequences_ended", "Sequences that have ended, by recipe and end", ["recipe", "state"])
PARKED = Counter("sagareel_messages_parked", "Messages kept for a newer release, whose recipe this one does not know")


def note(sequence: Sequence) -> None:
    """Count a sequence whose row was written: an ended one changes never again."""
    if sequence.state in ENDS:
        ENDED.labels(sequence.recipe or "none", sequence.state).inc()
