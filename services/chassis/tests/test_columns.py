"""What is packed into columns comes out of PostgreSQL as it was; a statement whose assumptions do not hold writes nothing."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.columns import Part, UnstorableError, arguments_of, fill, statement_of
from chassis.migrate import ENGINE, migrate
from local_stack import Stack

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\x1e\x1f"), max_size=20)
ROWS = st.lists(
    st.tuples(WORDS, st.none() | WORDS.filter(bool), st.integers(-(2**31), 2**31 - 1), st.booleans(), st.none() | st.binary()),
    min_size=1,
    max_size=8,
)
_COLUMNS = ("word text", "maybe text?", "number int", "flag bool", "raw bytea?")
SHOWN = Part(
    "shown", _COLUMNS, "select word, maybe, number, flag, raw, n from {rows}", "select 'row', word, flag from shown order by n"
)
KEPT = Part("kept", _COLUMNS, "insert into kept select word, maybe, number, flag, raw, n from {rows} returning n", exact=True)


@pytest.fixture(scope="module")
async def connection(stack: Stack) -> AsyncIterator[asyncpg.Connection]:
    databases = stack.fresh_database()
    connection = await asyncpg.connect(databases["SAGAREEL_SCRIPT_DSN"])
    await migrate(connection, {"chassis": ENGINE})
    await connection.execute("create table kept (word text, maybe text, number int, flag bool, raw bytea, n bigint)")
    yield connection
    await connection.close()
    stack.drop_database(databases)


async def run(connection: asyncpg.Connection, part: Part, rows: list[tuple[object, ...]]) -> None:
    filled = [fill(part, rows)]
    await connection.fetch(statement_of((part,)), *arguments_of(filled, "me"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
async def test_rows_are_stored_as_they_were_given(connection: asyncpg.Connection, rows: list[tuple[object, ...]]) -> None:
    await connection.execute("truncate kept")
    await run(connection, KEPT, rows)
    stored = await connection.fetch("select word, maybe, number, flag, raw from kept order by n")
    assert [tuple(row) for row in stored] == rows


@pytest.mark.parametrize("odd", ["a\x1fb", "\x1f"])
def test_a_value_with_a_separator_is_refused(odd: str) -> None:
    with pytest.raises(UnstorableError, match=r"shown\.word"):
        fill(SHOWN, [("fine", None, 1, True, None), (odd, None, 1, True, None)])


async def test_an_exact_part_that_finds_less_writes_nothing_at_all(connection: asyncpg.Connection) -> None:
    await connection.execute("truncate kept")
    changed = Part(
        "changed", ("number int",), "update kept set flag = true from {rows} where kept.number = t.number returning 1", exact=True
    )
    parts = [fill(KEPT, [("a", None, 1, False, None)]), fill(changed, [(7,)])]
    with pytest.raises(asyncpg.SerializationError, match="changed"):
        await connection.fetch(statement_of((KEPT, changed)), *arguments_of(parts, "me"))
    assert await connection.fetchval("select count(*) from kept") == 0
