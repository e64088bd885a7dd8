"""A refused wish climbs rung by rung, each kept before anything is asked for on it; a crash falls back nowhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chassis.climbing import withdrawing
from chassis.compute import Compute
from chassis.errors import Broken, JobError, Refused
from chassis.testing.bench import Bench
from chassis.wishes import Wish, taken
from chassis.work import Body, Done, Job, Tools
from contracts.base import MediaRef
from contracts.envelope import Envelope
from contracts.imagery import GenerateSheet, SheetGenerated

from .samples import NOTHING

MODEL = "gpt-image-2-5"
NO = Refused("It refuses prompt.", code="content_refused")


class Painted:
    """What the vendor of these tests gives."""

    def __init__(self, media: MediaRef) -> None:
        self.media, self.cost = media, 7
        self.extras: dict[str, MediaRef] = {}


class Painter:
    """A vendor that notes a request, then fails as it is told, one answer after the other; and counts what it was asked."""

    name = ""

    def __init__(self, *answers: JobError | None) -> None:
        self.answers, self.asked, self.heard = list(answers), list[tuple[str, str, int, str, str | None]](), list[str]()
        self.paid: dict[str, int] = {}

    async def paint(self, order: str, job: Job[Any], tools: Tools) -> Painted:
        self.asked.append((job.id, job.command.model, job.command.seed, order, job.request_id))
        if job.request_id is None:
            self.paid[job.id] = self.paid.get(job.id, 0) + 1
            await tools.submitted(f"request of {job.id}")
        error = self.answers[min(len(self.paid), len(self.answers)) - 1]
        if error is not None:
            raise error
        return Painted(NOTHING)

    async def withdraw(self, job: Job[Any]) -> None:
        self.heard.append(f"{job.command.model}: {job.request_id}")


def body_of(vendors: dict[str, Painter], softer: Callable[[str], str] = str.lower) -> Body:
    async def make(vendor: Painter, order: str, job: Job[Any], tools: Tools) -> Painted:
        return await vendor.paint(order, job, tools)

    async def body(job: Job[Any], tools: Tools) -> Done:
        wish = Wish("image", "BLOOD", "0" * 64, softer, vendors, make)
        take, made = await taken(wish, job, tools)
        return Done(SheetGenerated(subject="s", take=take), made)

    return body


def command(failover: Any = "never") -> GenerateSheet:
    return GenerateSheet(storyboard=NOTHING, subject="s", model=MODEL, seed=1, failover=failover)


@pytest.fixture
def bench(tmp_path: Path, compute: Compute) -> Bench:
    return Bench(tmp_path, compute)


async def test_each_rung_has_a_request_of_its_own_and_the_take_tells_them_all(bench: Bench) -> None:
    painter = Painter(NO, NO, NO, None)
    done = await bench.run(body_of({"fal": painter}), command("model"))
    (take,) = done.takes
    assert [rung.kind for rung in take.rungs or ()] == ["seed", "softened", "model"]
    assert (take.model, take.seed, take.cost) == ("nano-banana-pro", painter.asked[-1][2], 7)
    assert [(id_, model, order) for id_, model, _, order, _ in painter.asked] == [
        ("job", MODEL, "BLOOD"),
        ("job/1", MODEL, "BLOOD"),
        ("job/2", MODEL, "blood"),
        ("job/3", "nano-banana-pro", "blood"),
    ]


async def test_killed_after_every_note_it_goes_on_at_its_rung_and_pays_for_each_once(bench: Bench) -> None:
    painter = Painter(NO, NO, NO, None)
    done = await bench.survive(body_of({"fal": painter}), command("model"), range(100))
    assert painter.paid == {"job": 1, "job/1": 1, "job/2": 1, "job/3": 1}
    assert [rung.kind for rung in done.takes[0].rungs or ()] == ["seed", "softened", "model"]


async def test_a_job_that_never_climbed_notes_what_it_always_noted(bench: Bench) -> None:
    done = await bench.run(body_of({"fal": Painter(None)}), command())
    assert (bench.notes, done.takes[0].rungs) == (["request of job"], None)


async def test_after_the_last_rung_it_fails_with_what_was_tried(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"refuses prompt\. Tried before that: GPT Image 2\.5 Flare, another seed") as caught:
        await bench.run(body_of({"fal": Painter(NO)}), command())
    assert [rung.kind for rung in caught.value.rungs] == ["seed", "softened"]


async def test_a_take_of_another_model_is_reused_only_by_whom_allows_it(bench: Bench) -> None:
    painter = Painter(NO, NO, NO, None)
    vendors = {"fal": painter}
    await bench.run(body_of(vendors), command("model"))
    bench.notes.clear()
    again = await bench.run(body_of(vendors), command("model"))
    assert (again.takes, len(painter.asked)) == ((), 4)
    for failover in ("never", "route"):
        fresh = Painter(None)
        bench.notes.clear()
        done = await bench.run(body_of({"fal": fresh}), command(failover))
        bench.takes = {key: take for key, take in bench.takes.items() if take not in done.takes}
        assert done.takes[0].model == MODEL


async def test_another_route_is_taken_where_the_first_is_broken_to_the_end(bench: Bench) -> None:
    vendors = {"fal": Painter(Broken("It failed.", code="vendor_failed")), "openai": Painter(None)}
    with pytest.raises(Broken):
        await bench.run(body_of(vendors), command("route"))
    bench.tries, bench.notes[:] = 3, []
    (take,) = (await bench.run(body_of(vendors), command("route"))).takes
    assert (take.model, [(rung.kind, rung.vendor) for rung in take.rungs or ()]) == (MODEL, [("route", "openai")])


async def test_a_cancel_reaches_the_vendor_of_the_last_rung(bench: Bench) -> None:
    fal, openai = Painter(Refused("Empty.", code="vendor_quota")), Painter(Broken("Away."))
    with pytest.raises(Broken):
        await bench.run(body_of({"fal": fal, "openai": openai}), command("route"))
    job = Job("job", Envelope("job", GenerateSheet.TYPE, "test", "t", "q"), command("route"), request_id=bench.notes[-1])
    await withdrawing("image", {"fal": fal, "openai": openai})(job)
    assert (fal.heard, openai.heard) == ([], [f"{MODEL}: request of job/1"])
