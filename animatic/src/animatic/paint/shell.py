"""The shell of a room: floor, back wall, side walls and ceiling in one-point perspective, each of its kind."""

import skia

from animatic.chance import Chance
from animatic.colour import darker, lighter
from animatic.graph import Piece
from animatic.paint.carriage import carriage_windows
from animatic.paint.ground import TEXTURES
from animatic.paint.pen import Pen
from animatic.paint.registry import plane
from animatic.paint.shapes import Point, oval, poly, rect
from animatic.paint.walls import WALLS


@plane("shell")
def shell(pen: Pen, piece: Piece) -> None:
    """Walls and ceiling; details: half (width), high, wall, ceiling; z is the back wall, colour the walls'."""
    half, high, back, near = piece.number("half", 3.4), piece.number("high", 2.8), piece.z, pen.space.near()
    wall = piece.colour or "#c9b79c"
    corner = pen.space.point
    frame = pen.frame
    pen.flat(rect(frame.left(), frame.top(), frame.width(), frame.height()), darker(wall, 0.5))
    roof = poly(corner(-half, high, back), corner(half, high, back), corner(half, high, near), corner(-half, high, near))
    pen.flat(roof, piece.word("ceiling") or lighter(wall, 0.25))
    _ceiling_lines(pen, piece, half, high)
    left, top = corner(-half, high, back)
    right, floor = corner(half, 0, back)
    back_wall = rect(left, top, right - left, floor - top)
    pen.flat(back_wall, wall)
    scale = pen.space.scale(back)
    with pen.placed((left + right) / 2, floor, scale):
        _pattern(pen, piece, wall, -half, half, high)
    for side in (-1, 1):
        lit = side * pen.side < 0
        colour = lighter(wall, 0.1) if lit else darker(wall, 0.2)
        with pen.on(pen.space.side(side * half)):
            pen.flat(rect(near, -high, back - near, high), colour)
            _pattern(pen, piece, colour, near, back, high)
            _feature(pen, piece, near, back, high)
    if piece.word("view") == "passing":
        carriage_windows(pen, piece)
    _corner_shade(pen, back_wall, left, right, top, floor)


def _corner_shade(pen: Pen, wall: skia.Path, left: float, right: float, top: float, floor: float) -> None:
    """The soft shade where walls meet, and the light that falls on the back wall."""
    wide = (right - left) * 0.14
    for a, b in ((left, left + wide), (right, right - wide)):
        pen.fade(wall, (a, 0), (b, 0), (("#1a1428", 0.26), ("#1a1428", 0.0)))
    high = (floor - top) * 0.35
    pen.fade(wall, (0, top), (0, top + high), (("#1a1428", 0.22), ("#1a1428", 0.0)))
    x = left + (right - left) * (0.5 + 0.32 * pen.side)
    with pen.clipped(wall):
        pen.glow(x, top + (floor - top) * 0.35, (right - left) * 0.5, pen.light.key, 0.22 + 0.12 * pen.light.strength)


@plane("floor")
def floor(pen: Pen, piece: Piece) -> None:
    """The floor of a room; details: texture, half; z is the back wall."""
    half, back, near = piece.number("half", 3.4), piece.z, pen.space.near()
    base = piece.colour or "#8a6a4a"
    corner = pen.space.point
    shape = poly(corner(-half, 0, back), corner(half, 0, back), corner(half, 0, near), corner(-half, 0, near))
    top, bottom = corner(0, 0, back)[1], pen.frame.bottom()
    pen.fade(shape, (0, top), (0, bottom), ((darker(base, 0.22), 1), (base, 1), (darker(base, 0.28), 1)), shine=False)
    with pen.clipped(shape):
        painter = TEXTURES.get(piece.word("texture"))
        if painter:
            painter(pen, piece, base)
        x = corner(half * 0.4 * pen.side, 0, back * 0.4)
        pen.canvas.save()
        pen.canvas.translate(*x)
        pen.canvas.scale(1, 0.3)
        pen.glow(0, 0, pen.space.scale(back * 0.4) * 2.6, pen.light.key, 0.2)
        pen.canvas.restore()


def _ceiling_lines(pen: Pen, piece: Piece, half: float, high: float) -> None:
    kind = piece.word("beams")
    if not kind:
        return
    count = 7
    near, back = pen.space.near(), piece.z
    for i in range(count):
        z = near + 0.6 + (back - near - 0.6) * i / count
        if kind == "lights":
            points: tuple[Point, ...] = (
                pen.space.point(-half * 0.4, high, z), pen.space.point(half * 0.4, high, z),
                pen.space.point(half * 0.4, high, z + 0.35), pen.space.point(-half * 0.4, high, z + 0.35))  # fmt: skip
            lit = piece.number("lit", 1)
            (pen.shine if lit else pen.flat)(poly(*points), "#f6fbff" if lit else "#9aa0a6", 0.95)
        else:
            points = (
                pen.space.point(-half, high, z),
                pen.space.point(half, high, z),
                pen.space.point(half, high - 0.22, z),
                pen.space.point(-half, high - 0.22, z),
            )
            pen.flat(poly(*points), piece.word("beam_colour", "#4f3725"))


def _pattern(pen: Pen, piece: Piece, wall: str, x0: float, x1: float, high: float) -> None:
    """What a wall is made of; drawn in metres from x0 to x1."""
    kind = piece.word("wall", "plain")
    if kind in WALLS:
        WALLS[kind](pen, Chance("wall", piece.seed, kind), wall, (x0, x1, high))


def _feature(pen: Pen, piece: Piece, near: float, back: float, high: float) -> None:
    """What repeats along the side walls: doors, windows, lockers, shelves, bars, pipes."""
    kind, step = piece.word("sides"), piece.number("step", 2.2)
    if not kind:
        return
    chance, z = Chance("sides", piece.seed), back - step
    while z > near:
        if kind == "doors":
            pen.flat(rect(z + 0.2, -2.1, 0.95, 2.1), piece.word("door", "#6b4a32"))
            pen.flat(rect(z + 0.3, -1.9, 0.75, 0.8), darker(piece.word("door", "#6b4a32"), 0.2))
            pen.shine(oval(z + 1.05, -1.0, 0.05), "#e5c26a")
        elif kind == "windows":
            glass = rect(z + 0.15, -high * 0.8, step * 0.72, high * 0.45, 0.12)
            pen.fade(glass, (0, -high * 0.8), (0, -high * 0.3), ((pen.light.sky[1], 1), (pen.light.sky[3], 1)))
            pen.line(glass, piece.word("door", "#4a4a52"), 0.07)
        elif kind == "lockers":
            for i in range(4):
                pen.fill(rect(z + i * 0.45, -1.9, 0.42, 1.9), chance.pick(("#5b7f95", "#4f7288", "#56798f")), 0.4)
                pen.flat(rect(z + i * 0.45 + 0.1, -1.7, 0.22, 0.1), "#2f4654")
        elif kind == "shelves":
            pen.flat(rect(z, -2.3, step * 0.94, 2.3), "#6b4a30")
            for row in range(5):
                y = -2.2 + row * 0.45
                pen.flat(rect(z + 0.06, y, step * 0.94 - 0.12, 0.38), "#3a2618")
                x = z + 0.08
                wide = 0.16 if piece.word("goods") else 0.07
                while x < z + step * 0.94 - 0.09 - wide:
                    tall = chance.between(0.22, 0.36)
                    pen.flat(
                        rect(x, y + 0.38 - tall, wide, tall),
                        chance.pick(("#a2483a", "#3f6b7a", "#b8923f", "#5a7a4a", "#7a4a6b", "#c9b48a")),
                    )
                    x += wide + 0.015
        elif kind == "columns":
            pen.fill(rect(z, -high, 0.5, high), lighter(piece.colour or "#b0a898", 0.15), 0.8)
            pen.flat(rect(z - 0.08, -high, 0.66, 0.3), lighter(piece.colour or "#b0a898", 0.3))
        elif kind == "pipes":
            pen.flat(rect(z, -high * 0.86, step, 0.2), "#8a5a3a")
            pen.flat(rect(z + step * 0.4, -high * 0.86, 0.14, high * 0.86), "#70767c")
        z -= step
