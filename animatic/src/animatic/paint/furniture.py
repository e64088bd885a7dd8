"""What stands in rooms: tables, chairs, beds, shelves, kitchen, stage and workshop furniture, and what hangs on walls."""

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import arc, curve, oval, poly, rect

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


@thing("shelf", "bookcase")
def bookcase(pen: Pen, piece: Piece) -> None:
    """Shelves with books and things, 1.2 m wide, 2.1 high."""
    chance, colour = Chance("books", piece.seed), piece.colour or "#6f4c32"
    pen.shadow(1.4)
    pen.fill(rect(-0.62, -2.1, 1.24, 2.1), colour)
    for row in range(5):
        y = -2.02 + row * 0.41
        pen.flat(rect(-0.56, y, 1.12, 0.35), darker(colour, 0.45))
        x = -0.54
        while x < 0.46:
            wide, tall = chance.between(0.035, 0.075), chance.between(0.2, 0.32)
            if chance.unit() < 0.86:
                pen.flat(
                    rect(x, y + 0.35 - tall, wide, tall),
                    chance.pick(("#a2483a", "#3f6b7a", "#b8923f", "#5a7a4a", "#7a4a6b", "#c9b48a", "#384a6a")),
                )
            x += wide + 0.006


@thing("cabinets")
def cabinets(pen: Pen, piece: Piece) -> None:
    """A kitchen run: cupboards above and below, a worktop with sink and things, 3.6 m wide."""
    colour = piece.colour or "#7fa39a"
    pen.shadow(3.8)
    for i in range(6):
        x = -1.8 + i * 0.6
        pen.fill(rect(x + 0.02, -0.86, 0.56, 0.78, 0.02), colour, 0.6)
        pen.flat(rect(x + 0.24, -0.8, 0.12, 0.03), "#efe4c8")
        if i not in (2, 3):
            pen.fill(rect(x + 0.02, -2.2, 0.56, 0.66, 0.02), lighter(colour, 0.1), 0.6)
            pen.flat(rect(x + 0.24, -1.6, 0.12, 0.03), "#efe4c8")
    pen.fill(rect(-1.86, -0.94, 3.72, 0.09), "#e6d9bf")
    pen.line(curve((-0.9, -0.94), (-0.9, -1.26), (-0.74, -1.26), (-0.74, -1.14), closed=False), "#aab2b8", 0.04)
    for x, tint in ((0.95, "#c9693f"), (1.15, "#d8a94e"), (1.33, "#8a9a5a")):
        pen.fill(rect(x, -1.18, 0.14, 0.24, 0.03), tint)
    pen.fill(rect(-1.5, -1.24, 0.26, 0.3, 0.04), "#b4443a")


@thing("stove")
def stove(pen: Pen, piece: Piece) -> None:
    """A stove with a pot, 0.7 m wide."""
    pen.shadow(0.9)
    pen.fill(rect(-0.36, -0.92, 0.72, 0.92, 0.03), "#e2e0da")
    pen.fill(rect(-0.28, -0.6, 0.56, 0.42, 0.03), "#2a2b30")
    for i in range(4):
        pen.flat(oval(-0.22 + i * 0.15, -0.78, 0.04), "#3a3b40")
    pen.fill(rect(-0.24, -1.14, 0.34, 0.22, 0.03), "#9aa1a8")
    for i in range(3):
        pen.line(
            curve((-0.15 + i * 0.08, -1.2), (-0.2 + i * 0.08, -1.36), (-0.12 + i * 0.08, -1.5), closed=False),
            "#ffffff",
            0.03,
            0.35,
        )


@thing("fridge")
def fridge(pen: Pen, piece: Piece) -> None:
    """A fridge with notes on it, 1.8 m."""
    colour = piece.colour or "#e3e6e4"
    pen.shadow(1.0)
    pen.fill(rect(-0.4, -1.85, 0.8, 1.85, 0.08), colour)
    pen.stroke(((-0.4, -1.25), (0.4, -1.25)), darker(colour, 0.3), 0.02)
    pen.fill(rect(0.26, -1.2, 0.04, 0.4), "#8f979c")
    pen.fill(rect(0.26, -1.6, 0.04, 0.26), "#8f979c")
    for x, y, tint in ((-0.24, -1.05, "#f2d65a"), (-0.05, -0.95, "#e58a8a"), (-0.2, -0.8, "#8ac0e0")):
        pen.flat(rect(x, y, 0.13, 0.13), tint)


@thing("counter", "bar_counter")
def counter(pen: Pen, piece: Piece) -> None:
    """A counter, 3.4 m wide, 1.1 high; a bar has stools."""
    colour = piece.colour or "#6f4630"
    pen.shadow(3.6)
    pen.fill(rect(-1.7, -1.05, 3.4, 1.05), colour)
    for i in range(5):
        pen.line(rect(-1.62 + i * 0.68, -0.9, 0.56, 0.72), darker(colour, 0.35), 0.03)
    pen.fill(rect(-1.78, -1.14, 3.56, 0.1), lighter(colour, 0.22))
    if piece.kind == "bar_counter":
        for x in (-1.1, -0.2, 0.7):
            pen.fill(rect(x - 0.03, -0.7, 0.06, 0.7), "#2d2b30")
            pen.fill(rect(x - 0.2, -0.78, 0.4, 0.1, 0.04), "#9a3f35")


@thing("bottles")
def bottles(pen: Pen, piece: Piece) -> None:
    """Lit shelves with bottles, 2.8 m wide."""
    chance = Chance("bottles", piece.seed)
    pen.fill(rect(-1.45, -1.3, 2.9, 1.3), "#33221a")
    for row in range(3):
        y = -0.92 + row * 0.42
        pen.shine(rect(-1.4, y - 0.34, 2.8, 0.34), "#e0a04a", 0.35)
        x = -1.34
        while x < 1.3:
            tall = chance.between(0.2, 0.31)
            tint = chance.pick(("#4f8a5a", "#a3542f", "#d8c27a", "#7a3f6a", "#5a8fae", "#e8e2d0"))
            pen.flat(rect(x, y - tall * 0.7, 0.09, tall * 0.7, 0.02), tint)
            pen.flat(rect(x + 0.03, y - tall, 0.03, tall * 0.4), tint)
            x += 0.125
        pen.flat(rect(-1.42, y, 2.84, 0.04), "#6b4630")


@thing("coffee_machine")
def coffee_machine(pen: Pen, piece: Piece) -> None:
    """An espresso machine, 0.6 m."""
    pen.fill(rect(-0.32, -0.5, 0.64, 0.4, 0.05), "#b9403a")
    pen.fill(rect(-0.28, -0.1, 0.56, 0.1), "#4a4d53")
    for x in (-0.14, 0.14):
        pen.fill(rect(x - 0.03, -0.16, 0.06, 0.1), "#2a2b30")
        pen.fill(rect(x - 0.05, -0.06, 0.1, 0.06), "#f2ede2")
    pen.fill(rect(-0.24, -0.6, 0.48, 0.1), "#cfd3d6")


@thing("window", "wide_window", "tall_window")
def window(pen: Pen, piece: Piece) -> None:
    """A window in a wall with what is outside: sky, weather, night; `wide` and `tall` are larger."""
    half, high = {"window": (0.6, 1.3), "wide_window": (1.5, 1.4), "tall_window": (0.55, 2.1)}[piece.kind]
    sky = pen.light.sky
    glass = rect(-half, -high, 2 * half, high)
    if piece.kind == "tall_window":
        glass = curve((-half, 0), (-half, -high * 0.72), (0, -high), (half, -high * 0.72), (half, 0), tension=0.22)
    pen.fade(glass, (0, -high), (0, 0), ((sky[0], 1), (sky[2], 1), (sky[3], 1)))
    chance = Chance("view", piece.seed)
    with pen.clipped(glass):
        if piece.word("view") == "city":
            x = -half
            while x < half:
                wide, tall = chance.between(0.14, 0.3), chance.between(0.2, high * 0.75)
                pen.shine(rect(x, -tall, wide, tall), mix(sky[1], "#20263a", 0.6))
                for _ in range(5):
                    if pen.light.lamps:
                        pen.shine(rect(x + wide * chance.unit() * 0.8, -tall * chance.unit(), 0.03, 0.035), "#ffd98a")
                x += wide
        else:
            pen.shine(
                curve((-half, 0), (-half, -0.28), (0, -0.4), (half, -0.22), (half, 0)),
                mix("#54704a", sky[1], 0.45 if not pen.light.lamps else 0.75),
            )
        if pen.light.stars > 0.6:
            for _ in range(12):
                pen.shine(oval(chance.between(-half, half), -high * chance.between(0.4, 1), 0.012), "#ffffff", 0.9)
            pen.shine(oval(half * 0.4, -high * 0.76, 0.1), "#f2f2e0")
        if piece.word("weather") in ("rain", "storm"):
            for _ in range(26):
                x, y = chance.between(-half, half), -high * chance.unit()
                pen.stroke(((x, y), (x - 0.03, y + 0.14)), "#e8f2fa", 0.012, 0.6, shine=True)
        if piece.word("weather") == "snow":
            for _ in range(30):
                pen.shine(oval(chance.between(-half, half), -high * chance.unit(), 0.02), "#ffffff", 0.9)
    frame = piece.colour or "#efe8da"
    pen.line(glass, frame, 0.08)
    for x in (0.0,) if half < 1 else (-0.5, 0.5):
        pen.stroke(((x, -high * 0.98), (x, 0)), frame, 0.05)
    pen.stroke(((-half, -high * 0.5), (half, -high * 0.5)), frame, 0.045)
    pen.fill(rect(-half - 0.1, 0, 2 * half + 0.2, 0.08), frame)
    if piece.word("curtains"):
        for side in (-1, 1):
            edge = side * (half + 0.12)
            pen.fill(
                curve(
                    (edge, -high - 0.18),
                    (edge - side * 0.42, -high - 0.18),
                    (edge - side * 0.2, -high * 0.5),
                    (edge - side * 0.26, 0.2),
                    (edge, 0.22),
                    tension=0.3,
                ),
                piece.word("curtains"),
            )
    if not pen.light.lamps:
        pen.glow(0, -high / 2, half + high * 0.7, pen.light.key, 0.3)


@thing("door")
def door(pen: Pen, piece: Piece) -> None:
    """A door, 2.1 m."""
    colour = piece.colour or "#7a5236"
    pen.fill(rect(-0.54, -2.2, 1.08, 2.2), lighter(colour, 0.3))
    pen.fill(rect(-0.45, -2.1, 0.9, 2.1), colour)
    for y in (-1.95, -0.95):
        for x in (-0.34, 0.05):
            pen.line(rect(x, y, 0.29, 0.75), darker(colour, 0.3), 0.025)
    pen.shine(oval(0.35, -1.0, 0.045), "#e0bc62")


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


@thing("blackboard", "whiteboard")
def blackboard(pen: Pen, piece: Piece) -> None:
    """A board with writing, 2.8 m wide."""
    white = piece.kind == "whiteboard"
    pen.fill(rect(-1.45, -1.35, 2.9, 1.35), "#c9ced2" if white else "#8a6242")
    pen.flat(rect(-1.38, -1.28, 2.76, 1.2), "#f4f6f6" if white else "#2f4f46")
    ink, chance = ("#3f5f9a" if white else "#e6ece6"), Chance("board", piece.seed)
    for row in range(4):
        y, x = -1.1 + row * 0.26, -1.2
        while x < (0.1 if row < 2 else 1.0):
            wide = chance.between(0.06, 0.22)
            pen.stroke(((x, y), (x + wide, y + chance.near(0, 0.02))), ink, 0.028, 0.85)
            x += wide + 0.08
    pen.line(poly((0.5, -0.72), (0.85, -1.14), (1.15, -0.72)), ink, 0.025, 0.9)
    pen.line(oval(1.0, -0.42, 0.16), ink, 0.022, 0.8)


@thing("school_desk")
def school_desk(pen: Pen, piece: Piece) -> None:
    """A pupil's desk with a chair, 1 m."""
    pen.shadow(1.2)
    for x in (-0.42, 0.42):
        pen.fill(rect(x - 0.025, -0.68, 0.05, 0.68), "#6a7078")
    pen.fill(rect(-0.52, -0.74, 1.04, 0.08), "#c99a5f")
    pen.fill(rect(-0.24, -0.8, 0.3, 0.06), "#a2483a")
    pen.fill(rect(-0.2, -0.42, 0.4, 0.06), "#5a7a94")


@thing("fireplace")
def fireplace(pen: Pen, piece: Piece) -> None:
    """A fireplace with a fire, 1.8 m wide."""
    pen.fill(rect(-0.95, -1.25, 1.9, 1.25), "#9a8f86")
    pen.fill(rect(-1.1, -1.4, 2.2, 0.18), "#6a4a34")
    pen.flat(curve((-0.55, 0), (-0.55, -0.7), (0, -0.95), (0.55, -0.7), (0.55, 0), tension=0.25), "#1c1416")
    with pen.turned(0, -0.02, 0, 0.62):
        flames(pen, piece.seed)


def flames(pen: Pen, seed: int) -> None:
    """A fire, 1 m high, with its glow."""
    chance = Chance("fire", seed)
    pen.glow(0, -0.5, 2.4, "#ff9a3c", 0.7)
    for colour, size in (("#e8542a", 1.0), ("#f79a35", 0.7), ("#ffe07a", 0.42)):
        top = -1.05 * size + chance.near(0, 0.06)
        pen.shine(
            curve(
                (-0.4 * size, -0.06),
                (-0.42 * size, -0.34 * size),
                (-0.16 * size, -0.6 * size),
                (-0.02, top),
                (0.14 * size, -0.56 * size),
                (0.36 * size, -0.7 * size),
                (0.42 * size, -0.26 * size),
                (0.36 * size, -0.06),
                (0, 0.02),
            ),
            colour,
            0.95,
        )


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
    colour = piece.colour or "#9a3040"
    pen.fill(poly((-0.45, -2.3), (0.45, -2.3), (0.45, -0.3), (0, 0), (-0.45, -0.3)), colour)
    pen.line(poly((-0.36, -2.2), (0.36, -2.2), (0.36, -0.38), (0, -0.14), (-0.36, -0.38)), "#d8b04a", 0.05)
    pen.oval(0, -1.3, 0.2, 0.2, "#d8b04a")


@thing("curtain")
def curtain(pen: Pen, piece: Piece) -> None:
    """One half of a stage curtain, gathered to the left, 5 m."""
    colour = piece.colour or "#8f1f2f"
    for i in range(7):
        x = i * 0.34
        pen.fill(
            curve(
                (x, -5.6),
                (x + 0.36, -5.6),
                (x * 0.72 + 0.3, -2),
                (x * 0.8 + 0.34, 0.05),
                (x * 0.8, 0.05),
                (x * 0.7, -2),
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


@thing("bars")
def bars(pen: Pen, piece: Piece) -> None:
    """Prison bars, 4 m wide."""
    for i in range(15):
        pen.fill(rect(-2.1 + i * 0.3, -2.7, 0.06, 2.7), "#4b5057", 0.8)
    for y in (-2.3, -1.2, -0.15):
        pen.fill(rect(-2.2, y, 4.4, 0.08), "#3d4147")


@thing("chandelier", "ceiling_lamp")
def chandelier(pen: Pen, piece: Piece) -> None:
    """A lamp that hangs: its foot is the lamp, the chain goes up."""
    pen.stroke(((0, -1.6), (0, -0.3)), "#4a4038", 0.03)
    if piece.kind == "ceiling_lamp":
        pen.fill(poly((-0.3, 0), (-0.12, -0.3), (0.12, -0.3), (0.3, 0)), piece.colour or "#3f6f78")
        pen.shine(oval(0, 0, 0.28, 0.05), "#fff0c4")
    else:
        pen.line(arc(0, -0.35, 0.7, 0.4, 0, 180), "#b08a3a", 0.06)
        for x in (-0.7, -0.35, 0.0, 0.35, 0.7):
            pen.shine(oval(x, -0.5 + 0.35 * (1 - (x / 0.7) ** 2) - 0.06, 0.05, 0.09), "#fff0c0")
    if pen.light.lamps or piece.kind == "chandelier":
        pen.glow(0, -0.05, 1.8, "#ffdd9a", 0.55)


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


@thing("surface")
def surface(pen: Pen, piece: Piece) -> None:
    """The table top under a prop that is shown from near; its foot is the front edge of what stands on it."""
    colour = piece.colour or "#9a6f48"
    pen.fade(rect(-6, -0.05, 12, 3), (0, -0.05), (0, 0.5), ((lighter(colour, 0.1), 1), (darker(colour, 0.45), 1)), shine=False)
    for i in range(5):
        y = -0.02 + 0.022 * i * i
        pen.stroke(((-6, y), (6, y)), darker(colour, 0.3), 0.006, 0.4)
    pen.shadow(0.34, 0.06, alpha=0.5)
