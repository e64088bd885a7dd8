"""Colours and gradients as skia is told them, and how large gradients are made small first. The pen draws with them."""

import math
from functools import lru_cache

import numpy as np
import skia

from animatic.camera import SMOOTH, as_image, surface_on
from animatic.colour import rgb
from animatic.layers import Pixels
from animatic.paint.shapes import Point

LARGE, SMALLER = 30_000, 8
"""From how many pixels on a gradient is made so many times smaller and enlarged: it costs a quarter, and nobody sees it."""
SOFT = ((0.0, 1.0), (0.3, 0.42), (0.6, 0.12), (1.0, 0.0))
"""How a glow fades from its middle to its edge."""


def ink(colour: str, alpha: float = 1.0) -> skia.Color4f:
    """A colour as skia is told it, which takes red for blue (`camera.CALLED`)."""
    red, green, blue = rgb(colour)
    return skia.Color4f(blue, green, red, alpha)


@lru_cache(maxsize=64)
def soft(colour: str) -> Pixels:
    """A soft round spot of a finished colour, 64 pixels wide."""
    pixels = np.zeros((64, 64, 4), np.uint8)
    with surface_on(pixels) as canvas:
        canvas.drawPaint(radial((32, 32), 32, colour, SOFT))
    return pixels


def radial(middle: Point, radius: float, colour: str, stops: tuple[tuple[float, float], ...]) -> skia.Paint:
    """A paint that fades from a point outwards, by (place, alpha)."""
    colours = [ink(colour, alpha).toColor() for _, alpha in stops]
    paint = skia.Paint(AntiAlias=True)
    paint.setShader(skia.GradientShader.MakeRadial(skia.Point(*middle), radius, colours, [place for place, _ in stops]))
    return paint


def enlarged(canvas: skia.Canvas, path: skia.Path, paint: skia.Paint) -> None:
    """Draw what a paint shows inside a path, painted small."""
    matrix = canvas.getTotalMatrix()
    box = matrix.mapRect(path.getBounds())
    if not box.intersect(skia.Rect.Make(canvas.getDeviceClipBounds())):
        return
    across, down = math.ceil(box.width() / SMALLER) + 1, math.ceil(box.height() / SMALLER) + 1
    pixels = np.zeros((down, across, 4), np.uint8)
    with surface_on(pixels) as small:
        small.scale(1 / SMALLER, 1 / SMALLER)
        small.translate(-box.left(), -box.top())
        small.concat(matrix)
        small.drawPaint(paint)
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    canvas.resetMatrix()
    canvas.drawImageRect(as_image(pixels), skia.Rect.MakeXYWH(box.left(), box.top(), across * SMALLER, down * SMALLER), SMOOTH)
    canvas.restore()
