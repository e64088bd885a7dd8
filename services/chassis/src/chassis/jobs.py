"""Runs jobs: born claimed while there is room, claimed from the table otherwise; lease, fencing token, heartbeat, retries.

Every write about a job carries its fencing token, so whoever lost it cannot finish it (promise 4).
"""

import asyncio
import random
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

import asyncpg
import structlog

from chassis import telemetry
from chassis.batch import Change, Finish, NewJob
from chassis.claimed import Running
from chassis.compute import Compute
from chassis.errors import JobError, Unsure
from chassis.media import Media
from chassis.outcomes import Fail, GiveBack, TryTimedOutError, outcome_of
from chassis.pending import TRANSIENT
from chassis.publisher import Publisher, Sent
from chassis.records import Arrival, Outgoing, outgoing, unpack_envelope
from chassis.store import Store
from chassis.takes import Takes
from chassis.withdrawals import Withdrawals
from chassis.work import Done, Job, Kind, Tools
from contracts.base import Event, Progressed
from contracts.envelope import answer
from contracts.topics import topic_of

log = structlog.get_logger()

_CLAIM = """
update job j set owner = $1, fence = fence + 1, lease_until = now() + $2 * interval '1 s'
from (
  select id from job where state = 'open' and lease_until <= now() and type = $3 and not (id = any($5::text[]))
  order by lease_until limit $4 for update skip locked
) c
where j.id = c.id
returning j.id, j.type, j.envelope, j.body, j.fence, j.tries, j.request_id
"""
"""Without our own: when we or the database stood still for longer than a lease, the next heartbeat renews what nobody took."""
_PREDECESSOR = "update job set owner = null, lease_until = now() where state = 'open' and owner like $1 || ':%' and owner <> $2"
_HIDDEN = "update job set owner = null, lease_until = now() where state = 'open' and owner = $1 and not (id = any($2::text[]))"


class JobRunner:
    """The jobs of one service in one process."""

    def __init__(
        self, service: str, owner: str, store: Store, publisher: Publisher, pool: asyncpg.Pool, media: Media, compute: Compute
    ) -> None:
        self._service = service
        self._source = f"/sagareel/{service}"
        self._owner = owner
        self._store = store
        self._publisher = publisher
        self._pool = pool
        self._media = media
        self._takes = Takes(pool)
        self._compute = compute
        self.kinds: dict[str, Kind] = {}
        self._running: dict[str, Running] = {}
        self._born: dict[str, Arrival] = {}
        self._withdrawals = Withdrawals(pool, owner, self.kinds)
        self._room: dict[str, int] = {}
        self._backlog: set[str] = set()
        self._claiming = asyncio.Lock()
        self._claim: asyncio.Task[None] | None = None
        self._draining = False
        telemetry.JOBS_RUNNING.labels(service).set_function(lambda: len(self._running))
        self._clock = cache(lambda type_, outcome: telemetry.JOB_SECONDS.labels(service, type_, outcome))

    def register(self, kind: Kind) -> None:
        """Take commands of this kind."""
        self.kinds[kind.command.TYPE] = kind
        self._room[kind.command.TYPE] = kind.concurrency

    # Arriving.

    def accept(self, arrivals: Sequence[Arrival]) -> list[NewJob]:
        """Commands as new jobs: claimed at birth as long as there is room here."""
        return [self._newborn(arrival) for arrival in arrivals]

    def _newborn(self, arrival: Arrival) -> NewJob:
        envelope = arrival.delivery.envelope
        lease = None
        if (
            self._room[envelope.type] > 0
            and not self._draining
            and envelope.id not in self._born
            and envelope.id not in self._running
        ):
            self._room[envelope.type] -= 1
            self._born[envelope.id] = arrival
            lease = self.kinds[envelope.type].lease
        else:
            self._backlog.add(envelope.type)
        return NewJob(envelope, arrival.record.value, lease)

    def stored(self, jobs: Sequence[NewJob], new: set[str]) -> None:
        """The jobs are committed: run those that were born claimed; a repeat gives its room back."""
        for made in jobs:
            arrival = self._born.pop(made.envelope.id, None) if made.lease else None
            if arrival is None:
                continue
            if made.envelope.id in new and not made.cancelled and made.envelope.id not in self._running:
                job = Job(made.envelope.id, made.envelope, arrival.delivery.message)  # type: ignore[type-var]
                now = time.monotonic()
                self._start(Running(job, self.kinds[made.envelope.type], 1, now, now))
            else:
                self._room[made.envelope.type] += 1
        if self._backlog:
            asyncio.get_running_loop().call_soon(self._claim_soon)

    # Claiming.

    def _claim_soon(self) -> None:
        if not self._draining and not self._claiming.locked():
            self._claim = asyncio.create_task(self._try_to_claim())

    async def _try_to_claim(self) -> None:
        try:
            await self.claim()
        except TRANSIENT as error:
            log.warning("claiming failed, the next beat claims again", service=self._service, error=repr(error))

    async def start(self, instance: str) -> None:
        """Take back what our predecessor of the same name was at."""
        if instance:
            await self._pool.execute(_PREDECESSOR, instance, self._owner)
        await self.claim(everything=True)

    async def recover(self) -> None:
        """Free the jobs that a lost connection hid from us: claimed in our name, but never started."""
        await self._pool.execute(_HIDDEN, self._owner, [*self._running, *self._born])
        await self.claim(everything=True)

    async def look(self) -> None:
        """Take on what nobody holds: open jobs, and requests that nobody waits for."""
        await self.claim(everything=True)
        if not self._draining:
            await self._withdrawals.look()

    async def claim(self, *, everything: bool = False) -> None:
        """Fill free room with open jobs that nobody holds."""
        async with self._claiming:
            for type_, kind in self.kinds.items():
                room = self._room[type_]
                if room <= 0 or self._draining or not (everything or type_ in self._backlog):
                    continue
                self._room[type_] -= room
                try:
                    rows = await self._pool.fetch(_CLAIM, self._owner, kind.lease, type_, room, [*self._running, *self._born])
                except BaseException:
                    self._room[type_] += room
                    raise
                self._room[type_] += room - len(rows)
                if len(rows) < room:
                    self._backlog.discard(type_)
                for row in rows:
                    self._claimed(row, kind)

    def _claimed(self, row: asyncpg.Record, kind: Kind) -> None:
        now = time.monotonic()
        job = Job(row["id"], unpack_envelope(row["envelope"]), kind.command.read(row["body"]), row["tries"], row["request_id"])
        self._start(Running(job, kind, row["fence"], now, now, noted=bool(job.request_id)))

    # Running.

    def _start(self, running: Running) -> None:
        self._running[running.job.id] = running
        running.task = asyncio.create_task(self._run(running))

    async def _run(self, running: Running) -> None:
        kind, started, outcome = running.kind, time.monotonic(), "done"
        report, store_request = partial(self._report, running), partial(self._store_request, running)
        report_line = partial(self._report_line, running)
        tools = Tools(self._media, self._takes, self._compute, report, store_request, report_line)
        try:
            self._finish(running, await (self._traced(running, tools) if telemetry.tracing() else kind.body(running.job, tools)))
        except asyncio.CancelledError:
            outcome = "stopped"
            if running.too_long:
                outcome = self._failed(running, TryTimedOutError(f"This took longer than {kind.timeout:.0f} s."))
            elif self._draining and self._running.get(running.job.id) is running:
                self._give_back(running, delay=0.0, tries=running.job.tries)
        except Exception as error:  # noqa: BLE001 — whatever a body raises becomes an outcome
            outcome = self._failed(running, error)
        finally:
            self._leave(running)
            self._clock(kind.command.__name__, outcome).observe(time.monotonic() - started)
            if tools.used_scratch:
                await tools.clean()

    async def _traced(self, running: Running, tools: Tools) -> Done:
        job = running.job
        name = f"{self._service} {running.kind.command.__name__}"
        about = {"sequence": job.envelope.sequence, "step": job.envelope.step}
        with telemetry.span(name, job.envelope.traceparent, **about) as traceparent:
            running.job = replace(job, envelope=job.envelope._replace(traceparent=traceparent))
            return await running.kind.body(running.job, tools)

    def _leave(self, running: Running) -> None:
        if self._running.get(running.job.id) is running:
            del self._running[running.job.id]
        type_ = running.job.envelope.type
        self._room[type_] += 1
        if type_ in self._backlog:
            self._claim_soon()

    def _finish(self, running: Running, done: Done) -> None:
        finish = Finish(running.job.id, running.fence, "done", None, done.takes, running.job.envelope.tenant)
        self._store.finish(finish, [self._answer(running, done.event)])

    def _answer(self, running: Running, event: Event) -> Outgoing:
        envelope = answer(running.job.envelope, event, self._source)
        return outgoing(envelope, event, topic_of(type(event)), running.job.id)

    def _failed(self, running: Running, error: Exception) -> str:
        if not isinstance(error, JobError):
            step = running.job.envelope.step
            log.error("a job body raised", service=self._service, job=running.job.id, step=step, exc_info=error)
        jitter = random.uniform(0.5, 1.5)  # noqa: S311 — not a secret
        decided = outcome_of(error, running.job.tries, running.kind.tries, jitter, noted=running.noted)
        match decided:
            case GiveBack():
                self._give_back(running, delay=decided.delay, tries=decided.tries)
            case Fail(failure=failure):
                failed = running.kind.command.FAILED(failure=failure)
                ended = Finish(running.job.id, running.fence, "failed", f"{failure.code}: {failure.message}")
                self._store.finish(ended, [self._answer(running, failed)])
        return decided.outcome

    def _give_back(self, running: Running, *, delay: float, tries: int) -> None:
        self._store.change(Change(running.job.id, running.fence, delay, give_back=True, tries=tries))
        self._backlog.add(running.job.envelope.type)
        asyncio.get_running_loop().call_later(delay + 0.05, self._claim_soon)

    # While it runs.

    async def _store_request(self, running: Running, request_id: str) -> None:
        if not request_id.isprintable():
            raise Unsure("The vendor's request id holds control characters, so it cannot be kept.")
        running.noted = bool(request_id)
        await self._store.change(Change(running.job.id, running.fence, running.kind.lease, request_id=request_id))

    def _report(self, running: Running, position: int, total: int, note: str) -> None:
        progress = running.kind.progress
        if progress is None or not running.worth_telling(position, total, time.monotonic()):
            return
        self._progressed(running, progress(position=min(position, total), total=total, note=note))

    def _report_line(self, running: Running, vendor: str, ahead: int, starts_in: float) -> None:
        progress = running.kind.progress
        if progress is None or not running.moved_up(ahead):
            return
        note = f"Waits for {vendor}: {ahead or 'no'} other{'s' * (ahead != 1)} before it, about {starts_in:.0f} s."
        self._progressed(running, progress(position=0, total=1, note=note, ahead=ahead, starts_in=round(starts_in)))

    def _progressed(self, running: Running, event: Progressed) -> None:
        envelope = answer(running.job.envelope, event, self._source)._replace(id=str(uuid.uuid4()))
        self._publisher.send([Sent(outgoing(envelope, event, topic_of(type(event))))])

    def beat(self) -> None:
        """Renew the leases that are a third through; stop what takes longer than its kind may."""
        now = time.monotonic()
        for running in self._running.values():
            if now - running.started > running.kind.timeout and running.task is not None:
                running.too_long = True
                running.task.cancel()
            if now - running.renewed < running.kind.lease / 3:
                continue
            running.renewed = now
            self._store.change(Change(running.job.id, running.fence, running.kind.lease))

    def lost(self, job: str) -> None:
        """The job is no longer ours, or was cancelled: stop its body; its writes would miss anyway."""
        running = self._running.pop(job, None)
        if running is not None and running.task is not None:
            running.task.cancel()

    async def drain(self, grace: float) -> None:
        """Claim nothing more; let bodies finish for `grace` seconds, then hand back what still runs."""
        self._draining = True
        await self._withdrawals.close()
        tasks = [r.task for r in self._running.values() if r.task is not None]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=5)
