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


@lru_cache(maxsize=16384)
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


def enlarged(canvas: skia.Canvas, path: skia.Path, paint: skia.Paint, ends: tuple[Point, Point]) -> None:
    """Draw a gradient between two points inside a path, painted small; one that runs straight across or down as a single line."""
    matrix = canvas.getTotalMatrix()
    box = _seen(canvas, matrix, path)
    if box is None:
        return
    straight = matrix.isScaleTranslate() and (ends[0][0] == ends[1][0] or ends[0][1] == ends[1][1])
    step = (SMALLER, SMALLER) if not straight else (box.width(), 1.0) if ends[0][0] == ends[1][0] else (1.0, box.height())
    pixels = _small(paint, matrix, box, step)
    target = skia.Rect.MakeXYWH(box.left(), box.top(), pixels.shape[1] * step[0], pixels.shape[0] * step[1])
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    canvas.resetMatrix()
    canvas.drawImageRect(as_image(pixels), target, skia.SamplingOptions() if straight else SMOOTH)
    canvas.restore()


def screened(canvas: skia.Canvas, path: skia.Path, paint: skia.Paint) -> None:
    """Screen what a paint shows, which is nothing outside the path, painted small: it takes half of a gradient's time.

    It is enlarged by itself, because skia screens fast only what it need not resample.
    """
    matrix = canvas.getTotalMatrix()
    box = _seen(canvas, matrix, path)
    if box is None:
        return
    small = _small(paint, matrix, box, (SMALLER, SMALLER))
    large = np.zeros((int(box.height()), int(box.width()), 4), np.uint8)
    with surface_on(large) as onto:
        onto.drawImageRect(as_image(small), skia.Rect.MakeWH(small.shape[1] * SMALLER, small.shape[0] * SMALLER), SMOOTH)
    canvas.save()
    canvas.resetMatrix()
    screen = skia.Paint(BlendMode=skia.BlendMode.kScreen)
    canvas.drawImage(as_image(large), box.left(), box.top(), skia.SamplingOptions(), screen)
    canvas.restore()


def _seen(canvas: skia.Canvas, matrix: skia.Matrix, path: skia.Path) -> skia.Rect | None:
    """The whole pixels of the canvas on which a path lies."""
    box = skia.Rect.Make(matrix.mapRect(path.getBounds()).roundOut())
    return box if box.intersect(skia.Rect.Make(canvas.getDeviceClipBounds())) else None


def _small(paint: skia.Paint, matrix: skia.Matrix, box: skia.Rect, step: tuple[float, float]) -> Pixels:
    """What a paint shows in a box, so many times smaller."""
    pixels = np.zeros((math.ceil(box.height() / step[1]), math.ceil(box.width() / step[0]), 4), np.uint8)
    with surface_on(pixels) as small:
        small.scale(1 / step[0], 1 / step[1])
        small.translate(-box.left(), -box.top())
        small.concat(matrix)
        small.drawPaint(paint)
    return pixels
