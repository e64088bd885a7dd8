"""A real PostgreSQL with the coordinator's tables in it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from chassis.migrate import ENGINE, migrate
from coordinator import app
from local_stack import Stack


@pytest.fixture
def dsn(stack: Stack) -> Iterator[str]:
    """The address of a database of the test's own."""
    databases = stack.fresh_database()
    yield databases["SAGAREEL_COORDINATOR_DSN"]
    stack.drop_database(databases)


@pytest.fixture
async def connection(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection to it, with every migration done."""
    connection = await asyncpg.connect(dsn, server_settings={"plan_cache_mode": "force_generic_plan"})
    assert app.__file__
    await migrate(connection, {"chassis": ENGINE, "coordinator": Path(app.__file__).parent / "migrations"})
    yield connection
    await connection.close()
