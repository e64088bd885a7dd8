"""What stands in rooms: tables, chairs, beds, shelves, kitchen, stage and workshop furniture, and what hangs on walls."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import curve, oval, poly, rect

WOOD = "#8a5f3e"


@thing("table", "desk")
def table(pen: Pen, piece: Piece) -> None:
    """A table, 1.5 m wide, 0.75 high; a desk has drawers."""
    colour = piece.colour or WOOD
    pen.shadow(1.7)
    for x in (-0.66, 0.66):
        pen.fill(rect(x - 0.04, -0.72, 0.08, 0.72), darker(colour, 0.2))
    if piece.kind == "desk":
        pen.fill(rect(0.3, -0.68, 0.42, 0.62), darker(colour, 0.1))
        for y in (-0.6, -0.4, -0.2):
            pen.flat(rect(0.44, y, 0.14, 0.03), "#d8b46a")
    pen.fill(rect(-0.78, -0.78, 1.56, 0.08, 0.02), lighter(colour, 0.1))


@thing("round_table")
def round_table(pen: Pen, piece: Piece) -> None:
    """A café table with cups, 0.8 m."""
    pen.shadow(1.0)
    pen.fill(rect(-0.035, -0.72, 0.07, 0.7), "#33313a")
    pen.fill(curve((-0.26, 0), (0, -0.08), (0.26, 0), tension=0.4), "#33313a")
    pen.fill(oval(0, -0.74, 0.45, 0.07), piece.colour or "#b98a5c")
    pen.fill(rect(-0.2, -0.86, 0.11, 0.1, 0.02), "#f0ebe0")
    pen.fill(rect(0.1, -0.86, 0.11, 0.1, 0.02), "#f0ebe0")


@thing("chair", "stool")
def chair(pen: Pen, piece: Piece) -> None:
    """A chair with its back to the left, or a stool."""
    colour = piece.colour or "#7a5236"
    pen.shadow(0.7)
    for x in (-0.19, 0.19):
        pen.fill(rect(x - 0.025, -0.44, 0.05, 0.44), darker(colour, 0.15))
    if piece.kind == "chair":
        pen.fill(rect(-0.25, -0.98, 0.07, 0.56, 0.02), colour)
        pen.fill(rect(-0.25, -0.96, 0.1, 0.3, 0.03), lighter(colour, 0.08))
    pen.fill(rect(-0.26, -0.48, 0.52, 0.07, 0.02), lighter(colour, 0.12))


@thing("sofa", "armchair")
def sofa(pen: Pen, piece: Piece) -> None:
    """A sofa, 2 m, or an armchair."""
    colour, half = piece.colour or "#6a7f78", 1.0 if piece.kind == "sofa" else 0.5
    pen.shadow(2 * half + 0.3)
    pen.fill(rect(-half, -0.92, 2 * half, 0.7, 0.14), colour)
    for x in (-0.5, 0.5) if half > 0.6 else (0.0,):
        pen.fill(rect(x - 0.48, -0.52, 0.96, 0.24, 0.08), lighter(colour, 0.14))
    pen.fill(rect(-half, -0.3, 2 * half, 0.22, 0.04), darker(colour, 0.12))
    for side in (-1, 1):
        pen.fill(rect(side * half - 0.12, -0.66, 0.24, 0.6, 0.1), lighter(colour, 0.05))


@thing("bed", "hospital_bed")
def bed(pen: Pen, piece: Piece) -> None:
    """A bed from the side, head to the left, 2.1 m."""
    ward = piece.kind == "hospital_bed"
    colour = piece.colour or ("#e9eef2" if ward else "#5a7396")
    pen.shadow(2.4)
    frame = "#b9c2c9" if ward else WOOD
    pen.fill(rect(-1.1, -1.0, 0.1, 1.0, 0.03), frame)
    pen.fill(rect(1.02, -0.7, 0.09, 0.7, 0.03), frame)
    pen.fill(rect(-1.02, -0.42, 2.05, 0.2), darker(frame, 0.15))
    pen.fill(rect(-1.02, -0.56, 2.05, 0.2, 0.07), "#efe9de")
    pen.fill(rect(-0.98, -0.68, 0.5, 0.17, 0.08), "#fbf8f2")
    pen.fill(curve((-0.42, -0.6), (0.3, -0.63), (1.03, -0.58), (1.05, -0.26), (-0.4, -0.26), tension=0.3), colour)


@thing("blanket")
def blanket(pen: Pen, piece: Piece) -> None:
    """A blanket over somebody who lies in a bed, head to the left."""
    colour = piece.colour or "#5a7396"
    shape = curve(
        (-0.52, -0.84),
        (-0.1, -0.9),
        (0.5, -0.84),
        (1.0, -0.72),
        (1.06, -0.3),
        (0.3, -0.26),
        (-0.5, -0.28),
        (-0.58, -0.6),
        tension=0.4,
    )
    pen.fill(shape, colour)
    pen.rim(shape, 0.02)
    pen.line(curve((-0.5, -0.8), (-0.56, -0.6), (-0.48, -0.34), closed=False), lighter(colour, 0.35), 0.07)
    for x in (-0.15, 0.25, 0.62):
        pen.line(curve((x, -0.82), (x + 0.05, -0.6), (x - 0.02, -0.36), closed=False), darker(colour, 0.3), 0.018, 0.6)


@thing("shelf", "bookcase")
def bookcase(pen: Pen, piece: Piece) -> None:
    """Shelves with books, or with the `goods` of a shop, 1.2 m wide, 2.1 high."""
    chance, colour = Chance("books", piece.seed), piece.colour or "#6f4c32"
    pen.shadow(1.4)
    pen.fill(rect(-0.62, -2.1, 1.24, 2.1), colour)
    for row in range(5):
        y = -2.02 + row * 0.41
        pen.flat(rect(-0.56, y, 1.12, 0.35), darker(colour, 0.45))
        if piece.word("goods"):
            _goods(pen, piece.word("goods"), chance, y + 0.35)
            continue
        x = -0.54
        while x < 0.46:
            wide, tall = chance.between(0.035, 0.075), chance.between(0.2, 0.32)
            if chance.unit() < 0.86:
                pen.flat(
                    rect(x, y + 0.35 - tall, wide, tall),
                    chance.pick(("#a2483a", "#3f6b7a", "#b8923f", "#5a7a4a", "#7a4a6b", "#c9b48a", "#384a6a")),
                )
            x += wide + 0.006


def _goods(pen: Pen, goods: str, chance: Chance, y: float) -> None:
    """What a shop has on a shelf: loaves, or tins and boxes."""
    x = -0.52
    while x < 0.42:
        if goods == "bread":
            wide, tall = chance.between(0.2, 0.3), chance.between(0.1, 0.15)
            loaf = curve((x, y), (x, y - tall), (x + wide * 0.5, y - tall * 1.35), (x + wide, y - tall), (x + wide, y))
            pen.flat(loaf, chance.pick(("#c98f4a", "#b87a38", "#d8a862", "#a8692c")))
            pen.stroke(((x + wide * 0.3, y - tall * 0.9), (x + wide * 0.45, y - tall * 0.4)), "#8a5a28", 0.012)
        else:
            wide, tall = chance.between(0.08, 0.16), chance.between(0.12, 0.27)
            tint = chance.pick(("#c2483a", "#e0b84a", "#3f7a9a", "#6a9a5a", "#e8dcc4", "#8a5a7a"))
            pen.flat(rect(x, y - tall, wide, tall, 0.01), tint)
            pen.flat(rect(x, y - tall * 0.66, wide, tall * 0.3), "#f4efe2", 0.8)
        x += wide + 0.02


@thing("door")
def door(pen: Pen, piece: Piece) -> None:
    """A door, 2.1 m; the detail `open` from 0 to 1 turns it on its hinges towards us."""
    colour, ajar = piece.colour or "#7a5236", piece.number("open", 0)
    pen.fill(rect(-0.54, -2.2, 1.08, 2.2), lighter(colour, 0.3))
    if ajar:
        _ajar(pen, colour, ajar)
        return
    pen.fill(rect(-0.45, -2.1, 0.9, 2.1), colour)
    for y in (-1.95, -0.95):
        for x in (-0.34, 0.05):
            pen.line(rect(x, y, 0.29, 0.75), darker(colour, 0.3), 0.025)
    pen.shine(oval(0.35, -1.0, 0.045), "#e0bc62")


def _ajar(pen: Pen, colour: str, ajar: float) -> None:
    """What is seen behind an open door, and its leaf in perspective: the free edge comes nearer and grows."""
    beyond = rect(-0.45, -2.1, 0.9, 2.1)
    inside, light = ("#2a2230", "#57465a") if pen.light.lamps else ("#4a4038", "#9a8a74")
    pen.fade(beyond, (0, -2.1), (0, 0), ((inside, 1), (light, 1)))
    turn = 1.9 * ajar
    x, grown = -0.45 + 0.9 * math.cos(turn), 0.2 * math.sin(turn)
    leaf = poly((-0.45, -2.1), (x, -2.1 - grown), (x, grown * 0.5), (-0.45, 0))
    pen.fill(leaf, darker(colour, 0.12 * ajar))
    pen.shine(oval(-0.45 + (x + 0.45) * 0.86, -1.0, 0.045), "#e0bc62")


@thing("picture", "painting", "photo")
def picture(pen: Pen, piece: Piece) -> None:
    """A framed picture, 0.7 m; a photo is small and in black and white."""
    chance, small = Chance("picture", piece.seed), piece.kind == "photo"
    half, high = (0.12, 0.2) if small else (0.4, 0.6)
    pen.fill(rect(-half - 0.05, -high - 0.05, 2 * half + 0.1, high + 0.1), "#3a2f2a" if small else "#a8823f")
    pen.flat(rect(-half, -high, 2 * half, high), "#d8d6d0" if small else chance.pick(("#a9c4d4", "#e0c9a0", "#b7c9a5")))
    with pen.clipped(rect(-half, -high, 2 * half, high)):
        if small or chance.unit() < 0.4:
            pen.flat(oval(0, -high * 0.56, half * 0.3, high * 0.2), "#5a5652" if small else "#c99a7a")
            pen.flat(oval(0, 0, half * 0.7, high * 0.36), "#3f3d3c" if small else chance.pick(("#7a3f4a", "#3f4f6a")))
        else:
            pen.flat(
                curve((-half, 0), (-half, -high * 0.4), (0, -high * 0.56), (half, -high * 0.3), (half, 0)),
                chance.pick(("#5f7f5a", "#7a6a8a", "#8a6a4a")),
            )
            pen.flat(oval(half * 0.4, -high * 0.76, 0.06), "#f2dc8a")


@thing("rug")
def rug(pen: Pen, piece: Piece) -> None:
    """A rug on the floor, 2.6 m."""
    colour = piece.colour or "#9a4a44"
    pen.canvas.save()
    pen.canvas.scale(1, 0.2)
    pen.flat(oval(0, 0, 1.5), colour)
    pen.line(oval(0, 0, 1.25), lighter(colour, 0.4), 0.1)
    pen.line(oval(0, 0, 0.8), lighter(colour, 0.25), 0.08)
    pen.canvas.restore()


@thing("school_desk")
def school_desk(pen: Pen, piece: Piece) -> None:
    """A pupil's desk with a chair, 1 m."""
    pen.shadow(1.2)
    for x in (-0.42, 0.42):
        pen.fill(rect(x - 0.025, -0.68, 0.05, 0.68), "#6a7078")
    pen.fill(rect(-0.52, -0.74, 1.04, 0.08), "#c99a5f")
    pen.fill(rect(-0.24, -0.8, 0.3, 0.06), "#a2483a")
    pen.fill(rect(-0.2, -0.42, 0.4, 0.06), "#5a7a94")


@thing("seats")
def seats(pen: Pen, piece: Piece) -> None:
    """A double seat of a train, 1.1 m wide."""
    colour = piece.colour or "#3f5f8a"
    pen.shadow(1.2)
    pen.fill(rect(-0.55, -1.25, 1.1, 0.9, 0.12), colour)
    pen.fill(rect(-0.55, -0.5, 1.1, 0.3, 0.08), lighter(colour, 0.15))
    pen.stroke(((0, -1.2), (0, -0.3)), darker(colour, 0.4), 0.03)
    for x in (-0.28, 0.28):
        pen.fill(rect(x - 0.2, -1.38, 0.4, 0.24, 0.08), lighter(colour, 0.3))


@thing("crate_stack")
def crate_stack(pen: Pen, piece: Piece) -> None:
    """Three crates, 1.6 m."""
    pen.shadow(2)
    for x, y in ((-0.45, 0.0), (0.45, 0.0), (-0.05, -0.8)):
        pen.fill(rect(x - 0.42, y - 0.8, 0.84, 0.8), piece.colour or "#a87f4f")
        pen.line(rect(x - 0.36, y - 0.74, 0.72, 0.68), "#6f4f2c", 0.06)
        pen.stroke(((x - 0.36, y - 0.06), (x + 0.36, y - 0.74)), "#6f4f2c", 0.06)


@thing("surface")
def surface(pen: Pen, piece: Piece) -> None:
    """The table top under a prop that is shown from near; its foot is the front edge of what stands on it."""
    colour = piece.colour or "#9a6f48"
    pen.fade(rect(-6, -0.05, 12, 3), (0, -0.05), (0, 0.5), ((lighter(colour, 0.1), 1), (darker(colour, 0.45), 1)), shine=False)
    for i in range(5):
        y = -0.02 + 0.022 * i * i
        pen.stroke(((-6, y), (6, y)), darker(colour, 0.3), 0.006, 0.4)
    pen.shadow(0.34, 0.06, alpha=0.5)
