"""Which painter draws which kind of piece. Painters register themselves; `paint/__init__` loads them."""

from collections.abc import Callable

from animatic.graph import Piece
from animatic.paint.pen import Pen

Painter = Callable[[Pen, Piece], None]
THINGS: dict[str, Painter] = {}
"""Pieces that stand somewhere: the pen is at their foot, in metres."""
PLANES: dict[str, Painter] = {}
"""Pieces that are a plane of the world (ground, walls, ridges, sky): they place themselves."""


def thing(*kinds: str) -> Callable[[Painter], Painter]:
    """Register the painter of one or several kinds of thing."""

    def register(painter: Painter) -> Painter:
        THINGS.update(dict.fromkeys(kinds, painter))
        return painter

    return register


def plane(*kinds: str) -> Callable[[Painter], Painter]:
    """Register the painter of one or several kinds of plane."""

    def register(painter: Painter) -> Painter:
        PLANES.update(dict.fromkeys(kinds, painter))
        return painter

    return register
