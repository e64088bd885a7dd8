"""What stands and hangs in large halls, on stages and on decks."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import curve, oval, poly, rect


@thing("column")
def column(pen: Pen, piece: Piece) -> None:
    """A stone column, 4.5 m."""
    colour = piece.colour or "#c4b9a6"
    pen.fill(rect(-0.3, -4.6, 0.6, 4.6), colour)
    for x in (-0.14, 0.0, 0.14):
        pen.stroke(((x, -4.3), (x, -0.4)), darker(colour, 0.25), 0.025, 0.6)
    pen.fill(rect(-0.42, -0.34, 0.84, 0.34), lighter(colour, 0.1))
    pen.fill(rect(-0.42, -4.8, 0.84, 0.4), lighter(colour, 0.1))


@thing("stained_glass")
def stained_glass(pen: Pen, piece: Piece) -> None:
    """A church window, 3.6 m."""
    shape = curve((-0.7, 0), (-0.7, -2.6), (0, -3.7), (0.7, -2.6), (0.7, 0), tension=0.22)
    chance = Chance("glass", piece.seed)
    pen.glow(0, -1.8, 2.6, "#ffd890", 0.4)
    with pen.clipped(shape):
        for row in range(9):
            for column_ in range(4):
                pen.shine(
                    rect(-0.7 + column_ * 0.35, -3.7 + row * 0.42, 0.35, 0.42),
                    chance.pick(("#c43f4a", "#3f6fc4", "#e0b03f", "#3f9a6a", "#8a4fb0", "#e8d8b0")),
                    0.9,
                )
                pen.line(rect(-0.7 + column_ * 0.35, -3.7 + row * 0.42, 0.35, 0.42), "#241c22", 0.04)
    pen.line(shape, "#5a5048", 0.12)


@thing("pew")
def pew(pen: Pen, piece: Piece) -> None:
    """A church bench from behind, 2.6 m."""
    pen.fill(rect(-1.3, -0.95, 2.6, 0.95), piece.colour or "#6f4930")
    pen.fill(rect(-1.36, -1.02, 2.72, 0.1), "#85593a")


@thing("altar", "throne")
def altar(pen: Pen, piece: Piece) -> None:
    """An altar with candles, or a throne."""
    if piece.kind == "throne":
        pen.fill(poly((-0.6, 0), (-0.6, -2.1), (0, -2.7), (0.6, -2.1), (0.6, 0)), "#b08a3a")
        pen.fill(rect(-0.44, -1.9, 0.88, 1.35), "#8a2f3a")
        pen.fill(rect(-0.7, -0.62, 1.4, 0.62), "#9a7430")
        return
    pen.fill(rect(-1.2, -1.0, 2.4, 1.0), "#d6cdbf")
    pen.fill(rect(-1.3, -1.1, 2.6, 0.14), "#f2ede2")
    for x in (-0.9, 0.9):
        pen.fill(rect(x - 0.04, -1.5, 0.08, 0.4), "#f6efdf")
        pen.shine(oval(x, -1.57, 0.035, 0.07), "#ffd77a")
        pen.glow(x, -1.57, 0.7, "#ffc25e", 0.6)
    pen.stroke(((0, -2.2), (0, -1.1)), "#c9a24a", 0.09)
    pen.stroke(((-0.3, -1.85), (0.3, -1.85)), "#c9a24a", 0.09)


@thing("banner")
def banner(pen: Pen, piece: Piece) -> None:
    """A hanging banner, 2.2 m."""
    colour, sway = piece.colour or "#9a3040", 0.12 * math.sin(math.tau * piece.number("phase", 0))
    low, tip = sway * 0.8, sway
    pen.fill(poly((-0.45, -2.3), (0.45, -2.3), (0.45 + low, -0.3), (tip, 0), (-0.45 + low, -0.3)), colour)
    pen.line(poly((-0.36, -2.2), (0.36, -2.2), (0.36 + low, -0.38), (tip, -0.14), (-0.36 + low, -0.38)), "#d8b04a", 0.05)
    pen.oval(sway * 0.4, -1.3, 0.2, 0.2, "#d8b04a")


@thing("curtain")
def curtain(pen: Pen, piece: Piece) -> None:
    """One half of a stage curtain, gathered to the left, 5 m."""
    colour, phase = piece.colour or "#8f1f2f", piece.number("phase", 0)
    for i in range(7):
        x, sway = i * 0.34, 0.05 * (math.sin(math.tau * phase + i) - math.sin(i))
        pen.fill(
            curve(
                (x, -5.6),
                (x + 0.36, -5.6),
                (x * 0.72 + 0.3 + sway * 0.3, -2),
                (x * 0.8 + 0.34 + sway, 0.05),
                (x * 0.8 + sway, 0.05),
                (x * 0.7 + sway * 0.3, -2),
                tension=0.3,
            ),
            mix(colour, darker(colour, 0.5), 0.5 * (i % 2)),
        )
    pen.stroke(((0, -1.7), (1.9, -2.0)), "#d8a83f", 0.12)


@thing("spotlight")
def spotlight(pen: Pen, piece: Piece) -> None:
    """A cone of light from above onto the floor; its foot is the lit spot."""
    pen.fade(
        poly((-0.25, -6.5), (0.25, -6.5), (1.7, 0), (-1.7, 0)),
        (0, -6.5),
        (0, 0),
        ((piece.colour or "#fff2cc", 0.5), (piece.colour or "#fff2cc", 0.1)),
    )
    pen.canvas.save()
    pen.canvas.scale(1, 0.22)
    pen.shine(oval(0, 0, 1.7), piece.colour or "#fff2cc", 0.28)
    pen.canvas.restore()


@thing("backdrop")
def backdrop(pen: Pen, piece: Piece) -> None:
    """A painted landscape at the back of a stage, 7 m wide."""
    pen.fill(rect(-3.6, -4.4, 7.2, 4.4), "#6f8fb4")
    pen.flat(oval(1.6, -3.2, 0.5), "#f2d98a")
    pen.flat(curve((-3.6, 0), (-3.6, -1.4), (-1.5, -2.2), (0.8, -1.3), (3.6, -1.9), (3.6, 0)), "#5a7a5f")
    pen.flat(curve((-3.6, 0), (-3.6, -0.7), (0, -1.0), (3.6, -0.6), (3.6, 0)), "#47634c")


@thing("pedestal")
def pedestal(pen: Pen, piece: Piece) -> None:
    """A museum pedestal, 1 m."""
    pen.shadow(0.7)
    pen.fill(rect(-0.25, -1.0, 0.5, 1.0), piece.colour or "#e6e2da")


@thing("mast")
def mast(pen: Pen, piece: Piece) -> None:
    """A mast with sail and ropes, 9 m."""
    pen.fill(rect(-0.14, -9, 0.28, 9), "#6b4a2e")
    pen.fill(curve((-2.4, -7.4), (2.4, -7.4), (2.8, -4.0), (0, -3.5), (-2.8, -4.0), tension=0.3), "#eee4cf")
    for x in (-2.6, 2.6):
        pen.stroke(((x * 0.2, -8), (x, 0)), "#4a3a2a", 0.03)
