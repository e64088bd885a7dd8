"""The sky: gradient, sun or moon, stars, clouds; space with stars and planets; the light that everything else answers to."""

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import plane
from animatic.paint.shapes import curve, oval, rect

EVERYTHING, CLEAR = -2.0, -1.0
"""What the detail `only` says of a sky: all of it, or all but its clouds; from 0 on, that cloud alone."""


@plane("sky")
def sky(pen: Pen, piece: Piece) -> None:
    """Open sky down to the horizon; details: clouds 0-1, only."""
    frame, light, only = pen.frame, pen.light, piece.number("only", EVERYTHING)
    low = pen.space.camera.horizon + 6
    chance = Chance("sky", piece.seed)
    if only < 0:
        gradient(pen, light.sky, low)
    if light.stars:
        _stars(pen, chance, light.stars, low, seen=only < 0)
    if only < 0:
        _sun(pen, low)
    for i in range(clouds_of(piece)):
        y = frame.top() + (low - frame.top()) * (0.06 + 0.8 * ((i + chance.unit()) / clouds_of(piece)))
        _cloud(pen, chance, chance.between(frame.left(), frame.right()), y, low, seen=only in (EVERYTHING, i))


def clouds_of(piece: Piece) -> int:
    """How many clouds a sky has."""
    return int(9 * piece.number("clouds", 0.5))


def gradient(pen: Pen, colours: tuple[str, str, str, str], low: float) -> None:
    """Four colours from the top of the picture down to a row."""
    frame = pen.frame
    stops = tuple((pen.tone(colour, shine=True), 1.0) for colour in colours)
    whole = rect(frame.left(), frame.top(), frame.width(), frame.height())
    pen.pour(whole, (0, min(0, low - pen.height * 0.8)), (0, low), stops, (0.0, 0.4, 0.74, 1.0))


def _stars(pen: Pen, chance: Chance, amount: float, low: float, *, seen: bool) -> None:
    frame = pen.frame
    for _ in range(int(170 * amount)):
        x, y = chance.between(frame.left(), frame.right()), frame.top() + (low - frame.top()) * chance.unit() ** 1.4
        radius = pen.unit * (0.5 + 1.1 * chance.unit() ** 3)
        bright = (0.35 + 0.6 * chance.unit()) * amount
        if seen:
            pen.shine(oval(x, y, radius), "#eef2ff", bright)


def _sun(pen: Pen, low: float) -> None:
    light = pen.light
    x, y, unit = light.x * pen.width, min(light.y, 1.5) * low, pen.unit
    night = light.stars > 0.6
    if light.veiled or light.strength < 0.35:
        pen.glow(x, y, 330 * unit, light.key, 0.3)
        return
    pen.glow(x, y, (300 if night else 620) * unit, light.key, 0.4 if night else 0.55)
    radius = (30 if night else 46 if light.y > 0.3 else 34) * unit
    pen.shine(oval(x, y, radius), lighter(light.key, 0.55))
    if night:
        pen.shine(oval(x - 9 * unit, y - 6 * unit, 6 * unit), "#b8c2dc", 0.5)
        pen.shine(oval(x + 8 * unit, y + 8 * unit, 8 * unit), "#b8c2dc", 0.4)


def _cloud(pen: Pen, chance: Chance, x: float, y: float, low: float, *, seen: bool) -> None:
    near = 1 - y / max(1.0, low)
    wide = (90 + 200 * chance.unit()) * pen.unit
    high = wide * (0.09 + 0.14 * near)
    light = pen.light
    body = mix(light.sky[2], light.key if light.strength > 0.4 else "#ffffff", 0.4 if light.stars < 0.6 else 0.08)
    body = mix(body, light.sky[1], 0.3 * chance.unit())
    points = [(x - wide, y)]
    bumps = 5
    for i in range(bumps):
        k = (i + 0.5) / bumps
        points.append((x - wide + 2 * wide * k, y - high * (0.5 + chance.unit()) * (1 - (2 * k - 1) ** 2 * 0.6)))
    points += [(x + wide, y), (x + wide * 0.3, y + high * 0.16), (x - wide * 0.4, y + high * 0.16)]
    if not seen:
        return
    shape = curve(*points)
    if pen.style.flat_clouds:
        pen.shine(shape, body, 0.92)
        return
    top, bottom = y - high * 1.5, y + high * 0.3
    pen.fade(shape, (0, top), (0, bottom), ((lighter(body, 0.35), 0.9), (body, 0.75), (mix(body, light.sky[3], 0.5), 0.15)))
    pen.fade(shape, (x - pen.side * wide, 0), (x + pen.side * wide, 0), ((light.key, 0.0), (light.key, 0.35 * light.strength)))


@plane("space")
def space(pen: Pen, piece: Piece) -> None:
    """Black space with many stars, a nebula and a planet."""
    chance = Chance("space", piece.seed)
    frame = pen.frame
    pen.shine(rect(frame.left(), frame.top(), frame.width(), frame.height()), "#060818")
    hues = ("#5a2a8a", "#1d4f8f", "#8a2a5f", "#1d7a7a")
    for _ in range(5):
        pen.glow(
            chance.between(0, pen.width),
            chance.between(0, pen.height),
            chance.between(260, 560) * pen.unit,
            chance.pick(hues),
            0.3,
        )
    for _ in range(260):
        radius = pen.unit * (0.5 + 1.4 * chance.unit() ** 4)
        pen.shine(
            oval(chance.between(frame.left(), frame.right()), chance.between(frame.top(), frame.bottom()), radius),
            "#f2f4ff",
            0.3 + 0.7 * chance.unit(),
        )
    if piece.word("planet", "yes") == "yes":
        planet(
            pen,
            pen.width * (0.2 + 0.6 * chance.unit()),
            pen.height * (0.2 + 0.16 * chance.unit()),
            90 * pen.unit,
            chance.pick(("#c96f4a", "#5a8fc0", "#c9a05a", "#7aa57a")),
        )


def planet(pen: Pen, x: float, y: float, radius: float, colour: str) -> None:
    """A planet with bands and a shadow side."""
    disc = oval(x, y, radius)
    pen.glow(x, y, radius * 1.5, colour, 0.3)
    pen.shine(disc, colour)
    with pen.clipped(disc):
        for k in (-0.6, -0.2, 0.25, 0.6):
            pen.shine(oval(x, y + radius * k, radius * 1.1, radius * 0.1), lighter(colour, 0.25), 0.45)
        pen.shine(oval(x - pen.side * radius * 0.55, y + radius * 0.2, radius * 1.1), darker(colour, 0.8), 0.6)
