"""The circuit breaker of a route: after some failures in a row nobody is let in for a while, then one job that tries. Pure.

It is decided with the line and stored beside it, so all replicas know at once, and one of them tries, not each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

TRIPS = 5
"""Failures in a row that open it."""
FIRST, LONGEST = 30.0, 600.0
"""Seconds for which it stays open: twice as long after each try that failed."""
PROBING = 5.0
"""Seconds until others ask again how the try went."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """A route that has failed: so many times in a row, closed to all until `opened`, then tried by one job, the `probe`."""

    failures: int = 0
    opened: float = 0.0
    probe: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a job saw of a route: it answered, or it did not."""

    job: str
    route: str
    worked: bool


def proved(circuits: Mapping[str, Circuit], proofs: Iterable[Proof], now: float) -> dict[str, Circuit]:
    """The circuits after it. A route that works is forgotten; while it is open, what was sent before proves nothing new."""
    after = dict(circuits)
    for proof in proofs:
        circuit = after.get(proof.route, Circuit())
        tripped = circuit.failures >= TRIPS
        if proof.worked:
            after.pop(proof.route, None)
        elif not tripped or (circuit.opened <= now and circuit.probe == proof.job):
            after[proof.route] = _failed(circuit, now)
    return after


def _failed(circuit: Circuit, now: float) -> Circuit:
    failures = circuit.failures + 1
    if failures < TRIPS:
        return replace(circuit, failures=failures)
    return Circuit(failures, now + min(LONGEST, FIRST * 2 ** min(failures - TRIPS, 10)))


def barred(circuit: Circuit | None, job: str, probing: bool, now: float) -> float:
    """For how long a job is kept out; 0 lets it in. `probing` says that the circuit's probe is still at it."""
    if circuit is None or circuit.failures < TRIPS:
        return 0.0
    if circuit.opened > now:
        return circuit.opened - now
    return PROBING if probing and circuit.probe != job else 0.0
