"""What goes on four legs, heading to the right: one body plan with the proportions of each kind. Called by `animals`."""

import math
from dataclasses import dataclass

import skia

from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.shapes import Point, bent, curve, limb, oval, poly


@dataclass(frozen=True, slots=True)
class Beast:
    """The proportions of a four-legged animal, in parts of its shoulder height."""

    long: float
    leg: float
    thick: float
    head: float
    snout: float
    neck: float
    ears: str
    tail: str
    fur: tuple[str, ...]
    mane: bool = False
    waist: float = 0.72
    """How thick the belly is before the hind legs, as a part of the chest."""
    hoof: bool = False
    hump: float = 0.0
    """How far the back rises in its middle."""


BEASTS: dict[str, Beast] = {
    "dog": Beast(1.0, 0.44, 0.19, 0.2, 0.19, 0.3, "flop", "up", ("#a8703f", "#d8b486", "#4a3a32", "#e6ddd0"), waist=0.6),
    "wolf": Beast(1.1, 0.46, 0.19, 0.18, 0.22, 0.26, "point", "down", ("#6f737a", "#8a8478"), waist=0.6),
    "fox": Beast(1.1, 0.4, 0.17, 0.2, 0.22, 0.22, "point", "bush", ("#d0662a",), waist=0.62),
    "cat": Beast(0.95, 0.36, 0.18, 0.27, 0.05, 0.24, "point", "curl",
        ("#d08a4a", "#4a4648", "#a8a4a0", "#e8e0d4", "#2c2a2e"), waist=0.8),
    "horse": Beast(1.0, 0.55, 0.19, 0.13, 0.24, 0.46, "point", "hair", ("#7a4a2c", "#4a3226", "#c9b292", "#33302f"), mane=True,
        waist=0.84, hoof=True),
    "cow": Beast(1.2, 0.42, 0.27, 0.16, 0.2, 0.18, "flop", "thin", ("#f0ebe2", "#8a5432"), waist=1.02, hoof=True),
    "sheep": Beast(1.05, 0.34, 0.3, 0.17, 0.14, 0.22, "flop", "none", ("#efe8da",), waist=1.0, hoof=True, hump=0.04),
    "pig": Beast(1.2, 0.26, 0.32, 0.22, 0.13, 0.12, "flop", "curlet", ("#e8a8a0",), waist=1.02, hoof=True, hump=0.05),
    "bear": Beast(1.05, 0.34, 0.32, 0.21, 0.13, 0.18, "round", "none", ("#5a3d2a", "#3a2c26"), waist=0.96, hump=0.05),
    "rabbit": Beast(0.8, 0.2, 0.3, 0.28, 0.06, 0.22, "long", "dot", ("#b8a48c", "#efeae2", "#7a6a5a"), waist=1.12, hump=0.12),
    "mouse": Beast(0.95, 0.12, 0.34, 0.3, 0.2, 0.06, "round", "whip", ("#8f8a8a", "#b09a86"), waist=1.15, hump=0.14),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gait:
    """What the legs and the tail do; `phase` goes from 0 to 1 in one round."""

    running: bool = False
    lying: bool = False
    flat: bool = False
    """Of who lies: stretched out on the belly, the head down."""
    phase: float = 0.0

    def stride(self, leg: int) -> float:
        """How far a leg is forward, -1 to 1; diagonal legs go together."""
        return math.cos(math.tau * (self.phase + 0.5 * leg))

    def raised(self, leg: int) -> float:
        """How high its foot is: only on the way forward."""
        return max(0.0, -math.sin(math.tau * (self.phase + 0.5 * leg)))

    @property
    def wag(self) -> float:
        """Where the tail is, -1 to 1."""
        return math.sin(math.tau * self.phase)


def draw_beast(pen: Pen, b: Beast, piece: Piece, gait: Gait, expression: str) -> None:
    """The animal, its shoulders one high; the pen stands at its feet."""
    fur, half = piece.colour or b.fur[0], b.long / 2
    drop = b.leg * (0.98 if gait.flat else 0.72) if gait.lying else 0.0
    middle = -(b.leg + b.thick) + drop
    pen.shadow(b.long * 1.1)
    legs = ((-half * 0.66, 1, True), (half * 0.7, 0, True), (-half * 0.78, 0, False), (half * 0.8, 1, False))
    for x, leg, far in legs[:2]:
        _leg(pen, b, (x, middle), leg, gait, darker(fur, 0.28), far)
    with pen.turned(-half * 0.96, middle - b.thick * 0.5, (-78 if gait.flat and b.tail == "up" else 0) + 9 * gait.wag):
        _tail(pen, b, fur)
    body = _trunk(b, half, middle)
    pen.fill(body, fur)
    with pen.clipped(body):
        pen.flat(oval(half * 0.05, middle + b.thick * 1.1, half * 1.05, b.thick * 0.5), lighter(fur, 0.35), 0.4)
    pen.rim(body, 0.02)
    _markings(pen, piece.kind, b, fur, middle)
    for x, leg, far in legs[2:]:
        _leg(pen, b, (x, middle), leg, gait, fur, far)
    _head(pen, b, fur, (half * 0.86, middle - b.thick * 0.5), expression, down=gait.flat)


def _trunk(b: Beast, half: float, middle: float) -> skia.Path:
    """Chest, back, rump and belly as one outline."""
    t, low = b.thick, b.thick * b.waist
    return curve(
        (-half * 1.0, middle - t * 0.15), (-half * 0.8, middle - t * 0.92 - b.hump * 0.4),
        (-half * 0.2, middle - t * 0.86 - b.hump),
        (half * 0.45, middle - t * 0.92 - b.hump * 0.4), (half * 0.86, middle - t * 0.98), (half * 1.06, middle - t * 0.1),
        (half * 0.82, middle + t * 0.86), (half * 0.3, middle + t * 0.95), (-half * 0.35, middle + low),
        (-half * 0.78, middle + low * 0.92), (-half * 1.0, middle + t * 0.5),
    )  # fmt: skip


def _leg(pen: Pen, b: Beast, root: Point, leg: int, gait: Gait, colour: str, far: bool) -> None:
    """One leg: thigh or shoulder, the joint that bends back behind and forward in front, and its foot."""
    x, middle = root
    hind = x < 0
    spread = 0.26 if gait.running else 0.0
    step, up = spread * gait.stride(leg), gait.raised(leg) if gait.running else 0.0
    bend = -0.075 if hind else 0.02
    knee = (x + step * 0.4 + up * 0.1 + bend, -b.leg * 0.46 - up * 0.05)
    foot = (x + step + (0.02 if hind else 0.0), -0.035 - (0.08 if gait.running and leg == 0 and not gait.phase else 0.14 * up))
    if gait.lying:
        low = 0.02 if gait.flat else 0.0
        knee, foot = (x + 0.12, -0.06 + low), (x + 0.26, -0.04 + low)
    thigh = b.thick * (0.62 if hind else 0.44)
    shape = bent(
        (x + (0.03 if hind else 0.0), middle + b.thick * 0.25),
        knee,
        foot,
        (thigh, b.thick * 0.22 + 0.012, b.thick * 0.16 + 0.012),
    )
    pen.fill(shape, colour)
    if not far:
        pen.rim(shape, 0.015)
    sole = b.thick * 0.22 + 0.03
    if b.hoof:
        hoof = ((-0.7, -0.03), (0.7, -0.03), (0.9, 0.035), (-0.8, 0.035))
        pen.fill(poly(*((foot[0] + sole * x, foot[1] + y) for x, y in hoof)), "#3a312c")
    else:
        pen.fill(oval(foot[0] + sole * 0.4, foot[1], sole, 0.038), darker(colour, 0.12))


def _markings(pen: Pen, kind: str, b: Beast, fur: str, middle: float) -> None:
    half, back = b.long / 2, middle - b.thick
    if kind == "cow":
        for x, y, r in ((-0.3, back + 0.14, 0.14), (0.15, middle, 0.12), (0.4, back + 0.1, 0.1)):
            pen.flat(oval(x, y, r, r * 0.8), "#3a302c")
        pen.oval(-half * 0.45, middle + b.thick * 1.02, 0.1, 0.07, "#e8b0a8")
    elif kind == "sheep":
        for i in range(9):
            pen.oval(-half + i * b.long / 8, back + 0.05 + 0.04 * (i % 2), 0.15, 0.15, fur)
            pen.oval(-half + i * b.long / 8, middle + b.thick * 0.75, 0.13, 0.13, darker(fur, 0.06))
    elif kind == "cat":
        for i in range(4):
            x = -half * 0.5 + i * half * 0.36
            pen.line(
                curve((x, back + 0.04), (x - 0.03, back + 0.13), (x + 0.01, back + 0.2), closed=False),
                darker(fur, 0.3),
                0.03,
                0.6,
            )


def _tail(pen: Pen, b: Beast, fur: str) -> None:
    if b.tail == "up":
        pen.fill(bent((0.02, 0.02), (-0.15, -0.12), (-0.15, -0.34), (0.06, 0.05, 0.02)), fur)
    elif b.tail in ("down", "bush"):
        wide = 0.12 if b.tail == "bush" else 0.07
        pen.fill(bent((0.04, 0), (-0.22, 0.12), (-0.44, 0.2), (0.05, wide, 0.03)), fur)
        if b.tail == "bush":
            pen.oval(-0.45, 0.2, 0.08, 0.06, "#f4ece0")
    elif b.tail == "curl":
        pen.line(curve((0.03, 0.02), (-0.2, -0.02), (-0.3, -0.28), (-0.2, -0.48), (-0.12, -0.4), closed=False), fur, 0.075)
    elif b.tail == "hair":
        strands = curve((0.04, -0.06), (-0.12, 0.0), (-0.17, 0.26), (-0.13, 0.56), (-0.04, 0.44), (0.0, 0.14))
        pen.fill(strands, darker(fur, 0.5))
    elif b.tail in ("thin", "curlet"):
        pen.line(curve((0.02, 0), (-0.1, 0.08), (-0.09, 0.38), closed=False), darker(fur, 0.2), 0.03)
        if b.tail == "thin":
            pen.oval(-0.09, 0.42, 0.04, 0.06, darker(fur, 0.4))
    elif b.tail == "whip":
        pen.line(curve((0.05, 0.3), (-0.2, 0.42), (-0.5, 0.3), (-0.72, 0.38), closed=False), "#c9968c", 0.035)
    elif b.tail == "dot":
        pen.oval(0.0, 0.05, 0.1, 0.1, "#f6f2ec")


def _head(pen: Pen, b: Beast, fur: str, root: Point, expression: str, down: bool = False) -> None:
    x, y = root[0] + b.neck * 0.6, root[1] - b.neck * 0.85
    if down:
        x, y = root[0] + b.neck * 0.5, -b.head * 1.15
    wide = b.thick * (0.82 if b.neck < 0.4 else 0.66)
    neck = bent(
        (root[0] - 0.06, root[1] + 0.06), ((root[0] + x) / 2 + 0.02, (root[1] + y) / 2), (x, y), (wide, wide * 0.8, b.head * 0.72)
    )
    pen.fill(neck, fur)
    if b.mane:
        crest = curve(
            (root[0] - 0.2, root[1] - 0.02),
            (root[0] - 0.02, root[1] - 0.26),
            (x - 0.14, y - 0.12),
            (x + 0.02, y - 0.2),
            (x - 0.02, y),
            (root[0] + 0.04, root[1] - 0.1),
        )
        pen.fill(crest, darker(fur, 0.55))
    _ears(pen, b, fur, x, y, far=True)
    r, s = b.head, b.snout
    muzzle = mix(fur, "#f4ece0", 0.12 if b.mane else 0.35)
    tip = (x + r * 0.5 + s, y + r * (0.85 if b.mane else 0.42))
    skull = oval(x, y, r, r * 0.92)
    pen.fill(skull, fur)
    pen.fill(limb((x + r * 0.25, y + r * 0.22), tip, r * 0.6, r * (0.42 if b.mane else 0.34)), fur if b.mane else muzzle, 0.7)
    _ears(pen, b, fur, x, y, far=False)
    pen.oval(tip[0] + r * 0.24, tip[1] - r * 0.12, r * 0.15, r * 0.12, "#1f1a1c")
    if expression in ("asleep", "calm", "tired"):
        pen.stroke(((x + r * 0.1, y - r * 0.1), (x + r * 0.4, y - r * 0.06)), "#1f1a1c", r * 0.09)
    else:
        pen.flat(oval(x + r * 0.3, y - r * 0.16, r * 0.16, r * 0.19), "#16130f")
        pen.shine(oval(x + r * 0.35, y - r * 0.22, r * 0.06), "#ffffff")
    pen.stroke(((x + r * 0.6, tip[1] + r * 0.26), (tip[0] + r * 0.1, tip[1] + r * 0.16)), darker(fur, 0.6), r * 0.06)
    if s < 0.22 and b.tail in ("curl", "whip"):
        for k in (-0.1, 0.0, 0.1):
            pen.stroke((tip, (tip[0] + r * 0.2, tip[1] + r * (0.2 + 4 * k))), "#f4f0ea", 0.01, 0.7)


def _ears(pen: Pen, b: Beast, fur: str, x: float, y: float, far: bool) -> None:
    r, dx, colour = b.head, 0.06 if far else -0.06, darker(fur, 0.3 if far else 0.12)
    if b.ears == "point":
        tall = 1.5 if b.mane else 1.65
        pen.fill(
            poly((x + dx - r * 0.42, y - r * 0.55), (x + dx - r * 0.12, y - r * tall), (x + dx + r * 0.34, y - r * 0.7)), colour
        )
    elif b.ears == "long":
        pen.fill(limb((x + dx, y - r * 0.6), (x + dx - 0.1, y - r * 2.3), 0.07, 0.05), colour)
    elif b.ears == "round":
        wide = 0.62 if b.tail == "whip" else 0.42
        pen.oval(x + dx * 2, y - r * 0.9, r * wide, r * wide, colour)
        if not far:
            pen.flat(oval(x + dx * 2, y - r * 0.88, r * wide * 0.6, r * wide * 0.6), "#e0a8a0", 0.7)
    elif not far:
        ear = curve(
            (x - r * 0.5, y - r * 0.75), (x - r * 0.98, y + r * 0.1), (x - r * 0.6, y + r * 0.62), (x - r * 0.1, y - r * 0.3)
        )
        pen.fill(ear, darker(fur, 0.3))
