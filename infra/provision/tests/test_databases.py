"""Every service has its own role and schema, and cannot look into another's."""

import asyncpg
import pytest

from local_stack import Stack


@pytest.fixture
async def addresses(stack: Stack) -> dict[str, str]:
    return stack.fresh_database()


async def test_a_service_owns_its_schema_and_finds_it_without_naming_it(addresses: dict[str, str]) -> None:
    connection = await asyncpg.connect(addresses["SAGAREEL_SCRIPT_DSN"])
    await connection.execute("create table draft (words text)")
    assert await connection.fetchval("select schemaname from pg_tables where tablename = 'draft'") == "script"
    await connection.close()


async def test_a_service_cannot_read_or_write_in_another_schema(addresses: dict[str, str]) -> None:
    owner = await asyncpg.connect(addresses["SAGAREEL_BILLING_DSN"])
    await owner.execute("create table entry (amount int)")
    await owner.close()
    stranger = await asyncpg.connect(addresses["SAGAREEL_SCRIPT_DSN"])
    for attempt in ("select * from billing.entry", "create table billing.mine (x int)", "create table public.mine (x int)"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await stranger.execute(attempt)
    await stranger.close()


async def test_a_service_cannot_become_another_role_or_make_databases(addresses: dict[str, str]) -> None:
    connection = await asyncpg.connect(addresses["SAGAREEL_SCRIPT_DSN"])
    for attempt in ("set role sagareel_billing", "set role sagareel", "create database mine", "create role mine"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(attempt)
    await connection.close()


async def test_a_wrong_password_is_refused_on_the_socket_and_on_the_port(stack: Stack, addresses: dict[str, str]) -> None:
    plan = stack._started()
    for host in ("127.0.0.1", plan.database.folder or "127.0.0.1"):
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(
                host=host, port=plan.database.port, user="sagareel_script", password="guess", database="sagareel"
            )


async def test_fresh_databases_are_apart_from_each_other(stack: Stack, addresses: dict[str, str]) -> None:
    other = stack.fresh_database()
    connection = await asyncpg.connect(addresses["SAGAREEL_SCRIPT_DSN"])
    await connection.execute("create table only_here (x int)")
    await connection.close()
    connection = await asyncpg.connect(other["SAGAREEL_SCRIPT_DSN"])
    assert await connection.fetchval("select to_regclass('only_here')") is None
    await connection.close()
    stack.drop_database(other)
