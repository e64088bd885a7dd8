"""Whatever PostgreSQL believes about the size of a table, the coordinator's statement finds each of its rows by key."""

from pathlib import Path

import pytest

import coordinator
from chassis.columns import Part
from chassis.environment import Environment
from chassis.testing.plans import walked
from coordinator.statements import CHANGED_STEPS, COMPARED, COUNTED, MOVED, OUTDATED, UNPARKED

MIGRATIONS = {"coordinator": Path(coordinator.__file__).parent / "migrations"}


@pytest.mark.parametrize("part", [MOVED, COUNTED, COMPARED, CHANGED_STEPS, OUTDATED, UNPARKED], ids=lambda part: part.name)
async def test_no_decision_walks_a_table_once_per_row_that_it_changes(part: Part, environment: Environment) -> None:
    assert await walked(environment.dsn_of("coordinator"), part, MIGRATIONS) == []
