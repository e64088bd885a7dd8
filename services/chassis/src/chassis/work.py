"""What a job body is given and gives back. Service authors read this file; `chassis.jobs` runs the bodies."""

import copy
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

from chassis.compute import Compute
from chassis.media import Media
from chassis.scratch import Scratch
from chassis.takes import Takes
from contracts.base import Command, Event, Progressed, Take
from contracts.envelope import Envelope

C = TypeVar("C", bound=Command, covariant=True)
P = ParamSpec("P")
T = TypeVar("T")
TRIES = 3
"""How often a job is tried where its kind says nothing else."""


@dataclass(frozen=True, slots=True)
class Job(Generic[C]):
    """One command that was accepted; `tries` is 1 for the first try, `request_id` what an earlier try has stored."""

    id: str
    envelope: Envelope
    command: C
    tries: int = 1
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The good outcome: the event to tell, and the takes to keep for reuse, stored in the same transaction."""

    event: Event
    takes: tuple[Take, ...] = ()


class Tools:
    """What the chassis lends to a body for one try."""

    def __init__(
        self,
        media: Media,
        takes: Takes,
        compute: Compute,
        report: Callable[[int, int, str], None],
        store_request: Callable[[str], Awaitable[None]],
        report_line: Callable[[str, int, float], None] = lambda *_: None,
    ) -> None:
        self.media = media
        self.takes = takes
        self._compute = compute
        self._report = report
        self._store_request = store_request
        self._report_line = report_line
        self._scratch = Scratch()

    async def progress(self, position: int, total: int, note: str = "") -> None:
        """Tell how far the job is; may be called often, is coalesced, never goes back."""
        self._report(position, total, note)

    def queued(self, vendor: str, ahead: int, starts_in: float) -> None:
        """Tell that the job waits in a vendor's line: how many are before it, and in how many seconds it probably starts."""
        self._report_line(vendor, ahead, starts_in)

    async def submitted(self, request_id: str) -> None:
        """Store the vendor's request id; when this returns, a crash cannot make us pay twice. `""` forgets it: it is over."""
        await self._store_request(request_id)

    def noting(self, wrap: Callable[[str], str]) -> "Tools":
        """The same tools, whose notes of requests are stored inside another text."""

        async def store(note: str) -> None:
            await self._store_request(wrap(note))

        other = copy.copy(self)
        other._store_request = store  # noqa: SLF001 — a copy of ourselves
        return other

    async def compute(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a picklable top-level function in another process; all CPU-bound work goes here."""
        return await self._compute(function, *args, **kwargs)

    def scratch(self) -> Path:
        """A folder of this try's own; removed when the body returns."""
        return self._scratch.folder()

    @property
    def used_scratch(self) -> bool:
        """Whether there is anything to clean."""
        return self._scratch.used

    async def clean(self) -> None:
        """Remove the scratch folder; called by the chassis."""
        await self._scratch.clean()


Body = Callable[[Job[Any], Tools], Awaitable[Done]]
Withdraw = Callable[[Job[Any]], Awaitable[None]]
"""Tells the vendor that nobody waits for `job.request_id` any more; called again until it returns."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How the jobs of one command run: how many at once, how often they are tried, how long a try may take (seconds)."""

    command: type[Command]
    body: Body
    progress: type[Progressed] | None
    concurrency: int
    tries: int
    lease: float
    timeout: float
    withdraw: Withdraw | None = None
