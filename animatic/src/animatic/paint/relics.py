"""Things with a meaning: jewels, masks, bones, money, games, statues, signs, small living things."""

from animatic.colour import darker
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import arc, curve, limb, oval, poly, rect, star


@thing("crown", "ring", "necklace")
def jewel(pen: Pen, piece: Piece) -> None:
    """Gold to wear, 0.08 to 0.25 m."""
    if piece.kind == "crown":
        pen.fill(
            poly((-0.13, 0), (-0.16, -0.17), (-0.075, -0.09), (0, -0.2), (0.075, -0.09), (0.16, -0.17), (0.13, 0)), "#dba93a"
        )
        for x in (-0.08, 0.0, 0.08):
            pen.oval(x, -0.035, 0.018, 0.018, "#b8313f")
    elif piece.kind == "ring":
        pen.line(oval(0, -0.04, 0.035), "#dba93a", 0.012)
        pen.fill(poly((0, -0.125), (0.026, -0.1), (0, -0.07), (-0.026, -0.1)), "#a8e4f2")
        pen.glow(0, -0.1, 0.09, "#dff6ff", 0.7)
    else:
        pen.line(arc(0, -0.2, 0.1, 0.15, 0, 180), "#dba93a", 0.012)
        pen.oval(0, -0.04, 0.03, 0.035, "#3fa06a")


@thing("hat", "shoe", "mask")
def worn(pen: Pen, piece: Piece) -> None:
    """A hat, a shoe or a mask that lies there, 0.3 m."""
    if piece.kind == "hat":
        pen.fill(oval(0, -0.03, 0.2, 0.035), "#4a3628")
        pen.fill(
            curve((-0.11, -0.03), (-0.1, -0.15), (0, -0.17), (0.1, -0.15), (0.11, -0.03), tension=0.3), piece.colour or "#5f4634"
        )
        pen.fill(rect(-0.11, -0.075, 0.22, 0.035), "#26201c")
    elif piece.kind == "shoe":
        pen.fill(
            curve((-0.13, 0), (-0.13, -0.12), (-0.04, -0.12), (0.02, -0.06), (0.13, -0.045), (0.15, 0), tension=0.3),
            piece.colour or "#a8342f",
        )
        pen.flat(rect(-0.13, -0.015, 0.28, 0.02), "#241a18")
    else:
        pen.fill(curve((-0.15, -0.24), (0, -0.27), (0.15, -0.24), (0.12, -0.06), (0, 0), (-0.12, -0.06), tension=0.35), "#efe8da")
        for x in (-0.06, 0.06):
            pen.flat(oval(x, -0.16, 0.035, 0.022), "#1c181c")
        pen.line(arc(0, -0.09, 0.05, 0.03, 0, 180), "#a8342f", 0.014)


@thing("coin", "money")
def money(pen: Pen, piece: Piece) -> None:
    """Coins or notes, 0.2 m."""
    if piece.kind == "money":
        for i in range(4):
            pen.fill(rect(-0.13 + i * 0.012, -0.03 - i * 0.022, 0.26, 0.028), "#7fa878")
        pen.oval(0.03, -0.085, 0.03, 0.012, "#d8e6cc")
        return
    for i in range(3):
        pen.oval(0, -0.012 - i * 0.018, 0.05, 0.016, "#d8a93f")
    pen.oval(0.09, -0.04, 0.04, 0.04, "#e6be55")
    pen.line(oval(0.09, -0.04, 0.028), "#a87c28", 0.007)


@thing("skull", "bone")
def bones(pen: Pen, piece: Piece) -> None:
    """A skull or a bone, 0.25 m."""
    if piece.kind == "bone":
        pen.fill(limb((-0.12, -0.04), (0.12, -0.04), 0.022, 0.022), "#efe6d2")
        for x in (-0.13, 0.13):
            for y in (-0.065, -0.02):
                pen.oval(x, y, 0.03, 0.028, "#efe6d2")
        return
    pen.fill(
        curve(
            (-0.12, -0.12),
            (-0.11, -0.25),
            (0, -0.3),
            (0.11, -0.25),
            (0.12, -0.12),
            (0.06, -0.06),
            (0.055, 0),
            (-0.055, 0),
            (-0.06, -0.06),
            tension=0.4,
        ),
        "#e9e0cc",
    )
    for x in (-0.05, 0.05):
        pen.flat(oval(x, -0.15, 0.035, 0.038), "#1f1a1c")
    pen.flat(poly((0, -0.11), (0.015, -0.08), (-0.015, -0.08)), "#1f1a1c")
    for x in (-0.03, 0.0, 0.03):
        pen.stroke(((x, -0.045), (x, 0)), "#6a6052", 0.007)


@thing("sign")
def sign(pen: Pen, piece: Piece) -> None:
    """A wooden signpost, 1.7 m."""
    pen.shadow(0.7)
    pen.fill(rect(-0.05, -1.7, 0.1, 1.7), "#7a5634")
    pen.fill(poly((-0.5, -1.6), (0.45, -1.6), (0.62, -1.4), (0.45, -1.2), (-0.5, -1.2)), "#b08350")
    for y in (-1.48, -1.36):
        pen.stroke(((-0.36, y), (0.3, y)), "#5a3a20", 0.035)


@thing("statue")
def statue(pen: Pen, piece: Piece) -> None:
    """A statue on its base, 3 m."""
    stone = piece.colour or "#b5b0a6"
    pen.shadow(1.6)
    pen.fill(rect(-0.55, -0.9, 1.1, 0.9), darker(stone, 0.1))
    pen.fill(rect(-0.65, -1.0, 1.3, 0.14), stone)
    pen.fill(curve((-0.3, -1.0), (-0.34, -1.8), (-0.24, -2.4), (0.24, -2.4), (0.34, -1.8), (0.3, -1.0), tension=0.3), stone)
    pen.fill(limb((0.2, -2.3), (0.55, -2.9), 0.1, 0.08), stone)
    pen.fill(limb((-0.22, -2.3), (-0.36, -1.75), 0.1, 0.08), stone)
    pen.oval(0, -2.66, 0.19, 0.24, stone)


@thing("crystal")
def crystal(pen: Pen, piece: Piece) -> None:
    """Shining crystals, 0.5 m."""
    colour = piece.colour or "#7fd8f0"
    pen.glow(0, -0.3, 0.9, colour, 0.55)
    for x, tall, lean in ((-0.14, 0.32, -0.1), (0.14, 0.36, 0.1), (0, 0.55, 0.0)):
        pen.fill(
            poly(
                (x - 0.07, 0),
                (x - 0.07 + lean, -tall * 0.75),
                (x + lean * 1.2, -tall),
                (x + 0.07 + lean, -tall * 0.75),
                (x + 0.07, 0),
            ),
            colour,
        )
        pen.flat(poly((x - 0.07, 0), (x - 0.07 + lean, -tall * 0.75), (x + lean * 1.2, -tall), (x, 0)), "#ffffff", 0.3)


@thing("chessboard", "cards", "dice")
def game(pen: Pen, piece: Piece) -> None:
    """A game, 0.2 to 0.5 m."""
    if piece.kind == "chessboard":
        pen.fill(poly((-0.3, 0), (0.3, 0), (0.22, -0.14), (-0.22, -0.14)), "#6a4630")
        for row in range(4):
            for column in range(6):
                if (row + column) % 2:
                    y0, k0, k1 = -0.01 - row * 0.03, 0.27 - row * 0.017, 0.27 - (row + 1) * 0.017
                    x = column / 6 * 2 - 1
                    pen.flat(
                        poly((x * k0, y0), ((x + 1 / 3) * k0, y0), ((x + 1 / 3) * k1, y0 - 0.03), (x * k1, y0 - 0.03)), "#efe2c4"
                    )
        for x, tint in ((-0.12, "#f2ead8"), (0.02, "#2c2624"), (0.14, "#2c2624")):
            pen.fill(poly((x - 0.03, -0.06), (x + 0.03, -0.06), (x + 0.012, -0.17), (x - 0.012, -0.17)), tint)
            pen.oval(x, -0.18, 0.024, 0.024, tint)
    elif piece.kind == "cards":
        for i, tint in enumerate(("#c0332a", "#26242a", "#c0332a")):
            with pen.turned(0, 0, -22 + 22 * i):
                pen.fill(rect(-0.045, -0.15, 0.09, 0.13, 0.01), "#f8f4ea", 0.4)
                pen.flat(star(0, -0.085, 0.024, 0.014, 4), tint)
    else:
        for x in (-0.045, 0.05):
            pen.fill(rect(x - 0.035, -0.07, 0.07, 0.07, 0.012), "#f4efe4")
            for dx, dy in ((-0.016, -0.05), (0.016, -0.02), (0, -0.035)):
                pen.flat(oval(x + dx, dy, 0.008), "#1c1a1e")


@thing("pill", "feather", "butterfly")
def little(pen: Pen, piece: Piece) -> None:
    """A pill, a feather or a butterfly, 0.1 to 0.3 m."""
    if piece.kind == "pill":
        pen.fill(rect(-0.04, -0.03, 0.04, 0.03, 0.014), "#d8433a")
        pen.fill(rect(0.0, -0.03, 0.04, 0.03, 0.014), "#f4f0e6")
    elif piece.kind == "feather":
        pen.fill(curve((0, 0), (-0.05, -0.12), (0, -0.28), (0.05, -0.16)), piece.colour or "#e6eef4")
        pen.stroke(((0, 0.03), (0, -0.24)), "#8a949c", 0.008)
    else:
        for side in (-1, 1):
            pen.fill(curve((0, -0.2), (side * 0.12, -0.3), (side * 0.13, -0.2), (0, -0.17)), piece.colour or "#e88a3a")
            pen.fill(curve((0, -0.17), (side * 0.1, -0.16), (side * 0.08, -0.08), (0, -0.14)), piece.colour or "#d0662f")
        pen.stroke(((0, -0.22), (0, -0.11)), "#26201e", 0.014)
