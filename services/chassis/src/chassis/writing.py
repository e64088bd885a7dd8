"""Writes a batch in one statement. Called by the store's loop, and by the service for transactions of its own."""

from dataclasses import replace

from chassis.batch import Batch, parts_of
from chassis.bundles import Stored, bundled
from chassis.columns import arguments_of, statement_of
from chassis.pending import Written
from chassis.records import Connection

_OURS = """
select j.id, j.fence from unnest($1::text[], $2::bigint[]) f(id, fence) join job j on j.id = f.id and j.fence = f.fence
where j.state || '' = 'open'
"""


async def execute(connection: Connection, owner: str, batch: Batch) -> Written:
    """Write all of it, in the caller's transaction if there is one.

    Raises asyncpg.SerializationError when an assumption of it no longer holds: nothing is written then.
    """
    if not batch:
        return Written()
    bundles = bundled(batch.outbox)
    parts = parts_of(batch, bundles)
    text = statement_of(tuple(filled.part for filled in parts))
    written = Written()
    told = {"job": written.jobs, "change": written.changes, "cancel": written.cancels, "held": written.held, "out": set[str]()}
    for part, id_ in await connection.fetch(text, *arguments_of(parts, owner)):
        if part in told:
            told[part].add(id_)
    positions = sorted(map(int, told["out"]))
    written.bundles = [Stored(position, bundle.rows) for position, bundle in zip(positions, bundles, strict=True)]
    return written


async def still_ours(connection: Connection, batch: Batch) -> Batch:
    """The batch without the ends of jobs that somebody else holds by now, and without what those would tell."""
    rows = await connection.fetch(_OURS, [f.job for f in batch.finishes], [f.fence for f in batch.finishes])
    ours = {row["id"]: row["fence"] for row in rows}
    return replace(
        batch,
        finishes=[finish for finish in batch.finishes if ours.get(finish.job) == finish.fence],
        outbox=[row for row in batch.outbox if row.job is None or row.job in ours],
    )
