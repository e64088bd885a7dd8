"""What holds things, and what is eaten: bottles, cups, pots, food, boxes, bags."""

from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import arc, curve, oval, poly, rect


@thing("bottle")
def bottle(pen: Pen, piece: Piece) -> None:
    """A bottle, 0.3 m; the detail `filled` 0 is empty, as with all that holds something."""
    colour = piece.colour or "#3f7a52"
    pen.fill(
        curve(
            (-0.045, 0),
            (-0.045, -0.16),
            (-0.016, -0.21),
            (-0.016, -0.3),
            (0.016, -0.3),
            (0.016, -0.21),
            (0.045, -0.16),
            (0.045, 0),
            tension=0.2,
        ),
        colour,
        alpha=1.0 if piece.number("filled", 1) else 0.5,
    )
    pen.flat(rect(-0.04, -0.13, 0.08, 0.07), "#f0e6cc")
    pen.flat(rect(0.018, -0.15, 0.012, 0.13), "#ffffff", 0.4)


@thing("glass")
def glass(pen: Pen, piece: Piece) -> None:
    """A glass with wine, 0.2 m."""
    pen.fill(curve((-0.05, -0.2), (-0.045, -0.12), (0, -0.09), (0.045, -0.12), (0.05, -0.2), tension=0.4), "#e6eef2", 0.3, 0.6)
    if piece.number("filled", 1):
        wine = curve((-0.046, -0.155), (-0.04, -0.12), (0, -0.095), (0.04, -0.12), (0.046, -0.155), tension=0.4)
        pen.flat(wine, piece.colour or "#9a2438")
    pen.stroke(((0, -0.09), (0, -0.01)), "#e6eef2", 0.01)
    pen.stroke(((-0.04, 0), (0.04, 0)), "#e6eef2", 0.012)


@thing("cup")
def cup(pen: Pen, piece: Piece) -> None:
    """A cup that steams, 0.1 m."""
    pen.line(arc(0.055, -0.05, 0.03, 0.028, -90, 180), piece.colour or "#e9e4da", 0.013)
    pen.fill(rect(-0.055, -0.1, 0.11, 0.1, 0.018), piece.colour or "#e9e4da")
    for x in (-0.02, 0.02) if piece.number("filled", 1) else ():
        pen.line(curve((x, -0.12), (x - 0.015, -0.16), (x + 0.01, -0.2), closed=False), "#ffffff", 0.008, 0.5)


@thing("plate", "bowl")
def plate(pen: Pen, piece: Piece) -> None:
    """A plate or bowl with food, 0.28 m."""
    if piece.number("filled", 1):
        pen.flat(oval(0, -0.07, 0.09, 0.035), "#c9783a")
        pen.flat(oval(0.05, -0.075, 0.05, 0.03), "#6a9a4a")
    deep = 0.1 if piece.kind == "bowl" else 0.035
    pen.fill(
        curve((-0.15, -0.06), (-0.08, -0.06 + deep * 0.7), (0.08, -0.06 + deep * 0.7), (0.15, -0.06), tension=0.4), "#f0ece4"
    )


@thing("pot", "pan")
def pot(pen: Pen, piece: Piece) -> None:
    """A pot or a pan, 0.3 m."""
    if piece.kind == "pan":
        pen.fill(rect(-0.15, -0.07, 0.3, 0.06, 0.02), "#33343a")
        pen.stroke(((0.15, -0.05), (0.38, -0.08)), "#4a3628", 0.03)
        return
    pen.fill(rect(-0.15, -0.19, 0.3, 0.19, 0.03), piece.colour or "#a8472f")
    pen.fill(curve((-0.16, -0.19), (0, -0.25), (0.16, -0.19), tension=0.4), darker(piece.colour or "#a8472f", 0.2))
    for side in (-1, 1):
        pen.stroke(((side * 0.15, -0.13), (side * 0.2, -0.13)), "#2c2a2e", 0.025)


@thing("knife", "spoon", "pen", "brush")
def blade(pen: Pen, piece: Piece) -> None:
    """Something slim in the hand: knife, spoon, pen or brush, 0.25 m upright."""
    pen.fill(rect(-0.014, -0.12, 0.028, 0.12, 0.008), {"pen": "#26324f", "brush": "#b08850"}.get(piece.kind, "#4a3426"))
    if piece.kind == "knife":
        pen.fill(poly((-0.016, -0.12), (0.02, -0.12), (0.018, -0.26), (-0.016, -0.31)), "#d5dade")
    elif piece.kind == "spoon":
        pen.stroke(((0, -0.12), (0, -0.2)), "#c9ced2", 0.014)
        pen.oval(0, -0.23, 0.024, 0.035, "#c9ced2")
    elif piece.kind == "brush":
        pen.fill(poly((-0.015, -0.12), (0.015, -0.12), (0.0, -0.22)), "#3f6fb0")
    else:
        pen.fill(poly((-0.012, 0), (0.012, 0), (0, 0.035)), "#d8b45a")


@thing("bread", "cake", "apple", "pumpkin", "egg")
def food(pen: Pen, piece: Piece) -> None:
    """Something to eat, 0.1 to 0.35 m."""
    if piece.kind == "bread":
        pen.fill(curve((-0.17, 0), (-0.18, -0.08), (-0.1, -0.13), (0.1, -0.13), (0.18, -0.08), (0.17, 0), tension=0.4), "#c98f4a")
        for x in (-0.08, 0.0, 0.08):
            pen.stroke(((x - 0.02, -0.06), (x + 0.03, -0.11)), "#8a5a28", 0.014)
    elif piece.kind == "cake":
        pen.fill(rect(-0.17, -0.16, 0.34, 0.16, 0.02), "#c98a5a")
        pen.fill(
            curve(
                (-0.18, -0.18), (0.18, -0.18), (0.18, -0.1), (0.09, -0.13), (0, -0.09), (-0.09, -0.13), (-0.18, -0.1), tension=0.4
            ),
            "#f6e6ea",
        )
        for x in (-0.1, 0.0, 0.1):
            pen.stroke(((x, -0.18), (x, -0.26)), "#7fb0e0", 0.016)
            pen.shine(oval(x, -0.285, 0.013, 0.024), "#ffc84a")
            pen.glow(x, -0.285, 0.16, "#ffc84a", 0.6)
    elif piece.kind == "egg":
        pen.oval(0, -0.075, 0.055, 0.075, "#f2e4cc")
    else:
        round_, colour = (0.06, "#c83a34") if piece.kind == "apple" else (0.2, "#dd7f2a")
        pen.oval(-round_ * 0.4, -round_, round_ * 0.7, round_, colour)
        pen.oval(round_ * 0.4, -round_, round_ * 0.7, round_, colour)
        pen.stroke(((0, -1.9 * round_), (round_ * 0.2, -2.4 * round_)), "#5a4a2a", round_ * 0.16)
        pen.flat(curve((0.0, -2.0 * round_), (round_ * 0.6, -2.4 * round_), (round_ * 0.8, -2.0 * round_)), "#5a8f3f")


@thing("box", "crate", "gift", "chest", "barrel")
def box_(pen: Pen, piece: Piece) -> None:
    """Something to keep things in, 0.4 to 0.9 m."""
    if piece.kind == "barrel":
        pen.shadow(0.8)
        pen.fill(curve((-0.3, 0), (-0.38, -0.42), (-0.3, -0.85), (0.3, -0.85), (0.38, -0.42), (0.3, 0), tension=0.25), "#8a5f38")
        for y in (-0.7, -0.42, -0.14):
            pen.stroke(((-0.35, y), (0.35, y)), "#4a4a50", 0.045)
    elif piece.kind == "chest":
        pen.shadow(0.9)
        pen.fill(rect(-0.4, -0.34, 0.8, 0.34), "#7a4f2c")
        pen.fill(curve((-0.4, -0.34), (-0.38, -0.54), (0, -0.62), (0.38, -0.54), (0.4, -0.34), tension=0.3), "#8a5c34")
        for x in (-0.3, 0.3):
            pen.fill(rect(x - 0.03, -0.58, 0.06, 0.58), "#c9a04a")
        pen.fill(rect(-0.06, -0.4, 0.12, 0.13, 0.02), "#d8b45a")
    else:
        half = 0.4 if piece.kind == "crate" else 0.2
        colour = piece.colour or {"box": "#b98f60", "crate": "#a87f4f", "gift": "#c8435a"}[piece.kind]
        pen.fill(rect(-half, -1.5 * half, 2 * half, 1.5 * half), colour)
        if piece.kind == "gift":
            pen.flat(rect(-0.03, -0.3, 0.06, 0.3), "#f2d56a")
            for side in (-1, 1):
                pen.fill(curve((0, -0.3), (side * 0.12, -0.4), (side * 0.14, -0.3)), "#f2d56a")
        elif piece.kind == "box":
            pen.flat(rect(-0.03, -0.3, 0.06, 0.3), lighter(colour, 0.3))
        else:
            pen.line(rect(-half + 0.05, -1.5 * half + 0.05, 2 * half - 0.1, 1.5 * half - 0.1), "#6f4f2c", 0.06)
            pen.stroke(((-half + 0.06, -0.06), (half - 0.06, -1.5 * half + 0.06)), "#6f4f2c", 0.06)


@thing("suitcase", "bag", "backpack", "basket", "bucket")
def luggage(pen: Pen, piece: Piece) -> None:
    """Something to carry, its handle on top, 0.3 to 0.5 m."""
    kind = piece.kind
    if kind == "suitcase":
        pen.line(rect(-0.08, -0.5, 0.16, 0.12, 0.04), "#3a2a20", 0.025)
        pen.fill(rect(-0.3, -0.42, 0.6, 0.42, 0.05), piece.colour or "#8a5a36")
        for x in (-0.18, 0.18):
            pen.flat(rect(x - 0.025, -0.42, 0.05, 0.42), "#5f3a20")
    elif kind == "backpack":
        pen.fill(rect(-0.17, -0.46, 0.34, 0.46, 0.1), piece.colour or "#b5503a")
        pen.fill(rect(-0.12, -0.22, 0.24, 0.18, 0.04), darker(piece.colour or "#b5503a", 0.2))
        pen.line(arc(0, -0.45, 0.06, 0.06, 180, 180), "#3a2a28", 0.02)
    elif kind == "bucket":
        pen.line(arc(0, -0.27, 0.15, 0.12, 180, 180), "#6a7076", 0.014)
        pen.fill(poly((-0.16, -0.27), (0.16, -0.27), (0.12, 0), (-0.12, 0)), piece.colour or "#8fa3b0")
    else:
        pen.line(arc(0, -0.2, 0.12, 0.16, 180, 180), "#6a4a2c", 0.024)
        colour = piece.colour or ("#b88a4a" if kind == "basket" else "#6a4a6a")
        pen.fill(curve((-0.2, -0.22), (0.2, -0.22), (0.17, 0), (-0.17, 0), tension=0.2), colour)
        if kind == "basket":
            for y in (-0.16, -0.1, -0.04):
                pen.stroke(((-0.18, y), (0.18, y)), "#8a6230", 0.012)
            fruit = ((-0.1, "#c83a34"), (0, "#e0a03a"), (0.1, "#c83a34"))
            for x, tint in fruit if piece.number("filled", 1) else ():
                pen.oval(x, -0.24, 0.055, 0.055, tint)
