"""Kills the services that pay vendors, again and again at any moment, and asks the vendors' own count who was paid twice.

`make chaos-vendors SEED=7 CRASHES=300`. Real servers, the vendor simulator with faults, and every service as a process of its own
that is ended with SIGKILL: at a moment that the seed chooses, or by itself at a named seam (`chaos_seams.py`). Some are drained
or frozen instead. Each is back at once and goes on. In the end everything must have ended once and the ledger must be exact. The
last line is JSON; anything in it but `crashes` above 0 is a failure. Servers that the environment names are used. SIGTERM ends a
run early, with everything looked over.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import signal
import socket
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import uvloop
import vendor_orders
from chaos_checks import Findings, Tables, looked_over
from chaos_films import Orders, Stock
from chaos_kept import a_folder, let_go, servers, write_down
from chaos_keys import HOUSE, MASTER, TenantKeys
from chaos_nursery import Life, Nursery, Order, nursery
from chaos_patience import LEASE
from chaos_plan import plan_of
from chaos_seams import SEAMS
from rich.console import Console
from rich.table import Table

from chassis.environment import Environment
from chassis.testing.wire import Wire
from contracts.base import Failed
from contracts.registry import MESSAGES
from vendor_simulator.running import serving

VICTIMS = {
    "imagery-0": 1.0, "imagery-1": 1.0, "audio-0": 1.0, "audio-1": 1.0, "motion-0": 1.0, "script-0": 1.0, "analysis-0": 1.0,
    "coordinator-0": 0.3, "billing-0": 0.3, "gateway-0": 0.3,
}  # fmt: skip
"""The replicas, and how often each is killed beside the others."""
AT_A_SEAM, DRAINED, FROZEN, LEFT_DEAD = 0.65, 0.06, 0.03, 0.05
"""How many lives end by themselves at a seam, by SIGTERM, are stopped past their lease, stay dead until others took over."""
READY = 3.0
"""Seconds that a life takes to begin; where the machine is slower, lives are longer, else none would ever end its work."""
VARYING = re.compile(r"/[A-Za-z0-9]{20}(?=/|$)")
"""Parts of vendors' paths that name a voice."""
PATIENCE = 300.0
"""Seconds within which everything has to end after the last crash."""


@dataclass(slots=True)
class Tally:
    """What was done to the victims; `options.crashes` are wanted."""

    options: argparse.Namespace
    crashes: int = 0
    amid: int = 0
    """Crashes at which a vendor knew of a job of the service that died, or might know."""
    by: Counter[str] = field(default_factory=Counter)
    drained: int = 0
    frozen: int = 0
    fallen: list[str] = field(default_factory=list)
    """Lives that ended by themselves, as nothing should."""
    slowest: float = 0.0
    """The longest that our own loop was kept waiting: whoever freezes the machine freezes the judge."""

    @property
    def over(self) -> bool:
        """No more crashes are wanted."""
        return self.crashes >= int(self.options.crashes)


@dataclass(slots=True)
class Victim:
    """One replica, life after life."""

    name: str
    share: float
    nursery: Nursery
    dice: random.Random
    tally: Tally
    tables: Tables
    variables: dict[str, str]
    life: Life | None = None

    async def suffer(self) -> None:
        """Die until there were enough crashes; the last life goes on."""
        while not self.tally.over:
            fate = self.dice.random()
            seam = self.dice.choice(seams_of(self.name)) if fate < AT_A_SEAM else ""
            life = self.life = self._born(seam, 1 + int(self.dice.expovariate(1.5)))
            await self._end(life, fate)
            if self.dice.random() < LEFT_DEAD:
                await asyncio.sleep(LEASE + 1)
            await asyncio.sleep(self.dice.expovariate(self.share / 2) if self.share < 1 else 0)
        self.life = self._born()

    def _born(self, seam: str = "", passes: int = 0) -> Life:
        hooks = {} if self.dice.random() < 0.75 else {"SAGAREEL_WEBHOOK_URL": ""}
        told = self.variables if "SAGAREEL_HTTP_PORT" in self.variables else {**self.variables, **hooks}
        return self.nursery.start(Order(self.name, (self.name.partition("-")[0],), told, seam, passes))

    async def _end(self, life: Life, fate: float) -> None:
        """In one of the ways in which a process can end. It may still be starting: jobs are taken up before messages are."""
        begun = time.monotonic()
        if fate < AT_A_SEAM or self.dice.random() < 0.7:
            await life.is_ready()
        slow = max(1.0, (time.monotonic() - begun) / READY)
        patience = self.dice.uniform(0.5, 2.5) if fate < AT_A_SEAM else self.dice.uniform(0.0, 1.0)
        await asyncio.wait([life.ended], timeout=slow * patience / self.share)
        if AT_A_SEAM <= fate < AT_A_SEAM + DRAINED:
            await life.signal(signal.SIGTERM)
            await asyncio.wait([life.ended], timeout=self.dice.choice((0.2, 6.0)))
        elif fate > 1 - FROZEN:
            await life.signal(signal.SIGSTOP)
            await asyncio.sleep(LEASE + 1)
            await life.signal(signal.SIGCONT)
            await asyncio.sleep(self.dice.uniform(0, 0.5))
            self.tally.frozen += 1
        by_itself = life.ended.done()
        await life.kill()
        if life.ended.result() == -signal.SIGKILL:
            self.tally.crashes += 1
            self.tally.by[life.order.seam if by_itself else "any moment"] += 1
            self.tally.amid += await self.tables.noted(life.order.services[0])
        elif life.ended.result() in (0, -signal.SIGTERM):  # a signal before it has begun to listen ends it at once
            self.tally.drained += 1
        else:
            self.tally.fallen.append(f"{self.name} ended with {life.ended.result()}")


@dataclass(slots=True)
class Cancels:
    """The requests of which fal was told that nobody waits for them; the simulator only keeps what it was last asked."""

    http: httpx.AsyncClient
    control: str
    heard: set[str] = field(default_factory=set)

    async def listen(self) -> None:
        """Ask what there is now."""
        answer = await self.http.get(f"{self.control}/captures", params={"vendor": "fal", "path": "/cancel"})
        self.heard |= {call["path"].split("/")[-2] for call in answer.json()["captures"]}


async def feed(orders: Orders, tally: Tally, at_once: int, cancels: Cancels) -> None:
    """Keep so many orders open, and call some off, until there were enough crashes."""
    told = 0
    while not tally.over:
        if tally.crashes // 100 > told:
            told = tally.crashes // 100
            print(f"{tally.crashes} crashes, {len(orders.ended)} of {len(orders.sent)} orders ended", flush=True)
            await cancels.listen()
        await orders.top_up(at_once)
        begun = time.monotonic()
        await asyncio.sleep(0.25)
        tally.slowest = max(tally.slowest, time.monotonic() - begun - 0.25)
        await orders.call_off()
        await orders.keys.meddle([f"tenant-{sequence}" for sequence in orders.open()])


async def until_ended(orders: Orders, tables: Tables) -> None:
    """Let everything end, as far as it does."""
    last = time.monotonic() + PATIENCE
    while (orders.open() or await tables.open()) and time.monotonic() < last:  # noqa: ASYNC110 — the tables tell nobody
        await asyncio.sleep(0.5)


async def measure(environment: Environment, options: argparse.Namespace, log: Any, folder: Path) -> dict[str, int]:
    """Everything, once; what is needed to look into what was wrong is written into the folder."""
    async with contextlib.AsyncExitStack() as open_:
        at = await open_.enter_async_context(serving(plan_of(options.seed)))
        http = await open_.enter_async_context(httpx.AsyncClient(timeout=60))
        told = {"contains": vendor_orders.READ_BY, "text": vendor_orders.answer()}
        await http.post(f"{at['control']}/answers", json=told)
        wire = await open_.enter_async_context(Wire(environment, MESSAGES))
        port = free_port()
        lives = {**HOUSE, **MASTER, "SAGAREEL_WEBHOOK_URL": f"http://127.0.0.1:{port}"}
        bore = await open_.enter_async_context(nursery(environment, at, log, lives))
        first = [name for name in VICTIMS if name.endswith("0")]
        await bore.rehearse([Order(name, (name[:-2],), variables_of(name, port), rehearsal=True) for name in first])
        began, bore.cpu = clocks(), 0.0
        dice, tally, tables = random.Random(options.seed), Tally(options), await Tables.of(environment)
        keys = TenantKeys.of(environment, random.Random(f"{options.seed} keys"))
        orders = Orders(wire, await Stock.stored(environment), dice, keys)
        victims = [
            Victim(name, share, bore, random.Random(f"{options.seed} {name}"), tally, tables, variables_of(name, port))
            for name, share in VICTIMS.items()
        ]
        cancels = Cancels(http, at["control"])
        await asyncio.gather(feed(orders, tally, options.at_once, cancels), *(victim.suffer() for victim in victims))
        await until_ended(orders, tables)
        paid = (await http.get(f"{at['control']}/paid")).json()["jobs"]
        await cancels.listen()
        vendor = {"paid": paid, "cancelled": sorted(cancels.heard)}
        found = await looked_over(environment, orders, tables, vendor)
        await tables.close()
        await asyncio.gather(*(victim.life.kill() for victim in victims if victim.life is not None))
        report(orders, tally, found, paid, spent(began, bore))
        print(bore.faults(), end="")
        write_down(folder, orders, vendor, bore.faults())
    return {"crashes": tally.crashes, **found.figures(), "fallen": len(tally.fallen)}


def seams_of(name: str) -> tuple[str, ...]:
    """Where a replica can die by itself: only who works for vendors comes by all of them."""
    if name.startswith("gateway"):
        return tuple(seam for seam in SEAMS if seam.endswith(("letter", "commit")))
    if name.startswith(("coordinator", "billing")):
        return tuple(seam for seam in SEAMS if seam.endswith(("commit", "publish")))
    return tuple(seam for seam in SEAMS if not seam.endswith("letter"))


def variables_of(name: str, port: int) -> dict[str, str]:
    """The gateway hears webhooks, at an address that stays the same."""
    return {"SAGAREEL_HTTP_PORT": str(port)} if name.startswith("gateway") else {}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clocks() -> tuple[float, float, float]:
    """Now; CPU seconds of this process; CPU seconds of those that it has started and that still live."""
    family = 0.0
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            family += sum(process.cpu_times()[:2])
    return time.monotonic(), time.process_time(), family


def spent(began: tuple[float, float, float], bore: Nursery) -> dict[str, float]:
    """Seconds, and CPU seconds: of the lives, of us with the simulator, of the servers."""
    now = clocks()
    names = ("seconds", "judge", "servers")
    return {name: now[i] - began[i] for i, name in enumerate(names)} | {"lives": bore.cpu}


def report(orders: Orders, tally: Tally, found: Findings, paid: list[Any], used: dict[str, float]) -> None:
    """Print what happened, for people."""
    table = Table("end", "orders")
    for name, count in sorted(Counter(end for ends in orders.ended.values() for end in ends).items()):
        table.add_row(name, str(count))
    console = Console(soft_wrap=True)
    console.print(table)
    console.print(f"{tally.crashes} crashes, {tally.amid} of them with a request noted; {len(orders.sent)} orders.")
    console.print(f"{tally.drained} drains, {tally.frozen} freezes; {len(orders.cancelled)} called off.")
    failed = Counter(
        f"{type(m).__name__} {m.failure.kind} {m.failure.code}" for _, m in orders.wire.seen if isinstance(m, Failed)
    )
    console.print(f"Failed: {dict(failed.most_common())}", *tally.fallen)
    console.print(f"By seam: {dict(tally.by.most_common())}")
    cpu = sum(used[name] for name in ("judge", "servers", "lives"))
    parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in used.items())
    console.print(
        f"Seconds: {parts}; CPU {cpu:.1f}, {cpu / max(1, tally.crashes):.3f} per crash; judge late {tally.slowest:.1f}."
    )
    kept = [job for job in paid if not job["refunded"]]
    console.print(f"Paid: {len(kept)}, refunded: {len(paid) - len(kept)}, by what was asked:")
    for name, count in sorted(Counter(f"{job['vendor']} {VARYING.sub('/*', job['path'])}" for job in kept).items()):
        console.print(f"  {count} {name}")
    for kind in found.figures():
        for sentence in getattr(found, kind)[:20]:
            console.print(f"{kind}: {sentence}", markup=False)


async def stoppable(environment: Environment, options: argparse.Namespace, log: Any, folder: Path) -> dict[str, int]:
    """Everything; from SIGTERM on no more crashes are wanted, and what there is must end and is looked over."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, setattr, options, "crashes", 0)
    return await measure(environment, options, log, folder)


def main() -> int:
    """Run; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--crashes", type=int, default=300)
    parser.add_argument("--at-once", type=int, default=40, help="orders that are open at any time")
    parser.add_argument("--log", type=Path, default=Path(os.devnull), help="where the killed processes say what they have to say")
    options = parser.parse_args()
    folder = a_folder()
    with options.log.open("wb") as log, servers(folder) as environment:
        figures = uvloop.run(stoppable(environment, options, log, folder))
    wrong = any(count for name, count in figures.items() if name != "crashes")
    let_go(folder, wrong=wrong)
    print(json.dumps(figures))
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
