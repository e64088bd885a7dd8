"""Weather in front of everything: rain, snow, mist, lightning. A layer of its own, so that motion can move it."""

from animatic.chance import Chance
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import plane
from animatic.paint.shapes import curve, oval, poly, rect


@plane("rain", "storm")
def rain(pen: Pen, piece: Piece) -> None:
    """Streaks of rain, slanted; a storm has more, and lightning."""
    chance, frame, unit = Chance("rain", piece.seed), pen.frame, pen.unit
    storm = piece.kind == "storm"
    if storm and piece.number("lightning", 1):
        _lightning(pen, chance)
    slant = 0.32 if storm else 0.14
    for i in range(340 if storm else 230):
        x, y = chance.between(frame.left() - 80, frame.right()), chance.between(frame.top(), frame.bottom())
        near = i % 6 == 0
        long = chance.between(26, 60) * unit * (1.7 if near else 0.8)
        pen.stroke(
            ((x, y), (x + slant * long, y + long)), "#dfeaf5", (1.9 if near else 1.1) * unit, 0.42 if near else 0.26, shine=True
        )


def _lightning(pen: Pen, chance: Chance) -> None:
    x, y, unit = pen.width * chance.between(0.2, 0.8), pen.frame.top(), pen.unit
    points = [(x, y)]
    while y < pen.space.camera.horizon * 0.85:
        x, y = x + chance.near(0, 46) * unit, y + chance.between(26, 60) * unit
        points.append((x, y))
    pen.glow(points[0][0], pen.height * 0.1, 460 * unit, "#cfd8ff", 0.5)
    pen.stroke(tuple(points), "#bcc8ff", 7 * unit, 0.4, shine=True)
    pen.stroke(tuple(points), "#ffffff", 2.4 * unit, 1.0, shine=True)


@plane("snow")
def snow(pen: Pen, piece: Piece) -> None:
    """Flakes, near ones large and soft."""
    chance, frame, unit = Chance("flakes", piece.seed), pen.frame, pen.unit
    for i in range(260):
        x, y = chance.between(frame.left(), frame.right()), chance.between(frame.top(), frame.bottom())
        radius = (3.4 + 3 * chance.unit() if i % 9 == 0 else 1.0 + 1.7 * chance.unit()) * unit
        pen.shine(oval(x, y, radius), "#ffffff", 0.5 if i % 9 == 0 else 0.85)


@plane("mist")
def mist(pen: Pen, piece: Piece) -> None:
    """Banks of fog across the picture."""
    chance, frame, haze = Chance("mist", piece.seed), pen.frame, pen.light.haze
    whole = rect(frame.left(), frame.top(), frame.width(), frame.height())
    pen.fade(whole, (0, frame.top()), (0, frame.bottom()), ((haze, 0.3), (haze, 0.34), (haze, 0.12)))
    for _ in range(7):
        y, high = pen.height * chance.between(0.35, 0.95), pen.height * chance.between(0.05, 0.1)
        x, wide = chance.between(0, pen.width), pen.width * chance.between(0.4, 0.8)
        bank = curve(
            (x - wide, y), (x - wide * 0.4, y - high), (x + wide * 0.3, y - high * 0.8), (x + wide, y), (x, y + high * 0.7)
        )
        pen.fade(bank, (0, y - high), (0, y + high), ((haze, 0.0), (haze, 0.3), (haze, 0.0)))


@plane("beam")
def beam(pen: Pen, piece: Piece) -> None:
    """A shaft of light from above; x in parts of the picture."""
    x, frame = piece.x * pen.width, pen.frame
    wide = piece.number("wide", 0.12) * pen.width
    shape = poly(
        (x - wide * 0.3, frame.top()),
        (x + wide * 0.3, frame.top()),
        (x + wide * 1.5, frame.bottom()),
        (x - wide * 1.5, frame.bottom()),
    )
    pen.fade(shape, (0, frame.top()), (0, frame.bottom()), ((piece.colour or "#fff2cf", 0.4), (piece.colour or "#fff2cf", 0.04)))
