"""What people sit on and stand at, seen from the side with the back to the left: seats, ledges, wheels."""

import math

from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import curve, oval, poly, rect


@thing("train_seat")
def train_seat(pen: Pen, piece: Piece) -> None:
    """One seat of a carriage, its back to the left, 1.3 m."""
    colour = piece.colour or "#3f5f8a"
    pen.shadow(0.8)
    pen.fill(rect(-0.22, -0.36, 0.5, 0.36, 0.04), "#4a4d52")
    pen.fill(curve((-0.34, -0.34), (-0.44, -1.22), (-0.3, -1.26), (-0.16, -0.42), tension=0.3), colour)
    pen.fill(rect(-0.3, -0.52, 0.66, 0.18, 0.07), lighter(colour, 0.12))
    pen.fill(rect(-0.47, -1.36, 0.22, 0.26, 0.08), lighter(colour, 0.32))
    pen.fill(rect(-0.2, -0.72, 0.46, 0.07, 0.03), darker(colour, 0.4))


@thing("ledge")
def ledge(pen: Pen, piece: Piece) -> None:
    """A low wall to sit on, 2.4 m wide, 0.46 high."""
    colour = piece.colour or "#9a948c"
    pen.shadow(2.6)
    pen.fill(rect(-1.2, -0.42, 2.4, 0.42), colour)
    for i in range(4):
        pen.stroke(((-1.2 + 0.6 * i + 0.3, -0.4), (-1.2 + 0.6 * i + 0.3, -0.02)), darker(colour, 0.3), 0.014, 0.6)
    pen.fill(rect(-1.26, -0.5, 2.52, 0.11, 0.02), lighter(colour, 0.16))


@thing("captains_chair")
def captains_chair(pen: Pen, piece: Piece) -> None:
    """A swivel chair with armrests, its back to the left, 1.2 m."""
    colour = piece.colour or "#3a4450"
    pen.shadow(0.8)
    pen.fill(rect(-0.04, -0.4, 0.08, 0.38), "#6a727a")
    pen.fill(poly((-0.3, 0), (0.3, 0), (0.06, -0.08), (-0.06, -0.08)), "#4a5058")
    pen.fill(curve((-0.28, -0.4), (-0.36, -1.12), (-0.22, -1.16), (-0.1, -0.44), tension=0.3), colour)
    pen.fill(rect(-0.28, -0.52, 0.58, 0.14, 0.06), lighter(colour, 0.12))
    pen.fill(rect(-0.18, -0.74, 0.4, 0.06, 0.03), darker(colour, 0.2))


@thing("ship_wheel")
def ship_wheel(pen: Pen, piece: Piece) -> None:
    """The wheel of a ship on its stand, 1.3 m, seen a little from the side."""
    wood = piece.colour or "#7a4f2c"
    pen.shadow(0.7)
    pen.fill(poly((-0.16, 0), (0.16, 0), (0.07, -0.86), (-0.07, -0.86)), darker(wood, 0.25))
    with pen.turned(0, -0.88):
        pen.canvas.scale(0.62, 1.0)
        for i in range(8):
            angle = math.tau * (i + 0.25) / 8
            x, y = math.cos(angle), math.sin(angle)
            pen.stroke(((0.06 * x, 0.06 * y), (0.52 * x, 0.52 * y)), lighter(wood, 0.12), 0.045)
            pen.oval(0.52 * x, 0.52 * y, 0.045, 0.045, wood)
        pen.line(oval(0, 0, 0.37), wood, 0.075)
        pen.line(oval(0, 0, 0.37), lighter(wood, 0.25), 0.014)
        pen.oval(0, 0, 0.1, 0.1, "#c9a24a")


@thing("kettle")
def kettle(pen: Pen, piece: Piece) -> None:
    """A kettle with steam, 0.3 m."""
    colour = piece.colour or "#c9cdd0"
    pen.line(curve((-0.13, -0.2), (-0.12, -0.36), (0.08, -0.36), (0.1, -0.21), closed=False), "#2e2a2c", 0.026)
    pen.fill(curve((0.1, -0.1), (0.2, -0.14), (0.23, -0.24), (0.27, -0.23), (0.24, -0.1), (0.13, -0.03), tension=0.4), colour)
    body = curve((-0.17, -0.015), (-0.19, -0.1), (-0.1, -0.21), (0.07, -0.21), (0.16, -0.1), (0.14, -0.015), tension=0.42)
    pen.fill(body, colour)
    pen.rim(body, 0.012)
    pen.fill(curve((-0.1, -0.205), (-0.015, -0.25), (0.07, -0.205), tension=0.4), lighter(colour, 0.15))
    pen.oval(-0.015, -0.255, 0.022, 0.02, "#2e2a2c")
    pen.flat(curve((-0.13, -0.06), (-0.13, -0.12), (-0.09, -0.17), (-0.1, -0.1)), "#ffffff", 0.45)
    for i in range(3):
        x = 0.27 + 0.035 * i
        pen.line(
            curve((x, -0.25), (x + 0.04, -0.33), (x - 0.01, -0.42), (x + 0.05, -0.52 - 0.03 * i), closed=False),
            "#ffffff",
            0.022,
            0.4 - 0.08 * i,
        )
