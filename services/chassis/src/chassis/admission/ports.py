"""What adapters see of admission. `chassis.admission.gate` is the real one; `OPEN` is for tests of adapters alone."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import TracebackType
from typing import Any, Protocol, Self

from chassis.work import Job, Tools


class Seat(Protocol):
    """One job's way through a gate, around everything that happens at the vendor.

    Leaving the context keeps the slot until its lease is over, for whoever takes the job up, unless `leave` was said.
    """

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    async def enter(self) -> None:
        """Be let in. Raises Busy, which burns no attempt, when others come first."""
        ...

    def keep(self) -> None:
        """Take the slot of a request that is at the vendor already."""
        ...

    def leave(self) -> None:
        """Give the slot back: the vendor works on nothing for this job."""
        ...

    def proved(self, *, worked: bool) -> None:
        """What the job saw of its route: it answered, or it did not."""
        ...


class Gate(Protocol):
    """The gate to one account of a vendor."""

    def seat(self, job: Job[Any], tools: Tools, route: str = "") -> Seat:
        """The job's way in. Of a route that has not worked lately it raises Busy with the code `route_away`."""
        ...

    def admitted(self, job: Job[Any], tools: Tools, route: str = "") -> AbstractAsyncContextManager[None]:
        """For a request that is answered at once: in while it lasts, out after it. Raises Busy."""
        ...

    def pause(self, seconds: float) -> None:
        """The vendor wants peace for so long: nobody is let in."""
        ...

    def leave(self, job: str) -> None:
        """The slot of a job that does not run any more is free."""
        ...


class _OpenSeat:
    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return

    async def enter(self) -> None:
        return

    def keep(self) -> None:
        return

    def leave(self) -> None:
        return

    def proved(self, *, worked: bool) -> None:  # noqa: ARG002
        return


class _Open:
    def seat(self, job: Job[Any], tools: Tools, route: str = "") -> Seat:  # noqa: ARG002 — as the protocol says
        return _OpenSeat()

    @asynccontextmanager
    async def admitted(self, job: Job[Any], tools: Tools, route: str = "") -> AsyncIterator[None]:  # noqa: ARG002
        yield

    def pause(self, seconds: float) -> None:  # noqa: ARG002
        return

    def leave(self, job: str) -> None:  # noqa: ARG002
        return


OPEN: Gate = _Open()
"""Lets everybody in."""
