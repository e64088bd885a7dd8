"""What becomes of a job whose body raises, is cancelled, or is interrupted by a drain."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.errors import Broken, Busy, Invalid, Refused, Unsure
from chassis.run import running
from chassis.service import Service
from chassis.testing.wire import Wire
from chassis.work import Done, Job, Tools
from contracts.envelope import Envelope
from contracts.imagery import CancelImagery, GenerateSheet, ImageryProgressed, SheetFailed, SheetGenerated
from contracts.registry import MESSAGES

from .samples import command, sheet_done

Body = Callable[[Job[GenerateSheet], Tools], Awaitable[Done]]


@asynccontextmanager
async def imagery(environment: Environment, compute: Compute, body: Body, **options: float) -> AsyncIterator[Wire]:
    service = Service("imagery", environment)
    service.work(GenerateSheet, body, progress=ImageryProgressed, **options)  # type: ignore[arg-type]
    service.cancels(CancelImagery)
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        yield wire


def cancel(sequence: str) -> tuple[Envelope, CancelImagery]:
    envelope, _ = command(sequence, "cancel")
    return envelope._replace(type=CancelImagery.TYPE), CancelImagery(reason="the user changed his mind")


async def test_a_busy_vendor_burns_no_try(environment: Environment, compute: Compute) -> None:
    tries: list[int] = []

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        tries.append(job.tries)
        if len(tries) < 5:
            raise Busy("The vendor is full.", retry_after=0.05)
        return sheet_done(job.command.subject)

    async with imagery(environment, compute, body, tries=2) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        await wire.receive(SheetGenerated)
    assert tries == [1, 1, 1, 1, 1]


@pytest.mark.parametrize("error", [Broken("It broke.", code="down"), Unsure("Nobody knows.", code="down"), RuntimeError("a bug")])
async def test_what_breaks_is_tried_again_and_then_fails_with_its_reason(
    environment: Environment, compute: Compute, error: Exception
) -> None:
    tries: list[int] = []

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        tries.append(job.tries)
        raise error

    async with imagery(environment, compute, body, tries=2) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        [(_, failed)] = await wire.receive(SheetFailed)
    assert tries == [1, 2]
    assert failed.failure.code == ("internal" if isinstance(error, RuntimeError) else "down")


@pytest.mark.parametrize(("error", "kind"), [(Refused("No.", code="policy"), "refused"), (Invalid("Not a picture."), "invalid")])
async def test_a_refusal_is_never_tried_again(environment: Environment, compute: Compute, error: Exception, kind: str) -> None:
    tries: list[int] = []

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        tries.append(job.tries)
        raise error

    async with imagery(environment, compute, body) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        [(_, failed)] = await wire.receive(SheetFailed)
    assert (tries, failed.failure.kind) == ([1], kind)


async def test_a_request_id_survives_into_the_next_try(environment: Environment, compute: Compute) -> None:
    paid: list[str] = []

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        if job.request_id is None:
            paid.append(job.id)
            await tools.submitted("req-1")
            raise Unsure("The line broke after the order.")
        assert job.request_id == "req-1"
        return sheet_done(job.command.subject)

    async with imagery(environment, compute, body) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        await wire.receive(SheetGenerated)
    assert len(paid) == 1


async def test_cancel_stops_running_and_waiting_jobs_of_its_sequence_only(environment: Environment, compute: Compute) -> None:
    running_now = asyncio.Event()

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        if job.envelope.sequence == "seq-1":
            running_now.set()
            await asyncio.sleep(60)
        return sheet_done(job.command.subject)

    async with imagery(environment, compute, body, concurrency=1) as wire:
        await wire.send([command("seq-1", "sheet:1"), command("seq-1", "sheet:2")])
        await asyncio.wait_for(running_now.wait(), 30)
        await wire.send([cancel("seq-1"), command("seq-2", "sheet:3")])
        [(envelope, _)] = await wire.receive(SheetGenerated)
        await asyncio.sleep(0.3)
        assert (envelope.sequence, wire.count(SheetGenerated), wire.count(SheetFailed)) == ("seq-2", 1, 0)


async def test_a_cancel_reaches_the_vendor_until_it_is_heard_and_a_drain_never_does(
    environment: Environment, compute: Compute
) -> None:
    withdrawn: list[str | None] = []
    begun, heard = asyncio.Event(), asyncio.Event()

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        await tools.submitted(f"req-{job.command.subject}")
        begun.set()
        await asyncio.sleep(60)
        return sheet_done(job.command.subject)

    async def withdraw(job: Job[GenerateSheet]) -> None:
        withdrawn.append(job.request_id)
        if len(withdrawn) == 1:
            raise Busy("The vendor cannot be reached.", retry_after=0.05)
        heard.set()

    def service() -> Service:
        made = Service("imagery", environment)
        made.work(GenerateSheet, body, withdraw=withdraw)
        made.cancels(CancelImagery)
        return made

    async with Wire(environment, MESSAGES) as wire:
        first = service()
        await first.start(compute)
        await wire.send([command("seq-1", "sheet:1"), command("seq-2", "sheet:2")])
        await asyncio.wait_for(begun.wait(), 30)
        await first.drain(grace=0.1)
        assert withdrawn == [], "the next process goes on with it"
        async with running([service()], compute=compute):
            await wire.send([cancel("seq-1")])
            await asyncio.wait_for(heard.wait(), 30)
            await asyncio.sleep(1.5)
    assert withdrawn == ["req-sheet:1", "req-sheet:1"], "heard once, it is not told again; the other job goes on"


async def test_what_failed_while_its_vendor_was_at_work_is_withdrawn_and_what_had_ended_is_not(
    environment: Environment, compute: Compute
) -> None:
    withdrawn: list[str] = []
    heard = asyncio.Event()

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        await tools.submitted("req")
        if job.command.subject == "over":
            await tools.submitted("")
            raise Refused("No.")
        raise Broken("Nobody tells how it fares.")

    async def withdraw(job: Job[GenerateSheet]) -> None:
        withdrawn.append(job.command.subject)
        heard.set()

    service = Service("imagery", environment)
    service.work(GenerateSheet, body, tries=1, withdraw=withdraw)
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        await wire.send([command("seq-1", "over"), command("seq-1", "alive")])
        await wire.receive(SheetFailed, 2)
        await asyncio.wait_for(heard.wait(), 30)
        await asyncio.sleep(1.2)
    assert withdrawn == ["alive"]


async def test_a_request_that_is_over_is_forgotten_for_good(environment: Environment, compute: Compute) -> None:
    seen: list[str | None] = []

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        seen.append(job.request_id)
        if len(seen) == 1:
            await tools.submitted("req-1")
            raise Broken("It failed at the vendor.")
        if len(seen) == 2:
            await tools.submitted("")
            raise Broken("And must be sent again.")
        return sheet_done(job.command.subject)

    async with imagery(environment, compute, body) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        await wire.receive(SheetGenerated)
    assert seen == [None, "req-1", None]


async def test_a_place_in_a_vendors_line_is_told_and_never_goes_back(environment: Environment, compute: Compute) -> None:
    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        for ahead in (7, 9, 3, 3, 0):
            tools.queued("fal", ahead, ahead * 10.0)
        await tools.progress(1, 2)
        tools.queued("fal", 0, 0.0)
        return sheet_done(job.command.subject)

    async with imagery(environment, compute, body) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        await wire.receive(SheetGenerated)
        await wire.receive(ImageryProgressed, 4)
    told = [(m.position, m.ahead, m.starts_in) for _, m in wire.seen if isinstance(m, ImageryProgressed)]
    assert told == [(0, 7, 70), (0, 3, 30), (0, 0, 0), (1, None, None)]


async def test_a_drain_hands_back_what_it_cannot_finish_and_the_next_process_finishes_it(
    environment: Environment, compute: Compute
) -> None:
    tries: list[int] = []
    started = asyncio.Event()

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        tries.append(job.tries)
        started.set()
        await asyncio.sleep(60 if len(tries) == 1 else 0)
        return sheet_done(job.command.subject)

    first = Service("imagery", environment)
    first.work(GenerateSheet, body)
    await first.start(compute)
    async with Wire(environment, MESSAGES) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        await asyncio.wait_for(started.wait(), 30)
        await first.drain(grace=0.1)
        async with imagery(environment, compute, body):
            await wire.receive(SheetGenerated)
    assert tries == [1, 1], "an interruption is no attempt"


async def test_progress_never_goes_back(environment: Environment, compute: Compute) -> None:
    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        for position in (1, 5, 3, 5, 2, 8, 10):
            await tools.progress(position, 10)
            await asyncio.sleep(0.26)
        return sheet_done(job.command.subject)

    async with imagery(environment, compute, body) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        await wire.receive(SheetGenerated)
        await wire.receive(ImageryProgressed, 4)
    positions = [m.position for _, m in wire.seen if isinstance(m, ImageryProgressed)]
    assert positions == [1, 5, 8, 10]


async def test_jobs_beyond_the_room_wait_and_all_get_done(environment: Environment, compute: Compute) -> None:
    at_once, most = 0, 0

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.02)
        at_once -= 1
        return sheet_done(job.command.subject)

    async with imagery(environment, compute, body, concurrency=3) as wire:
        await wire.send([command("seq-1", f"sheet:{i}") for i in range(40)])
        await wire.receive(SheetGenerated, 40)
    assert most == 3


async def test_a_take_is_found_by_its_inputs_afterwards_and_costs_nothing_again(
    environment: Environment, compute: Compute
) -> None:
    found: list[bool] = []

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        ref = await tools.media.put("tenant-1", b"picture", "image/png")
        take = await tools.takes.find("tenant-1", ref.sha256)
        found.append(take is not None)
        assert take is None or take.cost == 0, "it was paid when it was made"
        assert await tools.takes.find("tenant-2", ref.sha256) is None, "another tenant's takes are not ours"
        return sheet_done(job.command.subject, ref)

    async with imagery(environment, compute, body) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        await wire.receive(SheetGenerated, 1)
        await wire.send([command("seq-1", "sheet:2")])
        await wire.receive(SheetGenerated, 2)
    assert found == [False, True]


@pytest.mark.parametrize(("note", "kind"), [("request-1", "unsure"), ("", "broken")])
async def test_a_job_that_breaks_while_its_request_is_noted_is_not_ordered_again(
    environment: Environment, compute: Compute, note: str, kind: str
) -> None:
    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        if job.tries == 1:
            await tools.submitted("request-1")
        if job.tries == 2:
            await tools.submitted(note)
        raise Broken("What the vendor gave cannot be read.", code="vendor_media")

    async with imagery(environment, compute, body, tries=3) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        [(_, failed)] = await wire.receive(SheetFailed)
    assert failed.failure.kind == kind


async def test_a_process_that_stood_still_past_its_leases_does_not_run_its_own_jobs_twice(
    environment: Environment, compute: Compute
) -> None:
    bodies: list[str] = []

    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        bodies.append(job.id)
        await asyncio.sleep(0.1)
        time.sleep(1.5)  # noqa: ASYNC251 — stands for a frozen process, or a database that was away
        await tools.submitted("request-1")
        await asyncio.sleep(2.5)
        return sheet_done(job.command.subject)

    async with imagery(environment, compute, body, lease=1.0) as wire:
        await wire.send([command("seq-1", "sheet:1")])
        await wire.receive(SheetGenerated)
    assert len(bodies) == 1
