"""Two jobs that asked fal for exactly the same may share one request (ADR 0203); neither takes the other's result away."""

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from chassis.errors import Broken, Unsure
from chassis.work import Job
from contracts.envelope import Envelope
from contracts.motion import ClipImagined, ImagineClip
from motion.vendors.fal import FalClips
from motion.work import Imagined
from vendor_http.fal.account import Account
from vendor_simulator.plan import Latency, Limit, Rule

if TYPE_CHECKING:
    from services.motion.tests.conftest import Stage

    from vendor_simulator.testing import Simulator

COMMAND = ImagineClip(description="A bay.", frames=24, ratio="16:9", style="noir", model="kling-v3-pro", seed=3)


async def test_a_cancel_of_one_does_not_cost_the_other_its_clip(
    stage: "Stage", simulator: "Simulator", fal_account: Account
) -> None:
    fal, lost = FalClips.of(fal_account), Rule(vendor="fal", method="POST", path="/queue/*", fault="drop_before", skip=2, times=1)
    one = Limit(vendor="fal", at_once=1)
    await simulator.plan(lost, latencies=(Latency(vendor="fal", what="work", seconds=60.0),), limits=(one,))
    url = f"{fal_account.queue}/fal-ai/kling-video/v3/pro/text-to-video"
    await fal.hosts.http.post(url, headers=fal.hosts.headers("another"), json={"prompt": "It keeps fal busy."})
    body = Imagined({"fal": fal})
    first, stage.notes = await submitted(stage, body), []
    with pytest.raises(Unsure):
        await stage.tried(body, COMMAND)
    second = asyncio.create_task(stage.tried(body, COMMAND))
    await noted(stage, 2)
    assert stage.notes[-1] == first, "the second has found the request of the first"
    await fal.withdraw(Job("1", Envelope("1", COMMAND.TYPE, "test", "t", "q"), COMMAND, request_id=first))
    with pytest.raises(Broken, match="cancelled at fal, not by us"):
        await second
    await simulator.plan()
    made = (await stage.tried(body, COMMAND)).event
    assert isinstance(made, ClipImagined)
    assert (await simulator.counts())["paid_twice"] == {}


async def submitted(stage: "Stage", body: Any) -> str:
    """The note of a job whose process ends while fal works."""
    trying = asyncio.create_task(stage.tried(body, COMMAND))
    await noted(stage, 2)
    trying.cancel()
    await asyncio.wait([trying])
    return stage.notes[-1]


async def noted(stage: "Stage", notes: int) -> None:
    async with asyncio.timeout(20):
        while len(stage.notes) < notes:  # noqa: ASYNC110 — nobody tells
            await asyncio.sleep(0.01)
