"""The pool of processes, and the gate at which services wait for their servers."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.errors import Broken
from chassis.run import _gate


def knows(module: str) -> bool:
    return module in sys.modules


def die() -> None:
    os._exit(1)


async def test_workers_have_imported_what_they_were_told_before_the_first_call() -> None:
    compute = Compute(1, modules=("colorsys",))
    try:
        assert await compute(knows, "colorsys")
    finally:
        compute.close()


async def test_a_worker_that_dies_breaks_its_call_and_no_later_one() -> None:
    compute = Compute(2)
    try:
        with pytest.raises(Broken):
            await compute(die)
        assert await asyncio.gather(*(compute(knows, "sys") for _ in range(8))) == [True] * 8
    finally:
        compute.close()


async def test_services_wait_at_the_gate_until_the_servers_are_ready(tmp_path: Path) -> None:
    gate = tmp_path / "open"
    variables = {"SAGAREEL_START_AFTER": str(gate)}
    waiting = asyncio.create_task(_gate(Environment("k", {}, "s", "a", "b", variables=variables)))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    gate.touch()
    await asyncio.wait_for(waiting, 5)
    await asyncio.wait_for(_gate(Environment("k", {}, "s", "a", "b")), 5)
