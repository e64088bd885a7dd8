"""Land far and near: mountain ridges, hills, dunes, the edge of a wood; the rock of caves, the depths of water."""

import math
from itertools import pairwise

import skia

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import plane
from animatic.paint.shapes import Point, curve, oval, poly, rect


def profile(chance: Chance, count: int, rough: float) -> list[float]:
    """Heights from 0 to 1 by midpoint displacement; `count` is a power of two."""
    heights = [chance.between(0.2, 0.8) for _ in range(2)]
    step = rough
    while len(heights) <= count:
        wider: list[float] = []
        for a, b in pairwise(heights):
            wider += [a, (a + b) / 2 + chance.near(0, step)]
        heights, step = [*wider, heights[-1]], step * 0.52
    low, high = min(heights), max(heights)
    return [(h - low) / max(1e-6, high - low) for h in heights]


@plane("ridge")
def ridge(pen: Pen, piece: Piece) -> None:
    """A silhouette of land on the horizon; details: high (metres at z), shape peaks, hills or dunes, snow 0-1."""
    chance, frame, kind = Chance("ridge", piece.seed), pen.frame, piece.word("shape", "hills")
    base_y = pen.space.point(0, 0, piece.z)[1] + 2
    high = piece.number("high", 40) * pen.space.scale(piece.z)
    count, rough = {"peaks": (64, 0.62), "hills": (16, 0.3), "dunes": (8, 0.4)}[kind]
    heights = profile(chance, count, rough)
    points = [
        (frame.left() + frame.width() * i / (len(heights) - 1), base_y - high * (0.18 + 0.82 * h)) for i, h in enumerate(heights)
    ]
    base = [(frame.right() + 40, base_y + 400), (frame.left() - 40, base_y + 400)]
    shape = poly(*points, *base) if kind == "peaks" else curve(*points, *base, tension=0.4)
    colour = piece.colour or "#5f7a6a"
    before, pen.fog = pen.fog, pen.fog_at(piece.z)
    pen.fade(shape, (0, base_y - high), (0, base_y), ((colour, 1), (mix(colour, pen.light.haze, 0.35), 1)), shine=False)
    if kind == "peaks":
        _faces(pen, piece, points, base_y, high, colour)
    if kind == "dunes":
        pen.line(curve(*points, closed=False, tension=0.4), lighter(colour, 0.35), 2.5 * pen.unit, 0.7)
    pen.fog = before


def _faces(pen: Pen, piece: Piece, points: list[Point], base_y: float, high: float, colour: str) -> None:
    """The shaded sides and the snow of peaks."""
    snow = piece.number("snow", 0)
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        if b[1] < a[1] and b[1] < c[1] and b[1] < base_y - high * 0.4:
            drop = (base_y - b[1]) * 0.42
            away = a if pen.side > 0 else c
            foot = (b[0] + (away[0] - b[0]) * 1.6, b[1] + drop * 1.5)
            pen.flat(
                poly(
                    b,
                    foot,
                    (b[0] + pen.side * drop * 0.12, b[1] + drop * 1.7),
                    (b[0] + pen.side * drop * 0.06, b[1] + drop * 0.7),
                ),
                darker(colour, 0.4),
                0.4,
            )
            if snow and b[1] < base_y - high * (0.85 - 0.5 * snow):
                w = drop * 0.5
                pen.flat(
                    poly(
                        b,
                        (b[0] - w, b[1] + w * 1.1),
                        (b[0] - w * 0.35, b[1] + w * 0.8),
                        (b[0], b[1] + w * 1.25),
                        (b[0] + w * 0.3, b[1] + w * 0.75),
                        (b[0] + w, b[1] + w),
                    ),
                    "#f4f7fb",
                    0.92,
                )


@plane("treeline")
def treeline(pen: Pen, piece: Piece) -> None:
    """The edge of a wood; details: high, shape round or pine."""
    chance, frame = Chance("treeline", piece.seed), pen.frame
    base_y, scale = pen.space.point(0, 0, piece.z)[1] + 4, pen.space.scale(piece.z)
    colour, high = piece.colour or "#3f6b45", piece.number("high", 9) * scale
    tree = _pine if piece.word("shape", "round") == "pine" else _round_tree
    before, pen.fog = pen.fog, pen.fog_at(piece.z)
    x = frame.left() - high * 0.3
    while x < frame.right() + high * 0.3:
        tall = high * chance.between(0.65, 1.15)
        shade = mix(colour, chance.pick((lighter(colour, 0.22), darker(colour, 0.35))), 0.5 * chance.unit())
        outline, step = tree(chance, x, base_y, tall)
        pen.fill(outline, shade, 0.7, line=False)
        x += step
    pen.flat(rect(frame.left(), base_y - 2, frame.width(), 10), darker(colour, 0.2))
    pen.fog = before


def _pine(chance: Chance, x: float, base_y: float, tall: float) -> tuple[skia.Path, float]:
    """A tree of a wood's edge, and how far away the next one stands."""
    wide = tall * 0.22
    outline = poly(
        (x, base_y - tall),
        (x + wide, base_y - tall * 0.1),
        (x + wide * 0.2, base_y + 6),
        (x - wide * 0.2, base_y + 6),
        (x - wide, base_y - tall * 0.1),
    )
    return outline, wide * chance.between(0.8, 1.5)


def _round_tree(chance: Chance, x: float, base_y: float, tall: float) -> tuple[skia.Path, float]:
    wide = tall * 0.42
    outline = curve(
        (x - wide, base_y + 8),
        (x - wide * 0.95, base_y - tall * 0.55),
        (x, base_y - tall),
        (x + wide * 0.95, base_y - tall * 0.6),
        (x + wide, base_y + 8),
    )
    return outline, wide * chance.between(0.7, 1.2)


@plane("cavern")
def cavern(pen: Pen, piece: Piece) -> None:
    """The inside of a cave: rock all around an opening or a glow."""
    frame, base = pen.frame, piece.colour or "#4a4048"
    chance = Chance("cavern", piece.seed)
    horizon, light = pen.space.camera.horizon, pen.light
    pen.flat(rect(frame.left(), frame.top(), frame.width(), frame.height()), darker(base, 0.45))
    cx, cy = pen.width * (0.5 + 0.2 * pen.side), horizon * 0.86
    if not pen.light.lamps:
        mouth = curve(
            *[
                (cx + math.cos(a) * pen.unit * chance.between(150, 195), cy + math.sin(a) * pen.unit * chance.between(140, 185))
                for a in (k * math.tau / 12 for k in range(12))
            ]
        )
        pen.fade(mouth, (0, cy - 190 * pen.unit), (0, cy + 190 * pen.unit), ((light.sky[1], 1), (light.sky[3], 1)))
    pen.glow(cx, cy, 520 * pen.unit, light.key, 0.6)
    for ring in range(3):
        reach = (1.0 + 0.42 * ring) * 235 * pen.unit
        tone = mix(darker(base, 0.28), lighter(base, 0.04), 1 - ring / 2.2)
        spots = 15
        outer = [
            (frame.left() - 60, frame.top() - 60),
            (frame.right() + 60, frame.top() - 60),
            (frame.right() + 60, frame.bottom() + 60),
            (frame.left() - 60, frame.bottom() + 60),
        ]
        inner = [
            (
                cx + math.cos(k * math.tau / spots) * reach * chance.between(0.82, 1.2) * 1.25,
                cy + math.sin(k * math.tau / spots) * reach * chance.between(0.8, 1.12),
            )
            for k in range(spots)
        ]
        path = poly(*outer, outer[0], inner[0], *inner[::-1])
        pen.fill(path, tone, 0.5, line=False)
        pen.line(curve(*inner), lighter(tone, 0.25), 2 * pen.unit, 0.35)


@plane("stalactites")
def stalactites(pen: Pen, piece: Piece) -> None:
    """Stone teeth that hang from above."""
    chance, base = Chance("stalactites", piece.seed), piece.colour or "#40363e"
    x = pen.frame.left()
    while x < pen.frame.right():
        wide, tall = chance.between(24, 70) * pen.unit, chance.between(40, 210) * pen.unit
        top = pen.frame.top()
        pen.fill(
            poly(
                (x, top),
                (x + wide, top),
                (x + wide * 0.55, top + tall + 40 * pen.unit),
                (x + wide * 0.42, top + tall + 40 * pen.unit),
            ),
            base,
        )
        x += wide * chance.between(0.9, 1.9)


@plane("depths")
def depths(pen: Pen, piece: Piece) -> None:
    """Water all around: light from above, rays, bubbles."""
    frame, chance = pen.frame, Chance("depths", piece.seed)
    pen.fade(
        rect(frame.left(), frame.top(), frame.width(), frame.height()),
        (0, frame.top()),
        (0, frame.bottom()),
        (("#4fc0d0", 1), ("#1f7fa3", 1), ("#0e3f66", 1), ("#0a2744", 1)),
    )
    for i in range(7):
        x = pen.width * (i + chance.unit()) / 7
        wide = 60 * pen.unit * (0.5 + chance.unit())
        pen.fade(
            poly((x, frame.top()), (x + wide, frame.top()), (x + wide * 3, frame.bottom()), (x + wide, frame.bottom())),
            (0, frame.top()),
            (0, frame.bottom() * 0.8),
            (("#dffaff", 0.3), ("#dffaff", 0.0)),
        )
    for _ in range(36):
        x, y, r = chance.between(0, pen.width), chance.between(0, pen.height), chance.between(2, 9) * pen.unit
        pen.line(oval(x, y, r), "#e6fbff", 1.4 * pen.unit, 0.5)
