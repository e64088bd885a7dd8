"""Connections to the schema that all services share for what they know of vendors together. Used by gates, bells and keys."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import structlog

from chassis.environment import MissingSettingError
from chassis.migrate import migrate

log = structlog.get_logger()

SCHEMA, OWNER = "vendor", "sagareel_vendor"
MIGRATIONS = Path(__file__).parent / "migrations"
MISSING = (
    f"The database has no schema {SCHEMA!r} that this service may use. It needs a role {OWNER} that owns it, and of which the "
    "role of every service is a member; `python -m provision` makes both."
)


async def shared_connection(dsn: str, name: str, *, fresh: bool) -> asyncpg.Connection:
    """A connection in the role that owns the schema; `fresh` brings the schema up to date first.

    Raises MissingSettingError when there is none.
    """
    connection = await asyncpg.connect(dsn, server_settings={"jit": "off", "application_name": name}, timeout=10)
    try:
        await connection.execute(f"set role {OWNER}; set search_path = {SCHEMA}")
        for applied in await migrate(connection, {SCHEMA: MIGRATIONS}) if fresh else ():
            log.info("migrated", file=applied)
    except (asyncpg.InvalidParameterValueError, asyncpg.InsufficientPrivilegeError, asyncpg.InvalidSchemaNameError) as error:
        await connection.close()
        raise MissingSettingError(MISSING) from error
    except BaseException:
        await connection.close()
        raise
    return connection


MOST = 4
"""Connections that one service's gates have in a process, however many accounts its tenants bring."""


class Lender:
    """Lends connections, at most so many at a time. When nobody uses it there is none, at the latest after `lingers` seconds."""

    def __init__(self, dsn: str, name: str, most: int = MOST, lingers: float = 0.0) -> None:
        self._dsn = dsn
        self._name = name
        self._places = asyncio.Semaphore(most)
        self._free: list[asyncpg.Connection] = []
        self._users = 0
        self._lingers = lingers
        self._end: asyncio.TimerHandle | None = None
        self._migrated = False

    @asynccontextmanager
    async def in_use(self) -> AsyncIterator[None]:
        """While this is open, connections that nobody needs at the moment are kept."""
        self._users += 1
        try:
            yield
        finally:
            self._users -= 1
            self._dismiss()

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[asyncpg.Connection]:
        """One connection; it is not lent again after an error.

        Raises what the database raises, and MissingSettingError when there is no such schema.
        """
        async with self._places:
            connection = self._kept() or await self._connected()
            try:
                yield connection
            except BaseException:
                connection.terminate()
                raise
            self._free.append(connection)
            self._dismiss()

    def _kept(self) -> asyncpg.Connection | None:
        while self._free:
            connection = self._free.pop()
            if not connection.is_closed():
                return connection
        return None

    async def _connected(self) -> asyncpg.Connection:
        connection = await shared_connection(self._dsn, self._name, fresh=not self._migrated)
        self._migrated = True
        return connection

    def _dismiss(self) -> None:
        if self._end is not None:
            self._end.cancel()
        if not self._users:
            self._end = asyncio.get_running_loop().call_later(self._lingers, self._close)

    def _close(self) -> None:
        while self._free and not self._users:
            self._free.pop().terminate()
