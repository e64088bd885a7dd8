"""What is built into rooms and hangs on walls: kitchens, counters, windows, boards, fires, lamps, bars."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.ruins import cracked
from animatic.paint.shapes import arc, curve, oval, poly, rect


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
    """A stove with a pot, 0.7 m wide; the detail `open` shows its oven."""
    pen.shadow(0.9)
    pen.fill(rect(-0.36, -0.92, 0.72, 0.92, 0.03), "#e2e0da")
    pen.fill(rect(-0.28, -0.6, 0.56, 0.42, 0.03), "#2a2b30")
    if piece.number("open", 0):
        pen.shine(rect(-0.25, -0.57, 0.5, 0.36, 0.02), "#f0943a", 0.75)
        pen.stroke(((-0.25, -0.36), (0.25, -0.36)), "#5a3a24", 0.02)
        pen.fill(poly((-0.28, -0.19), (0.28, -0.19), (0.34, -0.06), (-0.34, -0.06)), "#3a3b42")
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


def _outside(pen: Pen, piece: Piece, half: float, high: float) -> None:
    """What is seen through a window: a town or hills, the night sky, the weather."""
    chance, sky = Chance("view", piece.seed), pen.light.sky
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
    _falling(pen, piece, chance, (half, high))


def _falling(pen: Pen, piece: Piece, chance: Chance, size: tuple[float, float]) -> None:
    half, high = size
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


@thing("window", "wide_window", "tall_window")
def window(pen: Pen, piece: Piece) -> None:
    """A window in a wall with what is outside: sky, weather, night; `wide` and `tall` are larger."""
    half, high = {"window": (0.6, 1.3), "wide_window": (1.5, 1.4), "tall_window": (0.55, 2.1)}[piece.kind]
    sky = pen.light.sky
    glass = rect(-half, -high, 2 * half, high)
    if piece.kind == "tall_window":
        glass = curve((-half, 0), (-half, -high * 0.72), (0, -high), (half, -high * 0.72), (half, 0), tension=0.22)
    pen.fade(glass, (0, -high), (0, 0), ((sky[0], 1), (sky[2], 1), (sky[3], 1)))
    with pen.clipped(glass):
        _outside(pen, piece, half, high)
    frame = piece.colour or "#efe8da"
    pen.line(glass, frame, 0.08)
    for x in (0.0,) if half < 1 else (-0.5, 0.5):
        pen.stroke(((x, -high * 0.98), (x, 0)), frame, 0.05)
    pen.stroke(((-half, -high * 0.5), (half, -high * 0.5)), frame, 0.045)
    pen.fill(rect(-half - 0.1, 0, 2 * half + 0.2, 0.08), frame)
    if piece.number("broken", 0):
        cracked(pen, piece.seed, (-0.3 * half, -0.62 * high), 0.42 * high)
    if piece.word("curtains"):
        for side in (-1, 1):
            edge = side * (half + 0.12)
            blown = piece.number("wind", 0) * (0.16 + 0.14 * math.sin(math.tau * piece.number("phase", 0) + 0.7 * side))
            pen.fill(
                curve(
                    (edge, -high - 0.18),
                    (edge - side * 0.42, -high - 0.18),
                    (edge - side * 0.2 + 0.6 * blown, -high * 0.5),
                    (edge - side * 0.26 + 1.5 * blown, 0.2 - 0.5 * blown),
                    (edge + 1.3 * blown, 0.22 - 0.3 * blown),
                    (edge + 0.5 * blown, -high * 0.5),
                    tension=0.3,
                ),
                piece.word("curtains"),
            )
    if not pen.light.lamps:
        pen.glow(0, -high / 2, half + high * 0.7, pen.light.key, 0.3)


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


@thing("fireplace")
def fireplace(pen: Pen, piece: Piece) -> None:
    """A fireplace with a fire, 1.8 m wide."""
    pen.fill(rect(-0.95, -1.25, 1.9, 1.25), "#9a8f86")
    pen.fill(rect(-1.1, -1.4, 2.2, 0.18), "#6a4a34")
    pen.flat(curve((-0.55, 0), (-0.55, -0.7), (0, -0.95), (0.55, -0.7), (0.55, 0), tension=0.25), "#1c1416")
    with pen.turned(0, -0.02, 0, 0.62):
        flames(pen, piece.seed, piece.number("phase", 0))


def flames(pen: Pen, seed: int, phase: float = 0.0) -> None:
    """A fire, 1 m high, with its glow; in each phase it licks up differently."""
    chance = Chance("fire", seed)
    restless = Chance("fire", seed, phase) if phase else None
    pen.glow(0, -0.5, 2.4, "#ff9a3c", 0.7 + (restless.near(0, 0.12) if restless else 0.0))
    for colour, size in (("#e8542a", 1.0), ("#f79a35", 0.7), ("#ffe07a", 0.42)):
        top = -1.05 * size + chance.near(0, 0.06)
        if restless:
            flick = [restless.near(0, 0.17 * size) for _ in range(4)]
            top += flick[0]
        else:
            flick = [0.0] * 4
        pen.shine(
            curve(
                (-0.4 * size, -0.06),
                (-0.42 * size, -0.34 * size),
                (-0.16 * size + flick[1] * 0.5, -0.6 * size + flick[2]),
                (-0.02 + flick[1], top),
                (0.14 * size + flick[1] * 0.5, -0.56 * size),
                (0.36 * size + flick[3] * 0.6, -0.7 * size + flick[3]),
                (0.42 * size, -0.26 * size),
                (0.36 * size, -0.06),
                (0, 0.02),
            ),
            colour,
            0.95,
        )


@thing("bars")
def bars(pen: Pen, piece: Piece) -> None:
    """Prison bars, 4 m wide."""
    for i in range(15):
        pen.fill(rect(-2.1 + i * 0.3, -2.7, 0.06, 2.7), "#4b5057", 0.8)
    for y in (-2.3, -1.2, -0.15):
        pen.fill(rect(-2.2, y, 4.4, 0.08), "#3d4147")


@thing("chandelier", "ceiling_lamp")
def chandelier(pen: Pen, piece: Piece) -> None:
    """A lamp that hangs: its foot is the lamp, the chain goes up; the detail `lit` 0 is dark."""
    lit = piece.number("lit", 1)
    pen.stroke(((0, -1.6), (0, -0.3)), "#4a4038", 0.03)
    if piece.kind == "ceiling_lamp":
        pen.fill(poly((-0.3, 0), (-0.12, -0.3), (0.12, -0.3), (0.3, 0)), piece.colour or "#3f6f78")
        (pen.shine if lit else pen.flat)(oval(0, 0, 0.28, 0.05), "#fff0c4" if lit else "#8a8478")
    else:
        pen.line(arc(0, -0.35, 0.7, 0.4, 0, 180), "#b08a3a", 0.06)
        for x in (-0.7, -0.35, 0.0, 0.35, 0.7):
            bulb = oval(x, -0.5 + 0.35 * (1 - (x / 0.7) ** 2) - 0.06, 0.05, 0.09)
            (pen.shine if lit else pen.flat)(bulb, "#fff0c0" if lit else "#8a8478")
    if lit and (pen.light.lamps or piece.kind == "chandelier"):
        pen.glow(0, -0.05, 1.8, "#ffdd9a", 0.55)
