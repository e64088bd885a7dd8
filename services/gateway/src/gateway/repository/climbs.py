"""What was tried for the steps of a film after a refusal: written beside the projection, read by the route of its prompts."""

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import orjson

from chassis.columns import Part
from chassis.transaction import Turn
from contracts.base import Rung
from gateway.repository.tenants import reading

Key = tuple[str, str]
"""Tenant and sequence."""

_CLIMBED = Part(
    "climbs",
    ("seq text", "tenant text", "step text", "rungs text"),
    """
  insert into climb (sequence_id, tenant_id, step, rungs) select seq, tenant, step, rungs from {rows}
  on conflict (sequence_id, step) do update set rungs = excluded.rungs""",
)

_OF_FILM = "select step, rungs from climb where tenant_id = $1 and sequence_id = $2"


def store(turn: Turn, climbed: Mapping[tuple[Key, str], Sequence[Rung]]) -> None:
    """Write the rungs of steps; of a step that climbed twice, the later."""
    if climbed:
        rows = [(seq, tenant, step, _text(rungs)) for ((tenant, seq), step), rungs in climbed.items()]
        turn.write(_CLIMBED, rows)


def _text(rungs: Sequence[Rung]) -> str:
    return orjson.dumps([rung.model_dump() for rung in rungs]).decode().replace("\\u0000", "")


async def of_film(pool: asyncpg.Pool, tenant: str, sequence: str) -> dict[str, list[dict[str, Any]]]:
    """The rungs by their steps."""
    async with reading(pool, tenant) as connection:
        rows = await connection.fetch(_OF_FILM, tenant, sequence)
    return {step: orjson.loads(rungs) for step, rungs in rows}
