"""What a service does again and again beside its messages. Started by the service."""

import asyncio
from collections.abc import Awaitable, Callable

import asyncpg
import structlog

from chassis.relay import Relay

log = structlog.get_logger()

_KEPT = (
    "delete from inbox where at < now() - interval '14 days'",
    "delete from job where state <> 'open' and finished_at < now() - interval '14 days'",
)
"""Longer than any topic keeps a message, so that no repeat is taken for new."""


async def repeat(service: str, seconds: float, function: Callable[[], Awaitable[None]]) -> None:
    """Call `function` for ever, with so many seconds between two calls."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await function()
        except Exception as error:  # noqa: BLE001 — a sweep that fails once is tried again, whatever it was
            log.warning("a periodic task failed, it will run again", service=service, error=repr(error))


async def tidy(pool: asyncpg.Pool, relay: Relay) -> None:
    """Delete what nobody needs any more, take over what nobody owns."""
    for tidying in _KEPT:
        await pool.execute(tidying)
    async with pool.acquire() as connection:
        await relay.take_over_lost(connection)
