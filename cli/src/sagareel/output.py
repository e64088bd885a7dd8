"""What commands print: results on stdout (JSON or for people), everything else on stderr."""

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, highlight=False)


def print_json(value: Any) -> None:
    """One JSON document, on one line when it is one of many."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()


def print_json_line(value: Any) -> None:
    """One line of a stream of JSON; flushed, so that who reads it sees it now."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def say(sentence: str) -> None:
    """A sentence to the person, on stderr."""
    err.print(Text(sentence), soft_wrap=True)


def print_film(film: dict[str, Any]) -> None:
    """A film for people."""
    out.print(Text(film["title"] or "(no title yet)", style="bold"))
    request = film["request"]
    facts = [("id", film["id"]), ("state", _state(film)), ("made from", film["source"]["url"] or film["source"]["kind"] or "")]
    facts += [(name, str(request[name])) for name in ("ratio", "style", "duration", "seed") if name in request]
    if film["stop_at"] != "film":
        facts.append(("stops after", film["stop_at"]))
    if film["continues"]:
        facts.append(("goes on from", film["continues"]))
    for stage in film["stages"]:
        if stage["total"]:
            facts.append((stage["stage"], f"{stage['done']}/{stage['total']}"))
    if film["scenes"]["total"]:
        facts.append(("scenes", f"{film['scenes']['done']}/{film['scenes']['total']}"))
    if film["stand_ins"]:
        facts.append(("stand-ins", ", ".join(film["stand_ins"])))
    if film["failure"]:
        facts.append(("failure", f"{film['failure']['message']} ({film['failure']['code']})"))
    if film["film"]:
        facts.append(("length", f"{film['film']['seconds']:.1f} s, {film['film']['bytes'] / 1e6:.1f} MB"))
        facts.append(("get it", f"sagareel film download {film['id']}"))
    if film["continuable"]:
        facts.append(("make the rest", f"sagareel film continue {film['id']}"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")  # an id that is cut off cannot be copied
    for name, value in facts:
        grid.add_row(Text(name, style="dim"), Text(value))
    out.print(grid)


def print_films(films: list[dict[str, Any]]) -> None:
    """Films as a table."""
    table = Table(box=None, pad_edge=False)
    for heading, width in (("id", 36), ("state", 9), ("scenes", 6), ("made", 16), ("title", None)):
        table.add_column(heading, style="dim" if heading == "made" else "", min_width=width, no_wrap=True, overflow="ellipsis")
    for film in films:
        scenes = f"{film['scenes']['done']}/{film['scenes']['total']}" if film["scenes"]["total"] else ""
        table.add_row(film["id"], _state(film), scenes, film["created_at"][:16].replace("T", " "), Text(film["title"]))
    _wide(200).print(table)


def _wide(width: int) -> Console:
    """The terminal, or where there is none something so wide that nothing is folded for the program that reads it."""
    return out if out.is_terminal else Console(width=width, highlight=False)


def print_rows(rows: list[dict[str, Any]], *names: str) -> None:
    """Any list as a table."""
    table = Table(box=None, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(row.get(name, ""))) for name in names))
    _wide(400).print(table)


def print_where(path: Path, film: dict[str, Any]) -> None:
    """Where a finished film lies."""
    out.print(Text(f"{path}  ({film['film']['seconds']:.1f} s, {film['film']['bytes'] / 1e6:.1f} MB)"))


def _state(film: dict[str, Any]) -> str:
    state: str = film["state"]
    return state.replace("_", " ")
