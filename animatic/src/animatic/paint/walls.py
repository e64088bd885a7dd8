"""What the walls of rooms are made of: one painter for each, in metres from x0 to x1. Called by `shell`."""

from collections.abc import Callable
from functools import partial

import skia

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.paint.pen import Pen
from animatic.paint.shapes import oval, rect

Span = tuple[float, float, float]
"""Where a wall begins and ends, and how high it is."""


def _plain(pen: Pen, chance: Chance, wall: str, span: Span) -> None:
    x0, x1, _ = span
    pen.flat(rect(x0, -0.12, x1 - x0, 0.12), lighter(wall, 0.35))


def _striped(pen: Pen, chance: Chance, wall: str, span: Span) -> None:
    x0, x1, high = span
    for i in range(int((x1 - x0) / 0.5)):
        pen.flat(rect(x0 + i * 0.5, -high, 0.2, high), lighter(wall, 0.18), 0.5)
    _plain(pen, chance, wall, span)


def _paneled(pen: Pen, chance: Chance, wall: str, span: Span) -> None:
    x0, x1, _ = span
    wide, panel = x1 - x0, mix(wall, "#5a3a24", 0.6)
    pen.flat(rect(x0, -1.0, wide, 1.0), panel)
    for i in range(int(wide / 0.8) + 1):
        pen.line(rect(x0 + i * 0.8 + 0.08, -0.88, 0.64, 0.68), darker(panel, 0.3), 0.02)
    pen.flat(rect(x0, -1.04, wide, 0.06), mix(wall, "#3d2616", 0.7))
    _plain(pen, chance, wall, span)


def _rows(pen: Pen, chance: Chance, wall: str, span: Span, block: tuple[float, float]) -> None:
    """Bricks or stones: every second row is shifted, some blocks have another tone."""
    (x0, x1, high), (tall, long), dark, light = span, block, darker(wall, 0.22), lighter(wall, 0.18)
    path, y, row = skia.Path(), -high, 0
    while y < 0:
        path.moveTo(x0, y)
        path.lineTo(x1, y)
        x = x0 + (long / 2 if row % 2 else 0)
        while x < x1:
            path.moveTo(x, y)
            path.lineTo(x, min(0.0, y + tall))
            if chance.unit() < 0.14:
                pen.flat(rect(x, y, long, tall), chance.pick((dark, light)), 0.4)
            x += long
        y, row = y + tall, row + 1
    pen.line(path, dark, 0.02, 0.75)


def _tiles(pen: Pen, chance: Chance, wall: str, span: Span) -> None:
    """Tiles up to the height of a man."""
    x0, x1, high = span
    path, y, edge = skia.Path(), -min(high, 1.9), 0.22
    while y < 0:
        path.moveTo(x0, y)
        path.lineTo(x1, y)
        x = x0
        while x < x1:
            path.moveTo(x, y)
            path.lineTo(x, min(0.0, y + edge))
            x += edge
        y += edge
    pen.line(path, darker(wall, 0.22), 0.02, 0.75)


def _wood(pen: Pen, chance: Chance, wall: str, span: Span) -> None:
    (x0, x1, high), dark, light = span, darker(wall, 0.22), lighter(wall, 0.18)
    for i in range(int((x1 - x0) / 0.3) + 1):
        pen.flat(rect(x0 + i * 0.3, -high, 0.3, high), chance.pick((dark, light, wall)), 0.3)
        pen.stroke(((x0 + i * 0.3, -high), (x0 + i * 0.3, 0)), dark, 0.015)


def _metal(pen: Pen, chance: Chance, wall: str, span: Span) -> None:
    (x0, x1, high), dark, light = span, darker(wall, 0.22), lighter(wall, 0.18)
    for i in range(int((x1 - x0) / 1.1) + 1):
        x = x0 + i * 1.1
        pen.line(rect(x + 0.06, -high + 0.1, 0.98, high - 0.3, 0.08), dark, 0.03)
        pen.flat(rect(x + 0.14, -high * 0.62, 0.82, 0.08), light, 0.5)
        if chance.unit() < 0.4:
            pen.shine(rect(x + 0.2, -high * 0.45, 0.5, 0.05, 0.02), chance.pick(("#4fd8ff", "#ff9a4f", "#7dffb0")), 0.9)
    pen.shine(rect(x0, -high + 0.04, x1 - x0, 0.05), "#bdeeff", 0.6)
    pen.flat(rect(x0, -0.3, x1 - x0, 0.3), dark)


def _rock(pen: Pen, chance: Chance, wall: str, span: Span) -> None:
    (x0, x1, high), dark, light = span, darker(wall, 0.22), lighter(wall, 0.18)
    for _ in range(int((x1 - x0) * high * 2.2)):
        x, y, r = chance.between(x0, x1), -high * chance.unit(), chance.between(0.16, 0.6)
        pen.flat(oval(x, y, r, r * 0.7), chance.pick((dark, light, darker(wall, 0.35))), 0.35)


WALLS: dict[str, Callable[[Pen, Chance, str, Span], None]] = {
    "plain": _plain,
    "striped": _striped,
    "paneled": _paneled,
    "brick": partial(_rows, block=(0.12, 0.34)),
    "stone": partial(_rows, block=(0.42, 0.85)),
    "tiles": _tiles,
    "wood": _wood,
    "metal": _metal,
    "rock": _rock,
}
"""Every kind of wall; any other is bare."""
