"""Several things at once, all or nothing; used wherever pieces are made side by side."""

import asyncio
import contextlib
import itertools
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

MOST_ORDERED = 500
"""Films that are remembered as ordered."""


class Places:
    """How much is computed at once by all films of a process, in cores.

    Who wants several waits for all of them, and whoever comes later waits behind it; but what belongs to a film that was ordered
    goes before what is only made ahead, whenever that began to wait: a film's end does not wait for the beginnings of others.
    """

    def __init__(self, count: int) -> None:
        self._count = self._free = count
        self._coming = itertools.count()
        self._waiting: dict[int, tuple[str, int, asyncio.Future[None]]] = {}
        self._ordered: OrderedDict[str, None] = OrderedDict()

    def hurry(self, film: str) -> None:
        """The film was ordered; somebody waits for it."""
        self._ordered[film] = None
        while len(self._ordered) > MOST_ORDERED:
            self._ordered.popitem(last=False)

    def hurries(self, film: str) -> bool:
        """Whether it was ordered lately."""
        return film in self._ordered

    @contextlib.asynccontextmanager
    async def taken(self, count: int = 1, film: str = "") -> AsyncIterator[None]:
        """Within it so many places are taken for this film, at most all that there are."""
        count, number = min(count, self._count), next(self._coming)
        granted = asyncio.get_running_loop().create_future()
        self._waiting[number] = (film, count, granted)
        try:
            self._grant()
            await granted
            yield
        finally:
            if self._waiting.pop(number, None) is None:
                self._free += count
            self._grant()

    def _grant(self) -> None:
        """To those who wait, in their order."""
        while self._waiting:
            number = min(self._waiting, key=lambda each: (not self.hurries(self._waiting[each][0]), each))
            _, count, granted = self._waiting[number]
            if count > self._free:
                return
            del self._waiting[number]
            self._free -= count
            if not granted.done():
                granted.set_result(None)


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
