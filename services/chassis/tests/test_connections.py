"""Whatever PostgreSQL believes about the size of a table, a store's statement finds each of its rows by key."""

import pytest

from chassis import batch
from chassis.columns import Part
from chassis.environment import Environment
from chassis.testing.plans import walked

PARTS = (batch._FINISHES, batch._CHANGES, batch._PUBLISHED, batch._OUTBOX)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
async def test_no_statement_walks_a_table_once_per_row_that_it_is_given(part: Part, environment: Environment) -> None:
    assert await walked(environment.dsn_of("notifier"), part, {}) == []
