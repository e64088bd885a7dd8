"""Promise 4 in a batch: a job that is no longer ours neither ends nor tells anything, and takes nobody else's end with it."""

from functools import partial
from hashlib import sha256

from chassis.batch import Batch, Finish, NewJob
from chassis.connections import hot_connection
from chassis.environment import Environment
from chassis.migrate import ENGINE, bring_up_to_date
from chassis.pending import Hooks, Pending, Written
from chassis.records import Outgoing, outgoing
from chassis.store import Store
from contracts.base import MediaRef, Take
from contracts.envelope import answer
from contracts.imagery import SheetGenerated
from contracts.topics import topic_of

from .samples import command


def told(step: str) -> tuple[NewJob, Outgoing, Take]:
    envelope, message = command("seq-1", step)
    media = MediaRef(bucket="b", key=step, sha256="0" * 64, size=1, media_type="image/png")
    take = Take(media=media, input_hash=sha256(step.encode()).hexdigest(), model="m", vendor="v", seed=1, cost=0)
    event = SheetGenerated(subject="ana", take=take)
    end = outgoing(answer(envelope, event, "/test"), event, topic_of(SheetGenerated), envelope.id)
    return NewJob(envelope, message.body(), 30.0), end, take


async def test_a_job_that_was_lost_takes_nobody_elses_end_with_it(environment: Environment) -> None:
    dsn = environment.dsn_of("imagery")
    await bring_up_to_date(dsn, {"chassis": ENGINE})
    written: list[Written] = []
    (kept, kept_end, kept_take), (lost, lost_end, lost_take) = told("sheet:kept"), told("sheet:lost")
    hooks = Hooks(lambda _, each: written.append(each), lambda _: None, lambda *_: lost_end, lambda: None)
    store = Store(partial(hot_connection, dsn, "test", {}), "me", hooks, "imagery")
    await store._commit(Pending(batch=Batch(jobs=[kept, lost])))
    connection = await hot_connection(dsn, "another", {})
    await connection.execute("update job set owner = 'another', fence = fence + 1 where id = $1", lost.envelope.id)
    ends = [Finish(job.envelope.id, 1, "done", takes=(take,), tenant="t") for job, take in ((kept, kept_take), (lost, lost_take))]
    await store._commit(Pending(batch=Batch(finishes=ends, outbox=[lost_end, kept_end])))
    jobs = {row["step"]: row["state"] for row in await connection.fetch("select step, state from job")}
    takes = [row["input_hash"] for row in await connection.fetch("select input_hash from take")]
    await connection.close()
    assert jobs == {"sheet:kept": "done", "sheet:lost": "open"}
    assert takes == [kept_take.input_hash]
    assert [bundle.rows for bundle in written[-1].bundles] == [(kept_end,)]


async def test_an_end_under_an_older_token_does_not_hold_up_the_one_that_counts(environment: Environment) -> None:
    dsn = environment.dsn_of("imagery")
    await bring_up_to_date(dsn, {"chassis": ENGINE})
    job, end, take = told("sheet:twice")
    hooks = Hooks(lambda *_: None, lambda _: None, lambda *_: end, lambda: None)
    store = Store(partial(hot_connection, dsn, "test", {}), "me", hooks, "imagery")
    await store._commit(Pending(batch=Batch(jobs=[job])))
    connection = await hot_connection(dsn, "another", {})
    await connection.execute("update job set fence = 2")
    ends = [Finish(job.envelope.id, fence, "done", takes=(take,), tenant="t") for fence in (1, 2)]
    await store._commit(Pending(batch=Batch(finishes=ends, outbox=[end])))
    found = await connection.fetchrow("select state, fence, (select count(*) from outbox) told from job")
    await connection.close()
    assert found is not None
    assert tuple(found) == ("done", 2, 1)
