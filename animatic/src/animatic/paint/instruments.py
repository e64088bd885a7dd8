"""Instruments of science, time and music."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.shapes import curve, limb, oval, poly, rect


@thing("lab_bench")
def lab_bench(pen: Pen, piece: Piece) -> None:
    """A laboratory bench with glass on it, 3 m wide."""
    pen.shadow(3.2)
    pen.fill(rect(-1.5, -0.88, 3.0, 0.88), "#cfd8da")
    for i in range(4):
        pen.line(rect(-1.42 + i * 0.74, -0.76, 0.66, 0.62), "#9aa8ad", 0.025)
    pen.fill(rect(-1.56, -0.96, 3.12, 0.1), "#3f4a52")
    for i, kind in enumerate(("flask", "microscope", "flask", "tubes")):
        with pen.turned(-1.15 + i * 0.75, -0.96, 0, 1.0):
            if kind == "tubes":
                _tubes(pen)
            else:
                {"flask": flask, "microscope": microscope}[kind](pen, Piece(id="", kind=kind, seed=piece.seed + i))


def _tubes(pen: Pen) -> None:
    pen.fill(rect(-0.22, -0.16, 0.44, 0.05), "#8a6242")
    for i, colour in enumerate(("#e0566a", "#5ab0e0", "#e8c44a", "#6ac07a")):
        pen.flat(rect(-0.19 + i * 0.11, -0.28, 0.05, 0.26, 0.02), "#e6f2f6", 0.7)
        pen.shine(rect(-0.19 + i * 0.11, -0.15, 0.05, 0.13, 0.02), colour)


@thing("flask")
def flask(pen: Pen, piece: Piece) -> None:
    """A flask with a coloured fluid, 0.35 m."""
    colour = piece.colour or Chance("flask", piece.seed).pick(("#6adf8a", "#5ab8f0", "#e07ad0", "#f0b84a"))
    pen.fill(
        poly((-0.04, -0.34), (0.04, -0.34), (0.045, -0.2), (0.16, -0.02), (0.13, 0), (-0.13, 0), (-0.16, -0.02), (-0.045, -0.2)),
        "#dceaf0",
        0.4,
        0.75,
    )
    pen.shine(poly((-0.085, -0.13), (0.085, -0.13), (0.15, -0.02), (0.13, -0.005), (-0.13, -0.005), (-0.15, -0.02)), colour, 0.9)
    pen.fill(rect(-0.055, -0.37, 0.11, 0.035, 0.01), "#c4d4da")


@thing("microscope")
def microscope(pen: Pen, piece: Piece) -> None:
    """A microscope, 0.4 m."""
    pen.fill(rect(-0.16, -0.05, 0.3, 0.05, 0.02), "#2f3338")
    pen.line(curve((0.08, -0.05), (0.16, -0.2), (0.04, -0.34), closed=False), "#3d434a", 0.06)
    with pen.turned(-0.03, -0.24, -18):
        pen.fill(rect(-0.035, -0.2, 0.07, 0.3, 0.02), "#d8dcdc")
    pen.fill(rect(-0.14, -0.1, 0.18, 0.025), "#6a7078")


@thing("telescope")
def telescope(pen: Pen, piece: Piece) -> None:
    """A telescope on three legs, 1.5 m."""
    pen.shadow(1.0)
    for x in (-0.4, 0.05, 0.42):
        pen.stroke(((0, -0.9), (x, 0)), "#6b4a30", 0.05)
    with pen.turned(0, -1.0, -28):
        pen.fill(rect(-0.6, -0.1, 0.9, 0.2, 0.03), "#c9a04a")
        pen.fill(rect(0.3, -0.14, 0.4, 0.28, 0.03), "#a8823a")
        pen.fill(rect(-0.72, -0.06, 0.14, 0.12), "#4a3a2a")


@thing("clock")
def clock(pen: Pen, piece: Piece) -> None:
    """A clock, 0.5 m; its middle is at -0.25. The detail `phase` is the part of a minute that has gone."""
    pen.oval(0, -0.25, 0.25, 0.25, piece.colour or "#5a4032")
    _face(pen, -0.25, 0.21, piece.number("phase", 0))


def _face(pen: Pen, y: float, radius: float, phase: float) -> None:
    """The face of a clock with its hands, which stand at about one; the thin one shows the seconds."""
    with pen.turned(0, y, 0, radius / 0.21):
        pen.oval(0, 0, 0.21, 0.21, "#f4efe2", 0.4)
        for k in range(12):
            with pen.turned(0, 0, k * 30):
                pen.stroke(((0, -0.19), (0, -0.165)), "#33302c", 0.014)
        pen.stroke(((0, 0), (0.06, -0.09)), "#26232a", 0.022)
        pen.stroke(((0, 0), (-0.02, -0.17)), "#26232a", 0.014)
        with pen.turned(0, 0, 130 + 360 * phase):
            pen.stroke(((0, 0.04), (0, -0.18)), "#b8382e", 0.007)
        pen.flat(oval(0, 0, 0.014), "#26232a")


@thing("alarm_clock")
def alarm_clock(pen: Pen, piece: Piece) -> None:
    """An alarm clock with two bells, 0.3 m. The detail `phase` shakes its hammer."""
    colour = piece.colour or "#c0483e"
    shaken = 5 * math.sin(math.tau * piece.number("phase", 0))
    with pen.turned(0, 0, 0.5 * shaken):
        for side in (-1, 1):
            pen.fill(limb((side * 0.06, -0.06), (side * 0.11, 0), 0.018, 0.012), darker(colour, 0.4))
            with pen.turned(side * 0.075, -0.25, side * 32):
                pen.fill(curve((-0.055, 0), (-0.04, -0.045), (0, -0.06), (0.04, -0.045), (0.055, 0), tension=0.4), "#d8b45a")
        with pen.turned(0, -0.22, 3 * shaken):
            pen.stroke(((0, 0), (0, -0.075)), "#4a4038", 0.012)
            pen.oval(0, -0.08, 0.017, 0.017, "#4a4038")
        pen.oval(0, -0.135, 0.13, 0.13, colour)
        _face(pen, -0.135, 0.105, 0.0)


@thing("watch")
def watch(pen: Pen, piece: Piece) -> None:
    """A wrist watch, 0.12 m."""
    pen.fill(rect(-0.025, -0.16, 0.05, 0.16, 0.01), "#5a3a28")
    pen.oval(0, -0.08, 0.045, 0.045, "#d8b45a")
    pen.oval(0, -0.08, 0.035, 0.035, "#f6f2e6")
    pen.stroke(((0, -0.08), (0.015, -0.1)), "#222222", 0.006)


@thing("camera")
def camera(pen: Pen, piece: Piece) -> None:
    """A camera, 0.18 m."""
    pen.fill(rect(-0.1, -0.13, 0.2, 0.13, 0.02), "#2c2d33")
    pen.fill(rect(-0.04, -0.16, 0.08, 0.04, 0.01), "#2c2d33")
    pen.oval(0, -0.065, 0.05, 0.05, "#15161a")
    pen.shine(oval(0.012, -0.078, 0.016), "#8ac4e8")
    pen.shine(oval(-0.075, -0.11, 0.01), "#ff5a45")


@thing("microphone")
def microphone(pen: Pen, piece: Piece) -> None:
    """A microphone on its stand, 1.5 m; held, only the top."""
    tall = 0.24 if piece.id.endswith(".held") else 1.5
    pen.fill(rect(-0.018, -tall, 0.036, tall), "#3a3b42")
    if tall > 1:
        pen.fill(oval(0, 0, 0.24, 0.05), "#2c2d33")
    pen.oval(0, -tall - 0.04, 0.055, 0.075, "#8d939b")


@thing("guitar", "violin")
def guitar(pen: Pen, piece: Piece) -> None:
    """A guitar upright, 1 m; a violin is smaller and has its bow."""
    k = 0.62 if piece.kind == "violin" else 1.0
    colour = piece.colour or ("#8a3f20" if piece.kind == "violin" else "#c0843f")
    with pen.turned(0, 0, 0, k):
        pen.fill(
            curve(
                (-0.2, -0.16),
                (-0.14, -0.02),
                (0.14, -0.02),
                (0.2, -0.16),
                (0.12, -0.32),
                (0.16, -0.46),
                (0, -0.54),
                (-0.16, -0.46),
                (-0.12, -0.32),
            ),
            colour,
        )
        pen.oval(0, -0.3, 0.06, 0.06, "#2a1a12")
        pen.fill(rect(-0.028, -1.0, 0.056, 0.55), "#3a2618")
        pen.fill(rect(-0.045, -1.08, 0.09, 0.12, 0.02), "#2f2016")
        for x in (-0.012, 0.0, 0.012):
            pen.stroke(((x, -1.0), (x, -0.14)), "#f0e6d0", 0.004)
        if piece.kind == "violin":
            pen.stroke(((-0.4, -0.55), (0.5, -0.15)), "#5a3a24", 0.025)


@thing("piano")
def piano(pen: Pen, piece: Piece) -> None:
    """An upright piano, 1.5 m."""
    colour = piece.colour or "#3a2620"
    pen.shadow(1.8)
    pen.fill(rect(-0.75, -1.25, 1.5, 1.25, 0.03), colour)
    pen.fill(rect(-0.78, -0.76, 1.56, 0.1), lighter(colour, 0.12))
    pen.flat(rect(-0.7, -0.72, 1.4, 0.07), "#f4f0e6")
    for i in range(20):
        if i % 7 not in (2, 6):
            pen.flat(rect(-0.67 + i * 0.07, -0.72, 0.035, 0.04), "#15131a")
    pen.fill(rect(-0.25, -1.2, 0.5, 0.32), "#f2ecdc")


@thing("drum")
def drum(pen: Pen, piece: Piece) -> None:
    """A drum with sticks, 0.6 m."""
    pen.fill(rect(-0.28, -0.42, 0.56, 0.4, 0.04), piece.colour or "#b5382f")
    pen.fill(oval(0, -0.42, 0.28, 0.08), "#f0e8d8")
    for i in range(4):
        pen.stroke(((-0.26 + i * 0.17, -0.38), (-0.17 + i * 0.17, -0.04)), "#e8c860", 0.015)
    pen.stroke(((-0.1, -0.46), (0.3, -0.66)), "#c99a62", 0.02)
    pen.stroke(((0.05, -0.45), (-0.3, -0.64)), "#c99a62", 0.02)


@thing("trumpet")
def trumpet(pen: Pen, piece: Piece) -> None:
    """A trumpet, 0.5 m."""
    pen.stroke(((-0.25, -0.1), (0.12, -0.1)), "#d8aa3f", 0.03)
    pen.fill(poly((0.1, -0.115), (0.28, -0.2), (0.28, 0.0), (0.1, -0.085)), "#e3b84a")
    pen.line(rect(-0.12, -0.1, 0.2, 0.09, 0.04), "#d8aa3f", 0.022)
    for x in (-0.06, 0.0, 0.06):
        pen.fill(rect(x - 0.012, -0.17, 0.024, 0.07), "#f0dca0")


@thing("syringe")
def syringe(pen: Pen, piece: Piece) -> None:
    """A syringe, 0.2 m."""
    pen.fill(rect(-0.02, -0.16, 0.04, 0.11), "#d6eaf2")
    pen.shine(rect(-0.015, -0.11, 0.03, 0.055), "#6ac07a")
    pen.stroke(((0, -0.05), (0, 0.01)), "#8a949c", 0.006)
    pen.stroke(((0, -0.16), (0, -0.21)), "#6a747c", 0.012)
    pen.stroke(((-0.025, -0.21), (0.025, -0.21)), "#6a747c", 0.012)
