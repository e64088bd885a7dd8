"""Hair and beards, in head units. `behind` is drawn before the body, `over` after the face."""

import skia

from animatic.colour import darker, lighter, mix
from animatic.graph import Dress
from animatic.paint.pen import Pen
from animatic.paint.shapes import Point, arc, curve, joined, oval, poly

LONG = ("long", "ponytail", "braids", "wavy")

Following = tuple[float, float, float]
"""A point, and how far it goes along when the face turns: 0 stays, 1 goes all the way."""

HANGING: dict[str, tuple[Following, ...]] = {
    "long": (
        (-0.86, -0.4, 1),
        (-1.02, 0.7, 1),
        (-0.92, 1.75, 1),
        (-0.2, 1.95, 1),
        (0.62, 1.6, 0),
        (0.8, 0.5, 0),
        (0.74, -0.4, 0),
    ),
    "bob": ((-0.9, -0.4, 1), (-1.02, 0.5, 1), (-0.86, 1.0, 1), (0, 1.08, 0), (0.78, 0.92, 0), (0.86, 0.3, 0), (0.76, -0.4, 0)),
    "ponytail": ((-0.7, -0.55, 1), (-1.35, -0.4, 1), (-1.5, 0.6, 1), (-1.25, 1.5, 1), (-1.1, 0.6, 1), (-0.75, 0.0, 1)),
}
HANGING["wavy"] = HANGING["long"]
CURLS = ((-0.86, 0.1, 0.4), (-0.8, 0.55, 0.36), (0.76, 0.1, 0.34), (0.7, 0.5, 0.3), (-0.9, -0.35, 0.42), (0.8, -0.35, 0.36))
"""Where curls show beside the neck, and how large they are."""
RIM_OF_CURLS = (
    *((-0.8, -0.5), (-0.84, -0.05), (-0.72, 0.36), (-0.36, 0.5), (0.08, 0.52), (0.48, 0.44), (0.78, 0.14), (0.86, -0.32)),
    *((0.62, -0.76), (0.2, -0.98), (-0.34, -0.94)),
)
"""Where curls stand out around a head that is seen from behind."""
CROWN: tuple[Point, ...] = (
    (-0.9, 0.1),
    (-0.95, -0.4),
    (-0.72, -0.92),
    (-0.1, -1.16),
    (0.52, -1.02),
    (0.86, -0.5),
    (0.84, -0.02),
)
FRINGES: dict[str, tuple[Following, ...]] = {
    "short": ((0.74, -0.3, 0), (0.5, -0.64, 0.5), (-0.05, -0.6, 1), (-0.42, -0.46, 1), (-0.62, -0.1, 0.6), (-0.74, 0.15, 0)),
    "balding": ((0.76, -0.2, 0), (0.64, -0.56, 0.3), (0.16, -0.86, 0.5), (-0.44, -0.7, 0.5), (-0.64, -0.1, 0.6), (-0.76, 0.2, 0)),
    "bob": ((0.72, 0.3, 0), (0.62, -0.34, 0.3), (0.1, -0.42, 1), (-0.4, -0.36, 1), (-0.6, 0.0, 0.6), (-0.7, 0.6, 0)),
    "buzz": ((0.74, -0.34, 0), (0.5, -0.66, 0.5), (0, -0.74, 1), (-0.44, -0.62, 1), (-0.64, -0.2, 0.6), (-0.76, 0.02, 0)),
    "side": ((0.74, 0.2, 0), (0.66, -0.32, 0.25), (0.28, -0.72, 0.9), (-0.28, -0.5, 1), (-0.6, -0.08, 0.6), (-0.72, 0.5, 0)),
}
CAP_CURLS: tuple[Following, ...] = (
    (-0.85, -0.3, 0),
    (-0.66, -0.78, 0),
    (-0.2, -1.02, 0),
    (0.3, -1.0, 0),
    (0.7, -0.72, 0),
    (0.84, -0.28, 0),
    (-0.3, -0.58, 1),
    (0.1, -0.66, 1),
)


def hair_behind(pen: Pen, dress: Dress, turn: float, back: bool) -> None:
    """What hangs behind neck and shoulders."""
    if back:
        return
    shift, colour, style = -0.16 * turn, darker(dress.hair, 0.14), dress.hair_style
    if style in HANGING:
        pen.fill(curve(*((x + shift * follows, y) for x, y, follows in HANGING[style])), colour)
    elif style == "bun":
        pen.oval(shift - 0.62, -0.86, 0.42, 0.4, colour)
    elif style == "afro":
        pen.oval(shift * 0.5, -0.38, 1.22, 1.12, colour)
    elif style == "curly":
        for x, y, r in CURLS:
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


def _cap(style: str, s: float) -> skia.Path:
    """The outline of the hair around the forehead, for a face shifted by s."""
    if style == "spiky":
        return poly((-0.92, 0.1), (-1.08, -0.5), (-0.86, -0.58), (-0.9, -1.2), (-0.46, -1.0), (-0.2, -1.42), (0.12, -1.06),
        (0.5, -1.34), (0.62, -0.94),
                    (1.0, -0.9), (0.86, -0.4), (0.84, -0.1), (0.62 + s * 0.3, -0.5), (0.3 + s, -0.44), (0.1 + s, -0.64),
                    (-0.2 + s, -0.42), (-0.5 + s, -0.52), (-0.72, 0.1))  # fmt: skip
    fringe = FRINGES.get(style, FRINGES["side" if style in (*LONG, "bun") else "short"])
    path = curve(*CROWN, *((x + s * follows, y) for x, y, follows in fringe))
    if style in ("curly", "afro"):
        for x, y, follows in CAP_CURLS:
            path = joined(path, oval(x + s * follows, y, 0.27))
    return path


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
    half = (
        (0, -1.16 * wide),
        (0.48, -1.08 * wide),
        (0.86 * wide, -0.68),
        (0.94 * wide, -0.1),
        (0.86, 0.5 * drop),
        (0.58, 0.9 * drop),
    )
    shape = curve(*half, (0, drop), *((-x, y) for x, y in half[:0:-1]))
    pen.fill(shape, colour)
    with pen.clipped(shape):
        pen.line(arc(0, 0.1, 0.62 * wide, 0.86 * wide, 205, 130), lighter(colour, 0.45), 0.16, 0.16)
    if style == "ponytail":
        pen.fill(curve((-0.2, -0.5), (0.2, -0.5), (0.34, 0.8), (0, 1.9), (-0.34, 0.8)), lighter(colour, 0.08))
    elif style == "bun":
        pen.oval(0, -0.7, 0.45, 0.42, lighter(colour, 0.08))
    elif style == "braids":
        for side in (-1, 1):
            for i in range(5):
                pen.oval(side * 0.5, 0.7 + i * 0.3, 0.18, 0.19, colour)
    if style in ("curly", "afro"):
        tufts = skia.Path()
        for x, y in RIM_OF_CURLS:
            tufts.addOval(skia.Rect.MakeLTRB(x * wide - 0.27, y * wide - 0.27, x * wide + 0.27, y * wide + 0.27))
        pen.fill(tufts, colour, 0.4)
        for x, y in RIM_OF_CURLS[::2]:
            pen.line(arc(x * 0.6, y * 0.6 - 0.1, 0.2, 0.2, 200, 150), lighter(colour, 0.3), 0.035, 0.3)
        return
    for x in (-0.62, -0.3, 0.05, 0.36, 0.66):
        strand = curve((x * 0.3, -1.05), (x, -0.35), (x * 1.02, 0.4 * drop), (x * 0.8, drop - 0.16), closed=False)
        pen.line(strand, darker(colour, 0.28), 0.03, 0.45)
    pen.rim(shape, 0.08)


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
