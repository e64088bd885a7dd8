"""Whatever PostgreSQL believes about the size of a table, a store's statement finds each of its rows by key."""

import json

import pytest

from chassis import batch
from chassis.columns import Part
from chassis.connections import hot_connection
from chassis.environment import Environment
from chassis.migrate import ENGINE, bring_up_to_date
from chassis.testing.plans import walked

PARTS = (batch._FINISHES, batch._CHANGES, batch._PUBLISHED, batch._OUTBOX)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
async def test_no_statement_walks_a_table_once_per_row_that_it_is_given(part: Part, environment: Environment) -> None:
    assert await walked(environment.dsn_of("notifier"), part, {}) == []


async def test_what_others_have_published_is_walked_past_once(environment: Environment) -> None:
    dsn = environment.dsn_of("notifier")
    await bring_up_to_date(dsn, {"chassis": ENGINE})
    connection = await hot_connection(dsn, "test", {})
    texts = "'seq-' || n, repeat('x', 6000) from generate_series(1, 400) n"
    await connection.execute(f"insert into outbox (owner, sequences, messages) select 'other', {texts}")
    assert len(await connection.fetch("select held_by_others('me')")) == 400
    await connection.execute("delete from outbox")
    met = []
    for _ in range(2):
        explained = await connection.fetchval("explain (analyze, buffers, format json) select held_by_others('me')")
        met.append(json.loads(explained)[0]["Plan"]["Shared Hit Blocks"])
    await connection.close()
    assert met[0] > 400, "the dead are met"
    assert met[1] < 40, "and marked, so that the next commit does not meet them"
