"""Hats, in head units: one painter for each. Called by `figure`."""

from collections.abc import Callable

from animatic.colour import darker, lighter
from animatic.paint.pen import Pen
from animatic.paint.shapes import arc, curve, oval, poly, rect, star


def draw_hat(pen: Pen, kind: str, colour: str, turn: float, back: bool) -> None:
    """What is on the head; a kind that has no painter is a hat with a brim."""
    HATS.get(kind, _brimmed)(pen, colour, 0.3 * turn, back)
    pen.line(arc(0, -0.5, 0.8, 0.1, 20, 140), "#000000", 0.04, 0.18)


def _cap(pen: Pen, colour: str, s: float, back: bool) -> None:
    pen.fill(curve((-0.94, -0.36), (-0.86, -0.95), (0, -1.24), (0.82, -0.98), (0.92, -0.42), (0, -0.5)), colour)
    if not back:
        pen.fill(
            curve((-0.3 + s, -0.52), (0.5 + s, -0.62), (1.28 + s * 0.6, -0.36), (1.2 + s * 0.6, -0.26), (0.3 + s, -0.4)),
            darker(colour, 0.3),
        )


def _shell(pen: Pen, colour: str, s: float, back: bool) -> None:
    pen.fill(curve((-1.0, -0.25), (-0.98, -0.9), (0, -1.36), (0.98, -0.9), (1.0, -0.25), (0, -0.4)), colour)
    pen.fill(rect(-1.12, -0.42, 2.24, 0.14, 0.07), darker(colour, 0.3))


def _crown(pen: Pen, colour: str, s: float, back: bool) -> None:
    pen.fill(
        poly((-0.74, -0.6), (-0.84, -1.36), (-0.42, -0.98), (0, -1.5), (0.42, -0.98), (0.84, -1.36), (0.74, -0.6)), "#dba93a"
    )
    for x in (-0.4, 0.0, 0.4):
        pen.oval(x, -0.78, 0.09, 0.09, "#b8313f")


def _hood(pen: Pen, colour: str, s: float, back: bool) -> None:
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


def _headscarf(pen: Pen, colour: str, s: float, back: bool) -> None:
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


def _wizard(pen: Pen, colour: str, s: float, back: bool) -> None:
    pen.fill(curve((-0.72, -0.55), (-0.4, -1.5), (-0.3, -2.5), (0.2, -1.6), (0.74, -0.55)), colour)
    pen.fill(oval(0, -0.56, 1.34, 0.2), darker(colour, 0.3))
    pen.flat(star(0.1, -1.05, 0.16, 0.07), "#e6c65a")


def _top_hat(pen: Pen, colour: str, s: float, back: bool) -> None:
    pen.fill(rect(-0.68, -1.9, 1.36, 1.35, 0.06), colour)
    pen.fill(rect(-0.69, -0.86, 1.38, 0.22), darker(colour, 0.55))
    pen.fill(oval(0, -0.58, 1.14, 0.15), colour)


def _beanie(pen: Pen, colour: str, s: float, back: bool) -> None:
    pen.fill(curve((-0.92, -0.34), (-0.86, -0.96), (0, -1.3), (0.86, -0.96), (0.92, -0.34)), colour)
    pen.fill(rect(-0.96, -0.62, 1.92, 0.3, 0.1), darker(colour, 0.3))
    pen.oval(0, -1.32, 0.2, 0.2, lighter(colour, 0.2))


def _police(pen: Pen, colour: str, s: float, back: bool) -> None:
    pen.fill(curve((-0.88, -0.5), (-1.04, -1.0), (0, -1.28), (1.04, -1.0), (0.88, -0.5)), colour)
    pen.fill(rect(-0.88, -0.64, 1.76, 0.2), darker(colour, 0.3))
    pen.fill(curve((-0.6 + s, -0.46), (0 + s, -0.26), (0.7 + s, -0.44), (0 + s, -0.5)), "#17161c")
    pen.flat(star(0.1 + s, -0.86, 0.18, 0.09), "#e0b84a")


def _brimmed(pen: Pen, colour: str, s: float, back: bool) -> None:
    pen.fill(oval(0, -0.56, 1.36, 0.24), darker(colour, 0.3))
    pen.fill(curve((-0.74, -0.56), (-0.66, -1.2), (-0.2, -1.34), (0.1, -1.22), (0.5, -1.34), (0.7, -1.14), (0.76, -0.56)), colour)
    pen.fill(rect(-0.73, -0.82, 1.47, 0.2), darker(colour, 0.55))


HATS: dict[str, Callable[[Pen, str, float, bool], None]] = {
    "cap": _cap,
    "helmet": _shell,
    "hard_hat": _shell,
    "crown": _crown,
    "hood": _hood,
    "headscarf": _headscarf,
    "wizard": _wizard,
    "top_hat": _top_hat,
    "beanie": _beanie,
    "police": _police,
}
