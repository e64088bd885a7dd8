"""Finds takes by the hash of their inputs, so that an unchanged input is reused free. Handed to job bodies as `tools.takes`."""

import asyncio
from collections.abc import Iterable

import asyncpg

from contracts.base import Take

_FIND = """
select t.tenant_id, t.input_hash, t.take from unnest($1::text[], $2::text[]) k(tenant, hash),
  lateral (select * from take where tenant_id = k.tenant and input_hash = k.hash offset 0) t
"""
Key = tuple[str, str]


def _free(text: str) -> Take:
    return Take.model_validate_json(text).model_copy(update={"cost": 0})


class Takes:
    """Look-ups made at the same time become one statement."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._asked: dict[Key, list[asyncio.Future[Take | None]]] = {}
        self._search: asyncio.Task[None] | None = None

    async def find(self, tenant: str, input_hash: str) -> Take | None:
        """The take made from exactly these inputs for this tenant, if there is one; its cost is 0, because it is paid already."""
        future: asyncio.Future[Take | None] = asyncio.get_running_loop().create_future()
        self._asked.setdefault((tenant, input_hash), []).append(future)
        if self._search is None:
            self._search = asyncio.create_task(self._answer())
        return await future

    async def _answer(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, {}
            try:
                rows = await self._pool.fetch(_FIND, [k[0] for k in asked], [k[1] for k in asked])
            except Exception as error:  # noqa: BLE001 — the bodies that asked hear it
                for future in _waiting(asked.values()):
                    future.set_exception(error)
                continue
            found = {(r["tenant_id"], r["input_hash"]): _free(r["take"]) for r in rows}
            for key, futures in asked.items():
                for future in _waiting([futures]):
                    future.set_result(found.get(key))
        self._search = None


def _waiting(asked: Iterable[list["asyncio.Future[Take | None]"]]) -> Iterable["asyncio.Future[Take | None]"]:
    """Those whose body has not been stopped meanwhile."""
    return [future for futures in asked for future in futures if not future.done()]
