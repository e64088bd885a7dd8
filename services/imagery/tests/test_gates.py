"""What fal itself sees: never more than the account allows, from however many replicas, and the cancel of what nobody wants."""

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.media import Media
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.base import MediaRef
from contracts.envelope import Envelope, command_id
from contracts.imagery import CancelImagery, FrameFailed, FrameGenerated, GenerateFrame, ImageryProgressed
from contracts.registry import MESSAGES
from imagery.app import build
from imagery.vendors.fal import FalPictures
from imagery.vendors.local import LocalPictures
from vendor_http.fal.account import Account
from vendor_http.fal.reached import account_hosts
from vendor_http.reach import Reach
from vendor_simulator.plan import Latency, Limit

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

from .conftest import BOARD

SLOTS = 2


def start(environment: Environment, simulator: "Simulator", replica: str) -> subprocess.Popen[bytes]:
    told = {"SIMULATOR": json.dumps(simulator.at), "SAGAREEL_INSTANCE": replica, "SAGAREEL_FAL_AT_ONCE": str(SLOTS)}
    program = Path(__file__).with_name("imagery_on_fal.py")
    return subprocess.Popen([sys.executable, str(program)], env={**os.environ, **environment.variables, **told})


def ordered(board: MediaRef, tenant: str, number: int) -> tuple[Envelope, GenerateFrame]:
    command = GenerateFrame(storyboard=board, shot="s", model="nano-banana-2", seed=number)
    sequence, step = f"film-of-{tenant}", f"frame:{number}"
    id_ = command_id(sequence, step, 1, command.TYPE)
    return Envelope(id_, command.TYPE, "test", tenant, sequence, step, 1), command


async def stored(environment: Environment, tenant: str) -> MediaRef:
    return await Media(environment).put(tenant, BOARD.model_dump_json().encode(), "application/json")


async def test_two_replicas_one_of_them_killed_never_have_more_at_fal_than_it_allows(
    environment: Environment, simulator: "Simulator"
) -> None:
    await simulator.plan(latencies=(Latency(vendor="fal", what="work", distribution="uniform", seconds=0.6, most=1.2),), seed=3)
    many, one = await stored(environment, "many"), await stored(environment, "one")
    replicas = [start(environment, simulator, name) for name in ("a", "b")]
    try:
        async with Wire(environment, MESSAGES) as wire:
            await wire.send([ordered(many, "many", number) for number in range(12)])
            await wire.receive(FrameGenerated, 3)
            await wire.send([ordered(one, "one", 99)])
            await wire.receive(FrameGenerated, 5)
            replicas[0].kill()
            replicas[0].wait()
            replicas[0] = start(environment, simulator, "a")
            await all_came(wire, 13)
    finally:
        for replica in replicas:
            replica.kill()
            replica.wait()
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"]) == (13, {})
    assert counts["most_at_once"]["fal open"] <= SLOTS
    asked = [job["label"] for job in (await simulator.http.get(f"{simulator.at['control']}/paid")).json()["jobs"]]
    assert asked.index(ordered(one, "one", 99)[0].id) < 12, "it came last, but those that wait are another tenant's"


async def all_came(wire: Wire, frames: int) -> None:
    """So many different frames; what a killed replica had told just before may come twice."""
    more = 0
    while len({envelope.id for envelope, _ in await wire.receive(FrameGenerated, frames + more, within=120)}) < frames:
        more += 1


async def test_a_cancel_takes_what_waits_out_of_fals_line_and_frees_our_slots(
    environment: Environment, simulator: "Simulator", compute: Compute, fal_account: Account
) -> None:
    await simulator.plan(latencies=(Latency(vendor="fal", what="work", seconds=60.0),), limits=(Limit(vendor="fal", at_once=1),))
    environment = replace(environment, variables={**environment.variables, "SAGAREEL_FAL_AT_ONCE": "3"})
    fal = FalPictures(account_hosts(Reach.of(environment, "imagery"), replace(fal_account, interval=0.5, timeout=60.0)))
    service = build(environment, {"local": LocalPictures(), "fal": fal})
    board = await stored(environment, "t")
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        sent = [ordered(board, "t", number) for number in range(5)]
        await wire.send(sent)
        await at_fal(simulator, {"IN_QUEUE": 2, "IN_PROGRESS": 1})
        [(_, waits), *_] = await wire.receive(ImageryProgressed, 1)
        assert waits.ahead is not None
        envelope = sent[0][0]._replace(id="cancel", type=CancelImagery.TYPE, step="cancel")
        await wire.send([(envelope, CancelImagery(reason="He changed his mind."))])
        await at_fal(simulator, {"CANCELLED": 2, "IN_PROGRESS": 1})
        counts = await simulator.counts()
        assert not wire.count(FrameFailed)
        assert (counts["paid"], counts["refunded"]) == (1, 2), "what fal has begun is paid; nothing new was sent"


async def at_fal(simulator: "Simulator", states: dict[str, int]) -> None:
    """Wait until fal has these."""
    for _ in range(300):
        found = (await simulator.counts())["fal_jobs"]
        if found == states:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"fal has {found}, not {states}.")
