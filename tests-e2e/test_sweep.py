"""Promise 8 in the hardest cells of `make sweep-vendors`: each way with what once was paid twice, or nearly."""

from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from sweep_cells import Cell, Fault, seen
from sweep_desk import Crash
from sweep_works import WAYS, Stock, Way

from chassis.testing.media import FolderMedia
from chassis.trust import trusted

LISTS = ("{}", "nulls", "numbers", "empty ones", "nobody's", "404")
"""Of a list: what proves nothing."""
LOST = ("submit", "drop after", 1)
HARD: dict[str, tuple[tuple[str, Sequence[Sequence[Fault]]], ...]] = {
    "fal picture": (
        ("made", [[LOST, ("list", fault, 0)] for fault in LISTS]),
        ("job_refusal", [[("result", "500", 1)], [("result", "502 page", 2)], [("result", "{}", 1)], [("status", "{}", 1)]]),
        ("made", [[("submit", "paths", 1)], [("status", "{}", 0)], [("result", "422", 1)]]),
    ),
    "fal effects": (("job_error", [[("result", "500", 1)]]), ("job_refusal", [[LOST, ("list", "nulls", 1)]])),
    "fal text": (("made", [[("result", "{}", 1)], [("result", "nulls", 2)]]),),
    "openai writing": (
        ("made", [[LOST, ("list", fault, 0)] for fault in LISTS]),
        ("made", [[("submit", "stream drop", 1), ("result", fault, 1)] for fault in ("{}", "nobody's", "numbers", "500")]),
        ("job_lost", [[LOST]]),
    ),
    "openai picture": (("made", [[("submit", "500 taken", 1)], [("submit", "{}", 1)]]),),
    "anthropic writing": (("made", [[("submit", "stream drop", 2)], [("submit", "500 taken", 1)]]),),
    "elevenlabs speech": (("made", [[LOST, ("list", fault, 0)] for fault in LISTS]), ("made", [[("submit", "{}", 1)]])),
    "elevenlabs clone": (("made", [[LOST, ("list", fault, 0)] for fault in ("{}", "empty ones")]), ("made", [[LOST]])),
    "elevenlabs music": (("made", [[LOST], [("submit", "{}", 1)]]),),
}
KEPT = {("fal picture", "422"), ("fal text", "{}"), ("elevenlabs speech", "{}"), ("openai writing", "{}")}
"""Of one fault that struck once, what was paid for is still delivered."""


@pytest.mark.parametrize("way", [way for way in WAYS if way.name in HARD], ids=lambda way: way.name)
async def test_whatever_goes_wrong_at_a_vendor_nothing_is_paid_twice_and_all_comes_to_an_end(way: Way, tmp_path: Path) -> None:
    stock = await Stock.stored(FolderMedia(tmp_path))
    cells = [Cell(way, outcome, tuple(one)) for outcome, faults in HARD[way.name] for one in faults]
    async with httpx.AsyncClient(timeout=60, verify=trusted()) as http:
        found = [await seen(cell, stock, tmp_path, http) for cell in cells]
    assert [f"{one.cell}: {one.wrong()}" for one in found if one.wrong()] == []
    lost = [str(one.cell) for one in found if one.lost and (way.name, one.cell.faults[0][1]) in KEPT]
    assert lost == []


@pytest.mark.parametrize("way", [way for way in WAYS if way.name in ("fal effects", "openai writing")], ids=lambda way: way.name)
async def test_killed_before_or_after_any_note_each_part_is_paid_once_and_made(way: Way, tmp_path: Path) -> None:
    stock = await Stock.stored(FolderMedia(tmp_path))
    async with httpx.AsyncClient(timeout=60, verify=trusted()) as http:
        notes = len((await seen(Cell(way), stock, tmp_path, http)).end.notes)
        crashes = [Crash(number, stored) for number in range(1, notes + 1) for stored in (False, True)]
        found = [await seen(Cell(way, crash=crash), stock, tmp_path, http) for crash in crashes]
    assert [(str(one.cell), one.wrong(), one.end.outcome) for one in found if one.wrong() or one.end.outcome != "done"] == []
