"""Whether a painter uses the colour that it is given: some things have their own colours only."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import skia

from animatic.camera import surface_on
from animatic.framing import Group, framing_of
from animatic.graph import Light, Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import PLANES, THINGS
from animatic.space import Space
from animatic.treatment import treatment_of

CANVAS = (96, 96)


def takes_colour(piece: Piece, light: Light) -> bool:
    """Whether the piece looks different in another colour."""
    return _differs(piece.kind, light)


@lru_cache(maxsize=512)
def _differs(kind: str, light: Light) -> bool:
    thing = Piece("one", kind, details={"half": 3.0, "high": 2.5})
    return not same_look(replace(thing, colour="#c23a35"), replace(thing, colour="#3560a8"), light)


def same_look(one: Piece, other: Piece, light: Light) -> bool:
    """Whether two states of a thing are painted alike."""
    here = [replace(piece, x=0.0, z=0.0, y=0.0, size=1.0) for piece in (one, other)]
    return np.array_equal(_seen(here[0], light), _seen(here[1], light))


def _seen(piece: Piece, light: Light) -> np.ndarray:
    camera = framing_of("wide", "eye", "static", CANVAS, Group(2.4, 0.0, 1.6, 1.2))
    pixels = np.zeros((CANVAS[1], CANVAS[0], 4), np.uint8)
    with surface_on(pixels) as canvas:
        pen = Pen(canvas, Space(camera), light, treatment_of("storybook"), skia.Rect.MakeWH(*CANVAS), CANVAS)
        if piece.kind in PLANES:
            PLANES[piece.kind](pen, piece)
        elif piece.kind in THINGS:
            with pen.at(piece):
                THINGS[piece.kind](pen, piece)
    return pixels
