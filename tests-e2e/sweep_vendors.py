"""Tries every paid way with every outcome of its work, every fault of every call, and a crash at every note.

`make sweep-vendors WAY="fal picture"`. In one process, against a simulator for each cell; a work is tried as the chassis does,
and ordered again as the coordinator does. A cell is wrong where the vendor was paid twice by its own count, where a body raised
what is no outcome, or where it never ends. The last line is JSON; `wrong` must be 0. `MORE` tells where more was paid than
without the fault, `LOST` where one fault cost what was paid for: neither is wrong, and each is worth a thought.
"""

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import httpx
from sweep_cells import Cell, Seen, pairs, seen, singles
from sweep_desk import Crash
from sweep_works import WAYS, Stock

from chassis.testing.media import FolderMedia
from chassis.trust import trusted


def cells(options: argparse.Namespace) -> Iterator[Cell]:
    """Those that are wanted; each outcome also without a fault."""
    for way in WAYS:
        for outcome in way.outcomes if options.way in way.name else ():
            yield Cell(way, outcome)
            faults = [*singles(way), *(pairs(way) if options.pairs else ())]
            yield from (Cell(way, outcome, one) for one in faults[options.first :: options.every])


class Sweep:
    """Some cells at a time."""

    def __init__(self, folder: Path, stock: Stock, http: httpx.AsyncClient, at_once: int) -> None:
        self.found = list[Seen]()
        self._folder, self._stock, self._http = folder, stock, http
        self._places = asyncio.Semaphore(at_once)

    async def one(self, cell: Cell) -> Seen:
        """Try a cell."""
        async with self._places:
            found = await seen(cell, self._stock, self._folder, self._http)
        self.found.append(found)
        if len(self.found) % 500 == 0:
            print(len(self.found), flush=True)
        return found

    async def crashed(self, cell: Cell) -> None:
        """Try a cell, and again with a crash before and after each note that it stored."""
        plain = await self.one(cell)
        for number in range(1, len(plain.end.notes) + 1):
            for stored in (False, True):
                await self.one(replace(cell, crash=Crash(number, stored)))


async def swept(options: argparse.Namespace) -> list[Seen]:
    """Everything that is wanted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock = await Stock.stored(FolderMedia(folder))
        async with httpx.AsyncClient(timeout=60, verify=trusted()) as http:
            sweep = Sweep(folder, stock, http, options.at_once)
            work = sweep.crashed if options.crashes else sweep.one
            await asyncio.gather(*(work(cell) for cell in cells(options)))
    return sweep.found


def told(found: Sequence[Seen]) -> Iterator[str]:
    """What is wrong, and what is worth a thought."""
    usual = {(one.cell.way.name, one.cell.outcome): one.all for one in found if not one.cell.faults and not one.cell.crash.note}
    for one in found:
        most = max(usual.get((one.cell.way.name, outcome), 0) for outcome in (one.cell.outcome, "made"))
        if wrong := one.wrong():
            yield f"WRONG {one.cell} -> {one.end.outcome} {one.end.code}: {wrong}"
        elif one.all > most:
            yield f"MORE {one.cell} -> {one.end.outcome} {one.end.code}: {one.paid}"
        elif one.lost:
            yield f"LOST {one.cell} -> {one.end.outcome} {one.end.code}"


def main() -> int:
    """Sweep; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", default="", help="only those ways in whose names this stands")
    parser.add_argument("--pairs", action="store_true", help="also with two faults")
    parser.add_argument("--crashes", action="store_true", help="also with a crash at each note")
    parser.add_argument("--every", type=int, default=1, help="only each n-th fault")
    parser.add_argument("--first", type=int, default=0, help="beginning with this one")
    parser.add_argument("--at-once", type=int, default=32)
    options = parser.parse_args()
    began = time.monotonic()
    found = asyncio.run(swept(options))
    for line in told(found):
        print(line)
    used, wrong = resource.getrusage(resource.RUSAGE_SELF), sum(bool(one.wrong()) for one in found)
    spent = {"seconds": round(time.monotonic() - began, 1), "cpu": round(used.ru_utime + used.ru_stime, 1)}
    print(json.dumps({"cells": len(found), "wrong": wrong, **spent}))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
