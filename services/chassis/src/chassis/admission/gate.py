"""The gate to one account, as one process sees it: whatever its jobs ask for at the same time is decided in one transaction.

A job that is next stands and asks again every moment; one that is further behind is `Busy` and goes back into its table, so that
those who wait cost nothing. Its ticket keeps its place. A slot is renewed while its job is here, and falls back after a crash.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import asyncpg
import structlog

from chassis.admission.circuit import Proof
from chassis.admission.line import LEASE, STANDS, Asks, Limits, Place, Ticket
from chassis.admission.rows import decided
from chassis.admission.shared import Lender
from chassis.environment import MissingSettingError
from chassis.errors import Broken, Busy, Refused, Unsure
from chassis.pending import TRANSIENT
from chassis.work import Job, Tools

log = structlog.get_logger()

PATIENCE = 2.0
"""Seconds for which a job stands; one that has to wait longer goes back into its table."""
AWAY_CODE = "route_away"
"""Of the Busy that says that a route does not work: whoever may use another one does."""
AWAY = 2.0
"""Seconds until a job asks again when the database could not be asked."""


@dataclass(frozen=True, slots=True)
class User:
    """The service that uses an account: its name, its database, which of its commands (by type) come first within a tenant."""

    service: str
    dsn: str = field(repr=False)
    priorities: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Wish:
    ticket: Ticket
    let_in: asyncio.Future[None]
    told: Callable[[Place], None]


class Gate:
    """The gate to one account; jobs pass it through their `seat`."""

    def __init__(self, account: str, limits: Limits, user: User, lender: Lender | None = None) -> None:
        """`account` is the vendor's name, a colon, and something that tells its accounts apart without being the key.

        Gates to the accounts of many tenants share one lender.
        """
        self._account = account
        self._limits = limits
        self._user = user
        self._lender = lender or Lender(user.dsn, f"sagareel-{user.service}-{self.vendor}", most=1)
        self._wishes: dict[str, _Wish] = {}
        self._held: dict[str, Ticket] = {}
        self._leaving: list[str] = []
        self._proofs: list[Proof] = []
        self._pause = 0.0
        self._renewed = 0.0
        self._news = asyncio.Event()
        self._rounds: asyncio.Task[None] | None = None

    @property
    def vendor(self) -> str:
        """Whose account it is."""
        return self._account.partition(":")[0]

    def seat(self, job: Job[Any], tools: Tools, route: str = "") -> "Seat":
        """The job's way in; use it as a context manager around everything that happens at the vendor."""
        envelope = job.envelope
        asked = datetime.fromisoformat(envelope.time).timestamp() if envelope.time else time.time()
        priority = self._user.priorities.get(envelope.type, 0)
        return Seat(self, Ticket(job.id, envelope.tenant, priority, asked, route=route), tools)

    @asynccontextmanager
    async def admitted(self, job: Job[Any], tools: Tools, route: str = "") -> AsyncIterator[None]:
        """For a request that is answered at once: in while it lasts, out after it. Raises Busy."""
        with self.seat(job, tools, route) as seat:
            await seat.enter()
            try:
                yield
                seat.proved(worked=True)
            except Busy as error:
                self.pause(error.retry_after)
                raise
            except (Broken, Unsure):
                seat.proved(worked=False)
                raise
            except Refused:
                seat.proved(worked=True)
                raise
            finally:
                seat.leave()

    def pause(self, seconds: float) -> None:
        """The vendor wants peace for so long: nobody is let in, in no process."""
        self._pause = max(self._pause, seconds)
        self._ask()

    # What seats do.

    async def enter(self, ticket: Ticket, told: Callable[[Place], None]) -> None:
        """Wait for a slot; raises Busy when that takes longer than a moment."""
        wish = _Wish(ticket, asyncio.get_running_loop().create_future(), told)
        self._wishes[ticket.job] = wish
        self._ask()
        try:
            await wish.let_in
        except asyncio.CancelledError:
            self.leave(ticket.job)
            raise
        finally:
            if self._wishes.get(ticket.job) is wish:
                del self._wishes[ticket.job]

    def keep(self, ticket: Ticket) -> None:
        """The job has a request at the vendor: it holds a slot, whether there is one or not."""
        self._held[ticket.job] = ticket
        self._renewed = 0.0
        self._ask()

    def leave(self, job: str) -> None:
        """The slot is free."""
        self._held.pop(job, None)
        self._leaving.append(job)
        self._ask()

    def prove(self, proof: Proof) -> None:
        """What a job saw of a route."""
        if proof.route:
            self._proofs.append(proof)
            self._ask()

    def let_go(self, job: str) -> None:
        """Renew it no more: the slot falls back unless somebody else takes the job up."""
        self._held.pop(job, None)
        self._news.set()

    # The rounds. They end, with their connection, when nobody waits or holds anything: an idle gate costs nothing.

    def _ask(self) -> None:
        self._news.set()
        if self._rounds is None or self._rounds.done():
            self._rounds = asyncio.create_task(self._go_on())

    async def _go_on(self) -> None:
        try:
            async with self._lender.in_use():
                while self._wishes or self._held or self._leaving or self._pause or self._proofs:
                    await self._wait()
                    try:
                        async with self._lender.lent() as connection:
                            await self._round(connection)
                    except (*TRANSIENT, asyncpg.PostgresError) as error:
                        log.warning("admission could not be asked, trying again", account=self._account, error=repr(error))
                        self._send_back(_away(self.vendor))
                        await asyncio.sleep(STANDS)
        except MissingSettingError as error:
            self._send_back(error)
            raise

    async def _wait(self) -> None:
        """Until somebody wants something, or somebody who stands asks again, or slots have to be renewed."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STANDS if self._wishes else LEASE / 3):
                await self._news.wait()
        self._news.clear()

    async def _round(self, connection: asyncpg.Connection) -> None:
        wishes, leaving, pause, proofs = dict(self._wishes), self._leaving, self._pause, self._proofs
        self._leaving, self._pause, self._proofs = [], 0.0, []
        now = time.monotonic()
        renew = now - self._renewed > LEASE / 3
        keep = list(self._held.values()) if renew else ()
        asks = Asks([w.ticket for w in wishes.values()], keep, leaving, pause, proofs)
        async with connection.transaction():  # if it fails, slots that were left fall back with their lease
            decision = await decided(connection, self._account, self._user.service, self._limits, asks)
        self._renewed = now if renew else self._renewed
        for job, wish in wishes.items():
            self._tell(job, wish, decision.waits.get(job))

    def _tell(self, job: str, wish: _Wish, place: Place | None) -> None:
        """One answer. Whoever was let in and has gone meanwhile gives his slot back."""
        gone = self._wishes.get(job) is not wish or wish.let_in.done()
        if place is None:
            if gone:
                self.leave(job)
                return
            self._held[job] = wish.ticket
            self._answered(job, wish).set_result(None)
        elif not gone:
            if place.barred:
                self._answered(job, wish).set_exception(_broken(wish.ticket.route, self.vendor, place.again))
                return
            wish.told(place)
            if place.again > PATIENCE:
                self._answered(job, wish).set_exception(_busy(self.vendor, place.again))

    def _answered(self, job: str, wish: _Wish) -> asyncio.Future[None]:
        """Gone from the wishes at once: the next round may begin before the job hears of it, and must not take its slot away."""
        del self._wishes[job]
        return wish.let_in

    def _send_back(self, error: Exception) -> None:
        for wish in self._wishes.values():
            if not wish.let_in.done():
                wish.let_in.set_exception(error)


class Seat:
    """One job's way through a gate. Leaving the context keeps the slot until its lease is over, unless `leave` was said."""

    def __init__(self, gate: Gate, ticket: Ticket, tools: Tools) -> None:
        self._gate = gate
        self._ticket = ticket
        self._tools = tools

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._gate.let_go(self._ticket.job)

    async def enter(self) -> None:
        """Be let in. Raises Busy, which burns no attempt, when others come first."""
        await self._gate.enter(self._ticket, self._told)

    def keep(self) -> None:
        """Take the slot of a request that is at the vendor already."""
        self._gate.keep(self._ticket)

    def leave(self) -> None:
        """Give the slot back: the vendor works on nothing for this job."""
        self._gate.leave(self._ticket.job)

    def proved(self, *, worked: bool) -> None:
        """What the job saw of its route: it answered, or it did not."""
        self._gate.prove(Proof(self._ticket.job, self._ticket.route, worked))

    def _told(self, place: Place) -> None:
        self._tools.queued(self._gate.vendor, place.ahead, place.starts_in)


def _busy(vendor: str, seconds: float) -> Busy:
    return Busy(f"Others are before this at {vendor}.", retry_after=seconds, code="in_line")


def _broken(route: str, vendor: str, seconds: float) -> Busy:
    return Busy(f"{route} of {vendor} has not worked lately; it is tried again soon.", retry_after=seconds, code=AWAY_CODE)


def _away(vendor: str) -> Busy:
    return Busy(f"Whether there is room at {vendor} could not be found out.", retry_after=AWAY, code="in_line")
