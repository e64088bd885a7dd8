"""Buildings and street furniture that stand as one piece."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import box, curve, oval, poly, rect


def window(pen: Pen, x: float, y: float, wide: float, high: float, lit: bool = True) -> None:
    """A window of a house; it shines when the lamps are on."""
    pen.flat(rect(x - 0.08, y - 0.08, wide + 0.16, high + 0.16), "#e8dfcc")
    if pen.light.lamps and lit and int(10 * abs(x)) % 10 < 10 * pen.light.lit:
        pen.shine(rect(x, y, wide, high), "#ffd488")
        pen.glow(x + wide / 2, y + high / 2, wide * 1.5, "#ffc266", 0.28)
    else:
        pen.flat(rect(x, y, wide, high), "#4a5d75")
        pen.flat(poly((x, y + high), (x + wide * 0.5, y), (x + wide * 0.8, y), (x + wide * 0.3, y + high)), "#ffffff", 0.14)
    pen.stroke(((x + wide / 2, y), (x + wide / 2, y + high)), "#e8dfcc", 0.05)
    pen.stroke(((x, y + high / 2), (x + wide, y + high / 2)), "#e8dfcc", 0.05)


@thing("house", "cottage")
def house(pen: Pen, piece: Piece) -> None:
    """A house with a gable roof, 6 m wide."""
    chance, colour = Chance("house", piece.seed), piece.colour or "#d8c4a0"
    roof = chance.pick(("#9a4a38", "#6b4a3a", "#7a5a44", "#5a6470"))
    pen.shadow(7)
    pen.fill(box(6, 3.2), colour)
    if chance.unit() < 0.7:
        pen.fill(rect(1.4, -6.2, 0.7, 1.8), "#8a5a4a")
    pen.poly(roof, (-3.5, -3.0), (-1.9, -5.6), (1.9, -5.6), (3.5, -3.0))
    for i in range(4):
        pen.stroke(((-3.3 + 0.4 * i, -3.3 - 0.6 * i), (3.3 - 0.4 * i, -3.3 - 0.6 * i)), darker(roof, 0.3), 0.05, 0.5)
    pen.fill(box(1.0, 2.1), "#6b4430")
    pen.shine(oval(0.35, -1.0, 0.06), "#e5c26a")
    window(pen, -2.3, -2.3, 1.1, 1.1)
    window(pen, 1.2, -2.3, 1.1, 1.1, chance.unit() < 0.8)


@thing("hut")
def hut(pen: Pen, piece: Piece) -> None:
    """A wooden hut, 3.4 m wide."""
    pen.shadow(4)
    pen.fill(box(3.2, 2.2), piece.colour or "#8a6444")
    for i in range(8):
        pen.stroke(((-1.6 + 0.4 * i, -2.2), (-1.6 + 0.4 * i, 0)), "#5a3f2a", 0.04, 0.6)
    pen.poly("#6b4c32", (-2.1, -2.0), (0, -3.6), (2.1, -2.0))
    pen.flat(box(0.9, 1.8), "#3a281c")
    window(pen, 0.75, -1.6, 0.6, 0.6)


@thing("tower_block")
def tower_block(pen: Pen, piece: Piece) -> None:
    """A high building, 14 m wide."""
    chance, colour = Chance("block", piece.seed), piece.colour or "#8a93a3"
    high = piece.number("high", 34)
    pen.fill(box(14, high), colour)
    for row in range(int(high / 3.2) - 1):
        for column in range(6):
            spot = rect(-6.3 + column * 2.15, -high + 1.4 + row * 3.2, 1.5, 1.8)
            if pen.light.lamps and chance.unit() < 0.45 * pen.light.lit:
                pen.shine(spot, chance.pick(("#ffd98a", "#fff0c8", "#ffc36a", "#bfe4ff")))
            else:
                pen.flat(spot, "#47586e", 0.75)


@thing("barn")
def barn(pen: Pen, piece: Piece) -> None:
    """A red barn, 9 m wide."""
    colour = piece.colour or "#a8402f"
    pen.shadow(10)
    pen.fill(box(9, 4), colour)
    pen.poly(colour, (-4.5, -4), (-3.2, -6.2), (0, -7.4), (3.2, -6.2), (4.5, -4))
    pen.line(poly((-4.7, -3.9), (-3.3, -6.3), (0, -7.6), (3.3, -6.3), (4.7, -3.9)), "#5a4034", 0.28)
    pen.flat(box(3.0, 3.0), darker(colour, 0.35))
    for a, b in (((-1.5, 0), (1.5, -3)), ((1.5, 0), (-1.5, -3))):
        pen.stroke((a, b), "#efe6d6", 0.14)
    pen.line(box(3.0, 3.0), "#efe6d6", 0.16)
    pen.flat(rect(-0.6, -6.0, 1.2, 1.2), "#3a2420")


@thing("windmill")
def windmill(pen: Pen, piece: Piece) -> None:
    """A windmill, 10 m."""
    pen.shadow(5)
    pen.poly("#d9ccb4", (-1.7, 0), (-1.0, -6.5), (1.0, -6.5), (1.7, 0))
    pen.poly("#7a4a38", (-1.2, -6.3), (0, -8), (1.2, -6.3))
    for k in range(4):
        with pen.turned(0, -6.6, 28 + 90 * (k + piece.number("phase", 0))):
            pen.fill(rect(-0.08, -4.6, 0.16, 4.6), "#6b4c34")
            pen.fill(rect(0.08, -4.5, 0.8, 3.6), "#efe4cc", 0.5)


@thing("lighthouse")
def lighthouse(pen: Pen, piece: Piece) -> None:
    """A striped lighthouse, 14 m, with its beam at night."""
    for i in range(6):
        low, high = i / 6, (i + 1) / 6
        w0, w1 = 1.7 - 0.7 * low, 1.7 - 0.7 * high
        pen.poly(
            "#c8473e" if i % 2 and not piece.number("plain", 0) else "#ece4d8",
            (-w0, -11 * low),
            (-w1, -11 * high),
            (w1, -11 * high),
            (w0, -11 * low),
        )
    pen.fill(rect(-1.4, -11.4, 2.8, 0.5), "#5a4a42")
    lit = piece.number("lit", 1)
    if lit:
        pen.shine(rect(-0.7, -13.0, 1.4, 1.6), "#fff3c4")
    else:
        pen.fill(rect(-0.7, -13.0, 1.4, 1.6), "#33424a")
        pen.flat(oval(0, -12.15, 0.34, 0.55), "#5d7278")
        pen.flat(poly((-0.6, -11.5), (-0.3, -11.5), (0.2, -12.9), (-0.1, -12.9)), "#ffffff", 0.12)
    for x in (-0.7, -0.2, 0.3, 0.68):
        pen.stroke(((x, -13), (x, -11.4)), "#4a3c36", 0.07)
    pen.fill(curve((-1.0, -13), (0, -14.3), (1.0, -13)), "#9a3a33")
    if pen.light.lamps and lit:
        _beams(pen, math.cos(math.tau * piece.number("phase", 0)))


def _beams(pen: Pen, across: float) -> None:
    """The two beams of a lamp that turns: `across` 1 is to both sides, 0 straight at us."""
    for end in (-across, across):
        if abs(end) > 0.05:
            pen.fade(
                poly((0, -12.2), (end * 34, -17.5), (end * 34, -9.0)),
                (0, 0),
                (end * 32, 0),
                (("#fff2c0", 0.55), ("#fff2c0", 0.0)),
            )
    pen.glow(0, -12.2, 5.5 + 4.0 * (1 - abs(across)), "#fff0b8", 0.8)


@thing("church_front")
def church_front(pen: Pen, piece: Piece) -> None:
    """A church with a tower, 16 m."""
    colour = piece.colour or "#cfc3ae"
    pen.fill(box(10, 6, x=3), colour)
    pen.poly("#7a4a3a", (-2.4, -5.8), (3, -9.4), (8.4, -5.8))
    pen.fill(box(4, 10.5, x=-3), lighter(colour, 0.08))
    pen.poly("#6b4436", (-5.3, -10.3), (-3, -16), (-0.7, -10.3))
    pen.stroke(((-3, -17.4), (-3, -15.8)), "#d8b45a", 0.14)
    pen.stroke(((-3.5, -16.9), (-2.5, -16.9)), "#d8b45a", 0.14)
    pen.oval(-3, -8.6, 0.7, 0.7, "#efe6d0")
    pen.fill(curve((-3.8, 0), (-3.8, -2.4), (-3, -3.2), (-2.2, -2.4), (-2.2, 0), tension=0.2), "#5a3a28")
    for x in (1, 3, 5):
        pen.shine(
            curve((x - 0.4, -1.8), (x - 0.4, -3.6), (x, -4.3), (x + 0.4, -3.6), (x + 0.4, -1.8), tension=0.2),
            "#ffcf7a" if pen.light.lamps else "#5a6f8a",
        )


@thing("castle_keep")
def castle_keep(pen: Pen, piece: Piece) -> None:
    """A castle with towers and flags, 26 m wide."""
    colour = piece.colour or "#a39a90"

    def tower(x: float, wide: float, high: float, roof: bool) -> None:
        pen.fill(box(wide, high, x=x), colour)
        for i in range(4):
            pen.fill(rect(x - wide / 2 + i * wide / 3.6 - 0.1, -high - 0.9, wide / 6, 1.0), colour, 0.6)
        if roof:
            pen.poly("#7a3f44", (x - wide * 0.62, -high - 0.6), (x, -high - wide * 1.5), (x + wide * 0.62, -high - 0.6))
            pen.stroke(((x, -high - wide * 1.5), (x, -high - wide * 1.5 - 2)), "#4a4044", 0.12)
            pen.fill(
                poly((x, -high - wide * 1.5 - 2), (x + 1.8, -high - wide * 1.5 - 1.5), (x, -high - wide * 1.5 - 1)), "#d0a03a"
            )
        for y in (0.45, 0.72):
            spot = rect(x - 0.22, -high * y - 0.5, 0.44, 1.1, 0.2)
            (pen.shine if pen.light.lamps else pen.flat)(spot, "#ffd07a" if pen.light.lamps else "#3a3438")

    tower(0, 8, 13, True)
    tower(-6, 3.6, 16, True)
    tower(6, 3.6, 15, True)
    pen.fill(box(24, 6.5), colour)
    for i in range(12):
        pen.fill(rect(-12 + i * 2.05, -7.4, 1.1, 1.0), colour, 0.5)
    tower(-12, 4, 9.5, False)
    tower(12, 4, 9.5, False)
    pen.flat(curve((-1.7, 0), (-1.7, -3), (0, -4.6), (1.7, -3), (1.7, 0), tension=0.2), "#2f2626")
    for i in range(5):
        pen.stroke(((-1.4 + 0.7 * i, 0), (-1.4 + 0.7 * i, -3.6)), "#6b5644", 0.1)
