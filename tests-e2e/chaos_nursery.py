"""Orders lives from `vendor_worker.py` and hears of them. Used by the crash runs and the tests that need the paid services."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chassis.environment import Environment
from vendor_http.hosts import SETTING

PROGRAM = Path(__file__).with_name("vendor_worker.py")
LIMITS = {"AT_ONCE": "40", "PER_SECOND": "500", "BURST": "500"}
VENDORS = ("FAL", "ELEVENLABS", "ANTHROPIC", "OPENAI")


@dataclass(frozen=True, slots=True)
class Order:
    """A life: its name (a stable one of a replica), what it runs, its own variables, and where it dies by itself."""

    name: str
    services: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)
    seam: str = ""
    passes: int = 0
    rehearsal: bool = False
    """Tell what was imported, so that later lives need not."""

    def line(self) -> bytes:
        """As it is sent."""
        told = {
            "name": self.name,
            "services": self.services,
            "variables": {"SAGAREEL_INSTANCE": self.name, **self.variables},
            "seam": self.seam,
            "passes": self.passes,
            "rehearsal": self.rehearsal,
        }
        return json.dumps(told).encode() + b"\n"


@dataclass(slots=True)
class Life:
    """One process."""

    order: Order
    born: asyncio.Future[int]
    ready: asyncio.Future[list[str]]
    ended: asyncio.Future[int]
    """How it ended: its exit code, below 0 the signal that killed it."""

    async def signal(self, number: int) -> None:
        """Send a signal, if it still lives."""
        pid = await self.born
        if not self.ended.done():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    async def kill(self) -> None:
        """SIGKILL; returns when it is gone."""
        await self.signal(signal.SIGKILL)
        await self.ended

    async def is_ready(self, within: float = 60.0) -> bool:
        """Wait until it takes messages; False when it died before."""
        either: list[asyncio.Future[Any]] = [self.ready, self.ended]
        await asyncio.wait(either, timeout=within, return_when=asyncio.FIRST_COMPLETED)
        return self.ready.done()


class Nursery:
    """The warm process, and the lives that it bore."""

    def __init__(self, process: asyncio.subprocess.Process, faults: Path) -> None:
        self._process = process
        self._faults = faults
        self._lives: dict[str, Life] = {}
        self.cpu = 0.0
        """Seconds that lives have used which have ended."""

    def faults(self) -> str:
        """In which lines lives broke down, as the interpreter told at their end."""
        return self._faults.read_text(errors="replace")

    def start(self, order: Order) -> Life:
        """One more life under this name; the one before must have ended."""
        assert self._process.stdin is not None
        loop = asyncio.get_running_loop()
        life = Life(order, loop.create_future(), loop.create_future(), loop.create_future())
        self._lives[order.name] = life
        self._process.stdin.write(order.line())
        return life

    async def rehearse(self, orders: Sequence[Order]) -> None:
        """Let each live once, and learn what it needs."""
        for order in orders:
            life = self.start(order)
            assert await life.is_ready(within=300.0), f"{order.name} does not start; see the log."
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps({"learn": life.ready.result()}).encode() + b"\n")
            await life.kill()

    async def listen(self) -> None:
        """Hear what is told, until the process is gone."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            told: dict[str, Any] = json.loads(line)
            if "born" in told:
                self._lives[told["born"]].born.set_result(told["pid"])
            elif "ready" in told:
                self._lives[told["ready"]].ready.set_result(told["modules"])
            else:
                self.cpu += told["cpu"]
                self._lives[told["ended"]].ended.set_result(told["status"])


@asynccontextmanager
async def nursery(environment: Environment, at: Mapping[str, str], log: Any, told: Mapping[str, str]) -> AsyncIterator[Nursery]:
    """The warm process; it and all lives end with us. `told` are variables for all lives, such as the accounts' keys."""
    limits = {f"SAGAREEL_{vendor}_{limit}": number for vendor in VENDORS for limit, number in LIMITS.items()}
    pipe = asyncio.subprocess.PIPE
    variables = {**os.environ, **environment.variables, **told, **limits}
    with tempfile.NamedTemporaryFile(prefix="sagareel-faults-") as faults:
        variables = {**variables, SETTING: at["base"], "FAULTS": faults.name}
        process = await asyncio.create_subprocess_exec(
            sys.executable, PROGRAM, stdin=pipe, stdout=pipe, stderr=log, env=variables, limit=1 << 20
        )
        found = Nursery(process, Path(faults.name))
        listening = asyncio.create_task(found.listen())
        try:
            yield found
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            listening.cancel()
