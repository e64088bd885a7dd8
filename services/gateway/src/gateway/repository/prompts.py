"""What models were told for the steps of a film: written beside the projection, read by its route."""

from collections.abc import Mapping

import asyncpg

from chassis.columns import Part
from chassis.transaction import Turn
from contracts.base import MediaRef
from gateway.repository.tenants import reading

Key = tuple[str, str]
"""Tenant and sequence."""

_TOLD = Part(
    "prompts",
    ("seq text", "tenant text", "step text", "media text"),
    """
  insert into prompt (sequence_id, tenant_id, step, media) select seq, tenant, step, media from {rows}
  on conflict (sequence_id, step) do update set media = excluded.media""",
)

_OF_FILM = "select step, media from prompt where tenant_id = $1 and sequence_id = $2"


def store(turn: Turn, told: Mapping[tuple[Key, str], MediaRef]) -> None:
    """Write what was told for steps; of a step that was told of twice, the later."""
    turn.write(_TOLD, [(sequence, tenant, step, ref.model_dump_json()) for ((tenant, sequence), step), ref in told.items()])


async def of_film(pool: asyncpg.Pool, tenant: str, sequence: str) -> dict[str, MediaRef]:
    """The texts by their steps."""
    async with reading(pool, tenant) as connection:
        rows = await connection.fetch(_OF_FILM, tenant, sequence)
    return {step: MediaRef.model_validate_json(media) for step, media in rows}
