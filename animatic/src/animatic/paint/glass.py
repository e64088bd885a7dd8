"""Glass and what shines behind it: glazed walls, the great lamp of a lighthouse, elevator doors, walls of screens."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import Point, curve, oval, poly, rect


@thing("glazing")
def glazing(pen: Pen, piece: Piece) -> None:
    """A glazed wall; details: half and high (metres), view sea or garden, weather, pane (width of one)."""
    half, high, pane = piece.number("half", 3.0), piece.number("high", 2.6), piece.number("pane", 0.9)
    glass, sky = rect(-half, -high, 2 * half, high), pen.light.sky
    pen.fade(glass, (0, -high), (0, 0), ((sky[0], 1), (sky[1], 1), (sky[3], 1)))
    with pen.clipped(glass):
        (_sea if piece.word("view") == "sea" else _green)(pen, piece, half, high)
        _wet(pen, piece, half, high)
        for x in (-half * 0.6, half * 0.1, half * 0.7):
            pen.shine(poly((x, 0), (x + 0.3, 0), (x + 0.9, -high), (x + 0.6, -high)), "#ffffff", 0.07)
    frame = piece.colour or "#3f4a4e"
    count = max(2, round(2 * half / pane))
    for i in range(count + 1):
        x = -half + 2 * half * i / count
        pen.flat(rect(x - 0.035, -high, 0.07, high), frame)
    for y in (-high, -high * 0.5, -0.06):
        pen.flat(rect(-half, y, 2 * half, 0.07), darker(frame, 0.2))


def _sea(pen: Pen, piece: Piece, half: float, high: float) -> None:
    """The sea far below, with its waves."""
    chance, level = Chance("glazed sea", piece.seed), -high * 0.34
    deep = mix("#2f6f88", pen.light.sky[0], 0.55)
    pen.fade(
        rect(-half, level, 2 * half, -level), (0, level), (0, 0), ((mix(deep, pen.light.sky[3], 0.3), 1), (darker(deep, 0.3), 1))
    )
    for _ in range(26):
        x, y = chance.between(-half, half), level * chance.unit() * 0.95
        pen.shine(oval(x, y, chance.between(0.06, 0.2), 0.008), pen.light.sky[3], 0.35)


def _green(pen: Pen, piece: Piece, half: float, high: float) -> None:
    """Bushes close behind the glass."""
    chance, x = Chance("glazed green", piece.seed), -half
    while x < half:
        tall = high * chance.between(0.25, 0.55)
        leaf = mix(chance.pick(("#4f7d4a", "#3f6b45", "#6a8f52")), pen.light.sky[2], 0.35)
        pen.flat(curve((x - 0.5, 0), (x - 0.3, -tall * 0.8), (x, -tall), (x + 0.35, -tall * 0.7), (x + 0.5, 0)), leaf, 0.9)
        x += chance.between(0.3, 0.6)


def _wet(pen: Pen, piece: Piece, half: float, high: float) -> None:
    """Rain that runs down, or snow that falls, outside."""
    chance, weather = Chance("wet glass", piece.seed), piece.word("weather")
    if weather in ("rain", "storm"):
        for _ in range(90):
            x, y = chance.between(-half, half), -high * chance.unit()
            long = chance.between(0.08, 0.24)
            pen.stroke(((x, y), (x - 0.02, y + long)), "#e8f2fa", 0.01, 0.5, shine=True)
    if weather == "snow":
        for _ in range(70):
            pen.shine(oval(chance.between(-half, half), -high * chance.unit(), 0.018), "#ffffff", 0.85)


@thing("beacon")
def beacon(pen: Pen, piece: Piece) -> None:
    """The great lamp of a lighthouse on its stand, 2.3 m; the detail `lit` 0 is dark."""
    lit = piece.number("lit", 1)
    pen.shadow(1.5)
    pen.fill(poly((-0.5, 0), (-0.36, -0.7), (0.36, -0.7), (0.5, 0)), "#3d4a4a")
    pen.fill(rect(-0.58, -0.82, 1.16, 0.14, 0.03), "#8a6a34")
    glass: list[Point] = [(-0.34, -0.84), (-0.56, -1.42), (-0.36, -2.04), (0.36, -2.04), (0.56, -1.42), (0.34, -0.84)]
    shape = curve(*glass, tension=0.4)
    pen.fill(shape, "#4f6a70" if not lit else "#bcd8d4", 0.7)
    with pen.clipped(shape):
        for i in range(9):
            y = -0.86 - i * 0.135
            pen.fill(curve((-0.6, y), (0, y + 0.05), (0.6, y), (0.6, y - 0.09), (0, y - 0.05), (-0.6, y - 0.09)), "#7f9aa0", 0.8)
            pen.shine(curve((-0.6, y - 0.02), (0, y + 0.03), (0.6, y - 0.02), closed=False), "#e6f4f2", 0.0)
            pen.stroke(((-0.5, y - 0.04), (0.5, y - 0.04)), "#dcecec", 0.012, 0.5)
        pen.flat(oval(0, -1.42, 0.2, 0.24), "#2a3638" if not lit else "#ffe9a8")
        if lit:
            pen.shine(shape, "#ffedb4", 0.7)
            pen.shine(oval(0, -1.42, 0.22, 0.27), "#fffbe8")
    pen.line(shape, "#8a6a34", 0.05)
    for x in (-0.2, 0.2):
        pen.line(curve((x * 0.9, -0.84), (x * 1.8, -1.42), (x, -2.04), closed=False), "#8a6a34", 0.025)
    pen.fill(curve((-0.42, -2.04), (0, -2.36), (0.42, -2.04), tension=0.4), "#8a6a34")
    if lit:
        pen.glow(0, -1.42, 4.0, "#ffe2a0", 0.75)
        across = math.cos(math.tau * piece.number("phase", 0))
        for side in (-across, across):
            if abs(side) < 0.05:
                continue
            ray = poly((0, -1.5), (side * 5, -2.3), (side * 5, -0.7), (0, -1.34))
            pen.fade(ray, (0, 0), (side * 5, 0), (("#fff2c8", 0.5), ("#fff2c8", 0.0)))


@thing("elevator_doors")
def elevator_doors(pen: Pen, piece: Piece) -> None:
    """Two sliding doors in a frame, 2.2 m high, with the floor above them; the detail `open` from 0 to 1."""
    colour, gap = piece.colour or "#c2a25a", 0.5 * piece.number("open", 0)
    pen.fill(rect(-0.78, -2.32, 1.56, 2.32), darker(colour, 0.5))
    pen.shine(rect(-0.66, -2.16, 1.32, 2.16), "#ffeec8" if gap else "#1c1a20", 0.85 if gap else 1.0)
    for side in (-1, 1):
        x = -0.66 - gap * 0.9 if side < 0 else gap * 0.9
        with pen.clipped(rect(-0.66, -2.16, 1.32, 2.16)):
            pen.fill(rect(x, -2.16, 0.66, 2.16), colour, 0.8)
            for i in range(3):
                pen.stroke(((x + 0.14 + i * 0.18, -2.1), (x + 0.14 + i * 0.18, -0.06)), lighter(colour, 0.3), 0.02, 0.5)
    pen.fill(rect(-0.24, -2.52, 0.48, 0.17, 0.03), "#1f1d22")
    pen.shine(poly((-0.08, -2.39), (0.08, -2.39), (0, -2.49)), "#ff8a4a")


@thing("buttons")
def buttons(pen: Pen, piece: Piece) -> None:
    """The panel of an elevator with its buttons, 0.6 m; the detail `lit` is the one that shines."""
    pen.fill(rect(-0.14, -0.62, 0.28, 0.62, 0.03), "#8f959b")
    chosen = int(piece.number("lit", 4))
    for i in range(10):
        x, y = -0.06 + 0.12 * (i % 2), -0.08 - 0.1 * (i // 2)
        pen.flat(oval(x, y, 0.038), "#3a3d42")
        pen.shine(oval(x, y, 0.03), "#ffb45a" if i == chosen else "#e6e4da")
    pen.shine(rect(-0.09, -0.585, 0.18, 0.06), "#3a1412")


@thing("screens")
def screens(pen: Pen, piece: Piece) -> None:
    """A wall of screens that watch a building, 3.6 m wide, 1.7 m high."""
    chance = Chance("screens", piece.seed)
    pen.fill(rect(-1.9, -1.78, 3.8, 1.8, 0.04), "#23272d")
    for row in range(3):
        for column in range(5):
            x, y = -1.82 + column * 0.735, -1.7 + row * 0.58
            pen.shine(rect(x, y, 0.69, 0.52), chance.pick(("#1f3a48", "#24424a", "#1c3040")))
            pen.shine(poly((x, y + 0.52), (x + 0.22, y + 0.3), (x + 0.47, y + 0.3), (x + 0.69, y + 0.52)), "#4f7f86", 0.8)
            if chance.unit() < 0.45:
                spot = (
                    x + chance.between(0.2, 0.5) + 0.1 * math.sin(math.tau * piece.number("phase", 0) + row) - 0.1 * math.sin(row)
                )
                pen.shine(oval(spot, y + 0.24, 0.04), "#a9e0e0", 0.9)
                pen.shine(rect(spot - 0.045, y + 0.28, 0.09, 0.17, 0.03), "#a9e0e0", 0.9)
            pen.shine(oval(x + 0.63, y + 0.06, 0.02), "#ff5a45" if chance.unit() < 0.3 else "#5aff9a")
    pen.glow(0, -0.9, 2.6, "#7fd0e0", 0.3)
