"""The coordinator's own metrics: how sequences end. Told by the handlers."""

from prometheus_client import Counter

from coordinator.domain.graph import ENDS, Sequence

ENDED = Counter("sagareel_sequences_ended", "Sequences that have ended, by recipe and end", ["recipe", "state"])


def note(sequence: Sequence) -> None:
    """Count a sequence whose row was written: an ended one changes never again."""
    if sequence.state in ENDS:
        ENDED.labels(sequence.recipe or "none", sequence.state).inc()
