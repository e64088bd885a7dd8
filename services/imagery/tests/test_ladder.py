"""A refused picture is tried again as the ladder says, in each vendor's own form of refusal; every rung is paid once and told."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chassis.compute import Compute
from chassis.errors import Refused
from chassis.testing.bench import Bench
from contracts.base import Command, Take
from contracts.imagery import EditPicture, GenerateFrame
from imagery.ports import ImageVendor
from imagery.vendors.fal import FalPictures
from imagery.vendors.openai import Account as OpenAiAccount
from imagery.vendors.openai import OpenAiPictures
from imagery.work import Edits, Frames
from vendor_http.fal.account import Account
from vendor_simulator.plan import Rule

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

from .conftest import BOARD

MODEL = "nano-banana-2"
KILLED = (2, 3, 5, 6, 8)
"""The notes after which the process dies: that fal has a request, and that a rung is taken. `test_crashes` has the others."""


@pytest.fixture
def bench(tmp_path: Path, compute: Compute) -> Bench:
    return Bench(tmp_path, compute)


@pytest.fixture
def vendors(fal_account: Account, openai_account: OpenAiAccount) -> dict[str, ImageVendor]:
    return {"fal": FalPictures.of(fal_account), "openai": OpenAiPictures.of(openai_account)}


async def frame(bench: Bench, **more: Any) -> GenerateFrame:
    [scene] = BOARD.scenes
    shot = scene.shots[0].model_copy(update={"action": "Ann stabs the wall with a knife."})
    board = BOARD.model_copy(update={"scenes": (scene.model_copy(update={"shots": (shot,)}),)})
    stored = await bench.media.put("t", board.model_dump_json().encode(), "application/json")
    return GenerateFrame.model_validate({"storyboard": stored, "shot": "s", "model": MODEL, "seed": 1, **more})


async def made(bench: Bench, vendors: dict[str, ImageVendor], command: Command) -> Take:
    return (await bench.run(Frames(vendors), command)).takes[0]


def refusals(times: int, vendor: Any = "fal", fault: Any = "job_refusal") -> Rule:
    return Rule(vendor=vendor, method="POST", path="/queue/*" if vendor == "fal" else "*", fault=fault, times=times)


async def test_another_seed_then_softer_words_and_the_take_tells_both(
    bench: Bench, simulator: "Simulator", vendors: dict[str, ImageVendor]
) -> None:
    await simulator.plan(refusals(2))
    (take,) = (await bench.survive(Frames(vendors), await frame(bench), KILLED)).takes
    assert [(rung.kind, rung.model) for rung in take.rungs or ()] == [("seed", MODEL), ("softened", MODEL)]
    assert take.rungs is not None
    assert take.seed == take.rungs[-1].seed != 1
    assert take.rungs[0].reason.startswith("Nano Banana 2 refuses prompt: ")
    sent = [json.loads(c["body"]) for c in await simulator.captures(vendor="fal") if c["method"] == "POST"]
    assert ["knife" in body["prompt"] for body in sent if "prompt" in body] == [True, True, False]
    counts = await simulator.counts()
    assert (counts["paid_twice"], counts["same_body"]) == ({}, {})


async def test_another_model_only_where_the_user_allows_it(
    bench: Bench, simulator: "Simulator", vendors: dict[str, ImageVendor]
) -> None:
    await simulator.plan(refusals(3))
    with pytest.raises(Refused, match=r"Nano Banana 2 refuses prompt.*Tried before that: Nano Banana 2, another seed") as caught:
        await made(bench, vendors, await frame(bench))
    assert [rung.kind for rung in caught.value.rungs] == ["seed", "softened"]
    bench.notes.clear()
    await simulator.plan(refusals(3))
    take = await made(bench, vendors, await frame(bench, failover="model"))
    assert [(rung.kind, rung.model) for rung in take.rungs or ()][2:] == [("model", "nano-banana-2-lite")]
    assert take.model == "nano-banana-2-lite"
    assert 0 < take.cost < 80_000, "what was really used is paid, at its own price"


async def test_openai_refuses_in_its_own_form(bench: Bench, simulator: "Simulator", vendors: dict[str, ImageVendor]) -> None:
    await simulator.plan(refusals(3, "openai", "refusal"))
    del vendors["fal"]
    with pytest.raises(Refused, match=r"GPT Image 2.5 Flare refuses prompt"):
        await made(bench, vendors, await frame(bench, model="gpt-image-2-5"))
    assert (await simulator.counts())["paid_twice"] == {}


async def test_the_same_model_by_another_route_when_one_account_is_empty(
    bench: Bench, simulator: "Simulator", vendors: dict[str, ImageVendor]
) -> None:
    await simulator.plan(refusals(1, fault="quota"))
    take = await made(bench, vendors, await frame(bench, model="gpt-image-2-5", failover="route"))
    assert (take.model, take.vendor) == ("gpt-image-2-5", "openai")
    assert [(rung.kind, rung.vendor, rung.code) for rung in take.rungs or ()] == [("route", "openai", "vendor_quota")]


async def test_a_refused_edit_is_told_in_softer_words(
    bench: Bench, simulator: "Simulator", vendors: dict[str, ImageVendor]
) -> None:
    first = await made(bench, vendors, await frame(bench))
    bench.notes.clear()
    await simulator.plan(refusals(2))
    told = {"picture": first, "instruction": "Add a gun.", "ratio": "9:16", "style": "noir", "model": MODEL, "seed": 1}
    edits: Any = vendors
    (take,) = (await bench.run(Edits(edits), EditPicture.model_validate(told))).takes
    assert [rung.kind for rung in take.rungs or ()] == ["seed", "softened"]
    assert "dark object" in (await bench.media.get(take.extras["prompt"])).decode()
