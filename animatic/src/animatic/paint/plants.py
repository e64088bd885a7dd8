"""Plants and what lies in nature: trees of several kinds, bushes, cactus, reeds, rocks, logs, flowers."""

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import bent, curve, limb, oval, poly, rect


@thing("tree")
def tree(pen: Pen, piece: Piece) -> None:
    """A broad tree, 6 m."""
    chance, colour = Chance("tree", piece.seed), piece.colour or "#4f7f45"
    pen.shadow(2.6)
    trunk = curve((-0.26, 0), (-0.16, -1.6), (-0.2, -3.2), (0.2, -3.2), (0.15, -1.6), (0.3, 0), tension=0.35)
    pen.fill(trunk, "#6b4a32")
    pen.fill(limb((0, -2.2), (0.9, -3.6), 0.12, 0.07), "#6b4a32")
    for x, y, r in ((-1.1, -3.6, 1.05), (1.1, -3.7, 1.05), (0, -4.7, 1.3), (-0.7, -4.4, 1.0), (0.75, -4.5, 1.0), (0, -3.6, 1.15)):
        x, y = x + chance.near(0, 0.15), y + chance.near(0, 0.15)
        shade = mix(colour, darker(colour, 0.3), 0.5 * (y + 4.7))
        pen.fill(
            curve(
                *[
                    (x + r * dx, y + r * dy)
                    for dx, dy in ((-1, 0.1), (-0.75, -0.66), (0, -0.95), (0.75, -0.62), (1, 0.12), (0.55, 0.7), (-0.55, 0.72))
                ]
            ),
            shade,
        )
    for _ in range(14):
        x, y = chance.near(0.3 * pen.side, 1.3), -4.3 + chance.near(0, 0.9)
        pen.flat(oval(x, y, 0.16, 0.09), lighter(mix(colour, pen.light.key, 0.3), 0.15), 0.5)


@thing("pine")
def pine(pen: Pen, piece: Piece) -> None:
    """A conifer, 7 m; the detail `snow` whitens it."""
    colour = piece.colour or "#2f5f4a"
    pen.shadow(1.8)
    pen.fill(rect(-0.14, -1.2, 0.28, 1.2), "#5a3f2c")
    for i in range(5):
        y, wide = -1.0 - i * 1.2, 1.55 - i * 0.27
        shade = mix(darker(colour, 0.2), lighter(colour, 0.12), i / 5)
        pen.fill(
            poly(
                (0, y - 1.95),
                (wide * 0.5, y - 0.75),
                (wide, y),
                (wide * 0.4, y + 0.12),
                (0, y - 0.05),
                (-wide * 0.4, y + 0.12),
                (-wide, y),
                (-wide * 0.5, y - 0.75),
            ),
            shade,
        )
        if piece.number("snow", 0):
            pen.flat(
                curve(
                    (0, y - 1.9),
                    (wide * 0.5, y - 0.8),
                    (wide * 0.78, y - 0.28),
                    (0.1, y - 0.75),
                    (-wide * 0.78, y - 0.28),
                    (-wide * 0.5, y - 0.8),
                ),
                "#f2f6fb",
                0.88,
            )


@thing("palm")
def palm(pen: Pen, piece: Piece) -> None:
    """A palm, 6 m."""
    colour = piece.colour or "#4a8a4a"
    pen.shadow(1.6)
    pen.fill(bent((0, 0), (0.35, -2.8), (0.2, -5.2), (0.2, 0.15, 0.12)), "#8a6a46")
    for x, y in ((-2.1, -4.3), (-1.6, -5.9), (0.2, -6.7), (1.9, -5.9), (2.4, -4.5), (-0.9, -3.9), (1.4, -3.8)):
        middle = ((x + 0.2) / 2, min(y, -5.2) - 0.5)
        pen.fill(
            curve((0.2, -5.25), middle, (x, y), (middle[0] + 0.1, middle[1] + 0.5)),
            mix(colour, darker(colour, 0.4), 0.4 if y > -4.6 else 0.0),
        )
    for x in (0.05, 0.35):
        pen.oval(x, -5.0, 0.13, 0.14, "#6b4526")


@thing("jungle_tree")
def jungle_tree(pen: Pen, piece: Piece) -> None:
    """A giant trunk with roots and vines that leaves the picture at the top."""
    pen.fill(
        curve(
            (-1.1, 0),
            (-0.5, -0.8),
            (-0.42, -4),
            (-0.6, -9),
            (0.6, -9),
            (0.42, -4),
            (0.55, -0.9),
            (1.2, 0),
            (0.4, -0.15),
            (-0.3, -0.12),
            tension=0.35,
        ),
        piece.colour or "#5c4632",
    )
    for x in (-0.9, 0.8, 0.1):
        pen.line(curve((x, -9), (x + 0.2, -6), (x - 0.15, -3.5), (x + 0.1, -2.2), closed=False), "#4a7a3a", 0.07)
        for y in (-6.5, -5.2, -4, -3):
            pen.flat(oval(x + 0.12, y, 0.16, 0.08), "#5a9a48")


@thing("bush")
def bush(pen: Pen, piece: Piece) -> None:
    """A bush, 1 m."""
    colour = piece.colour or "#55803f"
    pen.shadow(1.3)
    for x, y, r in ((-0.5, -0.35, 0.42), (0.5, -0.36, 0.42), (0, -0.58, 0.52), (-0.2, -0.25, 0.36), (0.25, -0.24, 0.36)):
        pen.fill(oval(x, y, r, r * 0.86), mix(colour, darker(colour, 0.35), max(0.0, y + 0.6)))


@thing("fern", "plant")
def fern(pen: Pen, piece: Piece) -> None:
    """Long leaves from one point; `plant` has a pot when its detail says so."""
    base, colour = 0.0, piece.colour or "#4b8a4a"
    if piece.kind == "plant":
        pen.fill(poly((-0.17, 0), (0.17, 0), (0.22, -0.36), (-0.22, -0.36)), "#a8623f")
        base = -0.36
    for x, y in ((-0.62, -0.35), (-0.5, -0.75), (-0.2, -1.0), (0.2, -1.02), (0.5, -0.78), (0.62, -0.32)):
        pen.fill(
            curve((0, base), (x * 0.6, base + y * 0.85), (x, base + y), (x * 0.75, base + y * 0.62)),
            mix(colour, darker(colour, 0.35), abs(x) * 0.8),
        )


@thing("cactus")
def cactus(pen: Pen, piece: Piece) -> None:
    """A cactus, 2.4 m."""
    colour = piece.colour or "#4f8050"
    pen.shadow(1.2)
    pen.fill(limb((0, 0), (0, -2.2), 0.24, 0.22), colour)
    pen.fill(bent((-0.1, -0.9), (-0.72, -0.95), (-0.72, -1.6), (0.15, 0.15, 0.14)), colour)
    pen.fill(bent((0.1, -1.2), (0.66, -1.25), (0.66, -1.95), (0.15, 0.15, 0.14)), colour)
    for x in (-0.1, 0.1):
        pen.stroke(((x, -0.1), (x, -2.2)), darker(colour, 0.3), 0.02, 0.7)


@thing("reeds")
def reeds(pen: Pen, piece: Piece) -> None:
    """Reeds or tall grass."""
    chance, colour = Chance("reeds", piece.seed), piece.colour or "#7a8a4a"
    for _ in range(16):
        x, tall, lean = chance.near(0, 0.6), chance.between(0.5, 1.3), chance.near(0, 0.22)
        pen.flat(
            curve(
                (x - 0.02, 0),
                (x + lean * 0.4, -tall * 0.6),
                (x + lean, -tall),
                (x + lean * 0.5 + 0.03, -tall * 0.6),
                (x + 0.03, 0),
            ),
            mix(colour, darker(colour, 0.4), chance.unit()),
        )


@thing("flowers")
def flowers(pen: Pen, piece: Piece) -> None:
    """A bed of flowers."""
    chance = Chance("flowers", piece.seed)
    for _ in range(15):
        x, y, tall = chance.near(0, 0.8), chance.near(0, 0.08), chance.between(0.16, 0.42)
        pen.stroke(((x, y), (x, y - tall)), "#4f7f3f", 0.02)
        colour = chance.pick(("#e0566a", "#f2c14e", "#f4f0ea", "#a46bc0", "#e88a4a"))
        for dx, dy in ((-0.04, 0), (0.04, 0), (0, -0.04), (0, 0.04)):
            pen.flat(oval(x + dx, y - tall + dy, 0.035), colour)
        pen.flat(oval(x, y - tall, 0.025), "#f7d65a")


@thing("flower")
def flower(pen: Pen, piece: Piece) -> None:
    """One flower on its stem, 0.4 m."""
    pen.line(curve((0, 0), (0.02, -0.16), (0, -0.32), closed=False), "#4f7f3f", 0.016)
    pen.fill(curve((0.01, -0.14), (0.12, -0.22), (0.16, -0.18)), "#5a8f48")
    for dx, dy in ((-0.055, 0), (0.055, 0), (0, -0.055), (0, 0.05)):
        pen.oval(dx, -0.34 + dy, 0.05, 0.05, piece.colour or "#d9445a")
    pen.oval(0, -0.34, 0.03, 0.03, "#f2cf5a")


@thing("rock")
def rock(pen: Pen, piece: Piece) -> None:
    """A boulder, 0.8 m."""
    chance, colour = Chance("rock", piece.seed), piece.colour or "#83807c"
    pen.shadow(1.3)
    top = 0.62 + 0.2 * chance.unit()
    pen.poly(colour, (-0.7, 0), (-0.6, -0.4), (-0.25, -top), (0.28, -top * 0.92), (0.66, -0.36), (0.72, 0))
    pen.flat(poly((-0.25, -top), (0.28, -top * 0.92), (0.1, -top * 0.55), (-0.3, -top * 0.6)), lighter(colour, 0.25), 0.7)
    pen.flat(poly((0.1, -top * 0.55), (0.28, -top * 0.92), (0.66, -0.36), (0.4, 0)), darker(colour, 0.3), 0.35)


@thing("log")
def log(pen: Pen, piece: Piece) -> None:
    """A trunk on the ground, 2 m."""
    pen.shadow(2.1)
    pen.fill(rect(-0.95, -0.42, 1.8, 0.42, 0.1), "#6e4c31")
    pen.oval(0.86, -0.21, 0.14, 0.21, "#c99a62")
    pen.line(oval(0.86, -0.21, 0.07, 0.11), "#8a6238", 0.02)


@thing("grass_tuft")
def grass_tuft(pen: Pen, piece: Piece) -> None:
    """Dark grass close to the camera."""
    chance, colour = Chance("tuft", piece.seed), piece.colour or "#3f5a32"
    for i in range(13):
        x, lean, tall = -0.5 + i * 0.08, chance.near(0, 0.3), chance.between(0.25, 0.7)
        pen.flat(
            curve(
                (x - 0.03, 0.1),
                (x + lean * 0.3, -tall * 0.5),
                (x + lean, -tall),
                (x + lean * 0.45 + 0.04, -tall * 0.45),
                (x + 0.04, 0.1),
            ),
            darker(colour, 0.3 * chance.unit()),
        )


@thing("leaves")
def leaves(pen: Pen, piece: Piece) -> None:
    """A branch with leaves that hangs into the picture from the top."""
    chance, colour = Chance("leaves", piece.seed), piece.colour or "#3f6a3a"
    pen.line(curve((-1.4, -0.2), (-0.5, 0.1), (0.5, 0.0), (1.2, 0.3), closed=False), "#4a3626", 0.06)
    for _ in range(34):
        x, y = chance.near(0, 1.2), chance.near(0.12, 0.4)
        with pen.turned(x, y, chance.between(-60, 60)):
            pen.flat(curve((-0.14, 0), (0, -0.06), (0.14, 0), (0, 0.06)), mix(colour, darker(colour, 0.5), chance.unit()))


@thing("crops")
def crops(pen: Pen, piece: Piece) -> None:
    """Corn or wheat in a row."""
    chance = Chance("crops", piece.seed)
    colour = piece.colour or "#b79a3f"
    for i in range(12):
        x, tall = -1.1 + i * 0.2, chance.between(0.7, 1.0)
        pen.stroke(((x, 0), (x + chance.near(0, 0.08), -tall)), mix(colour, "#5f7f3a", 0.5), 0.04)
        pen.oval(x, -tall, 0.05, 0.14, colour)


@thing("hay")
def hay(pen: Pen, piece: Piece) -> None:
    """A round bale, 1.2 m."""
    pen.shadow(1.5)
    pen.oval(0, -0.6, 0.75, 0.6, piece.colour or "#d0a94e")
    for r in (0.5, 0.3, 0.12):
        pen.line(oval(0, -0.6, r * 1.2, r), "#a07a2c", 0.03, 0.8)


@thing("coral")
def coral(pen: Pen, piece: Piece) -> None:
    """Coral and weed on the sea floor."""
    chance = Chance("coral", piece.seed)
    colour = piece.colour or chance.pick(("#e0647a", "#f0a050", "#a86bd0", "#e8d060"))
    for x, y in ((-0.5, -0.7), (-0.15, -1.1), (0.25, -0.95), (0.55, -0.6)):
        pen.fill(bent((0, 0), (x * 0.5, y * 0.5), (x, y), (0.1, 0.09, 0.07)), colour)
    pen.line(curve((0.9, 0), (0.8, -0.5), (1.0, -1.0), (0.85, -1.6), closed=False), "#3f9a5a", 0.1)
