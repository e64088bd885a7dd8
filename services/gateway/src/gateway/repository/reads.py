"""What routes and streams read. Every query names its tenant, and row-level security checks it again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

from contracts.requests import Stage
from gateway.domain.happenings import Leftover
from gateway.repository.tenants import reading

_FILM = """
select s.sequence_id, s.tenant_id, s.request, s.created_at, s.updated_at, s.cancel_asked_at is not null, s.state, s.title,
       s.done, s.totals, s.planned, s.frames, s.scenes, s.failure, s.film, s.stand_ins, s.cost, s.last_event,
       s.stop_at, s.continues,
       (select count(*) from (
            select 1 from plan p cross join unnest(p.shots, p.scene_of) as u (shot, scene)
            left join step t on t.sequence_id = s.sequence_id and t.step = 'clip:' || u.shot and t.done
            where p.sequence_id = s.sequence_id group by u.scene having count(t.step) = count(*)) finished) as scenes_done,
       (select json_agg(r) from (
            select t.step, t.position, t.total, t.note from step t
            where t.sequence_id = s.sequence_id and not t.done and t.total > 0 order by t.step limit 50) r) as running
from sequence s
"""

_ONE = _FILM + " where s.tenant_id = $1 and s.sequence_id = $2"

_PAGE = (
    _FILM
    + """
where s.tenant_id = $1
  and ($2::text is null
    or $2 = case when s.cancel_asked_at is not null and s.state in ('queued', 'running') then 'cancelling' else s.state end)
  and ($3::timestamptz is null or (s.created_at, s.sequence_id) < ($3, $4::text))
order by s.created_at desc, s.sequence_id desc limit $5
"""
)

_MANY = _FILM + " join unnest($1::text[], $2::text[]) as w (tenant_id, sequence_id) using (tenant_id, sequence_id)"

_LEFT = "select script, storyboard from leftover where tenant_id = $1 and sequence_id = $2"

_LOG = """
select id, type, step, data, at from entry where tenant_id = $1 and sequence_id = $2 and id > $3 order by id limit $4
"""

_LOGS = """
select e.tenant_id, e.sequence_id, e.id, e.type, e.step, e.data, e.at
from unnest($1::text[], $2::text[], $3::bigint[]) as w (tenant_id, sequence_id, after)
join entry e on e.sequence_id = w.sequence_id and e.tenant_id = w.tenant_id and e.id > w.after order by e.sequence_id, e.id
"""

_HEADS = """
select s.tenant_id, s.sequence_id, s.last_event
from unnest($1::text[], $2::text[]) as w (tenant_id, sequence_id) join sequence s using (tenant_id, sequence_id)
"""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FilmRow:
    """A film as it is known now."""

    sequence: str
    tenant: str
    request: str
    created_at: datetime
    updated_at: datetime
    cancel_asked: bool
    state: str
    title: str
    done: list[int]
    totals: list[int]
    planned: bool
    frames: int
    scenes: int
    failure: str | None
    film: str | None
    stand_ins: list[str]
    cost: int
    last_event: int
    stop_at: Stage
    continues: str | None
    scenes_done: int
    running: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of a film's log."""

    id: int
    type: str
    step: str
    data: str
    at: datetime


async def film(pool: asyncpg.Pool, tenant: str, sequence: str) -> FilmRow | None:
    """One film of a tenant."""
    async with reading(pool, tenant) as connection:
        row = await connection.fetchrow(_ONE, tenant, sequence)
    return _film(row) if row else None


async def leftover(pool: asyncpg.Pool, tenant: str, sequence: str) -> Leftover:
    """What an ended film has left behind; films that ended before this was kept have left nothing."""
    async with reading(pool, tenant) as connection:
        row = await connection.fetchrow(_LEFT, tenant, sequence)
    return Leftover(*row) if row else Leftover()


async def page(
    pool: asyncpg.Pool, tenant: str, state: str | None, before: tuple[datetime, str] | None, limit: int
) -> list[FilmRow]:
    """Films of a tenant, newest first."""
    at, sequence = before or (None, None)
    async with reading(pool, tenant) as connection:
        rows = await connection.fetch(_PAGE, tenant, state, at, sequence, limit)
    return [_film(row) for row in rows]


async def films(pool: asyncpg.Pool, keys: Sequence[Key]) -> dict[Key, FilmRow]:
    """Films of any tenants, for the fan-out."""
    async with reading(pool, "*") as connection:
        rows = await connection.fetch(_MANY, [t for t, _ in keys], [s for _, s in keys])
    return {(row["tenant_id"], row["sequence_id"]): _film(row) for row in rows}


async def log(pool: asyncpg.Pool, tenant: str, sequence: str, after: int, limit: int) -> list[LogRow]:
    """A film's log after an entry."""
    async with reading(pool, tenant) as connection:
        rows = await connection.fetch(_LOG, tenant, sequence, after, limit)
    return [LogRow(*row) for row in rows]


async def logs(pool: asyncpg.Pool, after: Mapping[Key, int]) -> dict[Key, list[LogRow]]:
    """The logs of several films, each after an entry, for the fan-out."""
    found: dict[Key, list[LogRow]] = {key: [] for key in after}
    async with reading(pool, "*") as connection:
        rows = await connection.fetch(_LOGS, [t for t, _ in after], [s for _, s in after], list(after.values()))
    for tenant, sequence, *values in rows:
        found[tenant, sequence].append(LogRow(*values))
    return found


async def heads(pool: asyncpg.Pool, keys: Sequence[Key]) -> dict[Key, int]:
    """The newest entry of each film, for the fan-out."""
    async with reading(pool, "*") as connection:
        rows = await connection.fetch(_HEADS, [t for t, _ in keys], [s for _, s in keys])
    return {(row[0], row[1]): row[2] for row in rows}


def _film(row: asyncpg.Record) -> FilmRow:
    *values, running = tuple(row)
    return FilmRow(*(*values, json.loads(running or "[]")))
