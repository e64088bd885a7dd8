"""A refused clip climbs the ladder on the simulator: softer words, an equivalent that takes what the shot needs, and no other."""

from typing import TYPE_CHECKING, Any

import pytest

from chassis.errors import Refused
from contracts.motion import ImagineClip
from motion.vendors.fal import FalClips
from motion.work import Imagined
from vendor_http.fal.account import Account
from vendor_simulator.plan import Rule

if TYPE_CHECKING:
    from services.motion.tests.conftest import Stage

    from vendor_simulator.testing import Simulator

MODEL = "kling-v3-pro"


@pytest.fixture(autouse=True)
def fal(stage: "Stage", fal_account: Account) -> FalClips:
    stage.vendors["fal"] = found = FalClips.of(fal_account)
    return found


def refusals(times: int) -> Rule:
    return Rule(vendor="fal", method="POST", path="/queue/*", fault="job_refusal", times=times)


async def test_a_refused_clip_is_told_in_softer_words_and_then_made_by_an_equivalent(
    stage: "Stage", simulator: "Simulator"
) -> None:
    await simulator.plan(refusals(3))
    shot = {"action": "She fires the gun"}
    made = await stage.make(await stage.command(await stage.still(), model=MODEL, shot=shot, failover="model"))
    rungs = made.take.rungs or ()
    assert [(rung.kind, rung.model) for rung in rungs] == [("seed", MODEL), ("softened", MODEL), ("model", "seedance-2")]
    assert (made.take.model, made.take.seed) == ("seedance-2", rungs[-1].seed)
    assert made.prompt is not None
    assert "dark object" in (stage.folder / made.prompt.sha256).read_text()
    assert (await simulator.counts())["paid_twice"] == {}


async def test_without_leave_the_step_fails_and_names_input_and_model(stage: "Stage", simulator: "Simulator") -> None:
    await simulator.plan(refusals(9))
    with pytest.raises(Refused, match=r"Kling.* refuses prompt: .*Tried before that: Kling"):
        await stage.make(await stage.command(await stage.still(), model=MODEL, shot={"action": "She turns"}))


async def test_a_clip_from_words_climbs_too(stage: "Stage", simulator: "Simulator", fal: FalClips) -> None:
    await simulator.plan(refusals(1))
    told: dict[str, Any] = {"description": "A bay.", "frames": 24, "ratio": "16:9", "style": "noir", "model": MODEL, "seed": 3}
    (take,) = (await stage.tried(Imagined({"fal": fal}), ImagineClip.model_validate(told))).takes
    assert [rung.kind for rung in take.rungs or ()] == ["seed"]


async def test_what_fal_refuses_at_the_door_climbs_like_what_its_model_refuses(stage: "Stage", simulator: "Simulator") -> None:
    await simulator.plan(refusals(2).model_copy(update={"fault": "refusal"}))
    made = await stage.make(await stage.command(await stage.still(), model=MODEL, shot={"action": "She fires the gun"}))
    assert [rung.kind for rung in made.take.rungs or ()] == ["seed", "softened"]
    assert "refuses prompt" in (made.take.rungs or ())[0].reason
    assert (await simulator.counts())["paid"] == 1
    stage.notes.clear()
    await simulator.plan(refusals(9).model_copy(update={"fault": "refusal"}))
    with pytest.raises(Refused, match=r"Kling.* refuses prompt: .*Tried before that: Kling"):
        await stage.make(await stage.command(await stage.still(), model=MODEL, shot={"action": "She turns"}))
    assert (await simulator.counts())["paid"] == 1, "as before"
