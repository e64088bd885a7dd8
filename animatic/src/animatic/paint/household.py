"""Small things of daily life: light, paper, food, bags, vessels, toys."""

import math

from animatic.chance import Chance
from animatic.colour import darker
from animatic.graph import Piece
from animatic.paint.fittings import flames
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.ruins import cracked
from animatic.paint.shapes import arc, curve, limb, oval, poly, rect


@thing("lamp")
def lamp(pen: Pen, piece: Piece) -> None:
    """A lamp with a shade, 0.6 m; larger as a floor lamp."""
    pen.fill(curve((-0.12, 0), (-0.05, -0.06), (-0.02, -0.3), (0.02, -0.3), (0.05, -0.06), (0.12, 0)), "#a87a3f")
    shade = poly((-0.2, -0.28), (-0.12, -0.58), (0.12, -0.58), (0.2, -0.28))
    pen.fill(shade, piece.colour or "#e8c98a")
    if pen.light.lamps and piece.number("lit", 1):
        pen.shine(shade, "#ffe3a0", 0.85)
        pen.glow(0, -0.4, 1.3, "#ffcf80", 0.65)


@thing("floor_lamp")
def floor_lamp(pen: Pen, piece: Piece) -> None:
    """A standing lamp, 1.7 m."""
    pen.fill(rect(-0.02, -1.4, 0.04, 1.4), "#4a4038")
    pen.fill(oval(0, 0, 0.18, 0.04), "#4a4038")
    with pen.turned(0, -1.12):
        lamp(pen, piece)


@thing("lantern")
def lantern(pen: Pen, piece: Piece) -> None:
    """A lantern, 0.35 m, that shines."""
    lit = piece.number("lit", 1)
    if lit:
        pen.glow(0, -0.16, 0.9, "#ffc860", 0.6 if pen.light.lamps else 0.35)
        pen.fade(rect(-0.08, -0.27, 0.16, 0.22), (0, -0.27), (0, -0.05), (("#ffd98a", 1), ("#fff3c8", 1), ("#ffdf98", 1)))
        pen.shine(curve((-0.026, -0.08), (-0.02, -0.14), (0, -0.2), (0.02, -0.14), (0.026, -0.08), (0, -0.06)), "#ff9a3a")
        pen.shine(oval(0, -0.09, 0.012, 0.024), "#fff6d8")
    else:
        pen.fill(rect(-0.08, -0.27, 0.16, 0.22), "#4a565c")
        pen.stroke(((0, -0.06), (0, -0.13)), "#e6dcc4", 0.014)
    pen.line(arc(0, -0.3, 0.07, 0.07, 180, 180), "#26242a", 0.014)
    for x in (-0.08, 0.08):
        pen.stroke(((x, -0.27), (x, -0.05)), "#33303a", 0.012)
    pen.fill(rect(-0.1, -0.3, 0.2, 0.045, 0.01), "#33303a")
    pen.fill(rect(-0.1, -0.05, 0.2, 0.05, 0.01), "#33303a")


@thing("candle")
def candle(pen: Pen, piece: Piece) -> None:
    """A candle in its holder, 0.25 m."""
    pen.fill(oval(0, -0.01, 0.09, 0.025), "#b08a3a")
    pen.fill(rect(-0.028, -0.18, 0.056, 0.17, 0.01), "#f4ecd8")
    if not piece.number("lit", 1):
        pen.stroke(((0, -0.18), (0.006, -0.21)), "#3a3230", 0.008)
        return
    phase = piece.number("phase", 0)
    bend, glow = 0.011 * math.sin(math.tau * phase), 0.7 - 0.1 * math.sin(2 * math.tau * phase)
    pen.shine(curve((bend, -0.27), (0.025 + bend * 0.4, -0.21), (0, -0.185), (-0.025 + bend * 0.4, -0.21)), "#ffc24a")
    pen.glow(0, -0.22, 0.7, "#ffc860", glow)


@thing("torch")
def torch(pen: Pen, piece: Piece) -> None:
    """A burning torch, 0.6 m."""
    pen.fill(poly((-0.025, 0), (0.025, 0), (0.045, -0.42), (-0.045, -0.42)), "#6a4528")
    if piece.number("lit", 1):
        with pen.turned(0, -0.4, 0, 0.3):
            flames(pen, piece.seed, piece.number("phase", 0))


@thing("flashlight")
def flashlight(pen: Pen, piece: Piece) -> None:
    """A flashlight that points up along its axis, 0.25 m, with its cone of light."""
    pen.fade(
        poly((-0.05, -0.22), (0.05, -0.22), (0.9, -3.4), (-0.9, -3.4)), (0, -0.2), (0, -3.2), (("#fff4cc", 0.6), ("#fff4cc", 0.0))
    )
    pen.fill(rect(-0.025, -0.16, 0.05, 0.18, 0.01), "#33363d")
    pen.fill(poly((-0.03, -0.15), (0.03, -0.15), (0.05, -0.23), (-0.05, -0.23)), "#4a4e56")
    pen.shine(oval(0, -0.23, 0.05, 0.015), "#fff8dc")


@thing("fire", "campfire")
def campfire(pen: Pen, piece: Piece) -> None:
    """A fire on logs, 1 m."""
    for a, b in (((-0.45, 0), (0.35, -0.2)), ((0.45, 0), (-0.35, -0.2))):
        pen.fill(limb(a, b, 0.07, 0.06), "#5a3a24")
    if piece.number("lit", 1):
        flames(pen, piece.seed, piece.number("phase", 0))


@thing("book")
def book(pen: Pen, piece: Piece) -> None:
    """An open book, 0.35 m."""
    cover = piece.colour or "#8a3a34"
    pen.fill(poly((-0.19, -0.02), (0, 0.0), (0.19, -0.02), (0.19, -0.22), (0, -0.2), (-0.19, -0.22)), cover)
    for side in (-1, 1):
        pen.fill(curve((0, -0.02), (side * 0.17, -0.035), (side * 0.17, -0.225), (0, -0.205), tension=0.15), "#f6f0e0", 0.6)
        for row in range(5):
            pen.stroke(((side * 0.03, -0.17 + row * 0.03), (side * 0.15, -0.185 + row * 0.03)), "#8a8478", 0.005, 0.8)


@thing("letter", "paper", "ticket", "envelope")
def paper(pen: Pen, piece: Piece) -> None:
    """A sheet with writing, a ticket, or an envelope with its seal, 0.2 m."""
    if piece.kind in ("envelope", "letter"):
        pen.fill(rect(-0.12, -0.17, 0.24, 0.17), "#efe4cb")
        pen.line(poly((-0.12, -0.17), (0, -0.07), (0.12, -0.17)), "#b8a682", 0.006)
        pen.oval(0, -0.075, 0.022, 0.022, "#b8332f")
        return
    wide, tall = (0.2, 0.09) if piece.kind == "ticket" else (0.17, 0.24)
    pen.fill(rect(-wide / 2, -tall, wide, tall), "#e8c87a" if piece.kind == "ticket" else "#f8f3e6", 0.6)
    for row in range(max(2, int(tall / 0.035))):
        pen.stroke(
            ((-wide * 0.38, -tall + 0.03 + row * 0.03), (wide * (0.36 - 0.1 * (row % 3)), -tall + 0.03 + row * 0.03)),
            "#6a665e",
            0.006,
            0.8,
        )


@thing("map", "newspaper")
def spread(pen: Pen, piece: Piece) -> None:
    """A map or a newspaper held open, 0.6 m."""
    sheet = "#ead9ae" if piece.kind == "map" else "#e6e2d6"
    for side in (-1, 1):
        pen.fill(poly((0, -0.02), (side * 0.28, 0), (side * 0.28, -0.38), (0, -0.36)), sheet, 0.7)
    if piece.kind == "map":
        pen.line(curve((-0.22, -0.1), (-0.1, -0.25), (0.05, -0.14), (0.2, -0.3), closed=False), "#4a7a9a", 0.014)
        pen.flat(curve((-0.2, -0.3), (-0.1, -0.34), (-0.05, -0.27), (-0.16, -0.24)), "#7a9a5a")
        pen.stroke(((0.1, -0.1), (0.15, -0.15)), "#c0332a", 0.018)
        pen.stroke(((0.1, -0.15), (0.15, -0.1)), "#c0332a", 0.018)
    else:
        pen.flat(rect(-0.25, -0.35, 0.5, 0.045), "#2c2a2a")
        for i in range(4):
            for row in range(7):
                pen.stroke(
                    ((-0.25 + i * 0.13, -0.28 + row * 0.036), (-0.15 + i * 0.13, -0.28 + row * 0.036)), "#6a6862", 0.008, 0.8
                )


@thing("umbrella")
def umbrella(pen: Pen, piece: Piece) -> None:
    """An open umbrella above the hand, 1 m."""
    colour = piece.colour or Chance("umbrella", piece.seed).pick(("#b5382f", "#2f4f7a", "#26262c", "#d09a30"))
    pen.stroke(((0, 0.06), (0, -0.98)), "#3a2f2a", 0.025)
    top = curve(
        (-0.72, -0.62),
        (-0.5, -0.92),
        (0, -1.08),
        (0.5, -0.92),
        (0.72, -0.62),
        (0.36, -0.68),
        (0, -0.62),
        (-0.36, -0.68),
        tension=0.42,
    )
    pen.fill(top, colour)
    for x in (-0.36, 0.0, 0.36):
        pen.line(curve((0, -1.06), (x * 0.8, -0.86), (x, -0.66), closed=False), darker(colour, 0.35), 0.012)


@thing("mirror")
def mirror(pen: Pen, piece: Piece) -> None:
    """A standing mirror, 1.6 m."""
    pen.fill(oval(0, -0.95, 0.42, 0.72), "#a8823f")
    pen.flat(oval(0, -0.95, 0.36, 0.65), "#c9dbe4")
    pen.flat(poly((-0.2, -0.6), (0.06, -1.4), (0.16, -1.4), (-0.1, -0.6)), "#ffffff", 0.5)
    if piece.number("broken", 0):
        cracked(pen, piece.seed, (0.04, -1.05), 0.34)
    pen.stroke(((-0.3, 0), (0, -0.3), (0.3, 0)), "#7a5a2c", 0.06)


@thing("ball", "balloon", "kite", "teddy", "snowman")
def toy(pen: Pen, piece: Piece) -> None:
    """A toy, 0.25 to 1.5 m; a balloon or kite floats above the hand on its string."""
    colour = piece.colour or Chance("toy", piece.seed).pick(("#d8433a", "#3f7fc4", "#e8b03a"))
    if piece.kind == "ball":
        pen.shadow(0.3)
        pen.oval(0, -0.13, 0.13, 0.13, colour)
        pen.line(arc(0, -0.13, 0.13, 0.06, 0, 180), "#f6f0e0", 0.02)
    elif piece.kind == "balloon":
        pen.line(curve((0, 0), (0.05, -0.4), (0.02, -0.8), closed=False), "#e8e2d8", 0.01)
        pen.oval(0.02, -1.05, 0.2, 0.26, colour)
        pen.flat(oval(0.09, -1.15, 0.04, 0.07), "#ffffff", 0.5)
    elif piece.kind == "kite":
        pen.line(curve((0, 0), (0.5, -1.0), (1.2, -2.2), closed=False), "#e8e2d8", 0.012)
        pen.fill(poly((1.2, -2.2), (0.95, -2.75), (1.4, -3.2), (1.7, -2.6)), colour)
        pen.line(curve((1.2, -2.2), (1.0, -1.9), (1.15, -1.6), closed=False), "#f2c14e", 0.04)
    elif piece.kind == "teddy":
        fur = "#a8764a"
        for x in (-0.1, 0.1):
            pen.oval(x, -0.06, 0.07, 0.06, fur)
            pen.oval(x * 1.4, -0.2, 0.05, 0.08, fur)
            pen.oval(x * 0.9, -0.43, 0.045, 0.045, fur)
        pen.oval(0, -0.17, 0.12, 0.14, fur)
        pen.oval(0, -0.35, 0.11, 0.1, fur)
        pen.oval(0, -0.32, 0.05, 0.04, "#d8b48a")
        for x in (-0.045, 0.045):
            pen.flat(oval(x, -0.37, 0.014), "#1c1614")
        pen.flat(oval(0, -0.335, 0.015), "#1c1614")
    else:
        for y, r in ((-0.4, 0.42), (-0.98, 0.3), (-1.4, 0.2)):
            pen.oval(0, y, r, r, "#f4f8fc")
        pen.fill(poly((0, -1.43), (0.26, -1.38), (0, -1.36)), "#e8873a")
        for x in (-0.07, 0.07):
            pen.flat(oval(x, -1.47, 0.022), "#1c1a20")
        pen.fill(rect(-0.2, -1.64, 0.4, 0.06), "#26242a")
        pen.fill(rect(-0.14, -1.86, 0.28, 0.24), "#26242a")
        pen.fill(rect(-0.22, -1.26, 0.44, 0.08, 0.03), "#c0392f")
