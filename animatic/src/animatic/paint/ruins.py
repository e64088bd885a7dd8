"""What has come to harm: cracks in glass, shards on the ground, things that have fallen over. Painters and `paint` call it."""

import math

from animatic.chance import Chance
from animatic.graph import Piece
from animatic.measures import width_of_prop
from animatic.paint.pen import Pen
from animatic.paint.registry import Painter
from animatic.paint.shapes import Point, poly

SHATTERS = {"glass": "#dfe9ee", "bottle": "#3f7a52", "plate": "#f0ece4", "bowl": "#f0ece4", "cup": "#e9e4da"}
"""What breaks to pieces, and the colour of these."""


def cracked(pen: Pen, seed: int, at: Point, reach: float) -> None:
    """A hole in a pane, and the cracks that run from it."""
    chance = Chance("cracks", seed)
    rays = [(math.tau * (k + 0.6 * chance.unit()) / 9, reach * chance.between(0.55, 1.0)) for k in range(9)]
    hole = [_from(at, angle, long * (0.42 if k % 2 else 0.2)) for k, (angle, long) in enumerate(rays)]
    for angle, long in rays:
        pen.stroke((_from(at, angle, 0.2 * long), _from(at, angle, long)), "#f4f8fa", 0.012, 0.8)
    pen.flat(poly(*hole), "#15161c", 0.9)


def _from(at: Point, angle: float, long: float) -> Point:
    return at[0] + long * math.cos(angle), at[1] + long * math.sin(angle)


def as_it_is(pen: Pen, piece: Piece, painter: Painter) -> None:
    """A thing whole and upright, or in shards, or on its side."""
    if piece.number("broken", 0) and piece.kind in SHATTERS:
        shards(pen, piece)
    elif piece.number("lying", 0):
        overturned(pen, piece, painter)
    else:
        painter(pen, piece)


def shards(pen: Pen, piece: Piece) -> None:
    """Pieces of something that was glass or china."""
    chance, colour = Chance("shards", piece.seed), piece.colour or SHATTERS[piece.kind]
    pen.shadow(0.4, 0.05, alpha=0.4)
    for k in range(7):
        x, size = -0.18 + 0.06 * k + chance.near(0, 0.02), chance.between(0.03, 0.075)
        y = -chance.between(0.0, 0.03)
        pen.fill(
            poly(
                (x - size, y), (x + chance.near(0, 0.7) * size, y - chance.between(0.2, 0.75) * size), (x + size, y + 0.1 * size)
            ),
            colour,
            0.8,
        )


def overturned(pen: Pen, piece: Piece, painter: Painter) -> None:
    """A thing that lies on its side; a boat keel up."""
    if piece.kind == "boat":
        with pen.turned(0, -0.52, 180.0):
            painter(pen, piece)
        return
    half = 0.5 * min(width_of_prop(piece.kind), 0.9)
    with pen.turned(0, -half * (0.55 if piece.kind == "lamp" else 0.8), 86.0):
        painter(pen, piece)
