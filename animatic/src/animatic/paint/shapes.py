"""Paths in local metres, y downwards from the ground. Used by every painter."""

import math
from collections.abc import Sequence

import skia

Point = tuple[float, float]


def poly(*points: Point) -> skia.Path:
    """A closed polygon."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    return path


def curve(*points: Point, closed: bool = True, tension: float = 0.5) -> skia.Path:
    """A smooth line through the points (Catmull-Rom)."""
    path, n = skia.Path(), len(points)
    path.moveTo(*points[0])
    for i in range(n if closed else n - 1):
        p0 = points[i - 1] if closed or i > 0 else points[i]
        p1, p2 = points[i], points[(i + 1) % n]
        p3 = points[(i + 2) % n] if closed or i + 2 < n else p2
        k = tension / 3 * 2
        path.cubicTo(
            p1[0] + (p2[0] - p0[0]) * k / 2,
            p1[1] + (p2[1] - p0[1]) * k / 2,
            p2[0] - (p3[0] - p1[0]) * k / 2,
            p2[1] - (p3[1] - p1[1]) * k / 2,
            *p2,
        )
    if closed:
        path.close()
    return path


def rect(x: float, y: float, width: float, height: float, radius: float = 0.0) -> skia.Path:
    """A rectangle, with round corners if wanted."""
    path, bounds = skia.Path(), skia.Rect.MakeXYWH(x, y, width, height)
    if radius:
        path.addRRect(skia.RRect.MakeRectXY(bounds, radius, radius))
    else:
        path.addRect(bounds)
    return path


def box(width: float, height: float, y: float = 0.0, x: float = 0.0, radius: float = 0.0) -> skia.Path:
    """A rectangle that stands on y, centred on x."""
    return rect(x - width / 2, y - height, width, height, radius)


def oval(x: float, y: float, rx: float, ry: float | None = None) -> skia.Path:
    """An ellipse around (x, y)."""
    ry = rx if ry is None else ry
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return path


def limb(a: Point, b: Point, wide: float, narrow: float) -> skia.Path:
    """A round-ended bar from a to b that tapers from one half-width to the other."""
    angle = math.atan2(b[1] - a[1], b[0] - a[0])
    spots = [_around(b, narrow, angle - math.pi / 2 + k * math.pi / 4) for k in range(5)]
    spots += [_around(a, wide, angle + math.pi / 2 + k * math.pi / 4) for k in range(5)]
    return curve(*spots)


def bent(a: Point, b: Point, c: Point, widths: tuple[float, float, float]) -> skia.Path:
    """A limb with a joint at b, as one outline: half-widths at a, b and c. (A path union loses parts here: its edges touch.)"""
    first, last = math.atan2(b[1] - a[1], b[0] - a[0]), math.atan2(c[1] - b[1], c[0] - b[0])
    bend = math.remainder(last - first, math.tau)
    middle, w = first + bend / 2, widths[1] / max(0.72, math.cos(bend / 2))
    spots = [_around(a, widths[0], first + math.pi / 2 + k * math.pi / 4) for k in range(5)]
    spots += [_around(b, w, middle - math.pi / 2)]
    spots += [_around(c, widths[2], last - math.pi / 2 + k * math.pi / 4) for k in range(5)]
    spots += [_around(b, w, middle + math.pi / 2)]
    return curve(*spots)


def _around(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def joined(a: skia.Path, b: skia.Path) -> skia.Path:
    """The union of two paths."""
    result = skia.Op(a, b, skia.PathOp.kUnion_PathOp)
    return result if result is not None else a


def cut(a: skia.Path, b: skia.Path) -> skia.Path:
    """The first path without the second."""
    result = skia.Op(a, b, skia.PathOp.kDifference_PathOp)
    return result if result is not None else a


def within(a: skia.Path, b: skia.Path) -> skia.Path:
    """What both paths cover."""
    result = skia.Op(a, b, skia.PathOp.kIntersect_PathOp)
    return result if result is not None else a


def arc(x: float, y: float, rx: float, ry: float, start: float, sweep: float) -> skia.Path:
    """An open arc, degrees clockwise from the right."""
    path = skia.Path()
    path.addArc(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), start, sweep)
    return path


def star(x: float, y: float, outer: float, inner: float, points: int = 5, turn: float = -90) -> skia.Path:
    """A star."""
    spots: Sequence[Point] = [
        (
            x + (outer if i % 2 == 0 else inner) * math.cos(math.radians(turn + 180 * i / points)),
            y + (outer if i % 2 == 0 else inner) * math.sin(math.radians(turn + 180 * i / points)),
        )
        for i in range(2 * points)
    ]
    return poly(*spots)
