"""Webhooks of vendors, between the process that receives one and the job that waits for it: rows of the shared schema.

A webhook only says that it is worth looking: the job then asks the vendor itself. So a forged one is harmless, a lost one costs
a poll, a repeated or late one changes nothing, and one that came before the job knew its request is found when it waits.
"""

import asyncio
import contextlib

import asyncpg
import structlog

from chassis.admission.line import USUAL_HOLD
from chassis.admission.shared import Lender, shared_connection
from chassis.pending import TRANSIENT

log = structlog.get_logger()

LOOKS = 0.5
"""Seconds between two looks for all requests that a process waits for."""
LONGEST = 64_000
"""Characters of an answer that are kept."""

_KEEP = """
insert into vendor.answer (account, request_id, body) select name, $2, $3 from vendor.account where hook = $1
on conflict (account, request_id) do nothing
"""
_KNOWN = "select exists (select from vendor.account where hook = $1)"
_OLD = "delete from vendor.answer where at < now() - interval '14 days'"
_CAME = "select request_id from vendor.answer where account = $1 and request_id = any($2::text[])"
_ACCOUNT = "insert into vendor.account (name, tokens, mean) values ($1, 1, $2) on conflict do nothing"
_HOOK = "select hook from vendor.account where name = $1"


class Letterbox:
    """Keeps what vendors tell. One per receiving process; its connection is made when the first letter comes."""

    def __init__(self, dsn: str, service: str) -> None:
        self._dsn = dsn
        self._name = f"sagareel-{service}-letterbox"
        self._connection: asyncpg.Connection | None = None
        self._one = asyncio.Lock()

    async def keep(self, hook: str, request_id: str, body: str) -> bool:
        """Keep an answer, once; False when nobody has this hook.

        Raises what the database raises; then the vendor delivers again.
        """
        async with self._one:
            if self._connection is None or self._connection.is_closed():
                self._connection = await shared_connection(self._dsn, self._name, fresh=True)
                await self._connection.execute(_OLD)
            try:
                await self._connection.execute(_KEEP, hook, request_id, body.replace("\x00", "")[:LONGEST])
                return bool(await self._connection.fetchval(_KNOWN, hook))
            except TRANSIENT:
                self._connection.terminate()
                raise


class Bell:
    """Rings when an answer of one account has come. One per process and account; without waiting jobs it has no connection."""

    def __init__(self, account: str, dsn: str, service: str, lender: Lender | None = None) -> None:
        """Bells of the accounts of many tenants share one lender."""
        self._account = account
        self._lender = lender or Lender(dsn, f"sagareel-{service}-bell", most=1)
        self._waiting: dict[str, asyncio.Event] = {}
        self._looking: asyncio.Task[None] | None = None
        self._hook: str | None = None

    async def hook(self) -> str:
        """The part of the account's webhook address that nobody can guess."""
        if self._hook is None:
            async with self._lender.lent() as connection:
                await connection.execute(_ACCOUNT, self._account, USUAL_HOLD)
                self._hook = str(await connection.fetchval(_HOOK, self._account))
        return self._hook

    async def rings(self, request_id: str, within: float) -> bool:
        """Wait until an answer to the request has come, also earlier; False when none comes in so many seconds."""
        event = self._waiting.setdefault(request_id, asyncio.Event())
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            async with asyncio.timeout(within):
                return await event.wait()
        except TimeoutError:
            return False
        finally:
            self._waiting.pop(request_id, None)

    async def _look(self) -> None:
        async with self._lender.in_use():
            while self._waiting:
                try:
                    async with self._lender.lent() as connection:
                        came = await connection.fetch(_CAME, self._account, list(self._waiting))
                    for row in came:
                        with contextlib.suppress(KeyError):
                            self._waiting[row["request_id"]].set()
                except (*TRANSIENT, asyncpg.PostgresError) as error:
                    log.warning("answers of vendors could not be looked for, trying again", error=repr(error))
                await asyncio.sleep(LOOKS)
