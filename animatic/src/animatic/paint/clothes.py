"""Clothes on a posed body, in metres: trousers, skirts, tops, coats and what belongs to them. Called by `figure`."""

import math

import skia

from animatic.colour import darker
from animatic.graph import Dress
from animatic.paint.pen import Pen
from animatic.paint.shapes import Point, bent, curve, limb, poly
from animatic.skeleton import Skeleton

LONG_COATS = ("coat", "raincoat", "lab_coat", "robe", "cloak")
SKIRTED = ("dress", "gown", "skirt", "robe", "kimono")
BARE_ARMS = ("t_shirt", "dress", "vest", "overalls")


class Torso:
    """A frame along the spine: u goes from hip (0) to neck (1), v from the back (-1) to the front (1), in half-widths."""

    def __init__(self, body: Skeleton) -> None:
        """The frame of a posed body."""
        self.body, h, b = body, body.height, body.build
        narrow = 1 - 0.34 * body.turn
        self.shoulder, self.waist, self.hips = b.shoulder * h * narrow, b.waist * h * narrow * 1.06, b.hip * h * narrow * 1.08
        dx, dy = body.chest[0] - body.hip[0], body.chest[1] - body.hip[1]
        length = math.hypot(dx, dy) or 1.0
        self.along, self.across = (dx, dy), (-dy / length, dx / length)

    def at(self, u: float, v: float) -> Point:
        """A point of the frame; v in metres."""
        x = self.body.hip[0] + self.along[0] * u + self.across[0] * v
        return x, self.body.hip[1] + self.along[1] * u + self.across[1] * v

    def half(self, u: float) -> float:
        """Half the width at u."""
        if u > 0.45:
            k = (u - 0.45) / 0.55
            return self.waist + (self.shoulder - self.waist) * min(1.0, k * 1.25)
        return self.hips + (self.waist - self.hips) * u / 0.45

    def front(self, u: float) -> Point:
        """The middle of the chest as we see it."""
        return self.at(u, self.half(u) * 0.62 * self.body.turn)

    def outline(self, loose: float = 0.0, low: float = -0.06) -> skia.Path:
        """The body from shoulders to hips, made wider by so many parts of the height."""
        extra = loose * self.body.height
        s, w, p = self.shoulder + extra * 0.6, self.waist + extra, self.hips + extra
        return curve(
            self.at(1.03, -0.28 * s), self.at(0.985, -0.6 * s), self.at(0.92, -0.9 * s), self.at(0.76, -s), self.at(0.45, -w),
            self.at(low, -p), self.at(low - 0.03, 0), self.at(low, p),
            self.at(0.45, w), self.at(0.76, s), self.at(0.92, 0.9 * s), self.at(0.985, 0.6 * s), self.at(1.03, 0.28 * s),
            tension=0.42)  # fmt: skip


def hull(points: list[Point]) -> list[Point]:
    """The convex hull, anticlockwise on paper."""
    spots = sorted(set(points))
    if len(spots) < 3:
        return spots

    def half(ordered: list[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in ordered:
            while len(kept) > 1 and (kept[-1][0] - kept[-2][0]) * (p[1] - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (
                p[0] - kept[-2][0]
            ):
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return half(spots) + half(spots[::-1])


def _between(a: Point, b: Point, k: float) -> Point:
    return a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k


def draw_leg(pen: Pen, dress: Dress, body: Skeleton, joints: tuple[Point, Point, Point], far: bool) -> None:
    """One leg with trousers or bare, and its shoe."""
    h, wide = body.height, body.build.limb * body.height * 1.24
    hip, knee, ankle = joints
    bare = dress.bottom in ("skirt", "shorts") or dress.top in ("dress", "gown") or dress.outer == "robe"
    skin = darker(dress.skin, 0.1) if far else dress.skin
    cloth = darker(dress.bottom_colour, 0.18) if far else dress.bottom_colour
    if dress.top == "spacesuit" or dress.top == "armor":
        cloth, bare, wide = (darker(dress.top_colour, 0.2) if far else dress.top_colour), False, wide * 1.22
    shape = bent(hip, knee, ankle, (wide, wide * 0.8, wide * (0.58 if bare else 0.7)))
    pen.fill(shape, skin if bare else cloth)
    if bare and dress.bottom == "shorts" and dress.top not in ("dress", "gown"):
        pen.fill(limb(hip, _between(hip, knee, 0.8), wide * 1.12, wide * 1.06), cloth)
    pen.rim(shape, 0.008 * h)
    _shoe(pen, dress, body, (knee, ankle), far)


def _shoe(pen: Pen, dress: Dress, body: Skeleton, shin: tuple[Point, Point], far: bool) -> None:
    h, (knee, ankle) = body.height, shin
    colour = darker(dress.shoes_colour, 0.2) if far else dress.shoes_colour
    flat = abs(ankle[0] - knee[0]) < abs(ankle[1] - knee[1]) * 1.3
    turn = 0.0 if flat else math.degrees(math.atan2(ankle[1] - knee[1], ankle[0] - knee[0])) - 90
    out = 0.16 if body.back else max(0.45, body.turn)
    with pen.turned(ankle[0], ankle[1], turn):
        wide, long = 0.028 * h, 0.1 * h * out
        if dress.shoes == "boots":
            pen.fill(limb((0, -0.09 * h), (0, 0), wide * 1.15, wide * 1.05), colour)
        sole = 0.034 * h
        pen.fill(
            curve(
                (-wide, -0.02 * h),
                (wide * 0.9, -0.022 * h),
                (long, sole * 0.3),
                (long * 1.12, sole),
                (-wide * 1.15, sole),
                tension=0.3,
            ),
            colour,
        )
        pen.flat(
            poly((-wide * 1.15, sole * 0.86), (long * 1.12, sole * 0.86), (long * 1.12, sole), (-wide * 1.15, sole)),
            "#17151a",
            0.6,
        )


def draw_arm(pen: Pen, dress: Dress, body: Skeleton, joints: tuple[Point, Point, Point], far: bool) -> None:
    """One arm with its sleeve and hand."""
    h, wide = body.height, body.build.limb * body.height
    shoulder, elbow, hand = joints
    cover = dress.outer if dress.outer and dress.outer not in ("vest", "apron", "cape") else dress.top
    colour = dress.outer_colour if cover == dress.outer else dress.top_colour
    skin = dress.skin
    if far:
        colour, skin = darker(colour, 0.14), darker(skin, 0.1)
    thick = wide * (1.18 if dress.outer or cover in ("hoodie", "sweater", "spacesuit", "armor") else 1.0)
    fore = limb(elbow, hand, wide * 0.72, wide * 0.56)
    pen.fill(fore, skin)
    _hand(pen, skin, elbow, hand, wide)
    if cover in BARE_ARMS:
        sleeve = limb(shoulder, _between(shoulder, elbow, 0.7), thick * 1.05, thick)
        pen.fill(limb(shoulder, elbow, wide * 0.9, wide * 0.72), skin)
    else:
        cuff = _between(elbow, hand, 0.84)
        end = thick * (1.15 if cover in ("robe", "cloak") else 0.78)
        sleeve = bent(shoulder, elbow, cuff, (thick * 1.02, thick * 0.9, end))
    pen.fill(sleeve, colour)
    pen.rim(sleeve, 0.009 * h)
    if cover not in BARE_ARMS:
        pen.line(
            curve(_between(shoulder, elbow, 0.8), elbow, _between(elbow, hand, 0.2), closed=False),
            darker(colour, 0.35),
            0.004 * h,
            0.5,
        )


def _hand(pen: Pen, skin: str, elbow: Point, hand: Point, wide: float) -> None:
    angle = math.degrees(math.atan2(hand[1] - elbow[1], hand[0] - elbow[0]))
    with pen.turned(hand[0], hand[1], angle):
        pen.fill(
            curve(
                (-wide * 0.4, -wide * 0.62),
                (wide * 0.9, -wide * 0.72),
                (wide * 1.5, -wide * 0.2),
                (wide * 1.35, wide * 0.5),
                (-wide * 0.3, wide * 0.62),
            ),
            skin,
        )
        pen.fill(
            curve((wide * 0.1, -wide * 0.4), (wide * 0.8, -wide * 1.05), (wide * 1.05, -wide * 0.85), (wide * 0.6, -wide * 0.2)),
            skin,
            0.6,
        )


def draw_skirt(pen: Pen, dress: Dress, body: Skeleton, colour: str, length: float, flare: float) -> None:
    """Cloth from the hips over the legs; length 1 reaches the knees, 2 the ankles."""
    torso, h = Torso(body), body.height
    points = [
        torso.at(0.3, -torso.waist * 1.02),
        torso.at(0.3, torso.waist * 1.02),
        torso.at(-0.05, -torso.hips * 1.15),
        torso.at(-0.05, torso.hips * 1.15),
    ]
    for _, knee, ankle in (body.near_leg, body.far_leg):
        hip = body.hip
        end = _between(hip, knee, length) if length <= 1 else _between(knee, ankle, length - 1)
        spread = flare * h
        points += [(end[0] - spread, end[1]), (end[0] + spread, end[1])]
        if length > 1:
            points += [(knee[0] - spread * 0.6, knee[1]), (knee[0] + spread * 0.6, knee[1])]
    shape = curve(*hull(points), tension=0.28)
    pen.fill(shape, colour)
    pen.rim(shape, 0.009 * h)
    low = max(p[1] for p in points)
    for v in (-0.5, 0.15, 0.6):
        top = torso.at(0.05, torso.hips * v)
        pen.stroke((top, (top[0] + v * flare * h * 0.8, low - 0.03 * h)), darker(colour, 0.35), 0.004 * h, 0.5)
