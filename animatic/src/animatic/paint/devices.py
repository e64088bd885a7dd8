"""Machines, screens and instruments: computers, laboratories, spacecraft consoles, factory machines, clocks, cameras, music."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import box, curve, limb, oval, poly, rect


def _lit(pen: Pen, x: float, y: float, wide: float, high: float, seed: int, colour: str = "#8fe0ff", phase: float = 0.0) -> None:
    """A lit screen with lines on it, others in each phase."""
    chance = Chance("screen", seed, phase) if phase else Chance("screen", seed)
    pen.shine(rect(x, y, wide, high), "#16324a")
    for row in range(5):
        pen.shine(
            rect(x + wide * 0.08, y + high * (0.14 + row * 0.16), wide * chance.between(0.2, 0.8), high * 0.06), colour, 0.85
        )
    pen.glow(x + wide / 2, y + high / 2, max(wide, high) * 0.9, colour, 0.22)


@thing("computer")
def computer(pen: Pen, piece: Piece) -> None:
    """A monitor with its keyboard, 0.6 m."""
    pen.fill(rect(-0.3, -0.52, 0.6, 0.4, 0.02), "#2a2d33")
    _lit(pen, -0.27, -0.49, 0.54, 0.34, piece.seed, phase=piece.number("phase", 0))
    pen.fill(rect(-0.04, -0.12, 0.08, 0.1), "#3a3d44")
    pen.fill(rect(-0.26, -0.03, 0.52, 0.035, 0.01), "#d0d2d2")


@thing("laptop")
def laptop(pen: Pen, piece: Piece) -> None:
    """An open laptop, 0.4 m."""
    pen.fill(rect(-0.19, -0.27, 0.38, 0.25, 0.015), "#8d949c")
    _lit(pen, -0.17, -0.25, 0.34, 0.21, piece.seed, phase=piece.number("phase", 0))
    pen.fill(poly((-0.19, -0.02), (0.19, -0.02), (0.24, 0.02), (-0.24, 0.02)), "#b4bac0")


@thing("television", "screen")
def television(pen: Pen, piece: Piece) -> None:
    """A television on a stand, or a wall screen, 1.2 m."""
    pen.fill(rect(-0.62, -0.95, 1.24, 0.74, 0.03), "#22242a")
    _lit(pen, -0.58, -0.91, 1.16, 0.66, piece.seed, piece.colour or "#9adfff", piece.number("phase", 0))
    if piece.kind == "television":
        pen.fill(poly((-0.3, 0), (-0.1, -0.21), (0.1, -0.21), (0.3, 0)), "#33363d")


@thing("big_screen")
def big_screen(pen: Pen, piece: Piece) -> None:
    """A wall of displays, 3 m wide."""
    for i in range(3):
        for j in range(2):
            pen.fill(rect(-1.5 + i, -1.5 + j * 0.75, 0.96, 0.7, 0.03), "#1c2028")
            _lit(
                pen,
                -1.46 + i,
                -1.46 + j * 0.75,
                0.88,
                0.62,
                piece.seed + i * 7 + j,
                ("#7fe3ff", "#8dffb4", "#ffc47a")[(i + j) % 3],
                piece.number("phase", 0),
            )


@thing("console")
def console(pen: Pen, piece: Piece) -> None:
    """A control desk with lights, 2.2 m wide."""
    chance = Chance("console", piece.seed)
    pen.shadow(2.4)
    pen.fill(poly((-1.1, 0), (-1.0, -0.8), (1.0, -0.8), (1.1, 0)), "#4d5866")
    pen.fill(poly((-1.0, -0.8), (-0.8, -1.15), (0.8, -1.15), (1.0, -0.8)), "#66727f")
    for i in range(16):
        dim = piece.number("phase", 0) and Chance("console", piece.seed, i, piece.number("phase", 0)).unit() < 0.3
        pen.shine(
            oval(-0.78 + (i % 8) * 0.22, -1.05 + (i // 8) * 0.13, 0.035),
            chance.pick(("#ff6a50", "#5adfff", "#ffd35a", "#7dff9a")),
            0.25 if dim else 1.0,
        )
    _lit(pen, -0.5, -0.66, 1.0, 0.4, piece.seed)


@thing("porthole")
def porthole(pen: Pen, piece: Piece) -> None:
    """A round window with stars and a planet, or with the sea, 1.6 m; its middle is at -0.8."""
    glass = oval(0, -0.8, 0.8)
    chance = Chance("porthole", piece.seed)
    pen.shine(glass, "#070b20")
    with pen.clipped(glass):
        for _ in range(40):
            pen.shine(
                oval(chance.between(-0.8, 0.8), -0.8 + chance.between(-0.8, 0.8), 0.006 + 0.014 * chance.unit()), "#ffffff", 0.9
            )
        pen.shine(oval(0.4, -0.36, 0.6), "#4f8fc9")
        pen.shine(oval(0.25, -0.5, 0.24, 0.1), "#d8e8f0", 0.6)
        pen.shine(oval(0.6, -0.2, 0.6), "#0a1830", 0.45)
    pen.line(glass, "#aab4bd", 0.13)
    for k in range(8):
        with pen.turned(0, -0.8, k * 45):
            pen.flat(oval(0, -0.8, 0.03), "#66707a")


@thing("panorama")
def panorama(pen: Pen, piece: Piece) -> None:
    """The front window of a spaceship with space outside, 5 m wide."""
    glass = poly((-2.5, -0.4), (-2.0, -2.1), (2.0, -2.1), (2.5, -0.4))
    chance = Chance("panorama", piece.seed)
    pen.shine(glass, "#060a1e")
    with pen.clipped(glass):
        pen.glow(-1.2, -1.2, 1.6, "#6a3fa0", 0.5)
        for _ in range(90):
            pen.shine(oval(chance.between(-2.5, 2.5), chance.between(-2.1, -0.4), 0.006 + 0.016 * chance.unit()), "#ffffff", 0.95)
        pen.shine(oval(1.2, -1.0, 0.5), "#c9764a")
        pen.shine(oval(1.4, -0.9, 0.52), "#2a1020", 0.5)
    for x in (-0.8, 0.8):
        pen.stroke(((x * 0.8, -2.1), (x, -0.4)), "#7a8692", 0.1)
    pen.line(glass, "#8a96a2", 0.14)


@thing("machine")
def machine(pen: Pen, piece: Piece) -> None:
    """A factory machine with wheels and gauges, 2.4 m."""
    colour, phase = piece.colour or "#5f7a74", piece.number("phase", 0)
    pen.shadow(2.6)
    pen.fill(rect(-1.1, -1.7, 2.2, 1.7, 0.06), colour)
    pen.fill(rect(-0.8, -2.4, 0.5, 0.75), darker(colour, 0.15))
    for x, r in ((-0.5, 0.48), (0.55, 0.34)):
        pen.oval(x, -0.75, r, r, darker(colour, 0.4))
        for k in range(8):
            with pen.turned(x, -0.75, (k + (phase if x < 0 else -phase)) * 45):
                pen.fill(rect(-0.07, -r - 0.09, 0.14, 0.16), darker(colour, 0.4), 0.4)
        pen.oval(x, -0.75, r * 0.4, r * 0.4, "#c9a04a")
    for x in (0.1, 0.5, 0.9):
        pen.oval(x, -1.45, 0.14, 0.14, "#f0ece0")
        with pen.turned(x, -1.45, 30 * math.sin(math.tau * phase + x) - 30 * math.sin(x)):
            pen.stroke(((0, 0), (0.07, -0.07)), "#b8332a", 0.025)
    pen.shine(oval(-0.9, -1.5, 0.07), "#ff5a45" if phase < 0.5 else "#7a2a22")


@thing("conveyor")
def conveyor(pen: Pen, piece: Piece) -> None:
    """A belt with boxes, 4 m wide."""
    pen.shadow(4.2)
    for x in (-1.7, 0, 1.7):
        pen.fill(rect(x - 0.07, -0.7, 0.14, 0.7), "#5a6068")
    pen.fill(rect(-2.1, -0.85, 4.2, 0.2, 0.1), "#2f3338")
    with pen.clipped(rect(-2.15, -2, 4.3, 2)):
        for i in range(-1, 5):
            x = -1.8 + i + piece.number("phase", 0)
            pen.fill(rect(x, -1.3, 0.5, 0.45), "#b98a58")
            pen.flat(rect(x + 0.2, -1.3, 0.1, 0.45), "#d8b888")


@thing("tank")
def tank(pen: Pen, piece: Piece) -> None:
    """A glass cylinder with lit fluid, 2 m."""
    colour = piece.colour or "#5ff0b8"
    pen.shadow(1.2)
    pen.glow(0, -1.1, 1.5, colour, 0.4)
    pen.shine(rect(-0.4, -1.9, 0.8, 1.7, 0.1), colour, 0.45)
    for x, y in ((-0.1, -0.6), (0.15, -1.0), (-0.05, -1.4)):
        pen.shine(oval(x, y, 0.05), "#ffffff", 0.6)
    pen.fill(rect(-0.48, -0.22, 0.96, 0.22, 0.04), "#6a747e")
    pen.fill(rect(-0.48, -2.1, 0.96, 0.22, 0.04), "#6a747e")


@thing("phone")
def phone(pen: Pen, piece: Piece) -> None:
    """A telephone in the hand, 0.16 m."""
    pen.fill(rect(-0.042, -0.16, 0.084, 0.16, 0.014), "#1d1e24")
    pen.shine(rect(-0.035, -0.148, 0.07, 0.13), "#8fd0f0")
    pen.shine(rect(-0.025, -0.13, 0.05, 0.02), "#ffffff", 0.8)
    pen.shine(rect(-0.025, -0.095, 0.035, 0.015), "#ffffff", 0.7)


@thing("radio")
def radio(pen: Pen, piece: Piece) -> None:
    """An old radio, 0.45 m."""
    pen.stroke(((0.15, -0.28), (0.25, -0.52)), "#9aa0a6", 0.012)
    pen.fill(rect(-0.23, -0.28, 0.46, 0.28, 0.04), "#8a4f33")
    pen.oval(-0.11, -0.14, 0.09, 0.09, "#d8c49a")
    pen.shine(rect(0.02, -0.22, 0.17, 0.06), "#ffe0a0")
    for x in (0.06, 0.15):
        pen.oval(x, -0.08, 0.03, 0.03, "#2f2622")


@thing("robot")
def robot(pen: Pen, piece: Piece) -> None:
    """A robot, 1.6 m."""
    colour = piece.colour or "#9fb0bd"
    pen.shadow(0.9)
    for x in (-0.18, 0.18):
        pen.fill(limb((x, -0.62), (x, -0.08), 0.09, 0.08), darker(colour, 0.25))
        pen.fill(rect(x - 0.14, -0.1, 0.28, 0.1, 0.04), darker(colour, 0.4))
    for side in (-1, 1):
        pen.fill(limb((side * 0.36, -1.05), (side * 0.46, -0.6), 0.08, 0.06), darker(colour, 0.2))
        pen.oval(side * 0.47, -0.54, 0.08, 0.08, darker(colour, 0.4))
    pen.fill(rect(-0.32, -1.14, 0.64, 0.56, 0.1), colour)
    pen.fill(rect(-0.18, -1.0, 0.36, 0.24, 0.04), "#2c3640")
    for i, tint in enumerate(("#ff6a50", "#ffd35a", "#6aff9a")):
        pen.shine(oval(-0.1 + i * 0.1, -0.88, 0.03), tint)
    pen.fill(rect(-0.06, -1.22, 0.12, 0.1), darker(colour, 0.3))
    pen.fill(box(0.5, 0.38, y=-1.2, radius=0.1), lighter(colour, 0.1))
    pen.fill(rect(-0.2, -1.5, 0.4, 0.18, 0.08), "#1c242c")
    for x in (-0.1, 0.1):
        pen.shine(oval(x, -1.41, 0.05), "#6fe8ff")
        pen.glow(x, -1.41, 0.2, "#6fe8ff", 0.7)
    pen.stroke(((0, -1.58), (0, -1.7)), "#6a747e", 0.02)
    pen.shine(oval(0, -1.72, 0.035), "#ff5a45")


@thing("lever")
def lever(pen: Pen, piece: Piece) -> None:
    """A lever in its box, 0.7 m."""
    pen.fill(rect(-0.2, -0.24, 0.4, 0.24, 0.04), "#5a6570")
    pen.stroke(((0, -0.2), (0.22, -0.62)), "#b9c0c6", 0.05)
    pen.oval(0.24, -0.66, 0.07, 0.07, "#d0382f")


@thing("monitor_stand", "drip")
def monitor_stand(pen: Pen, piece: Piece) -> None:
    """A hospital monitor with a heartbeat, or a drip, 1.6 m."""
    pen.fill(rect(-0.02, -1.6, 0.04, 1.6), "#aab2b8")
    pen.fill(rect(-0.22, -0.04, 0.44, 0.04), "#6a747c")
    if piece.kind == "drip":
        pen.fill(rect(-0.09, -1.72, 0.18, 0.3, 0.05), "#d8ecf2", 0.4, 0.9)
        pen.line(curve((0, -1.42), (0.1, -0.9), (0.3, -0.7), closed=False), "#d8ecf2", 0.015)
        return
    pen.fill(rect(-0.28, -1.5, 0.56, 0.42, 0.03), "#e4e8ea")
    pen.shine(rect(-0.24, -1.46, 0.48, 0.32), "#12242a")
    pen.stroke(
        ((-0.23, -1.3), (-0.08, -1.3), (-0.03, -1.4), (0.03, -1.2), (0.07, -1.3), (0.23, -1.3)), "#5aff9a", 0.016, shine=True
    )
