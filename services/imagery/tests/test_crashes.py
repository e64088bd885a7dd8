"""Promise 8: killed at any moment of its work for a paid vendor, the service pays once; the vendor's own count says so."""

import asyncio
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chassis.environment import Environment
from chassis.media import Media
from chassis.testing.wire import Wire
from contracts.envelope import Envelope, command_id
from contracts.imagery import FrameGenerated, GenerateFrame
from contracts.registry import MESSAGES
from vendor_simulator.plan import Latency, Rule

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

from .conftest import BOARD

FRAMES, CRASHES = 10, 3


def start(environment: Environment, simulator: "Simulator") -> subprocess.Popen[bytes]:
    variables = {**os.environ, **environment.variables, "SIMULATOR": json.dumps(simulator.at), "SAGAREEL_INSTANCE": "imagery"}
    program = Path(__file__).with_name("imagery_on_fal.py")
    return subprocess.Popen([sys.executable, str(program)], env=variables, stderr=subprocess.DEVNULL)


async def test_killed_at_any_moment_it_pays_once_for_every_rung_of_every_frame(
    environment: Environment, simulator: "Simulator"
) -> None:
    dice = random.Random(8)
    await simulator.plan(
        Rule(vendor="fal", method="POST", path="/queue/*", fault="drop_after", probability=0.2),
        Rule(vendor="fal", method="POST", path="/queue/*", fault="job_refusal", probability=0.3),
        latencies=(Latency(vendor="fal", what="work", distribution="uniform", seconds=0.1, most=1.5),),
        seed=8,
    )
    board = await Media(environment).put("t", BOARD.model_dump_json().encode(), "application/json")
    process = start(environment, simulator)
    try:
        async with Wire(environment, MESSAGES) as wire:
            await wire.send([ordered(board, number) for number in range(FRAMES)])
            for _ in range(CRASHES):
                paid = (await simulator.counts())["paid"]
                await more_paid(simulator, paid)
                await asyncio.sleep(dice.uniform(0.0, 0.6))
                process.kill()
                process.wait()
                process = start(environment, simulator)
            done = await wire.receive(FrameGenerated, FRAMES, within=120)
    finally:
        process.kill()
        process.wait()
    counts = await simulator.counts()
    rungs = sum(len(frame.take.rungs or ()) for _, frame in done)
    assert rungs > 0, "somebody was refused"
    assert (counts["paid"], counts["unlabelled"], counts["paid_twice"], counts["same_body"]) == (FRAMES + rungs, 0, {}, {})


def ordered(board: "object", number: int) -> tuple[Envelope, GenerateFrame]:
    command = GenerateFrame.model_validate(
        {"storyboard": board, "shot": "s", "model": "nano-banana-2", "seed": number, "failover": "model"}
    )
    step = f"frame:{number}"
    id_ = command_id("q", step, 1, command.TYPE)
    return Envelope(id=id_, type=command.TYPE, source="test", tenant="t", sequence="q", step=step, attempt=1), command


async def more_paid(simulator: "Simulator", before: int) -> None:
    """Wait until something more was paid, or all is; so that crashes fall into the middle of the work."""
    async with asyncio.timeout(120):
        while True:
            if before >= FRAMES or (await simulator.counts())["paid"] > before:
                return
            await asyncio.sleep(0.02)
