"""Faces: eyes, brows, nose, mouth, by expression. Drawn in head units: (0, 0) is the middle of the head, 1 is half its height."""

from dataclasses import dataclass, replace

from animatic.colour import darker, mix
from animatic.graph import Dress
from animatic.life import MOUTHS, STILL, Life
from animatic.paint.pen import Pen
from animatic.paint.shapes import arc, curve, oval, poly, rect, within


@dataclass(frozen=True, slots=True)
class Mien:
    """An expression as numbers. `brow` lifts, `slant` above 0 raises the inner ends (worry), below lowers them (anger)."""

    brow: float = 0.0
    slant: float = 0.0
    open: float = 1.0
    smile: float = 0.1
    mouth: float = 0.0
    """How far the mouth is open."""
    wide: float = 1.0
    teeth: bool = False
    tears: bool = False
    flush: float = 0.0
    look: float = 0.0
    squint: float = 0.0


MIENS: dict[str, Mien] = {
    "neutral": Mien(open=0.92),
    "happy": Mien(0.05, 0.05, 0.95, 0.75, 0.0, 1.15, flush=0.3, squint=0.25),
    "laughing": Mien(0.14, 0.1, 0.12, 0.9, 0.75, 1.2, teeth=True, flush=0.45, squint=0.6),
    "tender": Mien(0.03, 0.3, 0.72, 0.5, 0.0, 0.95, flush=0.35, squint=0.15),
    "calm": Mien(0.02, 0.0, 0.75, 0.25),
    "smirking": Mien(0.06, -0.25, 0.75, 0.5, 0.0, 0.8, look=0.4),
    "determined": Mien(-0.1, -0.6, 0.82, -0.08, 0.0, 0.95, squint=0.15),
    "surprised": Mien(0.32, 0.1, 1.35, 0.0, 0.6, 0.55),
    "confused": Mien(0.12, 0.35, 1.0, -0.2, 0.08, 0.7, look=0.4),
    "worried": Mien(0.1, 0.75, 1.05, -0.35, 0.0, 0.8),
    "sad": Mien(0.04, 0.85, 0.72, -0.55, 0.0, 0.85, look=-0.1),
    "crying": Mien(0.06, 1.0, 0.3, -0.75, 0.32, 0.85, tears=True, flush=0.5, squint=0.3),
    "afraid": Mien(0.28, 0.9, 1.35, -0.35, 0.35, 0.8, teeth=True),
    "angry": Mien(-0.16, -1.0, 0.85, -0.5, 0.0, 0.95, flush=0.3, squint=0.2),
    "shouting": Mien(-0.1, -0.8, 1.0, -0.2, 1.0, 0.9, teeth=True, flush=0.4),
    "disgusted": Mien(-0.08, -0.4, 0.6, -0.6, 0.1, 0.8, teeth=True, squint=0.4),
    "pained": Mien(-0.05, 0.5, 0.15, -0.45, 0.25, 1.0, teeth=True, squint=0.5),
    "tired": Mien(-0.02, 0.35, 0.45, -0.15),
    "asleep": Mien(0.0, 0.1, 0.0, 0.12, 0.0, 0.8),
}
"""By name; an unknown expression is neutral."""


def mien_of(expression: str, life: Life = STILL) -> Mien:
    """An expression at a moment: eyes that blink and wander, a mouth that speaks."""
    mien = MIENS.get(expression, MIENS["neutral"])
    if life.mouth:
        gape, wide, teeth = MOUTHS[life.mouth]
        loud = 1.35 if mien.mouth > 0.5 else 1.0
        mien = replace(mien, mouth=gape * loud, wide=wide * min(1.1, mien.wide), teeth=teeth, smile=mien.smile * 0.6)
    return replace(mien, open=mien.open * life.lids, look=mien.look + life.look)


def draw_face(pen: Pen, dress: Dress, mien: Mien, turn: float) -> None:
    """The face on a head that is turned to the right by so much."""
    shift, squeeze = 0.40 * turn, 1 - 0.28 * turn
    child = dress.age == "child"
    eye_y = 0.08 if child else -0.02
    _cheeks(pen, dress, mien, shift, squeeze, eye_y)
    for side in (-1, 1):
        narrow = squeeze * (0.82 if side > 0 and turn > 0.3 else 1.0)
        _eye(pen, dress, mien, shift + side * 0.35 * squeeze, eye_y, narrow, side)
    _nose(pen, dress, shift, turn, eye_y)
    _mouth(pen, dress, mien, shift * 1.02, 0.58 if not child else 0.56, squeeze)
    if dress.age == "old":
        _wrinkles(pen, dress, shift, squeeze)
    if dress.glasses:
        _glasses(pen, dress, shift, squeeze, eye_y)
    if mien.tears:
        for side in (-1, 1):
            x = shift + side * 0.36 * squeeze
            pen.flat(
                curve((x, eye_y + 0.12), (x + 0.05, eye_y + 0.34), (x, eye_y + 0.42), (x - 0.05, eye_y + 0.34)), "#bfe6ff", 0.9
            )


def _cheeks(pen: Pen, dress: Dress, mien: Mien, shift: float, squeeze: float, eye_y: float) -> None:
    base = 0.16 if dress.sex == "female" or dress.age == "child" else 0.08
    for side in (-1, 1):
        pen.flat(
            oval(shift + side * 0.48 * squeeze, eye_y + 0.34, 0.17 * squeeze, 0.11), "#e0645a", min(0.5, base + 0.35 * mien.flush)
        )


def _eye(pen: Pen, dress: Dress, mien: Mien, x: float, y: float, squeeze: float, side: int) -> None:
    large = 1.22 if dress.age == "child" else 1.0 if dress.sex != "female" else 1.1
    rx, full = 0.142 * squeeze * large, 0.15 * large
    ry = full * min(1.3, mien.open)
    lash = darker(mix(dress.hair, "#2a1d1a", 0.65), 0.2)
    _brow(pen, dress, mien, x, y, squeeze, side, full)
    if mien.open < 0.2:
        bend = 1 if mien.smile < 0.5 else -1
        pen.line(arc(x, y - 0.02 * bend, rx, 0.07, 0 if bend > 0 else 180, 180), lash, 0.045)
        return
    white = oval(x, y, rx, ry)
    pen.flat(white, "#f7f3ee")
    with pen.clipped(white):
        ix = x + (0.025 + 0.05 * mien.look) * 1.0
        pen.flat(oval(ix, y - 0.01, 0.1 * large, 0.122 * large), darker(dress.eyes, 0.3))
        pen.flat(oval(ix, y + 0.005, 0.086 * large, 0.105 * large), dress.eyes)
        pen.flat(oval(ix, y - 0.005, 0.052 * large, 0.064 * large), "#171318")
        pen.shine(oval(ix + 0.032, y - 0.05, 0.027 * large), "#ffffff", 0.95)
        pen.flat(rect(x - rx, y - ry, 2 * rx, 0.05), "#2a1d1a", 0.22)
        if mien.squint:
            pen.flat(oval(x, y + ry + 0.1 - 0.12 * mien.squint, rx * 1.3, 0.1), mix(dress.skin, "#c07058", 0.15))
    pen.line(arc(x, y, rx * 1.06, ry, 188, 164), lash, 0.055 if dress.sex == "female" else 0.044)
    if dress.sex == "female" and dress.age != "child":
        pen.stroke(((x + side * rx * 0.9, y - ry * 0.4), (x + side * (rx + 0.06), y - ry * 0.75)), lash, 0.035)


def _brow(pen: Pen, dress: Dress, mien: Mien, x: float, y: float, squeeze: float, side: int, full: float) -> None:
    colour = darker(mix(dress.hair, "#3a2a24", 0.35), 0.12)
    top = y - full - 0.12 - 0.35 * mien.brow
    inner, outer = x - side * 0.15 * squeeze, x + side * 0.19 * squeeze
    lift = 0.11 * mien.slant
    thick = 0.042 if dress.sex == "female" or dress.age == "child" else 0.06
    bow = 0.05 if mien.slant > -0.3 else 0.0
    pen.line(curve((inner, top - lift + 0.02), (x, top - bow), (outer, top + lift + 0.04), closed=False), colour, thick)


def _nose(pen: Pen, dress: Dress, shift: float, turn: float, eye_y: float) -> None:
    dark = darker(mix(dress.skin, "#a5503a", 0.3), 0.18)
    x, y = shift * 1.25, eye_y + 0.32
    size = 0.7 if dress.age == "child" else 1.0 if dress.sex != "female" else 0.85
    out = (0.1 + 0.12 * turn) * size
    pen.fill(
        curve((x - 0.02, y - 0.2 * size), (x + out, y + 0.02), (x + 0.02, y + 0.06), (x - 0.07 * size, y + 0.02)),
        dress.skin,
        0.5,
        line=False,
    )
    pen.line(
        curve(
            (x + out * 0.55, y - 0.08 * size), (x + out, y + 0.01), (x + out * 0.4, y + 0.065), (x - 0.06, y + 0.04), closed=False
        ),
        dark,
        0.03,
    )


def _mouth(pen: Pen, dress: Dress, mien: Mien, x: float, y: float, squeeze: float) -> None:
    half, bend = 0.21 * mien.wide * squeeze, 0.11 * mien.smile
    lip = mix(dress.skin, "#a8323a", 0.55 if dress.sex == "female" else 0.32)
    line = darker(lip, 0.45)
    left, right = (x - half, y - bend), (x + half, y - bend)
    if mien.mouth > 0.04:
        gape = 0.04 + 0.27 * mien.mouth
        shape = curve(
            left,
            (x, y - 0.03 + bend * 0.1),
            right,
            (x + half * 0.7, y + gape * 0.75),
            (x, y + gape + bend * 0.3),
            (x - half * 0.7, y + gape * 0.75),
        )
        pen.flat(shape, "#54171e")
        pen.flat(within(shape, oval(x, y + gape, half * 0.65, gape * 0.5)), "#c2565c")
        if mien.teeth:
            pen.flat(within(shape, rect(x - half, y - 0.2, 2 * half, 0.2 + gape * 0.3)), "#f5f0e6")
        pen.line(shape, lip, 0.04)
        return
    if dress.sex == "female":
        lower = curve((x - half * 0.7, y), (x, y + bend * 0.6 - 0.02), (x + half * 0.7, y), (x, y + bend + 0.085))
        pen.flat(lower, lip, 0.85)
    pen.line(
        curve(left, (x - half * 0.45, y + bend * 0.45), (x + half * 0.45, y + bend * 0.45), right, closed=False), line, 0.042
    )
    if mien.smile > 0.45:
        for side in (-1, 1):
            pen.stroke(
                ((x + side * (half + 0.03), y - bend - 0.05), (x + side * (half + 0.05), y - bend + 0.02)),
                darker(dress.skin, 0.3),
                0.02,
                0.6,
            )


def _wrinkles(pen: Pen, dress: Dress, shift: float, squeeze: float) -> None:
    dark = darker(dress.skin, 0.32)
    for side in (-1, 1):
        x = shift + side * 0.52 * squeeze
        pen.line(arc(x, 0.02, 0.1, 0.12, -50 if side > 0 else 130, 100), dark, 0.018, 0.6)
        pen.line(arc(shift + side * 0.35 * squeeze, 0.1, 0.16, 0.1, 25, 130), dark, 0.02, 0.55)
        pen.stroke(((shift + side * 0.2, 0.33), (shift + side * 0.33 * squeeze, 0.55)), dark, 0.02, 0.55)
    for y in (-0.48, -0.57):
        pen.stroke(((shift - 0.26, y), (shift + 0.26, y - 0.01)), dark, 0.016, 0.45)


def _glasses(pen: Pen, dress: Dress, shift: float, squeeze: float, eye_y: float) -> None:
    sun = dress.accent == "sunglasses"
    for side in (-1, 1):
        x = shift + side * 0.36 * squeeze
        lens = rect(x - 0.24 * squeeze, eye_y - 0.19, 0.48 * squeeze, 0.4, 0.15)
        pen.flat(lens, "#14161c" if sun else "#dfeeff", 0.92 if sun else 0.16)
        pen.flat(
            poly((x - 0.1, eye_y + 0.12), (x + 0.02, eye_y + 0.12), (x + 0.14, eye_y - 0.12), (x + 0.02, eye_y - 0.12)),
            "#ffffff",
            0.16,
        )
        pen.line(lens, "#26222a", 0.042)
    pen.stroke(((shift - 0.12, eye_y - 0.03), (shift + 0.12, eye_y - 0.03)), "#26222a", 0.042)
    pen.stroke(((shift - 0.6 * squeeze, eye_y - 0.05), (-0.86, eye_y - 0.02)), "#26222a", 0.036)
