"""Promises 1, 2 and 4 under kill -9 and under the loss of the servers: nothing is lost, and nothing has two effects."""

import asyncio
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import asyncpg

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.imagery import SheetGenerated
from contracts.registry import MESSAGES
from local_stack import Stack

from .samples import command
from .toy import toy

TOY = Path(__file__).parent / "toy.py"


def start_toy(environment: Environment, seconds: float) -> subprocess.Popen[bytes]:
    variables = {**os.environ, **environment.variables, "TOY_SECONDS": str(seconds), "SAGAREEL_INSTANCE": "toy"}
    return subprocess.Popen([sys.executable, str(TOY)], env=variables, stderr=subprocess.DEVNULL)


async def outcomes(environment: Environment) -> tuple[Counter[str], int]:
    """Job states, and rows that still wait in the outbox."""
    connection = await asyncpg.connect(environment.dsn_of("imagery"))
    try:
        states = Counter({r["state"]: r["n"] for r in await connection.fetch("select state, count(*) n from job group by 1")})
        return states, await connection.fetchval("select count(*) from outbox")
    finally:
        await connection.close()


async def test_kill_9_at_random_moments_loses_nothing_and_doubles_nothing(environment: Environment) -> None:
    dice = random.Random(7)
    sent = [command(f"seq-{i % 7}", f"sheet:{i}") for i in range(300)]
    process = start_toy(environment, 0.05)
    try:
        async with Wire(environment, MESSAGES) as wire:
            for round_ in range(5):
                await wire.send(sent[round_ * 60 : (round_ + 1) * 60])
                await asyncio.sleep(dice.uniform(0.6, 1.6))
                process.kill()
                process.wait()
                process = start_toy(environment, 0.05)
            await wire.answers(SheetGenerated, 300, within=60)
            await settled(environment)
            told = Counter(e.id for e, m in wire.seen if isinstance(m, SheetGenerated))
    finally:
        process.kill()
        process.wait()
    states, _ = await outcomes(environment)
    assert states == {"done": 300}
    assert len(told) == 300, "every command has one outcome; a repeat on the wire carries the same id"


async def settled(environment: Environment) -> None:
    async with asyncio.timeout(30):
        while True:
            states, waiting = await outcomes(environment)
            if states["open"] == 0 and waiting == 0:
                return
            await asyncio.sleep(0.1)


async def test_a_frozen_process_that_lost_its_job_cannot_finish_it_twice(environment: Environment, compute: Compute) -> None:
    os.environ["TOY_SECONDS"] = "1.0"
    process = start_toy(environment, 1.0)
    async with Wire(environment, MESSAGES) as wire:
        try:
            await wire.send([command("seq-1", "sheet:1")])
            await opened(environment)
            process.send_signal(19)  # SIGSTOP: alive, but silent past its lease
            async with running([toy(environment)], compute=compute):
                await wire.receive(SheetGenerated, 1)
                process.send_signal(18)  # SIGCONT: it wakes and wants to finish
                await asyncio.sleep(2.0)
        finally:
            process.kill()
            process.wait()
        assert wire.count(SheetGenerated) == 1
    states, _ = await outcomes(environment)
    assert states == {"done": 1}


async def opened(environment: Environment) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                states, _ = await outcomes(environment)
            except asyncpg.UndefinedTableError:
                states = Counter()
            if states["open"]:
                return
            await asyncio.sleep(0.02)


async def test_losing_the_database_and_the_broker_for_a_moment_loses_nothing(
    environment: Environment, compute: Compute, stack: Stack
) -> None:
    os.environ["TOY_SECONDS"] = "0.02"
    async with running([toy(environment)], compute=compute), Wire(environment, MESSAGES) as wire:
        for round_, server in enumerate(("postgres", "kafka", "postgres")):
            await wire.send([command(f"seq-{i % 5}", f"sheet:{round_}:{i}") for i in range(60)])
            stack.kill(server)
            await asyncio.to_thread(stack.wait, server)
        await wire.answers(SheetGenerated, 180, within=60)
        await settled(environment)
