"""Kills the services that pay vendors, again and again at any moment, and asks the vendors' own count who was paid twice.

`make chaos-vendors SEED=7 CRASHES=300`. Real servers, the vendor simulator with faults, and a real process with all five paid
services that is ended with SIGKILL while dozens of its jobs are at the vendors; the next one takes them up. In the end every
command must have one outcome. The last line is JSON; anything in it but `crashes` above 0 is a failure. Servers that the
environment names are used.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import secrets
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import uvloop
import vendor_orders
from rich.console import Console
from rich.table import Table

from chassis.environment import Environment
from chassis.testing.wire import Wire
from contracts.envelope import Envelope
from contracts.registry import MESSAGES
from local_stack import Stack
from vendor_simulator.plan import Latency, Plan, Rule
from vendor_simulator.running import serving

PROGRAM = Path(__file__).with_name("vendor_worker.py")
PAID = ("script", "analysis", "imagery", "motion", "audio")
KEYS = ("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "FAL_KEY", "ELEVENLABS_API_KEY")
LIMITS = {"AT_ONCE": "40", "PER_SECOND": "500", "BURST": "500"}
EARLY = 0.2
"""How many crashes come while the process still starts."""
PATIENCE = 300.0
"""Seconds within which everything has to end after the last crash."""


def plan_of(seed: int) -> Plan:
    """What goes wrong besides the crashes, and how long things take."""
    faults = (
        Rule(fault="drop_before", probability=0.02),
        Rule(fault="drop_after", probability=0.04),
        Rule(fault="status", status=500, probability=0.01),
        Rule(fault="status", status=502, form="proxy", probability=0.01),
        Rule(fault="busy", retry_after=0.3, probability=0.02),
        Rule(fault="truncate", probability=0.01),
        Rule(vendor="anthropic", fault="overloaded", probability=0.03),
        Rule(fault="stream_drop", after=6, probability=0.05),
        Rule(vendor="fal", method="POST", path="/queue/*", fault="job_error", probability=0.03),
        Rule(vendor="fal", method="POST", path="/queue/*", fault="job_refusal", probability=0.01),
    )
    times = (
        Latency(what="answer", distribution="uniform", seconds=0.0, most=0.15),
        Latency(what="work", distribution="uniform", seconds=0.1, most=1.5),
        Latency(what="chunk", seconds=0.03),
    )
    return Plan(seed=seed, rules=faults, latencies=times)


class Worker:
    """The process that is killed; a warm one forks it, so that it is back within half a second."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._pid = 0

    async def start(self) -> None:
        """One more life."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        self._pid = int(await self.told())

    async def told(self) -> str:
        """The next line: a pid, `ready` or `ended`."""
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()

    async def kill(self) -> None:
        """SIGKILL; returns when it is gone."""
        os.kill(self._pid, signal.SIGKILL)
        async with asyncio.timeout(30):
            while await self.told() != "ended":
                pass


@asynccontextmanager
async def worker(environment: Environment, at: dict[str, str], log: Any, keys: Mapping[str, str]) -> AsyncIterator[Worker]:
    """The warm process; it ends with us. `keys` are variables that tell the accounts' keys, and whatever else it is to know."""
    limits = {f"SAGAREEL_{v}_{k}": n for v in ("FAL", "ELEVENLABS", "ANTHROPIC", "OPENAI") for k, n in LIMITS.items()}
    told = {"SIMULATOR": json.dumps(at), "SAGAREEL_INSTANCE": "chaos", **keys, **limits}
    pipe = asyncio.subprocess.PIPE
    variables = {**os.environ, **environment.variables, **told}
    process = await asyncio.create_subprocess_exec(sys.executable, PROGRAM, stdin=pipe, stdout=pipe, stderr=log, env=variables)
    try:
        yield Worker(process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@dataclass(slots=True)
class Load:
    """Commands that were sent, and what became of them."""

    wire: Wire
    things: vendor_orders.Things
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    sent: set[str] = field(default_factory=set)
    ended: dict[str, str] = field(default_factory=dict)
    contradicted: set[str] = field(default_factory=set)
    _read: int = 0

    async def top_up(self, at_once: int) -> None:
        """Send until so many are open."""
        missing = range(len(self.sent), len(self.sent) + at_once - self.open())
        batch = [vendor_orders.ordered(self.things, number, self.run) for number in missing]
        self.sent.update(named(envelope) for envelope, _ in batch)
        await self.wire.send(batch)

    def open(self) -> int:
        """How many commands have no outcome yet."""
        for envelope, message in self.wire.seen[self._read :]:
            self._read += 1
            name = envelope.type.split(".")[2]
            work = named(envelope)
            if work in self.sent and type(message) in OUTCOMES and self.ended.setdefault(work, name) != name:
                self.contradicted.add(work)
        return len(self.sent) - len(self.ended)


OUTCOMES = {outcome for m in MESSAGES.values() for outcome in (getattr(m, "DONE", None), getattr(m, "FAILED", None)) if outcome}


def named(envelope: Envelope) -> str:
    """What tells a command from all others; its answers say it too."""
    return f"{envelope.sequence} {envelope.step}"


class Jobs:
    """The services' own tables."""

    def __init__(self, connections: list[asyncpg.Connection]) -> None:
        self._connections = connections

    async def count(self, condition: str = "true") -> int:
        """Open jobs."""
        text = f"select count(*) from job where state = 'open' and {condition}"
        return sum([await connection.fetchval(text) for connection in self._connections])


@dataclass(slots=True)
class Tally:
    """What was seen at the crashes."""

    crashes: int = 0
    noted: int = 0
    """Jobs that a vendor knew or might know when their process was killed, over all crashes."""
    amid: int = 0
    """Crashes with at least one of them."""


async def crash(options: argparse.Namespace, load: Load, worker: Worker, jobs: Jobs) -> Tally:
    """Kill it so many times, at moments that the seed chooses; the last life goes on."""
    dice, tally = random.Random(options.seed), Tally()
    await worker.start()
    assert await worker.told() == "ready", "The services do not start; see the log."
    while tally.crashes < options.crashes:
        await load.top_up(options.at_once)
        await asyncio.sleep(dice.uniform(0.0, 1.0))
        await worker.kill()
        noted = await jobs.count("request_id is not null")
        tally.crashes, tally.noted, tally.amid = tally.crashes + 1, tally.noted + noted, tally.amid + (noted > 0)
        await worker.start()
        if tally.crashes % 100 == 0:
            print(f"{tally.crashes} crashes, {len(load.ended)} of {len(load.sent)} commands ended", flush=True)
        if tally.crashes == options.crashes or dice.random() >= EARLY:
            assert await worker.told() == "ready", "The services do not come back; see the log."
    return tally


async def until_ended(load: Load, jobs: Jobs) -> None:
    """Let everything end, as far as it does."""
    last = time.monotonic() + PATIENCE
    while (load.open() or await jobs.count()) and time.monotonic() < last:  # noqa: ASYNC110 — the tables tell nobody
        await asyncio.sleep(0.1)


async def measure(environment: Environment, options: argparse.Namespace, log: Any) -> dict[str, int]:
    """Everything, once."""
    async with contextlib.AsyncExitStack() as open_:
        at = await open_.enter_async_context(serving(plan_of(options.seed)))
        http = await open_.enter_async_context(httpx.AsyncClient(timeout=60))
        told = {"contains": vendor_orders.READ_BY, "text": vendor_orders.answer()}
        await http.post(f"{at['control']}/answers", json=told)
        wire = await open_.enter_async_context(Wire(environment, MESSAGES))
        killed = await open_.enter_async_context(worker(environment, at, log, {name: f"chaos-{name.lower()}" for name in KEYS}))
        load = Load(wire, await vendor_orders.things(environment))
        begun = time.monotonic()
        await killed.start()
        await killed.told()
        connections = [await asyncpg.connect(environment.dsn_of(name)) for name in PAID]
        await killed.kill()
        jobs = Jobs(connections)
        tally = await crash(options, load, killed, jobs)
        await until_ended(load, jobs)
        unended = await jobs.count()
        for connection in connections:
            await connection.close()
        counts = (await http.get(f"{at['control']}/counts")).json()
    report(load, tally, counts, time.monotonic() - begun)
    if counts["unlabelled"]:
        raise SystemExit("Some paid jobs name no unit of work, so nobody can tell whether they were paid twice.")
    lost = load.open() + len(load.contradicted)
    return {"crashes": tally.crashes, "paid_twice": len(counts["paid_twice"]), "lost": lost, "unended": unended}


def report(load: Load, tally: Tally, counts: dict[str, Any], seconds: float) -> None:
    """Print what happened, for people."""
    table = Table("outcome", "commands")
    for name, count in sorted(Counter(load.ended.values()).items()):
        table.add_row(name, str(count))
    console = Console()
    console.print(table)
    console.print(
        f"{tally.crashes} crashes in {seconds:.0f} s; {tally.noted} jobs stood at a vendor then, in {tally.amid} crashes."
    )
    console.print(
        f"Paid: {counts['paid']} ({counts['by_vendor']}), refunded: {counts['refunded']}, twice: {counts['paid_twice']}"
    )
    if load.contradicted:
        console.print(f"Done and failed at once: {sorted(load.contradicted)}")


@contextmanager
def servers() -> Iterator[Environment]:
    """Those that the environment names, or our own."""
    if "SAGAREEL_KAFKA" in os.environ:
        yield Environment.from_env()
        return
    with (
        tempfile.TemporaryDirectory(prefix="sagareel-chaos-", dir=os.environ.get("TMPDIR")) as folder,
        Stack(Path(folder), fsync=False) as stack,
    ):
        yield Environment.from_env(stack.environment)


def main() -> int:
    """Run; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--crashes", type=int, default=300)
    parser.add_argument("--at-once", type=int, default=48, help="commands that are open at any time")
    parser.add_argument("--log", type=Path, default=Path(os.devnull), help="where the killed process says what it has to say")
    options = parser.parse_args()
    with options.log.open("wb") as log, servers() as environment:
        figures = uvloop.run(measure(environment, options, log))
    print(json.dumps(figures))
    return int(any(count for name, count in figures.items() if name != "crashes"))


if __name__ == "__main__":
    sys.exit(main())
