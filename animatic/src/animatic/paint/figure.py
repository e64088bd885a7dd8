"""One person: body, clothes, head, in the right order. Animals and robots are in `animals`, the things they hold in `props`."""

from animatic.colour import darker, mix
from animatic.graph import Dress, Figure, Piece
from animatic.life import PARTS, STILL, Life
from animatic.paint.clothes import Torso, draw_arm, draw_leg
from animatic.paint.face import draw_face, mien_of
from animatic.paint.garments import draw_scarf, draw_torso
from animatic.paint.hair import draw_beard, hair_behind, hair_over
from animatic.paint.hats import draw_hat
from animatic.paint.pen import Pen
from animatic.paint.registry import THINGS
from animatic.paint.shapes import arc, curve, limb, oval
from animatic.skeleton import Skeleton, pivot_of, rest_of, skeleton_of

HELD_SIZE = {"lantern": 0.9, "umbrella": 1.0, "sword": 1.0, "guitar": 1.0, "book": 1.1}


def draw_person(pen: Pen, figure: Figure, life: Life = STILL, parts: tuple[str, ...] = PARTS) -> None:
    """Draw a person, or parts of one, at a moment of their life; the pen stands at the feet."""
    body = skeleton_of(figure, life.pose)
    if "under" in parts and not body.pose.tip:
        lifted = bool(body.pose.lift)
        pen.shadow(0.3 * figure.height if lifted else 0.42 * figure.height * 0.8, alpha=0.2 if lifted else 0.34)
    elif "under" in parts and body.pose.lift:
        pen.shadow(0.3 * figure.height, alpha=0.2)
    with pen.turned(0, -body.pose.lift * body.height + rest_of(body)):
        pivot = pivot_of(body)
        with pen.turned(pivot[0], pivot[1], body.pose.tip), pen.turned(-pivot[0], -pivot[1]):
            if "behind" in parts:
                _behind(pen, figure, body, life)
            if "under" in parts:
                _under(pen, figure, body)
            if "head" in parts:
                _head(pen, figure, body, life)
            if "over" in parts:
                _over(pen, figure, body)


def _behind(pen: Pen, figure: Figure, body: Skeleton, life: Life) -> None:
    """The hair that lies behind the body."""
    if figure.dress.hat not in ("hood", "headscarf"):
        with pen.turned(body.head[0], body.head[1], tilt_of(body), body.radius):
            hair_behind(pen, figure.dress, face_turn(body, life), body.back)


def _under(pen: Pen, figure: Figure, body: Skeleton) -> None:
    """What lies behind the head: cloak, legs, trunk, and the far arm unless it crosses the chest."""
    dress = figure.dress
    if dress.outer in ("cloak", "cape"):
        _cloak(pen, dress, body)
    if not body.pose.front:
        draw_arm(pen, dress, body, body.far_arm, far=True)
    draw_leg(pen, dress, body, body.far_leg, far=True)
    draw_leg(pen, dress, body, body.near_leg, far=False)
    _neck(pen, dress, body)
    draw_torso(pen, dress, body)
    if dress.neck == "scarf":
        draw_scarf(pen, dress, body)


def _over(pen: Pen, figure: Figure, body: Skeleton) -> None:
    """What lies before the head: the arms and what they hold."""
    if body.pose.front:
        draw_arm(pen, figure.dress, body, body.far_arm, far=True)
    if figure.held and not body.back:
        _held(pen, figure, body)
    draw_arm(pen, figure.dress, body, body.near_arm, far=False)


def tilt_of(body: Skeleton) -> float:
    """How far the head leans, in degrees."""
    return body.pose.lean * 0.5 + body.pose.head


def face_turn(body: Skeleton, life: Life) -> float:
    """How far the face is turned from us; never so far to the front that the other ear would have to grow."""
    return body.turn if body.back else min(0.95, max(min(0.31, body.turn), body.turn + life.turn))


def _neck(pen: Pen, dress: Dress, body: Skeleton) -> None:
    r = body.radius
    pen.fill(
        limb((body.chest[0], body.chest[1] + r * 0.1), (body.head[0], body.head[1] + r * 0.5), r * 0.4, r * 0.36),
        darker(dress.skin, 0.16),
        0.6,
    )


def _cloak(pen: Pen, dress: Dress, body: Skeleton) -> None:
    torso, h = Torso(body), body.height
    shape = curve(
        torso.at(1.0, -torso.shoulder * 0.7), torso.at(0.8, -torso.shoulder * 1.3), (body.hip[0] - 0.22 * h, -0.05 * h),
        (body.hip[0] - 0.02 * h, -0.03 * h),
        (body.hip[0] + 0.15 * h, -0.05 * h), torso.at(0.8, torso.shoulder * 1.15), torso.at(1.0, torso.shoulder * 0.7),
        tension=0.35)  # fmt: skip
    pen.fill(shape, darker(dress.outer_colour, 0.25))
    pen.rim(shape, 0.01 * h)


def _skull(dress: Dress, turn: float) -> tuple[tuple[float, float], ...]:
    jaw = 0.55 if dress.sex == "female" or dress.age == "child" else 0.66
    jaw += 0.05 if dress.build == "heavy" else 0.0
    chin, s = 0.96 if dress.age != "child" else 0.86, 0.2 * turn
    return ((0, -1.0), (-0.62, -0.78), (-0.86, -0.2), (-0.8, 0.3), (-jaw + s, 0.74), (-0.2 + s * 1.4, chin), (0.2 + s * 1.5,
    chin), (jaw + s * 0.7, 0.7),
            (0.8, 0.28), (0.85, -0.2), (0.62, -0.78))  # fmt: skip


def _head(pen: Pen, figure: Figure, body: Skeleton, life: Life) -> None:
    dress, turn = figure.dress, face_turn(body, life)
    with pen.turned(body.head[0], body.head[1], tilt_of(body), body.radius):
        shape = curve(*_skull(dress, 0 if body.back else turn))
        pen.fill(shape, dress.skin, 0.9)
        if body.back:
            for side in (-1, 1):
                pen.oval(side * 0.86, 0.05, 0.13, 0.22, darker(dress.skin, 0.1))
            hair_over(pen, dress, 0, True, False)
        else:
            with pen.clipped(shape):
                pen.flat(oval(0.1, 1.22, 0.9, 0.4), darker(dress.skin, 0.3), 0.22)
            pen.rim(shape, 0.07)
            _ear(pen, dress, turn)
            if dress.beard:
                draw_beard(pen, dress, turn)
            draw_face(pen, dress, mien_of(figure.expression, life), turn)
            hair_over(pen, dress, turn, False, dress.hat in ("cap", "helmet", "hood", "headscarf", "beanie", "police", "hat"))
        if dress.top == "spacesuit":
            _bubble(pen)
        elif dress.hat:
            draw_hat(pen, dress.hat, dress.hat_colour, turn, body.back)


def _ear(pen: Pen, dress: Dress, turn: float) -> None:
    skin = mix(dress.skin, "#c05a48", 0.12)
    pen.oval(-0.84 + 0.3 * turn, 0.06, 0.14, 0.22, skin)
    pen.line(arc(-0.84 + 0.3 * turn, 0.06, 0.07, 0.12, 90, 180), darker(skin, 0.25), 0.03)
    if turn < 0.3:
        pen.oval(0.86, 0.06, 0.12, 0.21, skin)


def _bubble(pen: Pen) -> None:
    pen.flat(oval(0, -0.05, 1.42, 1.42), "#a9d8f0", 0.16)
    pen.line(oval(0, -0.05, 1.42, 1.42), "#e6eef4", 0.12)
    pen.line(arc(0, -0.05, 1.2, 1.2, 195, 70), "#ffffff", 0.1, 0.7)


def _held(pen: Pen, figure: Figure, body: Skeleton) -> None:
    painter = THINGS.get(figure.held)
    if painter is None:
        return
    piece = Piece(id=f"{figure.id}.held", kind=figure.held, seed=figure.seed)
    x, y, turn = _grip(figure, body)
    with pen.turned(x, y, turn, HELD_SIZE.get(figure.held, 1.0)):
        painter(pen, piece)


def _grip(figure: Figure, body: Skeleton) -> tuple[float, float, float]:
    """Where the foot of a held thing is, and its turn in degrees."""
    a, b, r = body.near_arm[2], body.far_arm[2], body.radius
    if body.pose.holds in PLAYED_AT:
        base = body.hip if body.pose.holds in ("belly", "lap") else body.head
        x, y, turn = PLAYED_AT[body.pose.holds]
        return base[0] + x * r, base[1] + y * r, turn
    spot = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) if body.pose.holds == "both" else a
    turn, below = GRIPS.get(figure.held, (0.0, 0.05))
    return spot[0], spot[1] + below, turn


PLAYED_AT = {"chin": (0.2, 1.25, 72.0), "mouth": (2.5, 1.25, -4.0), "belly": (1.4, 1.6, 6.0), "lap": (-1.5, 0.3, 64.0)}
"""What is played on: how far from the head, or from the hips, in halves of a head's height, and how far it is turned."""
GRIPS: dict[str, tuple[float, float]] = {
    "lantern": (0, 0.36), "flashlight": (60, 0.03), "torch": (12, 0.28), "umbrella": (-8, 0.12), "sword": (28, 0.06),
    "spear": (4, 0.9),
    "bag": (0, 0.36), "suitcase": (0, 0.52), "basket": (0, 0.32), "bucket": (0, 0.36), "balloon": (0, 0.02), "kite": (0, 0.0),
    "guitar": (62, 0.15), "violin": (70, 0.1), "gun": (0, 0.07), "phone": (0, 0.08), "camera": (0, 0.08), "book": (0, 0.14),
    "newspaper": (0, 0.2), "map": (0, 0.2), "box": (0, 0.16), "crate": (0, 0.25), "gift": (0, 0.15), "broom": (4, 0.85),
    "shovel": (4, 0.8), "axe": (14, 0.45),
    "flag": (6, 0.8), "staff": (4, 0.8), "teddy": (0, 0.2), "cup": (0, 0.05), "letter": (0, 0.09), "photo": (0, 0.12),
    "laptop": (0, 0.1),
}  # fmt: skip
"""Held things: the turn in degrees, and how far below the hand their foot is, in metres."""
