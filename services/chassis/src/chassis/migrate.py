"""Brings a service's schema up to date: numbered SQL files, forward only, once each, under an advisory lock. Called at start."""

import hashlib
from pathlib import Path

import asyncpg
import structlog

log = structlog.get_logger()

ENGINE = Path(__file__).parent / "migrations"

_TABLE = """
create table if not exists migration (
    origin text not null, name text not null, checksum text not null, at timestamptz not null default now(),
    primary key (origin, name)
)
"""


class ChangedMigrationError(RuntimeError):
    """A migration that has already run was edited afterwards."""


async def migrate(connection: asyncpg.Connection, folders: dict[str, Path]) -> list[str]:
    """Apply what is missing of each origin's folder, in order of file names; returns what was applied.

    Raises ChangedMigrationError when an applied file differs from what ran.
    """
    applied = []
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock(hashtext('migrate:' || current_schema()))")
        await connection.execute(_TABLE)
        known = {(r["origin"], r["name"]): r["checksum"] for r in await connection.fetch("select * from migration")}
        for origin, folder in folders.items():
            for file in sorted(folder.glob("*.sql")):
                text = file.read_text()
                checksum = hashlib.sha256(text.encode()).hexdigest()
                seen = known.get((origin, file.name))
                if seen is None:
                    await connection.execute(text)
                    await connection.execute("insert into migration values ($1, $2, $3)", origin, file.name, checksum)
                    applied.append(f"{origin}/{file.name}")
                elif seen != checksum:
                    raise ChangedMigrationError(
                        f"{origin}/{file.name} was changed after it ran. Restore it and add a new file instead."
                    )
    return applied


async def bring_up_to_date(dsn: str, folders: dict[str, Path]) -> None:
    """Migrate the schema behind an address, over a connection of its own."""
    connection = await asyncpg.connect(dsn)
    try:
        for applied in await migrate(connection, folders):
            log.info("migrated", file=applied)
    finally:
        await connection.close()
