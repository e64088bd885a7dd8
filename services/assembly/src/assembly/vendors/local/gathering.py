"""Several things at once, all or nothing; used wherever pieces are made side by side."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


class Places:
    """How much is computed at once by all films of a process, in cores.

    Who wants several waits for all of them, and whoever comes later waits behind it.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._free = asyncio.Semaphore(count)
        self._turn = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def taken(self, count: int = 1) -> AsyncIterator[None]:
        """Within it so many places are taken, at most all that there are."""
        taken = 0
        try:
            async with self._turn:
                for _ in range(min(count, self._count)):
                    await self._free.acquire()
                    taken += 1
            yield
        finally:
            for _ in range(taken):
                self._free.release()


async def in_turn(work: Sequence[Callable[[], Awaitable[T]]], at_once: int) -> list[T]:
    """The same as `gathered` of all of them, begun in their order, and no more than so many at once."""
    limit = asyncio.Semaphore(at_once)

    async def one(each: Callable[[], Awaitable[T]]) -> T:
        async with limit:
            return await each()

    return await gathered([one(each) for each in work])


async def gathered(work: Sequence[Awaitable[T]]) -> list[T]:
    """All results in order; the first failure cancels the rest and is raised as itself."""
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        if tasks:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        failed = [task for task in tasks if task.done() and task.exception()]
        return [await task for task in failed or tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
