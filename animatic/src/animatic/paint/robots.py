"""One robot: a body of metal over the same joints as a person's, so that it takes every pose. Called by `animals`."""

from animatic.chance import Chance
from animatic.colour import darker, lighter
from animatic.graph import Figure, Piece
from animatic.life import STILL, Life
from animatic.paint.face import Mien, mien_of
from animatic.paint.pen import Pen
from animatic.paint.registry import THINGS
from animatic.paint.shapes import arc, bent, curve, oval, poly, rect
from animatic.skeleton import Point, Skeleton, pivot_of, rest_of, skeleton_of

METALS = ("#9fb0bd", "#b8a27c", "#8fb0a6", "#b89a94", "#a3a3b8")


def draw_robot(pen: Pen, figure: Figure, life: Life = STILL) -> None:
    """Draw a robot at a moment of its life; the pen stands at its feet."""
    body = skeleton_of(figure, life.pose)
    colour = Chance("metal", figure.id, figure.name).pick(METALS)
    if not body.pose.tip:
        pen.shadow(0.4 * figure.height, alpha=0.2 if body.pose.lift else 0.34)
    with pen.turned(0, -body.pose.lift * body.height + rest_of(body)):
        pivot = pivot_of(body)
        with pen.turned(pivot[0], pivot[1], body.pose.tip), pen.turned(-pivot[0], -pivot[1]):
            _limb(pen, body, body.far_arm, darker(colour, 0.28))
            _leg(pen, body, body.far_leg, darker(colour, 0.3))
            _leg(pen, body, body.near_leg, darker(colour, 0.14))
            _trunk(pen, body, colour)
            _head(pen, figure, body, colour, life)
            if figure.held and not body.back:
                _held(pen, figure, body)
            _limb(pen, body, body.near_arm, darker(colour, 0.1))


def _limb(pen: Pen, body: Skeleton, joints: tuple[Point, Point, Point], colour: str) -> None:
    h = body.height
    a, b, c = joints
    pen.fill(bent(a, b, c, (0.038 * h, 0.032 * h, 0.03 * h)), colour)
    pen.oval(*a, 0.048 * h, 0.048 * h, darker(colour, 0.2))
    pen.oval(*b, 0.036 * h, 0.036 * h, darker(colour, 0.3))
    pen.oval(*c, 0.046 * h, 0.046 * h, darker(colour, 0.35))


def _leg(pen: Pen, body: Skeleton, joints: tuple[Point, Point, Point], colour: str) -> None:
    h = body.height
    a, b, c = joints
    pen.fill(bent(a, b, c, (0.056 * h, 0.046 * h, 0.05 * h)), colour)
    pen.oval(*b, 0.046 * h, 0.046 * h, darker(colour, 0.3))
    pen.fill(rect(c[0] - 0.07 * h, c[1] - 0.028 * h, 0.17 * h, 0.064 * h, 0.02 * h), darker(colour, 0.25))


def _trunk(pen: Pen, body: Skeleton, colour: str) -> None:
    h, lean = body.height, body.pose.lean
    with pen.turned(body.hip[0], body.hip[1], lean):
        pen.fill(rect(-0.05 * h, -0.38 * h, 0.1 * h, 0.1 * h), darker(colour, 0.4))
        shape = rect(-0.155 * h, -0.32 * h, 0.31 * h, 0.35 * h, 0.05 * h)
        pen.fill(shape, colour)
        pen.rim(shape, 0.012 * h)
        if body.back:
            for i in range(4):
                pen.flat(rect(-0.08 * h, (-0.26 + 0.05 * i) * h, 0.16 * h, 0.02 * h, 0.01 * h), darker(colour, 0.45))
            return
        x = 0.05 * h * body.turn
        pen.fill(rect(x - 0.09 * h, -0.25 * h, 0.18 * h, 0.13 * h, 0.02 * h), "#2c3640")
        for i, tint in enumerate(("#ff6a50", "#ffd35a", "#6aff9a")):
            pen.shine(oval(x + (i - 1) * 0.05 * h, -0.185 * h, 0.016 * h), tint)


def _head(pen: Pen, figure: Figure, body: Skeleton, colour: str, life: Life) -> None:
    tilt = body.pose.lean * 0.5 + body.pose.head
    with pen.turned(body.head[0], body.head[1], tilt, body.radius):
        pen.stroke(((0, -0.9), (0, -1.45)), "#6a747e", 0.1)
        pen.shine(oval(0, -1.5, 0.17), "#ff5a45")
        shape = rect(-1.22, -0.95, 2.44, 1.9, 0.5)
        pen.fill(shape, lighter(colour, 0.1))
        pen.rim(shape, 0.07)
        for side in (-1, 1):
            pen.fill(rect(side * 1.26 - 0.14, -0.3, 0.28, 0.6, 0.1), darker(colour, 0.3))
        if not body.back:
            _face(pen, mien_of(figure.expression, life), 0.28 * (body.turn + life.turn))


def _face(pen: Pen, mien: Mien, shift: float) -> None:
    """Eyes of light on a dark screen; they and the mouth show what it feels."""
    pen.fill(rect(-0.98 + shift, -0.62, 1.96, 1.2, 0.36), "#1c242c")
    for side in (-1, 1):
        x, y = shift + side * 0.46, -0.16
        if mien.open < 0.2:
            pen.line(arc(x, y, 0.24, 0.16, 0 if mien.smile < 0.5 else 180, 180), "#6fe8ff", 0.1, shine=True)
            continue
        pen.shine(oval(x, y, 0.24, 0.25 * min(1.25, mien.open)), "#6fe8ff")
        lid = mien.slant * 0.2
        if abs(lid) > 0.05:
            low, high = y - 0.2 + side * lid, y - 0.2 - side * lid
            pen.flat(poly((x - 0.3, y - 0.34), (x + 0.3, y - 0.34), (x + 0.3, low), (x - 0.3, high)), "#1c242c")
        pen.glow(x, y, 0.8, "#6fe8ff", 0.55)
    wide, bend = 0.3 * mien.wide, 0.16 * mien.smile
    if mien.mouth > 0.04:
        pen.shine(oval(shift, 0.34, wide * 0.8, 0.05 + 0.16 * mien.mouth), "#6fe8ff", 0.9)
    else:
        mouth = curve((shift - wide, 0.32 - bend), (shift, 0.32 + bend), (shift + wide, 0.32 - bend), closed=False)
        pen.line(mouth, "#6fe8ff", 0.08, 0.9, shine=True)


def _held(pen: Pen, figure: Figure, body: Skeleton) -> None:
    painter = THINGS.get(figure.held)
    if painter is not None:
        with pen.turned(body.near_arm[2][0], body.near_arm[2][1] + 0.06):
            painter(pen, Piece(id=f"{figure.id}.held", kind=figure.held, seed=figure.seed))
