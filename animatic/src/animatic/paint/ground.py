"""The ground and the water: planes in perspective, with the texture of their kind."""

import skia

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import plane
from animatic.paint.shapes import curve, oval, poly, rect


@plane("ground")
def ground(pen: Pen, piece: Piece) -> None:
    """The ground to the horizon; the detail `texture` says what lies on it."""
    frame, horizon = pen.frame, pen.space.camera.horizon
    base = piece.colour or "#6f8a4e"
    far = mix(pen.tone(base), pen.tone(pen.light.haze, shine=True), min(0.85, 0.35 + pen.light.fog * 0.3))
    near = darker(pen.tone(base), 0.3)
    stops = ((far, 1.0), (pen.tone(base), 1.0), (near, 1.0))
    land = rect(frame.left(), horizon, frame.width(), max(0.0, frame.bottom() - horizon))
    pen.pour(land, (0, horizon), (0, frame.bottom()), stops, (0.0, 0.35, 1.0))
    TEXTURES.get(piece.word("texture"), _nothing)(pen, piece, base)


def _nothing(pen: Pen, piece: Piece, base: str) -> None:
    """Bare ground."""


def _spots(pen: Pen, piece: Piece, count: int) -> list[tuple[float, float, float]]:
    """Places on the visible ground: x and y in pixels and the scale there, back to front."""
    chance, frame = Chance("spots", piece.seed), pen.frame
    horizon, bottom = pen.space.camera.horizon, pen.frame.bottom()
    found = []
    for _ in range(count):
        k = chance.unit() ** 1.6
        y = horizon + (bottom - horizon) * (0.05 + 0.95 * k)
        found.append((chance.between(frame.left(), frame.right()), y, (y - horizon) / pen.space.camera.eye))
    return sorted(found, key=lambda spot: spot[1])


def _grass(pen: Pen, piece: Piece, base: str) -> None:
    chance = Chance("grass", piece.seed)
    for x, y, scale in _spots(pen, piece, 170):
        with pen.placed(x, y, scale):
            tall, lean = chance.between(0.06, 0.16), chance.near(0, 0.05)
            colour = mix(base, chance.pick((lighter(base, 0.3), darker(base, 0.35), "#b8b45a")), 0.6)
            pen.flat(poly((-0.02, 0), (lean, -tall), (0.02, 0), (lean + 0.05, -tall * 0.7), (0.05, 0)), colour, 0.85)


def _sand(pen: Pen, piece: Piece, base: str) -> None:
    chance = Chance("sand", piece.seed)
    for x, y, scale in _spots(pen, piece, 70):
        with pen.placed(x, y, scale):
            wide = chance.between(0.5, 1.8)
            pen.flat(
                curve((-wide, 0), (0, -0.035), (wide, 0), (0, 0.012)), chance.pick((lighter(base, 0.3), darker(base, 0.18))), 0.4
            )


def _snow(pen: Pen, piece: Piece, base: str) -> None:
    chance = Chance("snow", piece.seed)
    for x, y, scale in _spots(pen, piece, 46):
        with pen.placed(x, y, scale):
            wide = chance.between(0.6, 2.4)
            pen.flat(curve((-wide, 0), (0, -0.09), (wide, 0), (0, 0.03)), chance.pick(("#ffffff", "#b8c8e0")), 0.4)


def _dirt(pen: Pen, piece: Piece, base: str) -> None:
    chance = Chance("dirt", piece.seed)
    for x, y, scale in _spots(pen, piece, 90):
        with pen.placed(x, y, scale):
            size = chance.between(0.02, 0.1)
            pen.flat(oval(0, 0, size * 2, size * 0.6), chance.pick((darker(base, 0.3), lighter(base, 0.18))), 0.6)


def grid(pen: Pen, piece: Piece, base: str, pitch: tuple[float, float], shift: bool, far: float = 26.0) -> None:
    """Lines on the ground: slabs, boards, tiles."""
    line, z0 = darker(base, 0.35), pen.space.near()
    half = max(abs(pen.space.metres(pen.frame.left(), far)), abs(pen.space.metres(pen.frame.right(), far)), 8.0)
    half = min(half, piece.number("half", half))
    with pen.on(pen.space.ground()):
        path, count = skia.Path(), int((far - z0) / pitch[1])
        for row in range(count + 1):
            z = z0 + (far - z0) * row / max(1, count)
            path.moveTo(-half, z)
            path.lineTo(half, z)
        columns = int(half / pitch[0])
        for column in range(-columns, columns + 1):
            x = column * pitch[0]
            if not shift:
                path.moveTo(x, z0)
                path.lineTo(x, far)
                continue
            for row in range(count):
                if (row + column) % 2:
                    path.moveTo(x, z0 + (far - z0) * row / count)
                    path.lineTo(x, z0 + (far - z0) * (row + 1) / count)
        pen.line(path, line, 0.016, 0.5)


def _paving(pen: Pen, piece: Piece, base: str) -> None:
    grid(pen, piece, base, (0.9, 0.9), True)


def _cobbles(pen: Pen, piece: Piece, base: str) -> None:
    chance = Chance("cobbles", piece.seed)
    for x, y, scale in _spots(pen, piece, 240):
        with pen.placed(x, y, scale):
            pen.flat(oval(0, 0, 0.13, 0.05), chance.pick((darker(base, 0.25), lighter(base, 0.16))), 0.55)


def _boards(pen: Pen, piece: Piece, base: str) -> None:
    grid(pen, piece, base, (0.22, 2.4), False, piece.number("far", 20))


def _tiles(pen: Pen, piece: Piece, base: str) -> None:
    far, z0 = piece.number("far", 20), pen.space.near()
    with pen.on(pen.space.ground()):
        path, columns = skia.Path(), 9
        for row in range(int((far - z0) / 0.6)):
            for column in range(-columns, columns):
                if (row + column) % 2 == 0:
                    path.addRect(skia.Rect.MakeXYWH(column * 0.6, far - (row + 1) * 0.6, 0.6, 0.6))
        pen.flat(path, darker(base, 0.3), 0.45)


def _plates(pen: Pen, piece: Piece, base: str) -> None:
    grid(pen, piece, base, (1.2, 1.2), False, piece.number("far", 20))


def _rows(pen: Pen, piece: Piece, base: str) -> None:
    """Furrows of a field that run to the horizon."""
    with pen.on(pen.space.ground()):
        for i in range(-30, 31):
            pen.flat(rect(i * 1.1, pen.space.near(), 0.5, 160), mix(base, "#7da044", 0.7) if i % 2 else darker(base, 0.25), 0.6)


TEXTURES = {
    "grass": _grass,
    "sand": _sand,
    "snow": _snow,
    "dirt": _dirt,
    "paving": _paving,
    "cobbles": _cobbles,
    "boards": _boards,
    "tiles": _tiles,
    "plates": _plates,
    "rows": _rows,
}


@plane("road")
def road(pen: Pen, piece: Piece) -> None:
    """A road away from the camera: details half (metres), pavement 0 or 1, lines 0 or 1."""
    half, z0, far = piece.number("half", 3.4), pen.space.near(), piece.number("far", 140)
    base = piece.colour or "#55565e"
    wet = pen.light.fog > 0.9
    with pen.on(pen.space.ground()):
        if piece.number("pavement", 1):
            pen.flat(rect(-half - 2.4, z0, 2 * half + 4.8, far), "#a39c93")
            pen.flat(rect(-half - 0.18, z0, 2 * half + 0.36, far), "#74706c")
        pen.flat(rect(-half, z0, 2 * half, far), base)
        if piece.number("lines", 1):
            for i in range(24):
                pen.flat(rect(-0.08, -3 + i * 4.5, 0.16, 2.2), "#e5dfc8", 0.8)
        if wet:
            for x in (-half * 0.5, half * 0.4):
                pen.shine(rect(x, z0, 0.5, far), pen.light.sky[3], 0.12)


@plane("path")
def footpath(pen: Pen, piece: Piece) -> None:
    """A winding path on the ground, as far as the detail `far` says."""
    chance, base = Chance("path", piece.seed), piece.colour or "#b59a6c"
    left, right, x = [], [], piece.x
    z = pen.space.near()
    while z < piece.number("far", 40):
        half = piece.number("half", 0.9)
        left.append((x - half, z))
        right.append((x + half, z))
        x, z = x + chance.near(0.1, 0.9), z + 3
    with pen.on(pen.space.ground()):
        pen.flat(poly(*left, *right[::-1]), base, 0.9)


@plane("water")
def water(pen: Pen, piece: Piece) -> None:
    """Water between z and the detail `near` (metres), to the horizon when z is far; with the path of the sun on it."""
    space, frame, light = pen.space, pen.frame, pen.light
    top = space.point(0, 0, piece.z)[1] if piece.z < 300 else space.camera.horizon
    bottom = min(frame.bottom(), space.point(0, 0, max(piece.number("near", -99), space.near()))[1])
    base = piece.colour or "#2f6f88"
    deep = times_sky(pen, base)
    shape = rect(frame.left(), top, frame.width(), max(1.0, bottom - top))
    pen.fade(
        shape,
        (0, top),
        (0, bottom),
        ((mix(light.sky[3], deep, 0.25), 1), (mix(light.sky[2], deep, 0.55), 1), (darker(deep, 0.25), 1)),
    )
    chance = Chance("water", piece.seed)
    sun, unit = light.x * pen.width, pen.unit
    for i in range(110):
        k = chance.unit() ** 1.5
        y = top + (bottom - top) * k
        wide, high = (8 + 46 * k) * unit * (0.4 + chance.unit()), (0.7 + 2.4 * k) * unit
        if i % 2:
            x = sun + chance.near(0, 70 + 160 * k) * unit
            pen.shine(oval(x, y, wide, high), lighter(light.key, 0.3), 0.75 * min(1.0, light.strength + 0.1) * (1 - 0.5 * k))
        else:
            x = chance.between(frame.left(), frame.right())
            pen.shine(oval(x, y, wide * 1.6, high), chance.pick((light.sky[3], darker(deep, 0.4))), 0.3)


def times_sky(pen: Pen, base: str) -> str:
    """The colour of deep water under this sky."""
    return mix(base, pen.light.sky[0], 0.5)


@plane("surf")
def surf(pen: Pen, piece: Piece) -> None:
    """The edge of the sea on a beach, with foam; the water lies beyond z."""
    chance, space = Chance("surf", piece.seed), pen.space
    y = space.point(0, 0, piece.z)[1]
    scale, frame = space.scale(piece.z), pen.frame
    points, x = [], frame.left()
    while x <= frame.right() + 40:
        points.append((x, y + chance.near(0.12, 0.3) * scale * 0.3))
        x += 60 * pen.unit
    edge = curve(*points, closed=False)
    pen.line(edge, "#f4f6f2", 0.16 * scale, 0.9)
    pen.line(edge, darker(piece.colour or "#d8c08a", 0.25), 0.1 * scale, 0.3)


@plane("deck")
def deck(pen: Pen, piece: Piece) -> None:
    """The planks of a ship, from the camera to z."""
    corner, near, half = pen.space.point, pen.space.near(), 9.0
    base = piece.colour or "#a87f50"
    shape = poly(corner(-half, 0, piece.z), corner(half, 0, piece.z), corner(half, 0, near), corner(-half, 0, near))
    top = corner(0, 0, piece.z)[1]
    pen.fade(shape, (0, top), (0, pen.frame.bottom()), ((base, 1), (darker(base, 0.3), 1)), shine=False)
    with pen.clipped(shape):
        grid(pen, piece, base, (0.25, 2.6), True, piece.z)
