"""Connections to PostgreSQL: a pool for reads and single transactions, and the one a store writes on. Used by the service."""

from collections.abc import Mapping

import asyncpg

from chassis.records import Connection

_FULL_SCANS = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan")
_OTHER_JOINS = ("enable_hashjoin", "enable_mergejoin", "enable_material")
_HOT = {"jit": "off", "plan_cache_mode": "force_generic_plan", **dict.fromkeys((*_FULL_SCANS, *_OTHER_JOINS), "off")}
"""A store's statements look up rows by key, and are planned on tables that look empty, where any order of a join looks cheap.
Of what is left to the planner only a bitmap scan finds a row, and that needs the key: nothing walks a table once per given row
(`tests/test_connections.py`)."""


async def pool_of(dsn: str, name: str) -> asyncpg.Pool:
    """Up to six connections that the server shows under `name`. Only plain index scans mark the entries of dead rows they meet,
    so looking for expired leases every second does not walk all jobs that were ever open."""
    settings = {"jit": "off", "enable_bitmapscan": "off", "application_name": name}
    return await asyncpg.create_pool(dsn, min_size=1, max_size=6, server_settings=settings, reset=_nothing_to_reset)


async def hot_connection(dsn: str, name: str, settings: Mapping[str, str]) -> asyncpg.Connection:
    """The store's connection, with the service's own settings on top."""
    settings = {**_HOT, **settings, "application_name": name}
    return await asyncpg.connect(dsn, server_settings=settings, statement_cache_size=256, timeout=10)


async def _nothing_to_reset(_: Connection) -> None:
    """Nobody sets anything for longer than a transaction, so a connection goes back as it is, without a round trip."""
