"""The cells of a sweep: a paid way, an outcome of its work, faults of its calls, a crash; and what must not come of one.

Used by `sweep_vendors.py` and `test_sweep.py`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import vendor_orders
from sweep_desk import UNHARMED, Crash, Desk, End
from sweep_works import TIMEOUT, Stock, Way

from chassis.testing.media import FolderMedia
from vendor_simulator.plan import JOB_FAULTS, Match, Plan, Rule
from vendor_simulator.running import serving

NULLS = dict.fromkeys(("items", "history", "voices", "data", "status", "id", "request_id", "output", "images", "usage"))
NUMBERS = dict.fromkeys((*NULLS, "next_cursor", "video", "audio", "detail", "error"), 7)
EMPTY_ONES = {"items": [{}], "history": [{}], "voices": [{}], "data": [{}], "status": "COMPLETED", "output": [{}], "images": [{}]}
NOBODYS = {"request_id": "00000000-0000-4000-8000-000000000000", "id": "nobodys", "status": "completed", "object": "response"}
PATHS = {"request_id": "../../../fal-ai/x/requests/1?a=\u0000#", "id": "../../x\n", "status": "IN_QUEUE"}
FAULTS: dict[str, dict[str, Any]] = {
    "500": {"fault": "status", "status": 500},
    "500 taken": {"fault": "status", "status": 500, "taken": True, "form": "empty"},
    "502 page": {"fault": "status", "status": 502, "form": "proxy"},
    "502 taken": {"fault": "status", "status": 502, "form": "proxy", "taken": True},
    "503": {"fault": "status", "status": 503},
    "504": {"fault": "status", "status": 504, "form": "empty"},
    "400": {"fault": "status", "status": 400},
    "404": {"fault": "status", "status": 404},
    "422": {"fault": "status", "status": 422},
    "403 page": {"fault": "status", "status": 403, "form": "proxy"},
    "429": {"fault": "busy", "retry_after": 0.1},
    "401": {"fault": "unauthorized"},
    "402": {"fault": "quota"},
    "drop before": {"fault": "drop_before"},
    "drop after": {"fault": "drop_after"},
    "truncate": {"fault": "truncate"},
    "wrong type": {"fault": "wrong_type"},
    "wrong body": {"fault": "wrong_body"},
    "slow": {"fault": "slow_headers", "seconds": 1.5 * TIMEOUT},
    "stream error": {"fault": "stream_error", "after": 4},
    "stream drop": {"fault": "stream_drop", "after": 4},
    "{}": {"fault": "other_body", "told": {}},
    "[]": {"fault": "other_body", "told": []},
    "nulls": {"fault": "other_body", "told": NULLS},
    "numbers": {"fault": "other_body", "told": NUMBERS},
    "empty ones": {"fault": "other_body", "told": EMPTY_ONES},
    "nobody's": {"fault": "other_body", "told": NOBODYS},
    "paths": {"fault": "other_body", "told": PATHS},
}
"""`taken` ones strike after the call took effect; the last seven are JSON of another shape."""
STUCK = 3.0
"""Seconds for which work is waited for that never ends."""
WAITS = frozenset({"429", "402", "503"})
"""Those that may mean that the vendor asks us to wait: for ever, they are ended by the step's deadline."""
Fault = tuple[str, str, int]
"""The call, the fault, and how often it strikes; 0 is for ever."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One way, one outcome of its work, some faults, a crash."""

    way: Way
    outcome: str = "made"
    faults: tuple[Fault, ...] = ()
    crash: Crash = UNHARMED

    def __str__(self) -> str:
        told = ", ".join(f"{call} {fault} x{times or 'ever'}" for call, fault, times in self.faults) or "no fault"
        crash = f", crash {'after' if self.crash.stored else 'before'} note {self.crash.note}" if self.crash.note else ""
        return f"{self.way.name} | {self.outcome} | {told}{crash}"

    @property
    def waits(self) -> bool:
        """Whether it may wait until the step's deadline."""
        return self.outcome == "job_stuck" or any(fault in WAITS and not times for _, fault, times in self.faults)

    def plan(self) -> Plan:
        """What the simulator does."""
        calls = {**self.way.calls, **self.way.look}
        rules = [_rule(calls[call], FAULTS[fault], times) for call, fault, times in self.faults]
        if self.outcome != "made":
            once = self.outcome in JOB_FAULTS and self.outcome != "job_refusal"
            rules.append(_rule(self.way.calls["submit"], {"fault": self.outcome, "seconds": 0.0}, int(once)))
        return Plan(rules=tuple(rules))


def _rule(call: Match, fault: dict[str, Any], times: int) -> Rule:
    return Rule(**call.model_dump(), **fault, times=times or None)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a cell; `paid` is how often each part of the work was paid and not given back, by the vendor's own count."""

    cell: Cell
    end: End
    paid: tuple[tuple[str, int], ...]

    def wrong(self) -> str:
        """What must not be; empty when all is well."""
        if twice := [f"{part or 'it'} x{count}" for part, count in self.paid if count > 1]:
            return f"paid twice: {', '.join(twice)}"
        if self.end.strange:
            return f"raised {self.end.strange}"
        if self.end.outcome == "waits" and not self.cell.waits:
            return f"waits for ever ({self.end.code})"
        if self.end.outcome == "done" and self.end.cost and not self.paid:
            return "charged for nothing"
        return ""

    @property
    def all(self) -> int:
        """How often anything was paid."""
        return sum(count for _, count in self.paid)

    @property
    def lost(self) -> bool:
        """It was made and paid, one fault struck once, and nobody has it."""
        once = len(self.cell.faults) == 1 and self.cell.faults[0][-1] == 1
        return self.cell.outcome == "made" and once and bool(self.paid) and self.end.outcome != "done"


async def seen(cell: Cell, stock: Stock, folder: Path, http: httpx.AsyncClient) -> Seen:
    """Try one, at a simulator of its own."""
    async with serving(cell.plan()) as at:
        told = {"contains": vendor_orders.READ_BY, "text": vendor_orders.answer()}
        await http.post(f"{at['control']}/answers", json=told)
        desk = Desk(FolderMedia(folder), cell.way.body(at), cell.way.command(stock), cell.crash)
        desk.patience = STUCK if cell.outcome == "job_stuck" else desk.patience
        end = await desk.worked()
        jobs = (await http.get(f"{at['control']}/paid")).json()["jobs"]
    paid = Counter(job["label"].partition("/")[2] for job in jobs if not job["refunded"])
    return Seen(cell, end, tuple(sorted(paid.items())))


def singles(way: Way) -> Iterator[tuple[Fault, ...]]:
    """One fault, once, twice or for ever; a fault of a look comes with a submit that leads to one."""
    for call, fault, times in product(way.calls, FAULTS, (1, 2, 0)):
        yield ((call, fault, times),)
    for call, fault, times, lost in product(way.look, FAULTS, (1, 0), way.lost):
        yield (("submit", lost, 1), (call, fault, times))


def pairs(way: Way) -> Iterator[tuple[Fault, ...]]:
    """Two faults, each once."""
    every = list(product({**way.calls, **way.look}, FAULTS))
    for number, (call, fault) in enumerate(every):
        for other, second in every[number:]:
            yield ((call, fault, 1), (other, second, 1))
