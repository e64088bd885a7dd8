"""The pool of processes, and the gate at which services wait for their servers."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chassis.compute import PATIENT, URGENT, Compute
from chassis.environment import Environment
from chassis.errors import Broken
from chassis.run import _gate

KNOWS = "__import__('sys').modules.__contains__({!r})"
"""What a worker evaluates: it can import no function from a file of tests."""

LIVES = """
import asyncio, os, time
from chassis.compute import PATIENT, URGENT, Compute

async def main():
    compute = Compute(2)
    print(await compute(os.getpid), flush=True)
    time.sleep(60)
    compute.close()

if __name__ == "__main__":
    asyncio.run(main())
"""
"""A service that computes, and then has nothing to do until somebody kills it."""


def family(pid: int) -> list[int]:
    """A process and all that it started, directly or not."""
    children = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")).split()
    return [pid, *(one for child in children for one in family(int(child)))]


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_workers_have_imported_what_they_were_told_before_the_first_call() -> None:
    compute = Compute(1, modules=("colorsys",))
    try:
        assert await compute(eval, KNOWS.format("colorsys"))
    finally:
        compute.close()


async def test_a_worker_that_dies_breaks_its_call_and_no_later_one() -> None:
    compute = Compute(2)
    try:
        with pytest.raises(Broken):
            await compute(os._exit, 1)
        assert await asyncio.gather(*(compute(eval, KNOWS.format("sys")) for _ in range(8))) == [True] * 8
    finally:
        compute.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_of_a_pool_is_left_when_its_service_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "lives.py"
    program.write_text(LIVES)
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE) as service:
        assert service.stdout is not None
        worker = int(service.stdout.readline())
        started = family(service.pid)
        assert worker in started
        service.kill()
    until = time.monotonic() + 30
    while any(lives(pid) for pid in started) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in started if lives(pid)]


async def test_services_wait_at_the_gate_until_the_servers_are_ready(tmp_path: Path) -> None:
    gate = tmp_path / "open"
    variables = {"SAGAREEL_START_AFTER": str(gate)}
    waiting = asyncio.create_task(_gate(Environment("k", {}, "s", "a", "b", variables=variables)))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    gate.touch()
    await asyncio.wait_for(waiting, 5)
    await asyncio.wait_for(_gate(Environment("k", {}, "s", "a", "b")), 5)


async def test_urgent_work_is_done_while_every_other_process_is_busy_and_goes_before_it() -> None:
    patient, urgent = Compute(2), Compute(2, niceness=URGENT)
    try:
        long = [asyncio.create_task(patient(time.sleep, 60)) for _ in range(4)]
        assert await asyncio.wait_for(urgent(os.nice, 0), 20) == os.nice(0) + URGENT < os.nice(0) + PATIENT
        assert not any(call.done() for call in long)
    finally:
        patient.close()
        urgent.close()
    await asyncio.gather(*long, return_exceptions=True)
