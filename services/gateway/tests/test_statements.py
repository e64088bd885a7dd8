"""Whatever PostgreSQL believes about the size of a table, the projection's statement finds each of its rows by key."""

from pathlib import Path

import gateway
from chassis.environment import Environment
from chassis.testing.plans import walked
from gateway.repository.projection import _CHANGED

MIGRATIONS = {"gateway": Path(gateway.__file__).parent / "migrations"}


async def test_no_projection_walks_all_films_once_per_film_that_it_changes(environment: Environment) -> None:
    """Under row-level security a key that is worked out within the join is not looked up in an index."""
    assert await walked(environment.dsn_of("gateway"), _CHANGED, MIGRATIONS, {"app.tenant": "*"}) == []
