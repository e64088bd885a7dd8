"""Promise 8: killed at any moment while a model writes, the service pays nobody twice; the vendors' own count says so."""

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
from contracts.base import MediaRef
from contracts.envelope import Envelope, command_id
from contracts.registry import MESSAGES
from contracts.requests import Source
from contracts.script import ScriptFailed, ScriptWritten, WriteScript
from vendor_simulator.plan import Latency, Rule

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

FILMS, CRASHES = 6, 2
MODELS = ("claude-sonnet-5-5", "gpt-6-luna")


def start(environment: Environment, simulator: "Simulator") -> subprocess.Popen[bytes]:
    variables = {**os.environ, **environment.variables, "SIMULATOR": json.dumps(simulator.at), "SAGAREEL_INSTANCE": "script"}
    program = Path(__file__).with_name("script_on_texts.py")
    return subprocess.Popen([sys.executable, str(program)], env=variables, stderr=subprocess.DEVNULL)


async def test_killed_at_any_moment_nobody_is_paid_twice(environment: Environment, simulator: "Simulator") -> None:
    dice = random.Random(5)
    await simulator.plan(
        Rule(vendor="openai", path="/v1/responses", fault="drop_after", probability=0.3),
        Rule(fault="stream_drop", after=12, probability=0.2),
        latencies=(
            Latency(what="chunk", seconds=0.1),
            Latency(vendor="openai", what="work", distribution="uniform", seconds=0.5, most=3.0),
        ),
        seed=5,
    )
    idea = await Media(environment).put("t", b"A lighthouse keeper befriends a whale.", "text/plain")
    process = start(environment, simulator)
    try:
        async with Wire(environment, MESSAGES) as wire:
            await wire.send([ordered(idea, number) for number in range(FILMS)])
            for _ in range(CRASHES):
                await once_paid(simulator)
                await asyncio.sleep(dice.uniform(0.2, 1.5))
                process.kill()
                process.wait()
                process = start(environment, simulator)
            written, failed = await all_ended(wire)
    finally:
        process.kill()
        process.wait()
    counts = await simulator.counts()
    assert (counts["unlabelled"], counts["paid_twice"]) == (0, {})
    assert sorted(written + failed) == [f"write:{number}" for number in range(FILMS)], "every job has one outcome"
    assert {f"write:{number}" for number in range(1, FILMS, 2)} <= {*written}, "what openai has begun is always found again"


def ordered(idea: MediaRef, number: int) -> tuple[Envelope, WriteScript]:
    source, model = Source(kind="idea", text=idea), MODELS[number % 2]
    command = WriteScript(source=source, duration=30, style="noir", seed=number, language="en", model=model)
    step = f"write:{number}"
    id_ = command_id("q", step, 1, command.TYPE)
    return Envelope(id=id_, type=command.TYPE, source="test", tenant="t", sequence="q", step=step, attempt=1), command


async def once_paid(simulator: "Simulator") -> None:
    """Wait until somebody is at work, so that a crash falls into the middle of it."""
    async with asyncio.timeout(60):
        while not (await simulator.counts())["paid"]:  # noqa: ASYNC110 — the simulator tells nobody
            await asyncio.sleep(0.02)


async def all_ended(wire: Wire) -> tuple[list[str], list[str]]:
    """The steps that were written and those that failed, once every step is one of both; a repeat carries the same id."""
    async with asyncio.timeout(120):
        while True:
            found = [{e.id: e.step for e, m in wire.seen if isinstance(m, kind)} for kind in (ScriptWritten, ScriptFailed)]
            written, failed = (list(steps.values()) for steps in found)
            if len({*written, *failed}) == FILMS:
                return written, failed
            await asyncio.sleep(0.05)
