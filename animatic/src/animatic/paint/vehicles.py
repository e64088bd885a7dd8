"""Vehicles from the side, heading to the right, in true size."""

import skia

from animatic.chance import Chance
from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import curve, limb, oval, poly, rect

PAINTS = ("#b5382f", "#2f5f8f", "#d8a32f", "#3f7a5f", "#d8d4cc", "#3a3d45", "#7a4a6a")


def wheel(pen: Pen, x: float, radius: float) -> None:
    """A wheel with its hub."""
    pen.oval(x, -radius, radius, radius, "#232228", 0.5)
    pen.oval(x, -radius, radius * 0.55, radius * 0.55, "#b9bec4")
    pen.oval(x, -radius, radius * 0.18, radius * 0.18, "#5a5f66")


def _paint(piece: Piece) -> str:
    return piece.colour or Chance("paint", piece.seed).pick(PAINTS)


def _headlight(pen: Pen, x: float, y: float) -> None:
    pen.shine(oval(x, y, 0.07, 0.09), "#fff3c8")
    if pen.light.lamps:
        pen.fade(
            poly((x, y - 0.05), (x + 4.5, y - 0.5), (x + 4.5, y + 0.75), (x, y + 0.08)),
            (x, 0),
            (x + 4.5, 0),
            (("#fff2c0", 0.5), ("#fff2c0", 0.0)),
        )


@thing("car")
def car(pen: Pen, piece: Piece) -> None:
    """A car, 4.2 m."""
    colour = _paint(piece)
    pen.shadow(4.8, 0.5)
    pen.fill(
        curve(
            (-2.1, -0.35),
            (-2.08, -0.85),
            (-1.3, -0.95),
            (-0.8, -1.42),
            (0.55, -1.45),
            (1.1, -0.98),
            (1.95, -0.85),
            (2.12, -0.4),
            (2.0, -0.28),
            (-2.0, -0.28),
            tension=0.3,
        ),
        colour,
    )
    for points in (
        ((-1.05, -0.95), (-0.68, -1.32), (-0.1, -1.33), (-0.1, -0.95)),
        ((0.02, -0.95), (0.02, -1.33), (0.48, -1.32), (0.88, -0.96)),
    ):
        pen.flat(poly(*points), "#b9d4e2" if not pen.light.lamps else "#4a5a70")
    pen.stroke(((-0.04, -0.95), (-0.04, -0.35)), darker(colour, 0.35), 0.025)
    pen.stroke(((-2.0, -0.6), (2.05, -0.6)), lighter(colour, 0.25), 0.03)
    _headlight(pen, 2.02, -0.66)
    pen.shine(oval(-2.05, -0.7, 0.06, 0.09), "#ff5a45")
    for x in (-1.25, 1.3):
        wheel(pen, x, 0.34)


@thing("truck", "bus")
def bus(pen: Pen, piece: Piece) -> None:
    """A truck or a bus, 8 m."""
    colour = _paint(piece)
    pen.shadow(9, 0.6)
    if piece.kind == "bus":
        pen.fill(rect(-4, -2.9, 8, 2.5, 0.3), colour)
        for i in range(6):
            pen.flat(rect(-3.7 + i * 1.15, -2.5, 0.95, 0.9, 0.06), "#ffe0a0" if pen.light.lamps else "#bcd6e4")
        pen.flat(rect(3.15, -2.5, 0.85, 1.2, 0.06), "#bcd6e4")
        pen.stroke(((-4, -1.2), (4, -1.2)), "#f2ead8", 0.1)
    else:
        pen.fill(rect(-4, -3.0, 5.4, 2.5), "#d8d4ca")
        for i in range(8):
            pen.stroke(((-3.7 + i * 0.68, -2.9), (-3.7 + i * 0.68, -0.6)), "#a8a49a", 0.03)
        pen.fill(curve((1.6, -0.5), (1.6, -2.4), (2.9, -2.4), (3.5, -1.5), (4.0, -1.35), (4.0, -0.5), tension=0.2), colour)
        pen.flat(poly((2.0, -2.2), (2.8, -2.2), (3.25, -1.5), (2.0, -1.5)), "#bcd6e4")
    _headlight(pen, 3.98, -0.9)
    for x in (-2.6, 2.6):
        wheel(pen, x, 0.5)


@thing("motorcycle", "bicycle", "wheelchair")
def cycle(pen: Pen, piece: Piece) -> None:
    """Two wheels, or a wheelchair, 1.7 m."""
    colour = _paint(piece)
    pen.shadow(2)
    if piece.kind == "wheelchair":
        pen.line(oval(0, -0.32, 0.32), "#33353b", 0.05)
        pen.line(oval(0.42, -0.1, 0.1), "#33353b", 0.04)
        pen.fill(rect(-0.28, -0.58, 0.55, 0.09), "#3a4a6a")
        pen.fill(rect(-0.32, -1.05, 0.09, 0.55), "#3a4a6a")
        pen.stroke(((0.25, -0.5), (0.5, -0.18)), "#8a9299", 0.04)
        return
    thick = 0.1 if piece.kind == "motorcycle" else 0.035
    for x in (-0.55, 0.55):
        pen.line(oval(x, -0.34, 0.32), "#26262c", thick)
    if piece.kind == "bicycle":
        for a, b in (
            ((-0.55, -0.34), (-0.1, -0.34)),
            ((-0.1, -0.34), (0.4, -0.78)),
            ((-0.55, -0.34), (-0.2, -0.8)),
            ((-0.2, -0.8), (0.42, -0.78)),
            ((-0.1, -0.34), (-0.22, -0.9)),
            ((0.55, -0.34), (0.38, -0.98)),
        ):
            pen.stroke((a, b), colour, 0.04)
        pen.fill(rect(-0.34, -0.95, 0.24, 0.06, 0.02), "#2c2626")
        pen.stroke(((0.38, -0.98), (0.5, -1.02)), "#2c2626", 0.04)
        return
    pen.fill(curve((-0.6, -0.7), (-0.1, -0.75), (0.3, -0.92), (0.46, -0.7), (0.1, -0.42), (-0.3, -0.42), tension=0.35), colour)
    pen.fill(rect(-0.62, -0.82, 0.55, 0.12, 0.05), "#26242a")
    pen.stroke(((0.55, -0.34), (0.36, -1.0)), "#9aa1a8", 0.06)
    pen.stroke(((0.36, -1.0), (0.2, -1.08)), "#26242a", 0.05)
    _headlight(pen, 0.52, -0.82)


@thing("train")
def train(pen: Pen, piece: Piece) -> None:
    """A locomotive with a wagon, 14 m."""
    colour = _paint(piece)
    pen.fill(rect(-7, -3.1, 6.6, 2.5, 0.15), colour)
    pen.fill(rect(-0.2, -3.1, 6.4, 2.5, 0.15), colour)
    pen.fill(curve((5.8, -3.1), (7.2, -2.2), (7.4, -0.6), (5.8, -0.6), tension=0.3), lighter(colour, 0.1))
    for i in range(9):
        x = -6.6 + i * 1.42 + (0.4 if i > 3 else 0)
        pen.flat(rect(x, -2.6, 1.0, 0.85, 0.08), "#ffe0a0" if pen.light.lamps else "#b8d2e2")
    pen.stroke(((-7, -1.3), (7.2, -1.3)), "#f0e8d6", 0.12)
    for x in (-6, -4.6, -2.6, -1.2, 0.8, 2.2, 4.4, 5.8):
        wheel(pen, x, 0.42)
    _headlight(pen, 7.2, -1.0)


@thing("boat", "ship")
def boat(pen: Pen, piece: Piece) -> None:
    """A rowing boat of 3.6 m, or a sailing ship of 16 m."""
    if piece.kind == "boat":
        pen.fill(curve((-1.8, -0.5), (-1.3, 0.05), (1.2, 0.05), (1.9, -0.6), tension=0.3), piece.colour or "#a8643a")
        pen.stroke(((-1.75, -0.5), (1.85, -0.58)), "#e8dcc0", 0.07)
        pen.stroke(((0.2, -0.6), (-0.9, 0.1)), "#c9a06a", 0.05)
        return
    for x, high in ((-3.9, 9.6), (0.3, 11.6), (4.2, 9.0)):
        pen.fill(rect(x - 0.13, -high - 1.2, 0.26, high), "#5a3d28")
        for row, (part, wide) in enumerate(((0.0, 1.25), (0.27, 1.6), (0.55, 1.95))):
            top, deep = -high - 0.7 + part * high, 0.25 * high
            pen.fill(_sail(x, top, wide, deep), "#f2ead8" if row % 2 else "#e9dfc8", 0.8)
            pen.stroke(((x - wide - 0.15, top), (x + wide + 0.15, top)), "#4a3220", 0.13)
    for a, b in (((-3.9, -10.4), (-7.2, -2.6)), ((4.2, -9.8), (9.6, -3.9)), ((0.3, -12.4), (4.2, -9.4))):
        pen.stroke((a, b), "#3f2f26", 0.05, 0.8)
    pen.stroke(((7.0, -2.5), (10.0, -4.0)), "#5a3d28", 0.16)
    hull = curve((-7.7, -3.4), (-6.8, 0.1), (5.6, 0.1), (8.4, -2.7), (5, -2.1), (-4.6, -2.2), (-5.6, -3.2), tension=0.22)
    pen.fill(hull, piece.colour or "#6f4630")
    pen.stroke(((-6.9, -1.9), (7.4, -1.9)), "#d0a04a", 0.14)
    for i in range(6):
        pen.flat(rect(-5 + i * 1.7, -1.35, 0.5, 0.45), "#3a2418", 0.85)


def _sail(x: float, top: float, wide: float, deep: float) -> skia.Path:
    """A square sail in the wind: its foot is wider than its head and hangs in a bow."""
    path = skia.Path()
    path.moveTo(x - wide, top)
    path.lineTo(x + wide, top)
    path.quadTo(x + wide + 0.75, top + 0.6 * deep, x + wide + 0.25, top + deep)
    path.quadTo(x + 0.35, top + 0.78 * deep, x - wide - 0.1, top + deep)
    path.quadTo(x - wide + 0.4, top + 0.5 * deep, x - wide, top)
    path.close()
    return path


@thing("airplane", "helicopter")
def airplane(pen: Pen, piece: Piece) -> None:
    """An airplane, 12 m, or a helicopter, 8 m."""
    colour = piece.colour or "#e6e9ec"
    if piece.kind == "helicopter":
        pen.fill(curve((-1.6, -1.2), (-1.2, -2.6), (0.8, -2.7), (2.2, -1.6), (1.6, -0.6), (-0.8, -0.6)), _paint(piece))
        pen.flat(curve((0.5, -2.4), (1.7, -1.8), (1.9, -1.4), (0.6, -1.4)), "#b8d6e6")
        pen.fill(poly((-1.4, -1.9), (-5.2, -2.4), (-5.2, -2.1), (-1.2, -1.2)), _paint(piece))
        pen.stroke(((-4, -3.2), (4.2, -3.2)), "#3a3d44", 0.1)
        pen.stroke(((0, -3.2), (0, -2.6)), "#3a3d44", 0.14)
        pen.stroke(((-1.2, 0), (1.8, 0)), "#3a3d44", 0.12)
        return
    pen.fill(curve((-6, -1.7), (-5, -2.3), (4, -2.5), (6.3, -1.7), (4.6, -1.1), (-4.5, -1.2)), colour)
    pen.fill(poly((-5.9, -1.9), (-6.6, -4.2), (-5.4, -4.2), (-4.2, -2.2)), "#2f5f9a")
    pen.fill(poly((-1.6, -1.5), (1.2, -1.5), (-1.8, 0.2), (-3, 0.2)), darker(colour, 0.2))
    for i in range(9):
        pen.flat(oval(-3.4 + i * 0.75, -1.95, 0.14), "#4a6a8a")


@thing("rocket", "spaceship")
def rocket(pen: Pen, piece: Piece) -> None:
    """A rocket upright, 10 m, or a ship of the stars, 9 m."""
    if piece.kind == "spaceship":
        pen.fill(curve((-4.5, -1.4), (-1, -2.4), (3.2, -1.9), (4.8, -1.1), (3.0, -0.6), (-4, -0.7)), piece.colour or "#9fb0c0")
        pen.fill(curve((0.4, -2.2), (1.6, -3.0), (2.8, -1.95)), "#8fdcf4")
        pen.fill(poly((-4.2, -1.3), (-5.4, -3.0), (-2.6, -1.9)), "#c0483e")
        pen.glow(-4.8, -1.05, 2.2, "#6fd8ff", 0.8)
        pen.shine(oval(-4.5, -1.05, 0.5, 0.26), "#d8f6ff")
        return
    pen.fill(curve((-1, -1.4), (-1.05, -6.5), (0, -10), (1.05, -6.5), (1, -1.4), tension=0.3), piece.colour or "#eceef0")
    pen.fill(curve((-0.72, -8.1), (0, -10), (0.72, -8.1), tension=0.3), "#c0392f")
    pen.oval(0, -6.6, 0.5, 0.5, "#4f8fb8")
    for side in (-1, 1):
        pen.fill(poly((side * 1.0, -3.4), (side * 2.1, -0.4), (side * 1.0, -1.4)), "#c0392f")
    pen.fill(poly((-0.6, -1.4), (0.6, -1.4), (0.8, -0.7), (-0.8, -0.7)), "#5a6068")


@thing("wagon", "sled")
def wagon(pen: Pen, piece: Piece) -> None:
    """A wooden cart of 2.6 m, or a sled of 1.4 m."""
    if piece.kind == "sled":
        pen.line(curve((-0.7, 0), (0.5, 0), (0.75, -0.2), (0.6, -0.34), closed=False), "#8a5a30", 0.05)
        pen.fill(rect(-0.65, -0.3, 1.15, 0.07), "#b5432f")
        return
    pen.shadow(2.8)
    pen.fill(rect(-1.3, -1.15, 2.6, 0.6), piece.colour or "#9a6f40")
    for i in range(5):
        pen.stroke(((-1.2 + i * 0.6, -1.15), (-1.2 + i * 0.6, -0.55)), "#6a4a28", 0.05)
    pen.stroke(((1.3, -0.7), (2.2, -0.5)), "#7a5630", 0.08)
    for x in (-0.8, 0.8):
        pen.line(oval(x, -0.45, 0.42), "#5a3f24", 0.08)
        for k in range(4):
            with pen.turned(x, -0.45, 45 * k):
                pen.stroke(((0, -0.4), (0, 0.4)), "#5a3f24", 0.04)


@thing("tent")
def tent(pen: Pen, piece: Piece) -> None:
    """A tent, 2.6 m wide."""
    colour = _paint(piece)
    pen.shadow(3)
    pen.poly(colour, (-1.4, 0), (0, -1.8), (1.4, 0))
    pen.poly(darker(colour, 0.45), (-0.4, 0), (0, -1.5), (0.4, 0))
    pen.poly(lighter(colour, 0.15), (-0.55, 0), (0, -1.62), (-0.08, -0.7))
    for x in (-1.4, 1.4):
        pen.stroke(((x, 0), (x * 1.3, 0.06)), "#d8cdb4", 0.03)
    if pen.light.lamps:
        pen.glow(0, -0.6, 1.5, "#ffca70", 0.5)
    pen.fill(limb((0, -1.8), (0, -1.95), 0.03, 0.03), "#5a4630")
