"""Looks for a lost request more than once, before it is believed that there is none. Used by what takes up an intent.

One look proves little: after a standstill of the vendor or of the way there the request may lie behind our question, unread.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

LOOKS = 3


async def looked_for(look: Callable[[], Awaitable[T | None]], settles: float) -> T | None:
    """What a look finds, or None after several in vain, a thirtieth of `settles` (seconds) apart; raises what a look raises."""
    for number in range(LOOKS):
        if number:
            await asyncio.sleep(settles / 30)
        found = await look()
        if found is not None:
            return found
    return None
