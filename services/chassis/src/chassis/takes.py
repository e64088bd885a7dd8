"""Finds takes by the hash of their inputs, so that an unchanged input is reused free. Handed to job bodies as `tools.takes`."""

import asyncio

import asyncpg

from contracts.base import Take

_FIND = """
select t.tenant_id, t.input_hash, t.take from take t
join unnest($1::text[], $2::text[]) k(tenant, hash) on t.tenant_id = k.tenant and t.input_hash = k.hash
"""
Key = tuple[str, str]


def _free(text: str) -> Take:
    return Take.model_validate_json(text).model_copy(update={"cost": 0})


class Takes:
    """Look-ups made at the same time become one statement."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._asked: dict[Key, asyncio.Future[Take | None]] = {}
        self._search: asyncio.Task[None] | None = None

    async def find(self, tenant: str, input_hash: str) -> Take | None:
        """The take made from exactly these inputs for this tenant, if there is one; its cost is 0, because it is paid already."""
        key = (tenant, input_hash)
        future = self._asked.get(key)
        if future is None:
            future = self._asked[key] = asyncio.get_running_loop().create_future()
        if self._search is None:
            self._search = asyncio.create_task(self._answer())
        return await asyncio.shield(future)

    async def _answer(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, {}
            try:
                rows = await self._pool.fetch(_FIND, [k[0] for k in asked], [k[1] for k in asked])
            except Exception as error:  # noqa: BLE001 — the bodies that asked hear it
                for future in asked.values():
                    future.set_exception(error)
                continue
            found = {(r["tenant_id"], r["input_hash"]): _free(r["take"]) for r in rows}
            for key, future in asked.items():
                future.set_result(found.get(key))
        self._search = None
