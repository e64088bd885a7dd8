"""What is worn on the upper body, over the torso's frame: fronts, coats, lapels, scarves. Called by `figure`."""

from animatic.colour import darker, lighter
from animatic.graph import Dress
from animatic.paint.clothes import LONG_COATS, Torso, draw_skirt
from animatic.paint.pen import Pen
from animatic.paint.shapes import curve, oval, poly, star
from animatic.skeleton import Skeleton


def draw_torso(pen: Pen, dress: Dress, body: Skeleton) -> None:
    """Everything between neck and hips, back to front."""
    torso, h = Torso(body), body.height
    if dress.top in ("dress", "gown"):
        draw_skirt(
            pen, dress, body, dress.top_colour, 1.9 if dress.top == "gown" else 1.15, 0.075 if dress.top == "gown" else 0.05
        )
    elif dress.bottom == "skirt":
        draw_skirt(pen, dress, body, dress.bottom_colour, 1.0, 0.045)
    shape = torso.outline(0.004)
    pen.fill(shape, dress.top_colour)
    pen.rim(shape, 0.01 * h)
    if not body.back:
        _front(pen, dress, torso, h)
    if dress.outer:
        _outer(pen, dress, body, torso)


def _front(pen: Pen, dress: Dress, torso: Torso, h: float) -> None:
    dark, top = darker(dress.top_colour, 0.4), dress.top
    if top in ("suit", "shirt", "uniform", "jacket"):
        shirt = "#ebe7de" if top == "suit" else lighter(dress.top_colour, 0.3)
        half = torso.half(0.9)
        a, b, c = torso.front(0.55), torso.front(1.0), torso.front(1.0)
        pen.fill(poly((b[0] - half * 0.34, b[1]), (c[0] + half * 0.34, c[1]), a), shirt, line=False)
        pen.stroke((a, torso.front(0.0)), dark, 0.005 * h, 0.8)
    if top == "suit" or dress.neck == "tie":
        knot, tip = torso.front(0.96), torso.front(0.5)
        pen.fill(
            poly(
                (knot[0] - 0.011 * h, knot[1]),
                (knot[0] + 0.011 * h, knot[1]),
                (tip[0] + 0.018 * h, tip[1] - 0.03 * h),
                tip,
                (tip[0] - 0.016 * h, tip[1] - 0.03 * h),
            ),
            dress.neck_colour,
        )
    if top in ("shirt", "uniform", "pajamas"):
        for u in (0.8, 0.6, 0.4, 0.2):
            pen.flat(oval(*torso.front(u), 0.006 * h), dark)
    if top == "uniform":
        pen.fill(
            curve(
                torso.at(0.04, -torso.hips),
                torso.at(0.1, -torso.hips),
                torso.at(0.1, torso.hips),
                torso.at(0.04, torso.hips),
                tension=0.1,
            ),
            "#201d22",
        )
        spot = torso.at(0.76, -torso.half(0.76) * 0.5)
        pen.flat(star(*spot, 0.019 * h, 0.009 * h), "#e0b84a")
    _casual(pen, dress, torso, h)


def _casual(pen: Pen, dress: Dress, torso: Torso, h: float) -> None:
    dark = darker(dress.top_colour, 0.4)
    if dress.top in ("sweater", "hoodie", "t_shirt"):
        _collar(pen, torso, h, dark)
    if dress.top == "hoodie":
        _pouch(pen, torso, h, dark)
    elif dress.top == "overalls":
        a, b = torso.front(0.72), torso.front(0.1)
        bib = poly((a[0] - 0.05 * h, a[1]), (a[0] + 0.05 * h, a[1]), (b[0] + 0.075 * h, b[1]), (b[0] - 0.075 * h, b[1]))
        pen.fill(bib, dress.bottom_colour)
    elif dress.top == "armor":
        for u in (0.66, 0.42, 0.2):
            rib = curve(torso.at(u, -torso.half(u) * 0.9), torso.front(u - 0.05), torso.at(u, torso.half(u) * 0.9), closed=False)
            pen.line(rib, dark, 0.007 * h)
    elif dress.top == "spacesuit":
        _life_support(pen, torso, h)
    elif dress.top in ("dress", "gown"):
        sash = curve(torso.at(0.42, -torso.waist), torso.front(0.4), torso.at(0.42, torso.waist), closed=False)
        pen.line(sash, dress.accent, 0.014 * h)


def _collar(pen: Pen, torso: Torso, h: float, dark: str) -> None:
    neck = torso.front(1.0)
    pen.line(
        curve(
            (neck[0] - 0.032 * h, neck[1] - 0.002 * h),
            (neck[0], neck[1] + 0.024 * h),
            (neck[0] + 0.032 * h, neck[1] - 0.002 * h),
            closed=False,
        ),
        dark,
        0.008 * h,
        0.8,
    )


def _pouch(pen: Pen, torso: Torso, h: float, dark: str) -> None:
    """The pocket on the belly of a hoodie."""
    a = torso.front(0.18)
    pen.line(
        curve(
            (a[0] - 0.05 * h, a[1]),
            (a[0] - 0.03 * h, a[1] - 0.05 * h),
            (a[0] + 0.03 * h, a[1] - 0.05 * h),
            (a[0] + 0.05 * h, a[1]),
            closed=False,
        ),
        dark,
        0.005 * h,
    )


def _life_support(pen: Pen, torso: Torso, h: float) -> None:
    """The box with two lamps on the chest of a spacesuit."""
    a = torso.front(0.5)
    pen.fill(
        poly(
            (a[0] - 0.05 * h, a[1] - 0.04 * h),
            (a[0] + 0.05 * h, a[1] - 0.04 * h),
            (a[0] + 0.05 * h, a[1] + 0.03 * h),
            (a[0] - 0.05 * h, a[1] + 0.03 * h),
        ),
        "#4a5160",
    )
    pen.shine(oval(a[0] - 0.02 * h, a[1], 0.009 * h), "#ff6a50")
    pen.shine(oval(a[0] + 0.02 * h, a[1], 0.009 * h), "#5adfff")


def _outer(pen: Pen, dress: Dress, body: Skeleton, torso: Torso) -> None:
    outer, colour, h = dress.outer, dress.outer_colour, body.height
    dark = darker(colour, 0.45)
    if outer == "apron":
        a, b = torso.front(0.75), torso.front(-0.35)
        pen.fill(
            poly((a[0] - 0.045 * h, a[1]), (a[0] + 0.045 * h, a[1]), (b[0] + 0.085 * h, b[1]), (b[0] - 0.085 * h, b[1])), colour
        )
        pen.stroke((torso.at(0.36, -torso.waist), torso.at(0.36, torso.waist)), dark, 0.008 * h)
        return
    if outer == "vest":
        shape = torso.outline(0.008, 0.05)
        pen.fill(shape, colour)
    elif outer in LONG_COATS:
        draw_skirt(
            pen, dress, body, colour, 1.75 if outer in ("robe", "cloak") else 1.02, 0.062 if outer in ("robe", "cloak") else 0.046
        )
        shape = torso.outline(0.012)
        pen.fill(shape, colour)
        pen.rim(shape, 0.012 * h)
    elif outer == "cape":
        shape = curve(
            torso.at(1.0, -torso.shoulder * 0.8),
            torso.at(0.86, -torso.shoulder * 1.1),
            torso.at(0.8, 0),
            torso.at(0.86, torso.shoulder * 1.1),
            torso.at(1.0, torso.shoulder * 0.8),
        )
        pen.fill(shape, colour)
        return
    else:
        shape = torso.outline(0.01, -0.02)
        pen.fill(shape, colour)
        pen.rim(shape, 0.012 * h)
    if body.back:
        return
    _opening(pen, dress, torso, h, dark)


def _opening(pen: Pen, dress: Dress, torso: Torso, h: float, dark: str) -> None:
    """Lapels, what shows between them, the seam, the buttons and the belt."""
    half, low = torso.half(0.9), 0.5 if dress.outer in ("jacket", "vest", "lab_coat", "robe") else 0.76
    top, tip = torso.front(1.01), torso.front(low)
    pen.fill(poly((top[0] - half * 0.32, top[1]), (top[0] + half * 0.32, top[1]), tip), dress.top_colour, line=False)
    for side in (-1, 1):
        a = (top[0] + side * half * 0.34, top[1])
        b = (tip[0] + side * half * 0.36, tip[1] - (tip[1] - top[1]) * 0.55)
        pen.fill(poly(a, b, tip), lighter(dress.outer_colour, 0.1))
    end = torso.front(-0.62 if dress.outer in LONG_COATS else 0.0)
    pen.stroke((tip, end), dark, 0.006 * h, 0.8)
    if dress.outer in ("coat", "raincoat", "jacket"):
        for u in (0.62, 0.42, 0.14, -0.08):
            spot = torso.front(u)
            pen.flat(oval(spot[0] + 0.016 * h, spot[1], 0.0075 * h), dark)
    if dress.outer in ("coat", "raincoat", "robe"):
        a, b = torso.at(0.3, -torso.half(0.3) - 0.012 * h), torso.at(0.3, torso.half(0.3) + 0.012 * h)
        pen.stroke((a, b), darker(dress.outer_colour, 0.35), 0.024 * h)


def draw_scarf(pen: Pen, dress: Dress, body: Skeleton) -> None:
    """A scarf around the neck with one end blown back."""
    torso, h = Torso(body), body.height
    c = torso.front(1.02)
    tail = curve(
        (c[0] - 0.02 * h, c[1]),
        (c[0] - 0.1 * h, c[1] + 0.05 * h),
        (c[0] - 0.2 * h, c[1] + 0.035 * h),
        (c[0] - 0.19 * h, c[1] + 0.085 * h),
        (c[0] - 0.08 * h, c[1] + 0.1 * h),
        (c[0], c[1] + 0.04 * h),
    )
    pen.fill(tail, darker(dress.neck_colour, 0.12))
    pen.fill(
        curve(
            (c[0] - 0.068 * h, c[1] - 0.022 * h),
            (c[0] + 0.06 * h, c[1] - 0.026 * h),
            (c[0] + 0.064 * h, c[1] + 0.026 * h),
            (c[0], c[1] + 0.042 * h),
            (c[0] - 0.07 * h, c[1] + 0.026 * h),
        ),
        dress.neck_colour,
    )
