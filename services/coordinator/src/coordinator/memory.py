"""Sequences as this process has last written them, so that an event of a film in flight reads nothing. Used by the handlers.

It may be wrong: another replica may have written since. So whatever is decided on it is written, or at least compared, under the
revision that it was decided on, and forgotten when that has changed (`tests/test_repository.py` has two replicas).
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime

from coordinator.domain.graph import ENDS
from coordinator.domain.rows import Decision, Rows

ROOM = 200_000
"""Steps, a kilobyte each with their results at most."""


class Memory:
    """The sequences that were decided on last, up to so many steps in all."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._known: OrderedDict[str, Rows] = OrderedDict()
        self._steps = 0

    def take(self, ids: Iterable[str]) -> dict[str, Rows]:
        """What is known of these; it is forgotten until it is put back, which only happens once a decision is committed."""
        taken = {}
        for id_ in ids:
            rows = self._known.pop(id_, None)
            if rows is not None:
                self._steps -= len(rows.steps)
                taken[id_] = rows
        return taken

    def put(self, rows: Rows, decision: Decision, timer: datetime | None) -> None:
        """What is stored after a committed decision; what has ended, and runs no step any more, is not asked for again."""
        if decision.sequence is None:
            return
        for step in (*decision.new, *decision.changed):
            rows.steps[step.key] = step
            if step.result is not None:
                rows.results[step.key] = step.result
        if decision.sequence.state in ENDS and all(step.state != "running" for step in rows.steps.values()):
            return
        sequence = decision.sequence
        if decision.writes and not decision.born:
            sequence = sequence._replace(revision=sequence.revision + 1)
        self.take([rows.id])  # a sweep may have put it back meanwhile
        self._known[rows.id] = Rows(rows.id, sequence, rows.steps, rows.results, timer)
        self._steps += len(rows.steps)
        while self._steps > self._room and len(self._known) > 1:
            _, oldest = self._known.popitem(last=False)
            self._steps -= len(oldest.steps)
