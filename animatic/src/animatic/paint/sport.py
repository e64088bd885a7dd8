"""What belongs to games: a goal, the lines of a pitch, full stands, floodlights."""

from animatic.chance import Chance
from animatic.colour import darker
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import plane, thing
from animatic.paint.shapes import oval, poly, rect

_SHIRTS = ("#c8433a", "#e8e2d4", "#3f6fb0", "#e0b03a", "#3a3f4a", "#d8d0c8", "#7a3f6a")


@thing("goal")
def goal(pen: Pen, piece: Piece) -> None:
    """A goal with its net, 7.3 m wide, 2.4 high."""
    for i in range(25):
        x = -3.6 + 0.3 * i
        pen.stroke(((x, -2.4), (x * 0.92, -0.35)), "#f2f4f4", 0.02, 0.5)
    for i in range(8):
        y = -2.4 + 0.28 * i
        pen.stroke(((-3.62, y), (3.62, y)), "#f2f4f4", 0.02, 0.4)
    for x in (-3.66, 3.66):
        pen.fill(rect(x - 0.06, -2.44, 0.12, 2.44), "#f6f6f2", 0.5)
    pen.fill(rect(-3.72, -2.5, 7.44, 0.12), "#f6f6f2", 0.5)


@thing("floodlight")
def floodlight(pen: Pen, piece: Piece) -> None:
    """A mast with lamps, 24 m."""
    pen.fill(poly((-0.5, 0), (-0.25, -21), (0.25, -21), (0.5, 0)), "#7f868e")
    pen.fill(rect(-2.4, -24, 4.8, 3.2), "#4a4f57")
    lit = pen.light.lamps and piece.number("lit", 1)
    for row in range(2):
        for i in range(4):
            (pen.shine if lit else pen.flat)(oval(-1.8 + 1.2 * i, -23.2 + 1.5 * row, 0.45), "#fffbe8" if lit else "#c8ccd0")
    if lit:
        pen.glow(0, -22.4, 9, "#fff4d0", 0.6)


@plane("pitch")
def pitch(pen: Pen, piece: Piece) -> None:
    """The mown stripes and the white lines on the grass before a goal."""
    near, far = pen.space.near(), piece.number("far", 38)
    with pen.on(pen.space.ground()):
        z = -4.0
        while z < far:
            if z > near:
                pen.flat(rect(-60, z, 120, 2.0), "#6fae57", 0.55)
            z += 4.0
        for line in (rect(-9.2, 9.4, 18.4, 0.14), rect(-20, 15.0, 40, 0.16), rect(-20, 3.0, 40, 0.14)):
            pen.flat(line, "#f2f4ee", 0.85)
        for x in (-9.2, 9.06, -20, 19.86):
            pen.flat(rect(x, 9.4 if abs(x) < 10 else 3.0, 0.14, 5.6 if abs(x) < 10 else 12.0), "#f2f4ee", 0.85)


@plane("stands")
def stands(pen: Pen, piece: Piece) -> None:
    """Rows of people behind the pitch; details: high."""
    chance, frame = Chance("stands", piece.seed), pen.frame
    scale, base = pen.space.scale(piece.z), pen.space.point(0, 0, piece.z)[1]
    high = piece.number("high", 13) * scale
    before, pen.fog = pen.fog, pen.fog_at(piece.z)
    pen.fill(rect(frame.left(), base - high, frame.width(), high + 4), "#6a7078", 0.5, line=False)
    step = max(1.05 * scale, 7.0)
    rows = max(3, int(high / step) - 1)
    for row in range(rows):
        y = base - high * 0.12 - row * (high * 0.8 / rows)
        x = frame.left() + (row % 2) * step / 2
        while x < frame.right():
            if chance.unit() < 0.9:
                shirt = chance.pick(_SHIRTS)
                pen.flat(rect(x - step * 0.3, y - step * 0.1, step * 0.6, step * 0.55, step * 0.2), shirt, 0.9)
                pen.flat(oval(x, y - step * 0.26, step * 0.19), chance.pick(("#e0b48a", "#a8744a", "#6a4530", "#f0cda8")), 0.95)
            x += step
    pen.flat(rect(frame.left(), base - high - 0.6 * scale, frame.width(), 0.7 * scale), darker("#6a7078", 0.4))
    pen.flat(rect(frame.left(), base - 1.1 * scale, frame.width(), 1.1 * scale), "#2f5f9a")
    pen.fog = before
