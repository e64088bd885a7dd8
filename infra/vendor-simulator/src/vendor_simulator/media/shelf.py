"""Where finished and uploaded media lie until they expire; bytes are made when they are fetched, two at a time."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from vendor_simulator.media.making import make
from vendor_simulator.media.recipes import Recipe, suffix


@dataclass(frozen=True, slots=True)
class Item:
    """One file."""

    recipe: Recipe
    expires: float


class Shelf:
    """Files by name."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._items: dict[str, Item] = {}
        self._makers = asyncio.Semaphore(2)

    def put(self, recipe: Recipe, lives: float) -> str:
        """The name under which the file can be fetched."""
        name = f"{secrets.token_hex(8)}.{suffix(recipe)}"
        self._items[name] = Item(recipe, self._clock() + lives)
        return name

    def get(self, name: str) -> Recipe | None:
        """The file, unless it never was or is no more."""
        item = self._items.get(name)
        return item.recipe if item and self._clock() < item.expires else None

    async def bytes_of(self, recipe: Recipe) -> bytes:
        """What the file holds."""
        async with self._makers:
            return await asyncio.to_thread(make, recipe)
