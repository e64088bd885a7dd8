"""Hair, beards and hats, in head units. `behind` is drawn before the body, `over` after the face."""

from animatic.colour import darker, lighter, mix
from animatic.graph import Dress
from animatic.paint.pen import Pen
from animatic.paint.shapes import Point, arc, curve, joined, oval, poly, rect, star

LONG = ("long", "ponytail", "braids", "wavy")


def hair_behind(pen: Pen, dress: Dress, turn: float, back: bool) -> None:
    """What hangs behind neck and shoulders."""
    if back:
        return
    shift, colour, style = -0.16 * turn, darker(dress.hair, 0.14), dress.hair_style
    if style in ("long", "wavy"):
        pen.fill(
            curve(
                (shift - 0.86, -0.4),
                (shift - 1.02, 0.7),
                (shift - 0.92, 1.75),
                (shift - 0.2, 1.95),
                (0.62, 1.6),
                (0.8, 0.5),
                (0.74, -0.4),
            ),
            colour,
        )
    elif style == "bob":
        pen.fill(
            curve(
                (shift - 0.9, -0.4), (shift - 1.02, 0.5), (shift - 0.86, 1.0), (0, 1.08), (0.78, 0.92), (0.86, 0.3), (0.76, -0.4)
            ),
            colour,
        )
    elif style == "ponytail":
        pen.fill(
            curve(
                (shift - 0.7, -0.55),
                (shift - 1.35, -0.4),
                (shift - 1.5, 0.6),
                (shift - 1.25, 1.5),
                (shift - 1.1, 0.6),
                (shift - 0.75, 0.0),
            ),
            colour,
        )
    elif style == "bun":
        pen.oval(shift - 0.62, -0.86, 0.42, 0.4, colour)
    elif style == "afro":
        pen.oval(shift * 0.5, -0.38, 1.22, 1.12, colour)
    elif style == "curly":
        for x, y, r in (
            (-0.86, 0.1, 0.4),
            (-0.8, 0.55, 0.36),
            (0.76, 0.1, 0.34),
            (0.7, 0.5, 0.3),
            (-0.9, -0.35, 0.42),
            (0.8, -0.35, 0.36),
        ):
            pen.oval(shift + x, y, r, r, colour)
    elif style == "braids":
        for side in (-1, 1):
            for i in range(5):
                pen.oval(side * 0.82 + shift * 0.6, 0.55 + i * 0.3, 0.17 - 0.012 * i, 0.19, colour)
            pen.oval(side * 0.82 + shift * 0.6, 2.02, 0.08, 0.08, dress.accent)


def hair_over(pen: Pen, dress: Dress, turn: float, back: bool, hatted: bool) -> None:
    """The hair on the head: around the face, or the whole back of the head."""
    style, colour = dress.hair_style, dress.hair
    if back:
        _from_behind(pen, dress)
        return
    if style == "bald":
        pen.flat(oval(0.25, -0.62, 0.24, 0.13), lighter(dress.skin, 0.35), 0.5)
        return
    shift = 0.36 * turn
    cap = _cap(style, shift)
    if hatted:
        cap = _sides(shift)
    pen.fill(cap, colour)
    pen.rim(cap, 0.07, 0.8)
    if not hatted:
        _strands(pen, dress, shift)


def _cap(style: str, s: float) -> object:
    """The outline of the hair around the forehead, for a face shifted by s."""
    left: tuple[Point, ...] = (
        (-0.9, 0.1),
        (-0.95, -0.4),
        (-0.72, -0.92),
        (-0.1, -1.16),
        (0.52, -1.02),
        (0.86, -0.5),
        (0.84, -0.02),
    )
    fringe: dict[str, tuple[Point, ...]] = {
        "short": (
            (0.74, -0.3),
            (0.5 + s * 0.5, -0.64),
            (-0.05 + s, -0.6),
            (-0.42 + s, -0.46),
            (-0.62 + s * 0.6, -0.1),
            (-0.74, 0.15),
        ),
        "balding": (
            (0.78, -0.2),
            (0.62 + s * 0.3, -0.6),
            (0.1 + s, -1.02),
            (-0.5 + s * 0.5, -0.72),
            (-0.64 + s * 0.6, -0.1),
            (-0.76, 0.2),
        ),
        "bob": ((0.72, 0.3), (0.62 + s * 0.3, -0.34), (0.1 + s, -0.42), (-0.4 + s, -0.36), (-0.6 + s * 0.6, 0.0), (-0.7, 0.6)),
        "buzz": (
            (0.74, -0.34),
            (0.5 + s * 0.5, -0.66),
            (0 + s, -0.74),
            (-0.44 + s, -0.62),
            (-0.64 + s * 0.6, -0.2),
            (-0.76, 0.02),
        ),
    }
    side = (
        (0.74, 0.2),
        (0.66 + s * 0.25, -0.32),
        (0.28 + s * 0.9, -0.72),
        (-0.28 + s, -0.5),
        (-0.6 + s * 0.6, -0.08),
        (-0.72, 0.5),
    )
    if style == "spiky":
        return poly((-0.92, 0.1), (-1.08, -0.5), (-0.86, -0.58), (-0.9, -1.2), (-0.46, -1.0), (-0.2, -1.42), (0.12, -1.06),
        (0.5, -1.34), (0.62, -0.94),
                    (1.0, -0.9), (0.86, -0.4), (0.84, -0.1), (0.62 + s * 0.3, -0.5), (0.3 + s, -0.44), (0.1 + s, -0.64),
                    (-0.2 + s, -0.42), (-0.5 + s, -0.52), (-0.72, 0.1))  # fmt: skip
    if style in ("curly", "afro"):
        path = curve(*left, *fringe["short"])
        for x, y in (
            (-0.85, -0.3),
            (-0.66, -0.78),
            (-0.2, -1.02),
            (0.3, -1.0),
            (0.7, -0.72),
            (0.84, -0.28),
            (-0.3 + s, -0.58),
            (0.1 + s, -0.66),
        ):
            path = joined(path, oval(x, y, 0.27))
        return path
    return curve(*left, *fringe.get(style, side if style in (*LONG, "bun") else fringe["short"]))


def _sides(s: float) -> object:
    return joined(
        curve((-0.9, -0.5), (-0.94, 0.0), (-0.82, 0.42), (-0.66, 0.2), (-0.6 + s * 0.3, -0.4)),
        curve((0.86, -0.5), (0.86, 0.0), (0.76, 0.2), (0.68 + s * 0.15, -0.4)),
    )


def _strands(pen: Pen, dress: Dress, s: float) -> None:
    if dress.hair_style in ("curly", "afro", "buzz", "balding"):
        return
    light, dark = mix(dress.hair, lighter(dress.hair, 0.5), 0.5), darker(dress.hair, 0.3)
    for k, colour in ((0.0, light), (0.2, dark), (-0.25, dark)):
        pen.line(
            curve((-0.66 + k * 0.5, -0.55), (-0.25 + k, -0.98), (0.28 + k + s * 0.5, -0.9), closed=False), colour, 0.035, 0.5
        )


def _from_behind(pen: Pen, dress: Dress) -> None:
    colour, style = dress.hair, dress.hair_style
    if style == "bald":
        return
    drop = {"long": 1.9, "wavy": 1.9, "bob": 1.05, "ponytail": 0.7, "braids": 0.8}.get(style, 0.62)
    wide = 1.2 if style == "afro" else 1.0
    pen.fill(
        curve(
            (-0.9 * wide, -0.1),
            (-0.9 * wide, -0.7),
            (0, -1.16 * wide),
            (0.9 * wide, -0.7),
            (0.9 * wide, -0.1),
            (0.76, drop),
            (0, drop + 0.1),
            (-0.76, drop),
        ),
        colour,
    )
    if style == "ponytail":
        pen.fill(curve((-0.2, -0.5), (0.2, -0.5), (0.34, 0.8), (0, 1.9), (-0.34, 0.8)), lighter(colour, 0.08))
    elif style == "bun":
        pen.oval(0, -0.7, 0.45, 0.42, lighter(colour, 0.08))
    elif style == "braids":
        for side in (-1, 1):
            for i in range(5):
                pen.oval(side * 0.5, 0.7 + i * 0.3, 0.18, 0.19, colour)
    for x in (-0.4, 0.0, 0.4):
        pen.line(curve((x * 0.4, -1.0), (x, -0.3), (x * 1.1, drop - 0.2), closed=False), darker(colour, 0.25), 0.04, 0.5)


def draw_beard(pen: Pen, dress: Dress, turn: float) -> None:
    """A full beard with a moustache; the mouth is drawn over it."""
    s = 0.4 * turn
    colour = mix(dress.hair, "#b8b4ae", 0.6) if dress.age == "old" else darker(dress.hair, 0.06)
    shape = curve((-0.78, 0.0), (-0.76, 0.6), (-0.4 + s * 0.4, 1.14), (0.06 + s, 1.3), (0.5 + s * 0.5, 1.06), (0.76, 0.5),
    (0.76, 0.02),
                  (0.6 + s * 0.3, 0.36), (0.22 + s, 0.34), (0 + s, 0.4), (-0.22 + s, 0.34), (-0.56 + s * 0.6, 0.36))  # fmt: skip
    pen.fill(shape, colour)
    for x in (-0.3, 0.0, 0.3):
        pen.stroke(((x + s, 0.82), (x * 0.8 + s, 1.1)), darker(colour, 0.2), 0.03, 0.5)


def draw_hat(pen: Pen, kind: str, colour: str, turn: float, back: bool) -> None:
    """What is on the head."""
    s, dark = 0.3 * turn, darker(colour, 0.3)
    if kind == "cap":
        pen.fill(curve((-0.94, -0.36), (-0.86, -0.95), (0, -1.24), (0.82, -0.98), (0.92, -0.42), (0, -0.5)), colour)
        if not back:
            pen.fill(
                curve((-0.3 + s, -0.52), (0.5 + s, -0.62), (1.28 + s * 0.6, -0.36), (1.2 + s * 0.6, -0.26), (0.3 + s, -0.4)), dark
            )
    elif kind in ("helmet", "hard_hat"):
        pen.fill(curve((-1.0, -0.25), (-0.98, -0.9), (0, -1.36), (0.98, -0.9), (1.0, -0.25), (0, -0.4)), colour)
        pen.fill(rect(-1.12, -0.42, 2.24, 0.14, 0.07), dark)
    elif kind == "crown":
        pen.fill(
            poly((-0.74, -0.6), (-0.84, -1.36), (-0.42, -0.98), (0, -1.5), (0.42, -0.98), (0.84, -1.36), (0.74, -0.6)), "#dba93a"
        )
        for x in (-0.4, 0.0, 0.4):
            pen.oval(x, -0.78, 0.09, 0.09, "#b8313f")
    elif kind == "hood":
        ring = curve(
            (-1.06, 0.5),
            (-1.14, -0.6),
            (-0.4, -1.36),
            (0.5, -1.28),
            (1.0, -0.6),
            (0.98, 0.4),
            (0.74, 0.5),
            (0.7, -0.4),
            (0.3, -0.82),
            (-0.3, -0.8),
            (-0.64, -0.3),
            (-0.7, 0.6),
        )
        pen.fill(ring if not back else oval(0, -0.2, 1.08, 1.16), colour)
    elif kind == "headscarf":
        ring = curve(
            (-0.96, 0.9),
            (-1.04, -0.4),
            (-0.5, -1.14),
            (0.4, -1.14),
            (0.94, -0.5),
            (0.9, 0.8),
            (0.3, 1.2),
            (0.66, 0.3),
            (0.5 + s * 0.5, -0.56),
            (-0.3 + s, -0.6),
            (-0.62 + s * 0.4, 0.2),
            (-0.2, 1.16),
        )
        pen.fill(ring if not back else oval(0, 0, 1.02, 1.2), colour)
    elif kind == "wizard":
        pen.fill(curve((-0.72, -0.55), (-0.4, -1.5), (-0.3, -2.5), (0.2, -1.6), (0.74, -0.55)), colour)
        pen.fill(oval(0, -0.56, 1.34, 0.2), dark)
        pen.flat(star(0.1, -1.05, 0.16, 0.07), "#e6c65a")
    elif kind == "top_hat":
        pen.fill(rect(-0.68, -1.9, 1.36, 1.35, 0.06), colour)
        pen.fill(rect(-0.69, -0.86, 1.38, 0.22), dress_band(colour))
        pen.fill(oval(0, -0.58, 1.14, 0.15), colour)
    elif kind == "beanie":
        pen.fill(curve((-0.92, -0.34), (-0.86, -0.96), (0, -1.3), (0.86, -0.96), (0.92, -0.34)), colour)
        pen.fill(rect(-0.96, -0.62, 1.92, 0.3, 0.1), dark)
        pen.oval(0, -1.32, 0.2, 0.2, lighter(colour, 0.2))
    elif kind == "police":
        pen.fill(curve((-0.88, -0.5), (-1.04, -1.0), (0, -1.28), (1.04, -1.0), (0.88, -0.5)), colour)
        pen.fill(rect(-0.88, -0.64, 1.76, 0.2), dark)
        pen.fill(curve((-0.6 + s, -0.46), (0 + s, -0.26), (0.7 + s, -0.44), (0 + s, -0.5)), "#17161c")
        pen.flat(star(0.1 + s, -0.86, 0.18, 0.09), "#e0b84a")
    else:
        pen.fill(oval(0, -0.56, 1.36, 0.24), dark)
        pen.fill(
            curve((-0.74, -0.56), (-0.66, -1.2), (-0.2, -1.34), (0.1, -1.22), (0.5, -1.34), (0.7, -1.14), (0.76, -0.56)), colour
        )
        pen.fill(rect(-0.73, -0.82, 1.47, 0.2), dress_band(colour))
    pen.line(arc(0, -0.5, 0.8, 0.1, 20, 140), "#000000", 0.04, 0.18)


def dress_band(colour: str) -> str:
    """The band around a hat."""
    return darker(colour, 0.55)
