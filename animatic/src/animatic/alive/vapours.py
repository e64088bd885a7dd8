"""What is drawn anew on every frame: smoke, steam and sparks that rise, glitter on the water."""

import math
from collections.abc import Callable
from functools import lru_cache

from animatic.chance import Chance
from animatic.colour import lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.shapes import oval

PUFFS, GLINTS = 7, 30
RISES: dict[str, tuple[float, float, float, str, float]] = {
    "campfire": (0.0, -0.9, 0.5, "#8f8a88", 0.2),
    "fire": (0.0, -0.9, 0.5, "#8f8a88", 0.2),
    "smokestack": (0.0, -16.0, 2.4, "#b8b4b4", 0.3),
    "kettle": (0.12, -0.28, 0.09, "#f4f4f4", 0.3),
    "cup": (0.0, -0.1, 0.045, "#f4f4f4", 0.3),
    "bowl": (0.0, -0.1, 0.06, "#f4f4f4", 0.2),
}
"""Where smoke or steam comes from, in the metres of the piece: x, y, size of a puff, colour, how dense."""
SPARKING = ("campfire", "fire")


def rising(piece: Piece) -> Callable[[Pen, float], None] | None:
    """What rises from a piece, if something does."""
    rise = RISES.get(piece.kind)
    if rise is None or not piece.number("lit", 1):
        return None
    x, y, size, colour, dense = rise
    starts = [Chance("puff", piece.id, i).unit() for i in range(PUFFS)]

    def paint(pen: Pen, t: float) -> None:
        with pen.at(piece):
            for i, start in enumerate(starts):
                age = (t / 3.2 + (i + start * 0.6) / PUFFS) % 1.0
                sway = math.sin(3.0 * t + 5 * age + i) * size * 0.5 * age
                radius = size * (0.35 + 1.3 * age)
                pen.puff(x + sway + age * size * 0.8, y - age * size * 6, radius, colour, dense * math.sin(math.pi * age) ** 0.7)
            if piece.kind in SPARKING:
                _sparks(pen, starts, t)

    return paint


def _sparks(pen: Pen, starts: list[float], t: float) -> None:
    for i, start in enumerate(starts):
        age = (t / (0.8 + start) + start + i / PUFFS) % 1.0
        x = (start - 0.5) * 0.6 + math.sin(7 * t + i) * 0.08
        pen.shine(oval(x, -0.5 - 1.5 * age, 0.022 * (1.2 - age)), "#ffcf70", 1 - age)


def glitter(piece: Piece, top: float, bottom: float) -> Callable[[Pen, float], None]:
    """Light that dances on water, between two rows, most of it under the sun."""

    paces = [(place.between(0.55, 1.1), place.unit()) for place in (Chance("glitter", piece.seed, i) for i in range(GLINTS))]

    def paint(pen: Pen, t: float) -> None:
        light = pen.light
        colour, strong = lighter(light.key, 0.4), min(1.0, light.strength + 0.25)
        for i, (pace, start) in enumerate(paces):
            turn = t * pace + start
            across, along = _glint(piece.seed, i, int(turn))
            k = along**1.4
            x = light.x * pen.width + across * (120 + 420 * k) * pen.unit
            wide, high = (5 + 26 * k) * pen.unit, (0.6 + 1.5 * k) * pen.unit
            pen.shine(oval(x, top + (bottom - top) * k, wide, high), colour, 0.75 * strong * math.sin(math.pi * (turn % 1.0)))

    return paint


@lru_cache(maxsize=4096)
def _glint(seed: int, number: int, turn: int) -> tuple[float, float]:
    """Where one light is this time: across, from the middle of the path, and along it."""
    here = Chance("glitter", seed, number, turn)
    along = here.unit()
    return here.near(0, 1), along
