"""The queued jobs of fal: one line per key, so many at work at once, each with the faults that were drawn for it."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["IN_QUEUE", "IN_PROGRESS", "COMPLETED", "CANCELLED"]


@dataclass(slots=True)
class Job:
    """One request in the queue; `status` and `result` are the HTTP of its result once it is completed."""

    id: str
    endpoint: str
    key: str
    submitted: float
    arguments: Any = None
    state: State = "IN_QUEUE"
    started: float = 0.0
    ended: float = 0.0
    status: int = 200
    result: Any = None
    error_type: str = ""
    lost: bool = False
    expires: float | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Jobs:
    """All jobs by id, and the line of each key."""

    def __init__(self) -> None:
        self.by_id: dict[str, Job] = {}
        self._lines: dict[str, list[Job]] = defaultdict(list)
        self._running: dict[str, int] = defaultdict(int)
        self._tasks: set[asyncio.Task[None]] = set()
        self.most_at_once = 0
        self.most_open = 0
        """The most that a key had at work and in its line."""

    def submit(self, job: Job) -> int:
        """Put a job into its line; how many are before it."""
        self.by_id[job.id] = job
        line = self._lines[job.key]
        line.append(job)
        self.most_open = max(self.most_open, len(line) + self._running[job.key])
        return len(line) - 1

    def position(self, job: Job) -> int:
        """How many wait before it."""
        line = self._lines[job.key]
        return line.index(job) if job in line else 0

    def advance(self, key: str, at_once: int | None, work: Callable[[Job], Awaitable[None]]) -> None:
        """Start what may start."""
        line = self._lines[key]
        while line and (at_once is None or self._running[key] < at_once):
            job = line.pop(0)
            self._running[key] += 1
            self.most_at_once = max(self.most_at_once, self._running[key])
            task = asyncio.create_task(self._run(job, at_once, work))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def cancel(self, job: Job) -> bool:
        """Take a waiting job out of its line; False when it is at work already."""
        line = self._lines[job.key]
        if job not in line:
            return False
        line.remove(job)
        job.state = "CANCELLED"
        return True

    async def close(self) -> None:
        """Forget what is at work."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, job: Job, at_once: int | None, work: Callable[[Job], Awaitable[None]]) -> None:
        try:
            await work(job)
        finally:
            self._running[job.key] -= 1
            self.advance(job.key, at_once, work)
