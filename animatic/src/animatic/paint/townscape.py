"""What a town shows from afar and along its streets: skylines and rows of facades."""

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix
from animatic.graph import Piece
from animatic.paint.pen import Pen
from animatic.paint.registry import plane
from animatic.paint.shapes import oval, poly, rect


@plane("skyline")
def skyline(pen: Pen, piece: Piece) -> None:
    """Houses or towers against the sky; details: high, towers 0 or 1."""
    chance, frame = Chance("skyline", piece.seed), pen.frame
    base_y = pen.space.point(0, 0, piece.z)[1] + 3
    scale = pen.space.scale(piece.z)
    colour, towers = piece.colour or "#7f8494", piece.number("towers", 1)
    before, pen.fog = pen.fog, pen.fog_at(piece.z)
    x = frame.left()
    while x < frame.right():
        wide = chance.between(9, 20) * scale
        tall = piece.number("high", 45) * scale * (0.3 + 0.9 * chance.unit() ** (1.5 if towers else 3))
        shade = mix(colour, chance.pick((lighter(colour, 0.2), darker(colour, 0.3), colour)), 0.6)
        pen.fill(rect(x, base_y - tall, wide, tall + 300), shade, 0.6, line=False)
        if not towers:
            pen.flat(
                poly((x - 2, base_y - tall), (x + wide / 2, base_y - tall - wide * 0.4), (x + wide + 2, base_y - tall)),
                darker("#9a5a44", 0.1),
            )
        elif chance.unit() < 0.25:
            pen.flat(rect(x + wide * 0.45, base_y - tall - 10 * scale, 0.9 * scale, 10 * scale), shade)
        _windows(pen, chance, (x, base_y - tall, wide, tall), scale)
        x += wide * chance.between(0.85, 1.15)
    pen.fog = before


def _windows(pen: Pen, chance: Chance, box: tuple[float, float, float, float], scale: float) -> None:
    x, y, wide, tall = box
    step = max(3.4 * scale, 5.0)
    for row in range(int(tall / step)):
        for column in range(int(wide / step)):
            lit = pen.light.lamps and chance.unit() < 0.4 * pen.light.lit
            spot = rect(x + (column + 0.28) * step, y + (row + 0.3) * step, step * 0.45, step * 0.5)
            if lit:
                pen.shine(spot, chance.pick(("#ffd98a", "#ffe9b8", "#ffc36a")), 0.9)
            elif not pen.light.lamps:
                pen.flat(spot, "#3f4f66", 0.35)


@plane("facades")
def facades(pen: Pen, piece: Piece) -> None:
    """A row of houses along one side of a street: x says which side, in metres; details: high, shops 0 or 1."""
    chance, space = Chance("facades", piece.seed), pen.space
    z, far, shops = space.near() - space.near() % 1.0 + 0.5, 70.0, piece.number("shops", 1)
    colours = ("#b98a6a", "#a7604e", "#c9b48f", "#8c8f98", "#9c7f73", "#7f8f86", "#c4a07a", "#6f7f8f")
    houses = []
    while z < far:
        wide = chance.between(5, 9)
        houses.append(
            (z, wide, piece.number("high", 9) * chance.between(0.75, 1.3), chance.pick(colours), chance.number(0, 9999))
        )
        z += wide
    for z, wide, high, colour, seed in reversed(houses):
        lit = piece.x * pen.side < 0
        tone = lighter(colour, 0.08) if lit else darker(colour, 0.22)
        with pen.on(space.side(piece.x), pen.fog_at(z)):
            house = rect(z, -high, wide, high)
            pen.flat(house, tone)
            _house_front(pen, Chance("house", seed), (z, wide, high), tone, shops > 0)


def _house_front(pen: Pen, chance: Chance, box: tuple[float, float, float], tone: str, shop: bool) -> None:
    z, wide, high = box
    lamps = pen.light.lamps
    pen.flat(rect(z, -high, wide, 0.35), darker(tone, 0.3))
    pen.flat(rect(z + wide - 0.12, -high, 0.12, high), darker(tone, 0.25))
    columns, first = max(2, int(wide / 1.9)), 3.4 if shop else 0.9
    step = wide / columns
    y = -high + 1.0
    while y < -first - 1.4:
        for i in range(columns):
            spot = rect(z + i * step + step * 0.26, y, step * 0.48, 1.35)
            pen.flat(rect(z + i * step + step * 0.2, y - 0.08, step * 0.6, 1.55), lighter(tone, 0.25))
            if lamps and chance.unit() < 0.5 * pen.light.lit:
                pen.shine(spot, chance.pick(("#ffd88a", "#ffe6b5", "#ffc46c")))
            else:
                pen.flat(spot, mix("#3c4a60", pen.light.sky[2], 0.3))
        y += 2.5
    if shop:
        awning = chance.pick(("#b5453c", "#2f7a6a", "#d1992f", "#3f5f9a", "#7a4a78"))
        _shop_window(pen, chance, (z + 0.5, wide - 2.2), awning)
        pen.flat(rect(z + wide - 1.4, -2.3, 0.95, 2.3), darker(awning, 0.35))
        (pen.shine if lamps else pen.flat)(rect(z + wide - 1.25, -2.15, 0.65, 1.1), "#f6cf8a" if lamps else "#6a7f92")
        pen.flat(rect(z + 0.2, -3.3, wide - 0.4, 0.75), awning)
        for i in range(int((wide - 0.4) / 0.8)):
            pen.flat(rect(z + 0.2 + i * 0.8, -3.3, 0.4, 0.75), "#efe6d2", 0.8)
    else:
        pen.flat(rect(z + wide * 0.4, -2.2, 1.0, 2.2), "#5a3a2a")


def _shop_window(pen: Pen, chance: Chance, span: tuple[float, float], frame: str) -> None:
    """The window of a shop: panes in a frame, light from above, and what is for sale."""
    z, wide = span
    glass, lamps = rect(z, -2.5, wide, 2.0), pen.light.lamps and int(z) % 10 < 10 * pen.light.lit
    top, bottom = ("#fff0c8", "#d99a58") if lamps else (mix("#4a5f74", pen.light.sky[2], 0.45), "#3c4a58")
    pen.fade(glass, (0, -2.5), (0, -0.5), ((top, 1), (bottom, 1)), shine=lamps)
    goods = ("#7a4a34", "#94603a", "#5f4a52", "#a8743f") if lamps else ("#7a6a5a", "#8a7f70", "#5f6a70", "#94806a")
    x = z + 0.2
    while x < z + wide - 0.5:
        high, broad = chance.between(0.3, 0.95), chance.between(0.25, 0.55)
        shape = chance.pick(("box", "round", "figure"))
        colour = chance.pick(goods)
        if shape == "figure":
            pen.flat(oval(x + broad / 2, -0.62 - high, 0.13, 0.15), colour, 0.85)
        pen.flat(rect(x, -0.5 - high, broad, high, broad / 2 if shape == "round" else 0.06), colour, 0.85)
        x += broad + chance.between(0.1, 0.4)
    panes = max(2, round(wide / 1.6))
    for i in range(panes + 1):
        pen.flat(rect(z + i * wide / panes - 0.05, -2.55, 0.1, 2.1), darker(frame, 0.3))
    pen.flat(rect(z - 0.1, -0.55, wide + 0.2, 0.55), darker(frame, 0.42))
