"""What can be watched of films that are still being made: written beside the projection, read by its route."""

from collections.abc import Mapping

import asyncpg

from chassis.columns import Part
from chassis.transaction import Turn
from contracts.assembly import PreviewGrew
from gateway.repository.tenants import reading

Key = tuple[str, str]
"""Tenant and sequence."""

_GROWN = Part(
    "previews",
    ("seq text", "tenant text", "number int", "told text"),
    """
  insert into preview (sequence_id, tenant_id, number, told) select seq, tenant, number, told from {rows}
  on conflict (sequence_id, number) do update set told = excluded.told""",
)

_OF_FILM = "select told from preview where tenant_id = $1 and sequence_id = $2 order by number"


def store(turn: Turn, told: Mapping[tuple[Key, int], PreviewGrew]) -> None:
    """Write what was told; of a shot that was told of twice, the later."""
    turn.write(_GROWN, [(seq, tenant, number, event.model_dump_json()) for ((tenant, seq), number), event in told.items()])


async def of_film(pool: asyncpg.Pool, tenant: str, sequence: str) -> list[PreviewGrew]:
    """The film's front: its shots from the first to the last before one that is not told of yet."""
    async with reading(pool, tenant) as connection:
        rows = await connection.fetch(_OF_FILM, tenant, sequence)
    events = [PreviewGrew.model_validate_json(row["told"], extra="ignore") for row in rows]
    return [event for number, event in enumerate(events) if event.number == number]
