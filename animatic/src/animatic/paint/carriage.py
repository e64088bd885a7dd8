"""The windows of a carriage and the land that goes by outside. `shell` draws them once, `alive` at every moment."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import skia

from animatic.chance import Chance
from animatic.colour import darker, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.shapes import oval, poly, rect

PACE = 9.0
"""Metres a second at which what stands beside the rails goes by."""
SMALLEST = 0.012
"""The width of a window, as a part of the picture's, from which on its outside is drawn."""
EVERY = 26.0
"""After how many metres it comes again."""


def carriage_windows(pen: Pen, piece: Piece, t: float = 0.0, *, framed: bool = True) -> None:
    """The glass of all windows on both sides, and what is seen through it after t seconds; frames stand still: once is enough."""
    half, high, step = piece.number("half", 1.75), piece.number("high", 2.5), piece.number("step", 1.9)
    near, back = pen.space.near(), piece.z
    for side in (-1, 1):
        with pen.on(pen.space.side(side * half)):
            z = back - step
            while z > near - step * 0.72:
                if not _in_sight(pen, side * half, z + 0.15, z + 0.15 + step * 0.72):
                    z -= step
                    continue
                glass = rect(z + 0.18, -high * 0.8 + 0.03, step * 0.72 - 0.06, high * 0.45 - 0.06, 0.1)
                _seen(pen, glass, (z, high, t), _beside(piece.seed + side))
                if framed:
                    pen.line(rect(z + 0.15, -high * 0.8, step * 0.72, high * 0.45, 0.12), piece.word("door", "#4a4a52"), 0.07)
                z -= step


def _seen(pen: Pen, glass: skia.Path, at: tuple[float, float, float], stands: list[tuple[float, float, str]]) -> None:
    """Sky, hills and what stands near the rails; at night lights and black trees."""
    z, high, t = at
    low, sky = -high * 0.35, pen.light.sky
    pen.shine(glass, mix(sky[1], sky[3], 0.3))  # one colour: a gradient in perspective takes as long as all the rest
    night = pen.light.stars > 0.4 or pen.light.lamps
    wide = glass.getBounds().width()
    left = glass.getBounds().left()
    hills, land = mix("#54704a", sky[2], 0.75 if night else 0.5), mix("#465c3c", sky[1], 0.7 if night else 0.25)
    with _roughly(pen, glass):
        far = [
            (left + wide * k / 6, low - high * (0.1 + 0.045 * math.sin(0.6 * (z + wide * k / 6) + 0.35 * t))) for k in range(7)
        ]
        pen.shine(poly((left, low), *far, (left + wide, low)), hills)
        pen.shine(rect(left, low - high * 0.07, wide, high * 0.07), land)
        for place, tall, kind in stands:
            x = z + (place - z - PACE * t) % EVERY - 4.0
            if left - 1.5 < x < left + wide + 1.5:
                _thing(pen, (x, low, tall * high), kind, darker(land, 0.25), night)


def _in_sight(pen: Pen, x: float, near: float, far: float) -> bool:
    """Whether a part of a window is in the picture, and large enough for what goes by outside to be seen."""
    a, b = (pen.space.point(x, 0, max(z, pen.space.near()))[0] for z in (near, far))
    return max(a, b) > pen.frame.left() and min(a, b) < pen.frame.right() and abs(a - b) > SMALLEST * pen.width


@contextmanager
def _roughly(pen: Pen, glass: skia.Path) -> Iterator[None]:
    """Draw inside the glass; its frame covers the edge, which need not be smooth and then costs a third."""
    pen.canvas.save()
    pen.canvas.clipPath(glass, skia.ClipOp.kIntersect, False)
    yield
    pen.canvas.restore()


@lru_cache(maxsize=64)
def _beside(seed: int) -> list[tuple[float, float, str]]:
    """What stands beside the rails: where, how tall, what."""
    chance = Chance("rails", seed)
    kinds = ("tree", "tree", "pole", "bush", "house")
    return [(i * EVERY / 9 + chance.between(0, 2), chance.between(0.16, 0.34), chance.pick(kinds)) for i in range(9)]


def _thing(pen: Pen, at: tuple[float, float, float], kind: str, colour: str, night: bool) -> None:
    x, y, tall = at
    if kind == "pole":
        pen.shine(rect(x, y - tall * 1.6, 0.05, tall * 1.6), colour)
        pen.shine(rect(x - 0.22, y - tall * 1.5, 0.5, 0.03), colour)
    elif kind == "house":
        pen.shine(rect(x, y - tall * 0.6, 0.9, tall * 0.6), colour)
        pen.shine(poly((x - 0.1, y - tall * 0.58), (x + 0.45, y - tall), (x + 1.0, y - tall * 0.58)), darker(colour, 0.3))
        if night:
            pen.shine(rect(x + 0.3, y - tall * 0.4, 0.2, 0.12), "#ffd98a")
    else:
        low = 0.75 if kind == "bush" else 1.0
        pen.shine(rect(x + 0.26, y - tall * 0.4, 0.07, tall * 0.4), darker(colour, 0.3))
        pen.shine(oval(x + 0.3, y - tall * 0.6 * low, 0.42, tall * 0.45 * low), colour)
