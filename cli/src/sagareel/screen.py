"""Progress on stderr: a bar per stage in a terminal, a plain line now and then elsewhere."""

import time
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

ROWS = ("scenes", "script", "storyboard", "sheets", "frames", "clips", "sound", "film")
"""The bars from top to bottom; a stage is shown once it is known that the film has it."""
BETWEEN_LINES = 2.0
"""Seconds between two plain lines, at least."""


class Screen:
    """Shows a film's progress while the context is open."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._line = ""
        self._last = 0.0

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            columns = (
                TextColumn("[bold]{task.description:<11}"),
                BarColumn(bar_width=32),
                TextColumn("{task.fields[count]:>13}"),
                TimeElapsedColumn(),
            )
            self._bars = Progress(*columns, console=self._console)
            for name in ROWS:
                self._add_row(self._bars, name)
            self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bars is not None:
            self._bars.stop()

    def show(self, film: dict[str, Any]) -> None:
        """Show where a film is."""
        if self._bars is not None:
            self._show_bars(self._bars, film)
        else:
            self._show_line(film)

    def _add_row(self, bars: Progress, name: str) -> TaskID:
        task = self._tasks[name] = bars.add_task(name, total=None, start=False, visible=False, count="")
        return task

    def _show_bars(self, bars: Progress, film: dict[str, Any]) -> None:
        for stage in _stages(film):
            name, total = stage["stage"], stage["total"]
            task = self._tasks[name] if name in self._tasks else self._add_row(bars, name)
            bars.start_task(task)
            done = stage["done"] + stage.get("partial", 0)
            bars.update(task, completed=done, total=total or None, count=count(stage), visible=True)

    def _show_line(self, film: dict[str, Any]) -> None:
        line = plain(film)
        due = film["ended"] or time.monotonic() - self._last >= BETWEEN_LINES
        if line != self._line and due:
            self._line, self._last = line, time.monotonic()
            self._console.print(line, highlight=False, soft_wrap=True, markup=False)


def plain(film: dict[str, Any]) -> str:
    """Where a film is, in one line."""
    stages = [f"{stage['stage']} {count(stage)}" for stage in _stages(film) if stage["total"]]
    return f"{film['state'].replace('_', ' ')}: {', '.join(stages) or 'waiting to start'}"


def _stages(film: dict[str, Any]) -> list[dict[str, Any]]:
    return [*(stage for stage in film["stages"] if stage["total"]), {"stage": "scenes", **film["scenes"]}]


def count(stage: dict[str, Any]) -> str:
    """Done of all; a stage of one long step tells how far that step is, such as `17/23 pieces`."""
    running = stage.get("running")
    if stage["total"] == 1 and not stage["done"] and running and running[0].get("note"):
        return f"{running[0]['position']}/{running[0]['total']} {running[0]['note']}"
    return f"{stage['done']}/{stage['total']}" if stage["total"] else ""
