"""One database for all services: a role and a schema for each, and no service can read what another has written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

import asyncpg

from contracts.topics import SERVICES

DATABASE = "sagareel"
SHARED = "vendor"
"""What all services know of vendors together (ADR 0206): one schema that belongs to a role which every service has as well."""
TEMPLATE = "sagareel_template"
"""A database with the schemas and nothing in them: copying it takes 50 ms, so a test can have one of its own."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where PostgreSQL is reached by services; `folder` is the one of its unix socket, if it has one."""

    admin: str = field(repr=False)
    host: str
    port: int
    folder: str | None = None

    def dsn(self, user: str, password: str, database: str) -> str:
        """The address for one role: through the unix socket where there is one, which is faster."""
        start = f"postgresql://{user}:{quote(password, safe='')}@"
        if self.folder is not None:
            return f"{start}/{database}?host={quote(self.folder)}&port={self.port}"
        return f"{start}{self.host}:{self.port}/{database}"


def server_of(admin: str) -> Server:
    """A given server, from its administrator's address."""
    parts = urlsplit(admin)
    return Server(admin, parts.hostname or "127.0.0.1", parts.port or 5432)


def role_of(service: str) -> str:
    """The database role of a service."""
    return f"sagareel_{service}"


def name_in(dsn: str) -> str:
    """The database that an address names."""
    return urlsplit(dsn).path.removeprefix("/")


async def provision(server: Server, passwords: Mapping[str, str], services: Sequence[str] = SERVICES) -> None:
    """Make roles, the template and the database, or bring them to this state."""
    connection = await asyncpg.connect(server.admin)
    try:
        for service in services:
            await _make_role(connection, service, passwords[service])
        await _make_shared_role(connection, services)
        present = {row["datname"] for row in await connection.fetch("select datname from pg_database")}
        if TEMPLATE not in present:
            await connection.execute(f"create database {TEMPLATE}")
        await _make_schemas(server, TEMPLATE, services)
        if DATABASE not in present:
            await _copy_template(connection, DATABASE, services)
    finally:
        await connection.close()
    await _make_schemas(server, DATABASE, services)


async def make_database(server: Server, name: str, services: Sequence[str] = SERVICES) -> None:
    """A fresh database with every service's schema."""
    connection = await asyncpg.connect(server.admin)
    try:
        await _copy_template(connection, name, services)
    finally:
        await connection.close()


async def drop_database(server: Server, name: str) -> None:
    """Remove it, with whoever is still connected."""
    connection = await asyncpg.connect(server.admin)
    try:
        await connection.execute(f"drop database if exists {name} with (force)")
    finally:
        await connection.close()


async def _make_role(connection: asyncpg.Connection, service: str, password: str) -> None:
    role = role_of(service)
    if not await connection.fetchval("select true from pg_roles where rolname = $1", role):
        await connection.execute(f"create role {role}")
    quoted = password.replace("'", "''")
    await connection.execute(f"alter role {role} login nosuperuser nocreatedb nocreaterole password '{quoted}'")
    await connection.execute(f"alter role {role} set search_path = {service}")


async def _make_shared_role(connection: asyncpg.Connection, services: Sequence[str]) -> None:
    if not await connection.fetchval("select true from pg_roles where rolname = $1", role_of(SHARED)):
        await connection.execute(f"create role {role_of(SHARED)} nologin")
    await connection.execute(f"grant {role_of(SHARED)} to {', '.join(role_of(service) for service in services)}")


async def _copy_template(connection: asyncpg.Connection, name: str, services: Sequence[str]) -> None:
    await connection.execute(f"create database {name} template {TEMPLATE}")
    roles = ", ".join(role_of(service) for service in services)
    await connection.execute(f"revoke all on database {name} from public; grant connect on database {name} to {roles}")


async def _make_schemas(server: Server, database: str, services: Sequence[str]) -> None:
    connection = await asyncpg.connect(server.admin, database=database)
    try:
        await connection.execute("revoke all on schema public from public")
        for schema in (*services, SHARED):
            await connection.execute(f"create schema if not exists {schema}")
            await connection.execute(f"alter schema {schema} owner to {role_of(schema)}")
    finally:
        await connection.close()
