"""A job goes on in the account that it has asked in, whatever its tenant does with the key meanwhile; nobody pays for another."""

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import pytest

from chassis.accounts import Account, gone
from chassis.climbing import withdrawing
from chassis.compute import Compute
from chassis.errors import Broken, Invalid, Refused, Unsure
from chassis.testing.bench import Bench
from chassis.wishes import Wish, taken
from chassis.work import Body, Done, Job, Tools
from contracts.envelope import Envelope
from contracts.imagery import GenerateSheet, SheetGenerated

from .samples import NOTHING
from .test_climbing import MODEL, NO, Painted, Painter, command


class Kept:
    """A tenant's keys of this test: the current one of each vendor, and all that there ever were."""

    def __init__(self, **painters: Painter) -> None:
        self.vendors: Collection[str] = ("fal", "openai")
        self.now: dict[str, str] = {}
        self.known: dict[str, Painter] = {}
        self.asked: list[tuple[str | bool, ...]] = []
        for vendor, painter in painters.items():
            self.set(vendor, painter)

    def set(self, vendor: str, painter: Painter) -> None:
        self.now[vendor] = key = f"{vendor}/{len(self.known)}"
        self.known[key] = painter

    async def current(self, tenant: str, wanted: Collection[str], *, sure: bool) -> Mapping[str, Account[Painter]]:
        self.asked.append((*sorted(wanted), sure))
        return {vendor: Account(self.known[key], key) for vendor, key in self.now.items() if vendor in wanted}

    async def noted(self, tenant: str, key: str) -> Account[Painter]:
        if key not in self.known:
            raise gone(key)
        return Account(self.known[key], key)


def body_of(house: dict[str, Painter], own: Kept, softer: Callable[[str], str] = str.lower) -> Body:
    async def make(vendor: Painter, order: str, job: Job[Any], tools: Tools) -> Painted:
        return await vendor.paint(order, job, tools)

    async def body(job: Job[Any], tools: Tools) -> Done:
        take, made = await taken(Wish("image", "BLOOD", "0" * 64, softer, house, make, own=own), job, tools)
        return Done(SheetGenerated(subject="s", take=take), made)

    return body


@pytest.fixture
def bench(tmp_path: Path, compute: Compute) -> Bench:
    return Bench(tmp_path, compute)


async def test_a_tenants_own_account_is_asked_noted_and_paid_there_and_not_in_credits(bench: Bench) -> None:
    house, mine = Painter(None), Painter(None)
    (take,) = (await bench.run(body_of({"fal": house}, Kept(fal=mine)), command())).takes
    assert (house.asked, len(mine.asked), take.cost) == ([], 1, 0)
    assert json.loads(bench.notes[0]) == {"account": "fal/0", "note": "request of job"}


@pytest.mark.parametrize("change", ["replaced", "removed"])
async def test_a_request_under_way_goes_on_in_its_account_when_the_key_changes(bench: Bench, change: str) -> None:
    house, first, second = Painter(None), Painter(Broken("The line broke."), None), Painter(None)
    own = Kept(fal=first)
    with pytest.raises(Broken):
        await bench.run(body_of({"fal": house}, own), command())
    if change == "replaced":
        own.set("fal", second)
    else:
        own.now.clear()
    first.answers = [None]
    await bench.run(body_of({"fal": house}, own), command())
    assert (first.paid, [asked[-1] for asked in first.asked]) == ({"job": 1}, [None, "request of job"])
    assert (house.asked, second.asked) == ([], [])


async def test_a_request_of_the_house_stays_the_houses_when_the_tenant_sets_a_key(bench: Bench) -> None:
    house, mine, other = Painter(Broken("The line broke.")), Painter(None), Painter(None)
    own = Kept()
    with pytest.raises(Broken):
        await bench.run(body_of({"fal": house}, own), command("route"))
    assert bench.notes == ["request of job"], "as every release before noted it"
    own.set("fal", mine)
    own.set("openai", other)
    house.answers = [None]
    (take,) = (await bench.run(body_of({"fal": house}, own), command("route"))).takes
    assert (house.paid, mine.asked, other.asked, take.cost) == ({"job": 1}, [], [], 7)


async def test_what_cannot_be_found_out_because_the_key_is_deleted_is_told_and_not_paid_again(bench: Bench) -> None:
    house, mine = Painter(None), Painter(Broken("The line broke."))
    own = Kept(fal=mine)
    with pytest.raises(Broken):
        await bench.run(body_of({"fal": house}, own), command())
    own.now.clear()
    own.known.clear()
    with pytest.raises(Unsure, match="is no longer here"):
        await bench.run(body_of({"fal": house}, own), command())
    assert house.asked == []


async def test_killed_after_every_note_each_rung_is_paid_once_in_one_account(bench: Bench) -> None:
    mine, house = Painter(NO, NO, NO, None), Painter(None)
    done = await bench.survive(body_of({"fal": house}, Kept(fal=mine)), command("model"), range(100))
    assert (mine.paid, house.paid) == ({"job": 1, "job/1": 1, "job/2": 1, "job/3": 1}, {})
    assert done.takes[0].cost == 0


@pytest.mark.parametrize(
    ("code", "words"),
    [("vendor_key", "fal does not accept the key that you"), ("vendor_quota", "Your own account at fal")],
)
async def test_a_refusal_about_the_account_says_whose_it_is(bench: Bench, code: str, words: str) -> None:
    told = Refused("Ours.", code=code)
    with pytest.raises(Refused, match=words) as caught:
        await bench.run(body_of({}, Kept(fal=Painter(told))), command())
    assert caught.value.code == code
    bench.notes.clear()
    with pytest.raises(Refused, match="Ours"):
        await bench.run(body_of({"fal": Painter(told)}, Kept()), command())


async def test_no_key_is_looked_for_where_no_route_of_the_model_takes_one(bench: Bench) -> None:
    own, local = Kept(), Painter(None)
    told = GenerateSheet(storyboard=NOTHING, subject="s", model="local-draw", seed=1)
    await bench.run(body_of({"local": local}, own), told)
    assert (own.asked, len(local.asked)) == ([], 1)


async def test_any_route_of_the_model_may_be_the_tenants_own(bench: Bench) -> None:
    own = Kept(openai=Painter(None))
    (take,) = (await bench.run(body_of({}, own), command())).takes
    assert (take.cost, own.asked) == (0, [("fal", "openai", True)])
    bench.notes.clear()
    bench.takes.clear()
    (take,) = (await bench.run(body_of({"fal": Painter(None)}, own), command())).takes
    assert (take.cost, own.asked[1]) == (0, ("fal", "openai", False)), "it comes before the house's account elsewhere"


async def test_without_a_key_of_anybody_the_vendor_is_lacking_as_ever(bench: Bench) -> None:
    with pytest.raises(Invalid) as caught:
        await bench.run(body_of({"local": Painter(None)}, Kept()), command())
    assert caught.value.code == "no_vendor"


async def test_a_cancel_is_told_in_the_account_that_was_asked(bench: Bench) -> None:
    house, mine = Painter(None), Painter(NO, Broken("Away."))
    own = Kept(fal=mine)
    with pytest.raises(Broken):
        await bench.run(body_of({"fal": house}, own), command())
    own.now.clear()
    job = Job("job", Envelope("job", GenerateSheet.TYPE, "test", "t", "q"), command(), request_id=bench.notes[-1])
    await withdrawing("image", {"fal": house}, own)(job)
    assert (house.heard, mine.heard) == ([], [f"{MODEL}: request of job/1"])


async def test_what_was_paid_before_a_refusal_stays_in_the_account_that_has_paid_it(bench: Bench) -> None:
    """Killed right after the rung was noted: with what the tenant has paid, and without a request that names its account."""
    house, mine, no = Painter(None), Painter(None), Refused("No.", code="content_refused")
    no.keeps = "two of three parts"
    mine.answers = [no, None]
    done = await bench.survive(body_of({"fal": house}, Kept(fal=mine)), command(), {2})
    assert (house.asked, mine.asked[1][-1], done.takes[0].cost) == ([], "two of three parts", 0)
