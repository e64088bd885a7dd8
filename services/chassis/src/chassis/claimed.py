"""A job that is ours: claimed, its body running here. Used by `chassis.jobs`."""

import asyncio
from dataclasses import dataclass

from chassis.work import Job, Kind

PROGRESS_EVERY = 0.25
"""Seconds between two progress events of one job."""


@dataclass(slots=True)
class Running:
    """A job whose body is running here."""

    job: Job  # type: ignore[type-arg]
    kind: Kind
    fence: int
    started: float
    """On the monotonic clock, in seconds; so are `renewed` and `reported`."""
    renewed: float
    task: asyncio.Task[None] | None = None
    reported: float = 0.0
    position: int = -1
    ahead: int | None = None
    """How many were before it in a vendor's line when that was last told."""
    noted: bool = False
    """A request to a vendor is noted: it may be paid for."""
    too_long: bool = False
    """It was stopped because it took longer than its kind may."""

    def worth_telling(self, position: int, total: int, now: float) -> bool:
        """Whether progress has moved on, and not told too often; notes it if so."""
        if position <= self.position or (now - self.reported < PROGRESS_EVERY and position < total):
            return False
        self.reported, self.position = now, position
        return True

    def moved_up(self, ahead: int) -> bool:
        """Whether fewer are before it than was last told; notes it if so."""
        if self.position >= 0 or (self.ahead is not None and ahead >= self.ahead):
            return False
        self.ahead = ahead
        return True
