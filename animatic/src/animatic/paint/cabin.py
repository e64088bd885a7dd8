"""Inside a car, seen from its bonnet: roof, windows, rear seat, and the road that runs away behind. `alive` draws what moves."""

import math
from collections.abc import Iterator

import skia

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import plane, thing
from animatic.paint.shapes import Point, oval, poly, rect

HALF, ROOF, SILL = 0.86, 1.92, 1.16
"""Half the width of the cabin, and how high its roof and the lower edges of its windows are, in metres."""
REAR, DOOR = 1.25, -0.55
"""How far behind and before the seats its windows are."""
ROAD = -0.35
"""How high the road is, in metres."""
PACE, EVERY = 11.0, 7.0
"""Metres a second, and after how many metres a mark on the road comes again."""


@plane("cabin")
def cabin(pen: Pen, piece: Piece) -> None:
    """Roof, pillars, doors and the rear seat around the windows."""
    colour, frame = piece.colour or "#3b4048", pen.frame
    pen.flat(rect(frame.left(), frame.top(), frame.width(), frame.height()), darker(colour, 0.25))
    spot = pen.space.point
    roof = poly(*(spot(x, ROOF, z) for x, z in ((-HALF, REAR), (HALF, REAR), (HALF + 0.3, DOOR), (-HALF - 0.3, DOOR))))
    pen.flat(roof, lighter(colour, 0.3))
    road_behind(pen, piece)
    for glass in _windows(pen, 0.0):
        pen.line(glass, darker(colour, 0.35), 0.05 * pen.space.scale(0.6))
    left, top = spot(-HALF, SILL - 0.04, REAR - 0.2)
    right, bottom = spot(HALF, 0.0, REAR - 0.2)
    pen.fill(rect(left, top, right - left, bottom - top, 12 * pen.unit), lighter(colour, 0.06))
    for x in (-0.45, 0.45):
        wide, high = 0.3 * pen.space.scale(REAR - 0.2), 0.2 * pen.space.scale(REAR - 0.2)
        px, py = spot(x, SILL - 0.06, REAR - 0.2)
        pen.fill(rect(px - wide / 2, py - high, wide, high, 8 * pen.unit), lighter(colour, 0.16))


def _windows(pen: Pen, inset: float) -> Iterator[skia.Path]:
    """The rear window and one on each side."""
    spot, i = pen.space.point, inset
    rear = ((-0.66 + i, SILL + i), (0.66 - i, SILL + i), (0.56 - i, ROOF - 0.12 - i), (-0.56 + i, ROOF - 0.12 - i))
    yield poly(*(spot(x, y, REAR) for x, y in rear))
    for side in (-1, 1):
        door = (
            (DOOR + i, SILL + i), (REAR - 0.35 - i, SILL + i),
            (REAR - 0.45 - i, ROOF - 0.1 - i), (DOOR + 0.2 + i, ROOF - 0.1 - i),
        )  # fmt: skip
        yield poly(*(spot(side * HALF, y, z) for z, y in door))


def road_behind(pen: Pen, piece: Piece, t: float = 0.0, *, framed: bool = True) -> None:
    """What is seen through the windows after t seconds."""
    light = pen.light
    night = light.stars > 0.4 or light.lamps
    for number, glass in enumerate(_windows(pen, 0.0 if framed else 0.03)):
        with pen.clipped(glass):
            pen.shine(glass, mix(light.sky[1], light.sky[3], 0.45))
            land = mix("#56704a", light.sky[1], 0.72 if night else 0.3)
            box, low = glass.getBounds(), pen.space.camera.horizon
            pen.shine(rect(box.left(), low, box.width(), box.bottom() - low), land)
            pen.shine(_hills(box, low), mix(land, light.sky[2], 0.45))
            if number == 0:
                _road(pen, t, night)
            _passing(pen, piece, t, (number - 1.5) * 2 if number else 0.0, night)


def _hills(box: skia.Rect, low: float) -> skia.Path:
    wide, high = box.width(), 0.16 * box.height()
    ridge = [(box.left() + wide * k / 8, low - high * (0.6 + 0.4 * math.sin(1.7 * k))) for k in range(9)]
    return poly((box.left(), low + 1), *ridge, (box.right(), low + 1))


def _road(pen: Pen, t: float, night: bool) -> None:
    """The road to the horizon; its marks run away from us, and at night somebody follows."""
    spot, far = pen.space.point, 160.0
    grey = mix("#6a686c", pen.light.sky[0], 0.6 if night else 0.15)
    pen.shine(poly(spot(-3.6, ROAD, 2.5), spot(3.6, ROAD, 2.5), spot(3.6, ROAD, far), spot(-3.6, ROAD, far)), grey)
    for k in range(9):
        z = 2.5 + (k * EVERY + PACE * t) % (9 * EVERY)
        pen.shine(poly(*(spot(x, ROAD, y) for x, y in ((-0.1, z), (0.1, z), (0.1, z + 2.4), (-0.1, z + 2.4)))), "#e9e4d2", 0.8)
    if night:
        for x in (-2.4, -1.5):
            px, py = spot(x, ROAD + 0.7, 26 + 3 * math.sin(0.7 * t))
            pen.glow(px, py, 26 * pen.unit, "#fff0c0", 0.7)
            pen.shine(oval(px, py, 4 * pen.unit), "#fffbe6")


def _passing(pen: Pen, piece: Piece, t: float, side: float, night: bool) -> None:
    """Trees and lamps at the roadside, which stay behind; `side` is 0 for both."""
    chance, colour = Chance("roadside", piece.seed), mix("#3f5c3a", pen.light.sky[0], 0.75 if night else 0.15)
    seen: list[tuple[float, Point, float, bool]] = []
    for k in range(10):
        x, tall, lamp = chance.between(5.0, 8.0) * (-1 if k % 2 else 1), chance.between(3.0, 5.0), k % 5 == 0
        z = (0.4 if side else 3.0) + (k * EVERY + chance.between(0, 3) + PACE * t) % (10 * EVERY)
        seen.append((z, pen.space.point(x, ROAD, z), tall * pen.space.scale(z), lamp))
    for _, (x, y), tall, lamp in sorted(seen, reverse=True):
        pen.shine(rect(x - 0.02 * tall, y - tall, 0.04 * tall, tall), darker(colour, 0.4))
        if lamp:
            pen.shine(oval(x, y - tall, 0.06 * tall, 0.03 * tall), "#ffe2a0" if night else "#dfe3e4")
        else:
            pen.shine(oval(x, y - 0.68 * tall, 0.26 * tall, 0.36 * tall), colour)


@thing("car_seat")
def car_seat(pen: Pen, piece: Piece) -> None:
    """The back of a seat with its headrest, seen from the front, 1.75 m above the floor on which people stand here."""
    colour = piece.colour or "#4d4641"
    pen.fill(rect(-0.15, -1.78, 0.3, 0.26, 0.09), lighter(colour, 0.12))
    for x in (-0.07, 0.07):
        pen.stroke(((x, -1.55), (x, -1.45)), "#9aa0a6", 0.02)
    pen.fill(rect(-0.3, -1.5, 0.6, 1.5, 0.14), colour)
    pen.line(rect(-0.2, -1.4, 0.4, 1.2, 0.1), darker(colour, 0.3), 0.012, 0.7)


@thing("dashboard")
def dashboard(pen: Pen, piece: Piece) -> None:
    """The dashboard from the outside with the wheel before the driver's seat, and the mirror above."""
    colour = piece.colour or "#2b2e34"
    pen.line(oval(0.36, -1.0, 0.19, 0.17), "#17181c", 0.04)
    pen.fill(rect(-2.4, -0.96, 4.8, 2.4, 0.1), colour)
    pen.flat(rect(-2.4, -0.96, 4.8, 0.05, 0.02), lighter(colour, 0.25))
    pen.fill(rect(-0.12, -1.83, 0.24, 0.075, 0.03), "#1b1c21")
    pen.stroke(((0, -1.83), (0, -1.95)), "#1b1c21", 0.02)
