"""Connections to PostgreSQL: a pool for reads and single transactions, and the one a store writes on. Used by the service."""

from collections.abc import Mapping

import asyncpg

from chassis.records import Connection

_HOT = {
    "jit": "off",
    "plan_cache_mode": "force_generic_plan",
    **dict.fromkeys(("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin"), "off"),
}
"""A store's statements look up single rows by key, and are planned once, while the tables are still empty."""


async def pool_of(dsn: str, name: str) -> asyncpg.Pool:
    """Up to six connections that the server shows under `name`."""
    settings = {"jit": "off", "application_name": name}
    return await asyncpg.create_pool(dsn, min_size=1, max_size=6, server_settings=settings, reset=_nothing_to_reset)


async def hot_connection(dsn: str, name: str, settings: Mapping[str, str]) -> asyncpg.Connection:
    """The store's connection, with the service's own settings on top."""
    settings = {**_HOT, **settings, "application_name": name}
    return await asyncpg.connect(dsn, server_settings=settings, statement_cache_size=256, timeout=10)


async def _nothing_to_reset(_: Connection) -> None:
    """Nobody sets anything for longer than a transaction, so a connection goes back as it is, without a round trip."""
