"""What stands in streets, squares and on roofs."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import arc, curve, oval, poly, rect


@thing("stall")
def stall(pen: Pen, piece: Piece) -> None:
    """A market stall with goods, 2.6 m wide."""
    chance = Chance("stall", piece.seed)
    colour = piece.colour or chance.pick(("#c0483e", "#3f7f6a", "#d09a35", "#46689a", "#8a4a78"))
    pen.shadow(3)
    for x in (-1.25, 1.25):
        pen.fill(rect(x - 0.05, -2.4, 0.1, 2.4), "#6b4c34")
    pen.fill(rect(-1.35, -0.95, 2.7, 0.95), "#9a7048")
    for i in range(9):
        pen.flat(rect(-1.35 + i * 0.3, -0.95, 0.03, 0.95), "#5a4028", 0.6)
    for i in range(4):
        x = -1.0 + i * 0.67
        pen.fill(rect(x - 0.3, -1.18, 0.6, 0.25), "#b58a58")
        fruit = chance.pick(("#d8453a", "#e8a03a", "#7fa845", "#e8d24a", "#8a4a86", "#c9783a"))
        for dx, dy in ((-0.2, 0), (0, 0), (0.2, 0), (-0.1, -0.14), (0.1, -0.14)):
            pen.oval(x + dx, -1.22 + dy, 0.11, 0.11, fruit)
    for i in range(7):
        shade = colour if i % 2 == 0 else "#f2e8d4"
        a, b, wide = -1.4 + i * 0.4, -1.72 + i * 0.4914, 0.4914
        pen.flat(oval(b + wide / 2, -2.28, wide / 2, 0.13), darker(shade, 0.12))
        pen.fill(poly((a, -2.95), (a + 0.405, -2.95), (b + wide + 0.005, -2.28), (b, -2.28)), shade, 0.35)
    pen.flat(poly((-1.72, -2.28), (1.72, -2.28), (1.6, -1.95), (-1.6, -1.95)), "#1a1420", 0.2)


@thing("lamppost")
def lamppost(pen: Pen, piece: Piece) -> None:
    """A street lamp, 3.6 m."""
    pen.fill(rect(-0.06, -3.4, 0.12, 3.4), "#33363d")
    pen.fill(rect(-0.14, -0.4, 0.28, 0.4), "#2c2f35")
    pen.fill(poly((-0.2, -3.95), (0.2, -3.95), (0.13, -3.4), (-0.13, -3.4)), "#f6e7b8")
    pen.fill(poly((-0.26, -3.92), (0, -4.2), (0.26, -3.92)), "#2c2f35")
    if pen.light.lamps and piece.number("lit", 1):
        pen.shine(poly((-0.18, -3.92), (0.18, -3.92), (0.12, -3.42), (-0.12, -3.42)), "#fff1c0")
        pen.glow(0, -3.65, 2.6, "#ffd98a", 0.75)


@thing("bench")
def bench(pen: Pen, piece: Piece) -> None:
    """A park bench, 1.6 m wide."""
    pen.shadow(1.8)
    colour = piece.colour or "#8a5f3c"
    for x in (-0.65, 0.65):
        pen.fill(rect(x - 0.04, -0.45, 0.08, 0.45), "#33343a")
    for y in (-0.82, -0.66):
        pen.fill(rect(-0.8, y, 1.6, 0.11), colour)
    pen.fill(rect(-0.82, -0.5, 1.64, 0.09), lighter(colour, 0.1))


@thing("fence")
def fence(pen: Pen, piece: Piece) -> None:
    """A wooden fence, 4 m wide."""
    colour = piece.colour or "#b9946a"
    for i in range(9):
        pen.fill(
            poly(
                (-2 + i * 0.5 - 0.07, 0),
                (-2 + i * 0.5 - 0.07, -0.85),
                (-2 + i * 0.5, -0.98),
                (-2 + i * 0.5 + 0.07, -0.85),
                (-2 + i * 0.5 + 0.07, 0),
            ),
            colour,
            0.6,
        )
    for y in (-0.7, -0.3):
        pen.fill(rect(-2.2, y, 4.4, 0.1), darker(colour, 0.15), 0.5)


@thing("parapet")
def parapet(pen: Pen, piece: Piece) -> None:
    """The low wall around a roof, 12 m wide."""
    pen.fill(rect(-9, -0.85, 18, 0.85), piece.colour or "#8a827c")
    pen.fill(rect(-9.1, -0.97, 18.2, 0.16), "#a39b94")


@thing("rail")
def rail(pen: Pen, piece: Piece) -> None:
    """The railing of a ship or balcony, 14 m wide."""
    for y in (-1.05, -0.7, -0.35):
        pen.fill(rect(-8, y, 16, 0.05), piece.colour or "#e6e2d8", 0.5)
    for i in range(11):
        pen.fill(rect(-8 + i * 1.6, -1.08, 0.07, 1.08), piece.colour or "#e6e2d8", 0.5)


@thing("chimney", "vent")
def chimney(pen: Pen, piece: Piece) -> None:
    """A chimney or an air duct on a roof."""
    if piece.kind == "chimney":
        pen.fill(rect(-0.45, -2.0, 0.9, 2.0), "#94604c")
        pen.fill(rect(-0.52, -2.1, 1.04, 0.2), "#7a4c3c")
    else:
        pen.fill(rect(-0.6, -0.9, 1.2, 0.9, 0.05), "#9aa0a6")
        for y in (-0.7, -0.5, -0.3):
            pen.flat(rect(-0.5, y, 1.0, 0.08), "#5f656c")


@thing("water_tank")
def water_tank(pen: Pen, piece: Piece) -> None:
    """A round water tank on legs, 4 m."""
    for x in (-0.8, 0, 0.8):
        pen.fill(rect(x - 0.06, -1.6, 0.12, 1.6), "#4a4038")
    pen.fill(rect(-1.0, -3.4, 2.0, 1.9), "#8a6448")
    pen.poly("#5a4436", (-1.15, -3.35), (0, -4.3), (1.15, -3.35))


@thing("smokestack")
def smokestack(pen: Pen, piece: Piece) -> None:
    """A factory chimney with smoke, 16 m."""
    pen.poly("#9a6a5a", (-0.9, 0), (-0.6, -13), (0.6, -13), (0.9, 0))
    pen.fill(rect(-0.75, -13.2, 1.5, 0.7), "#7a4f44")
    for i in range(7):
        pen.flat(oval(0.7 * i * -pen.side + 0.2 * i, -14 - 0.8 * i, 0.8 + 0.35 * i, 0.7 + 0.26 * i), "#a8a3a3", 0.5 - 0.05 * i)


@thing("fountain")
def fountain(pen: Pen, piece: Piece) -> None:
    """A fountain with water, 3 m wide; its drops are elsewhere in each phase."""
    phase = piece.number("phase", 0)
    pen.shadow(3.4)
    pen.fill(curve((-1.5, -0.5), (-1.4, 0), (1.4, 0), (1.5, -0.5), tension=0.3), "#b5ada2")
    pen.fill(oval(0, -0.5, 1.5, 0.2), "#8fc4d6")
    pen.fill(rect(-0.14, -1.6, 0.28, 1.1), "#b5ada2")
    pen.fill(oval(0, -1.6, 0.6, 0.12), "#c4bcb0")
    for x in (-0.9, -0.5, 0.5, 0.9):
        pen.line(curve((0, -2.2), (x * 0.6, -2.1), (x, -0.6), closed=False), "#e2f4fb", 0.05, 0.6)
        for i in range(4):
            k = (i + phase) / 4
            pen.oval(x * k**0.7, -2.2 + 0.12 * k + 1.5 * k**3, 0.045, 0.075, "#f6fcff", 0.3)
        ring = (phase + abs(x)) % 1.0
        pen.line(oval(x, -0.5, 0.08 + 0.22 * ring, 0.02 + 0.05 * ring), "#e2f4fb", 0.02, 0.8 * (1 - ring))
    pen.line(arc(0, -2.0, 0.16, 0.3 + 0.05 * math.sin(math.tau * phase), 180, 180), "#e2f4fb", 0.06)


@thing("arch")
def arch(pen: Pen, piece: Piece) -> None:
    """A stone arch, 4 m wide."""
    colour = piece.colour or "#a89c8c"
    pen.fill(rect(-2.4, -4.4, 0.9, 4.4), colour)
    pen.fill(rect(1.5, -4.4, 0.9, 4.4), colour)
    pen.line(arc(0, -4.0, 1.95, 1.7, 180, 180), colour, 0.9)


@thing("crane")
def crane(pen: Pen, piece: Piece) -> None:
    """A harbour crane, 16 m."""
    colour = piece.colour or "#d08a35"
    for x in (-1.6, 1.6):
        pen.fill(rect(x - 0.22, -8, 0.44, 8), colour)
    pen.fill(rect(-2, -8.6, 4, 0.9), colour)
    pen.fill(rect(-0.5, -12, 1.0, 3.6), darker(colour, 0.2))
    pen.line(poly((-3, -11.5), (9, -14), (9, -13.6), (-3, -11.0)), colour, 0.3)
    pen.stroke(((8.2, -13.7), (8.2, -6)), "#33343a", 0.08)
    pen.fill(rect(7.4, -6, 1.7, 1.2), "#8a4a3a")


@thing("stone_lantern", "gravestone")
def gravestone(pen: Pen, piece: Piece) -> None:
    """A gravestone, 1 m."""
    pen.shadow(1.0)
    pen.fill(curve((-0.38, 0), (-0.38, -0.75), (0, -1.1), (0.38, -0.75), (0.38, 0), tension=0.25), "#8f9092")
    pen.stroke(((0, -0.85), (0, -0.45)), "#5c5e62", 0.05)
    pen.stroke(((-0.14, -0.7), (0.14, -0.7)), "#5c5e62", 0.05)
