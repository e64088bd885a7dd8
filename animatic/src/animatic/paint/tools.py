"""Tools, weapons and instruments of action: what people swing, aim, climb and measure with."""

import math

from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import arc, curve, oval, poly, rect, star


@thing("sword")
def sword(pen: Pen, piece: Piece) -> None:
    """A sword upright, 1 m."""
    pen.fill(poly((-0.03, -0.16), (0.03, -0.16), (0.022, -0.9), (0, -1.0), (-0.022, -0.9)), "#d3dae0")
    pen.stroke(((0, -0.18), (0, -0.85)), "#98a3ac", 0.01)
    pen.fill(rect(-0.13, -0.19, 0.26, 0.045, 0.02), "#c9a04a")
    pen.fill(rect(-0.02, -0.16, 0.04, 0.16), "#5a3524")
    pen.oval(0, 0.02, 0.033, 0.033, "#c9a04a")


@thing("gun")
def gun(pen: Pen, piece: Piece) -> None:
    """A pistol that points to the right, 0.22 m."""
    pen.fill(rect(-0.03, -0.12, 0.24, 0.05, 0.01), "#2c2e34")
    pen.fill(poly((-0.03, -0.08), (0.035, -0.08), (0.01, 0.03), (-0.055, 0.03)), "#3a2c26")
    pen.line(arc(0.06, -0.065, 0.03, 0.025, 0, 180), "#2c2e34", 0.01)


@thing("bow")
def bow(pen: Pen, piece: Piece) -> None:
    """A bow with its arrow to the right, 1.2 m high."""
    pen.line(curve((-0.05, 0.6), (0.2, 0.3), (0.24, 0), (0.2, -0.3), (-0.05, -0.6), closed=False), "#7a4f2c", 0.035)
    pen.stroke(((-0.05, 0.6), (-0.2, 0), (-0.05, -0.6)), "#efe6d0", 0.008)
    pen.stroke(((-0.2, 0), (0.5, 0)), "#b8925a", 0.016)
    pen.fill(poly((0.5, -0.03), (0.58, 0), (0.5, 0.03)), "#9aa3aa")


@thing("shield")
def shield(pen: Pen, piece: Piece) -> None:
    """A shield, 0.7 m."""
    shape = curve((-0.28, -0.7), (0, -0.74), (0.28, -0.7), (0.26, -0.3), (0, 0), (-0.26, -0.3), tension=0.3)
    pen.fill(shape, piece.colour or "#8a2f34")
    pen.line(shape, "#c9a04a", 0.04)
    pen.fill(star(0, -0.42, 0.14, 0.06), "#e3c065")


@thing("spear", "flag", "broom", "shovel")
def pole(pen: Pen, piece: Piece) -> None:
    """Something on a pole, 1.7 m: spear, flag, broom or shovel."""
    pen.fill(rect(-0.02, -1.6, 0.04, 1.6), "#8a6238")
    if piece.kind == "spear":
        pen.fill(poly((-0.05, -1.58), (0, -1.86), (0.05, -1.58)), "#cdd4da")
    elif piece.kind == "flag":
        colour = piece.colour or "#c0392f"
        one, two = (0.07 * (math.sin(math.tau * piece.number("phase", 0) - k) + math.sin(k)) for k in (1.4, 2.8))
        low, high = -1.1 + two, -1.58 + two
        edge = ((0.02, -1.6), (0.4, -1.66 + one), (0.8, high), (0.78, low), (0.4, -1.18 + one), (0.02, -1.12))
        pen.fill(curve(*edge, tension=0.4), colour)
    elif piece.kind == "broom":
        pen.fill(poly((-0.05, -0.32), (0.05, -0.32), (0.17, 0), (-0.17, 0)), "#d0a54e")
    else:
        pen.fill(curve((-0.11, -0.3), (0.11, -0.3), (0.1, -0.06), (0, 0.02), (-0.1, -0.06), tension=0.3), "#9aa3aa")


@thing("axe", "hammer")
def axe(pen: Pen, piece: Piece) -> None:
    """An axe or a hammer upright, 0.7 or 0.35 m."""
    if piece.kind == "axe":
        pen.fill(rect(-0.022, -0.72, 0.044, 0.72), "#8a6238")
        pen.fill(curve((0.0, -0.7), (0.18, -0.78), (0.2, -0.5), (0.0, -0.56), tension=0.3), "#b9c2c9")
    else:
        pen.fill(rect(-0.016, -0.32, 0.032, 0.32), "#a87c48")
        pen.fill(rect(-0.09, -0.38, 0.18, 0.075, 0.012), "#5f666e")


@thing("wrench", "scissors", "key")
def wrench(pen: Pen, piece: Piece) -> None:
    """A wrench, scissors or a key upright, 0.12 to 0.3 m."""
    if piece.kind == "wrench":
        pen.fill(rect(-0.02, -0.24, 0.04, 0.24, 0.015), "#a3abb2")
        pen.line(arc(0, -0.27, 0.045, 0.045, -50, 280), "#a3abb2", 0.03)
    elif piece.kind == "scissors":
        for side in (-1, 1):
            pen.fill(poly((0, -0.1), (side * 0.012, -0.1), (side * 0.06, -0.25)), "#cdd4da")
            pen.line(oval(side * 0.035, -0.035, 0.03, 0.035), "#c0392f", 0.016)
    else:
        pen.line(oval(0, -0.11, 0.03, 0.03), "#d0a845", 0.016)
        pen.fill(rect(-0.008, -0.08, 0.016, 0.09), "#d0a845")
        for y in (-0.02, 0.0):
            pen.fill(rect(0.0, y - 0.008, 0.032, 0.012), "#d0a845")


@thing("rope")
def rope(pen: Pen, piece: Piece) -> None:
    """A coil of rope, 0.4 m."""
    for k in (1.0, 0.75, 0.5):
        pen.line(oval(0, -0.08, 0.2 * k, 0.09 * k), "#b8935a", 0.035)
    pen.line(curve((0.2, -0.08), (0.32, -0.04), (0.4, 0), closed=False), "#b8935a", 0.035)


@thing("ladder")
def ladder(pen: Pen, piece: Piece) -> None:
    """A ladder, 3 m."""
    for x in (-0.22, 0.22):
        pen.fill(rect(x - 0.03, -3.0, 0.06, 3.0), "#a87c48")
    for i in range(9):
        pen.fill(rect(-0.22, -0.3 - i * 0.32, 0.44, 0.05), "#9a6f3e")


@thing("easel")
def easel(pen: Pen, piece: Piece) -> None:
    """An easel with a painting, 1.6 m."""
    pen.shadow(0.9)
    for a, b in (((0, -1.65), (-0.4, 0)), ((0, -1.65), (0.4, 0)), ((0, -1.5), (0.1, -0.02))):
        pen.stroke((a, b), "#9a6f3e", 0.05)
    pen.fill(rect(-0.38, -1.4, 0.76, 0.72), "#f4eee0")
    pen.flat(curve((-0.34, -0.74), (-0.3, -1.0), (0, -1.12), (0.34, -0.92), (0.34, -0.72)), "#5f8f6a")
    pen.flat(oval(0.16, -1.24, 0.07), "#e8b03a")
    pen.fill(rect(-0.44, -0.68, 0.88, 0.05), "#8a6238")


@thing("compass")
def compass(pen: Pen, piece: Piece) -> None:
    """A compass, 0.14 m."""
    pen.oval(0, -0.075, 0.075, 0.075, "#c09a45")
    pen.oval(0, -0.075, 0.06, 0.06, "#f6f0e0")
    pen.fill(poly((0, -0.125), (0.014, -0.075), (-0.014, -0.075)), "#c0332a")
    pen.fill(poly((0, -0.025), (0.014, -0.075), (-0.014, -0.075)), "#2f3a4a")


@thing("anchor")
def anchor(pen: Pen, piece: Piece) -> None:
    """An anchor, 1 m."""
    pen.line(oval(0, -0.98, 0.08), "#4a525a", 0.045)
    pen.stroke(((0, -0.9), (0, -0.05)), "#4a525a", 0.07)
    pen.stroke(((-0.25, -0.75), (0.25, -0.75)), "#4a525a", 0.06)
    pen.line(arc(0, -0.4, 0.42, 0.36, 10, 160), "#4a525a", 0.07)


@thing("bell")
def bell(pen: Pen, piece: Piece) -> None:
    """A bell, 0.4 m."""
    pen.line(arc(0, -0.4, 0.05, 0.05, 180, 180), "#7a5a2c", 0.025)
    pen.fill(
        curve((-0.2, -0.06), (-0.13, -0.2), (-0.1, -0.36), (0, -0.41), (0.1, -0.36), (0.13, -0.2), (0.2, -0.06), tension=0.4),
        "#cf9f3f",
    )
    pen.oval(0, -0.03, 0.04, 0.04, "#8a6226")


@thing("globe")
def globe(pen: Pen, piece: Piece) -> None:
    """A globe on its foot, 0.5 m."""
    pen.fill(oval(0, -0.01, 0.12, 0.025), "#7a5230")
    pen.stroke(((0, 0), (0, -0.1)), "#7a5230", 0.03)
    pen.oval(0, -0.28, 0.18, 0.18, "#4f8fb8")
    pen.flat(curve((-0.12, -0.36), (-0.02, -0.4), (0.0, -0.28), (-0.08, -0.2)), "#7fa85a")
    pen.flat(curve((0.05, -0.3), (0.14, -0.32), (0.12, -0.18), (0.06, -0.2)), "#7fa85a")
    pen.line(arc(0, -0.28, 0.21, 0.21, -70, 200), "#c9a04a", 0.02)
