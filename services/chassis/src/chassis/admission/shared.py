"""A connection to the schema that all services share for what they know of vendors together. Used by the gates."""

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
    "role of every service is a member; infra/local/src/local_stack/databases.py makes both."
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
