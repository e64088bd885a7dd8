"""What lies over the finished picture and never moves: vignette, grain, paper, print dots. One per size and style."""

import hashlib
from functools import lru_cache

import numpy as np
import skia

from animatic.camera import as_image, surface_on
from animatic.layers import Layer, Pixels
from animatic.treatment import treatment_of


@lru_cache(maxsize=16)
def overlay(size: tuple[int, int], style: str, *, moving: bool = False) -> Layer:
    """The overlay of a style. Grain that stands still over what moves looks like dirt on the glass: only stills have it."""
    width, height = size
    treatment = treatment_of(style)
    pixels = np.zeros((height, width, 4), np.uint8)
    with surface_on(pixels) as canvas:
        if treatment.vignette:
            _vignette(canvas, size, treatment.vignette)
        if treatment.texture == "dots":
            _dots(canvas, size)
        if treatment.texture == "paper":
            _noise(canvas, size, 0.07, 3.0)
            _noise(canvas, size, 0.04, 1.0)
        if treatment.grain and not moving:
            _noise(canvas, size, treatment.grain, 1.0)
    return Layer("overlay", 1.0, pixels, 0, 0, fixed=True)


def _vignette(canvas: skia.Canvas, size: tuple[int, int], amount: float) -> None:
    width, height = size
    colours = [skia.Color4f(0.06, 0.02, 0.03, a).toColor() for a in (0.0, 0.0, amount * 0.35, amount)]
    paint = skia.Paint()
    shader = skia.GradientShader.MakeRadial(skia.Point(0, 0), 1.0, colours, [0.0, 0.55, 0.8, 1.0])
    paint.setShader(shader)
    canvas.save()
    canvas.translate(width / 2, height * 0.48)
    canvas.scale(width * 0.72, height * 0.76)
    canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, 1, 1), paint)
    canvas.restore()


def _dots(canvas: skia.Canvas, size: tuple[int, int]) -> None:
    paint, step = skia.Paint(Color4f=skia.Color4f(0.12, 0.05, 0.1, 0.09), AntiAlias=True), 7
    path = skia.Path()
    for row in range(size[1] // step + 1):
        for column in range(size[0] // step + 1):
            path.addCircle(column * step + (row % 2) * step / 2, row * step, 1.5)
    canvas.drawPath(path, paint)


def _noise(canvas: skia.Canvas, size: tuple[int, int], amount: float, scale: float) -> None:
    """Light and dark specks from a fixed tile."""
    tile = _tile(amount)
    shader = as_image(tile).makeShader(
        skia.TileMode.kRepeat,
        skia.TileMode.kRepeat,
        skia.SamplingOptions(skia.FilterMode.kLinear),
        skia.Matrix.Scale(scale, scale),
    )
    paint = skia.Paint()
    paint.setShader(shader)
    canvas.drawRect(skia.Rect.MakeWH(*size), paint)


@lru_cache(maxsize=16)
def _tile(amount: float) -> Pixels:
    side = 192
    raw = np.frombuffer(hashlib.shake_256(b"grain").digest(side * side * 2), np.uint8).reshape(side, side, 2).astype(np.float32)
    value = (raw[:, :, 0] + raw[:, :, 1]) / 255 - 1
    alpha = np.abs(value) * amount * 255
    tile = np.zeros((side, side, 4), np.uint8)
    tile[:, :, 3] = alpha
    for channel in range(3):
        tile[:, :, channel] = np.where(value > 0, alpha, 0)
    return tile
