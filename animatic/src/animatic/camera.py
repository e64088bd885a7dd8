"""Camera moves: where the camera stands at each moment of a clip, and the picture that it sees of painted layers."""

import math
from dataclasses import dataclass

import numpy as np
import skia

from animatic.graph import Framing, SceneGraph
from animatic.layers import Layer, Pixels

REACH = 0.055
"""How far a move goes, as a part of the canvas; layers are overscanned for it."""
ZOOM = 0.13
ZOOM_AT_REST = 1.02
"""Every clip keeps this margin, so that handheld and roll never show an edge."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A moved camera: shift in parts of the canvas (right and down are positive), zoom, roll in degrees.

    `parallax` 1 moves near planes more than far ones (track, crane, push); 0 turns the camera: all planes move alike (pan, tilt).
    """

    x: float = 0.0
    y: float = 0.0
    zoom: float = ZOOM_AT_REST
    roll: float = 0.0
    parallax: float = 1.0


def ease(t: float) -> float:
    """Slow in, slow out, from 0 to 1."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


def camera_at(move: str | SceneGraph, t: float, seed: int = 0) -> Camera:
    """The camera of a move at t from 0 (first frame) to 1 (last frame). An unknown move stands still."""
    if isinstance(move, SceneGraph):
        seed, move = move.seed, move.camera.move
    s = 2 * ease(t) - 1
    if move == "handheld":
        return _handheld(t, seed)
    if move in ("push", "pull"):
        grown = ease(t) if move == "push" else 1 - ease(t)
        return Camera(zoom=ZOOM_AT_REST + ZOOM * grown)
    x, y, parallax = _MOVES.get(move, (0.0, 0.0, 1.0))
    drift = 0.008 * ease(t) if move == "static" else 0.0
    return Camera(x=x * s * REACH, y=y * s * REACH, zoom=ZOOM_AT_REST + drift, parallax=parallax)


_MOVES = {
    "pan_left": (-1.0, 0.0, 0.25),
    "pan_right": (1.0, 0.0, 0.25),
    "tilt_up": (0.0, -1.0, 0.15),
    "tilt_down": (0.0, 1.0, 0.15),
    "track_left": (-1.0, 0.0, 1.0),
    "track_right": (1.0, 0.0, 1.0),
    "crane_up": (0.0, -1.0, 0.7),
    "crane_down": (0.0, 1.0, 0.7),
}


def _handheld(t: float, seed: int) -> Camera:
    phase = (seed % 97) / 97 * math.tau
    swing = [math.sin(math.tau * (f * t) + phase * (i + 1)) for i, f in enumerate((1.3, 1.9, 2.7, 0.9))]
    return Camera(x=0.006 * swing[0] + 0.003 * swing[2], y=0.006 * swing[1], zoom=ZOOM_AT_REST + 0.02, roll=0.35 * swing[3])


def matrix_of(layer: Layer, camera: Camera, framing: Framing, size: tuple[int, int]) -> skia.Matrix:
    """How one layer is laid on the canvas: roll, then a lens zoom, then the walk (dolly), then the shift."""
    width, height = size
    if layer.fixed:
        return skia.Matrix.Translate(layer.x, layer.y)
    lens, walk = camera.zoom**0.4, 1 - camera.zoom**-0.6
    focus_x, focus_y = framing.focus_x * width, framing.focus_y * height
    matrix = skia.Matrix.Translate(width / 2, height / 2)
    matrix.preRotate(camera.roll)
    matrix.preTranslate(focus_x - width / 2, focus_y - height / 2)
    matrix.preScale(lens, lens)
    matrix.preTranslate(framing.centre - focus_x, framing.horizon - focus_y)
    _walk(matrix, layer, walk)
    _shift(matrix, layer, camera, (-camera.x * width, -camera.y * height))
    matrix.preTranslate(layer.x - framing.centre, layer.y - framing.horizon)
    return matrix


def _walk(matrix: skia.Matrix, layer: Layer, walk: float) -> None:
    """Scale by distance around the vanishing point. A ground plane goes with the figures that stand on it.

    (Its rows would each have their own scale; that is a perspective, which costs three times as much and shows only far away.)
    """
    scale = 1 / (1 - walk * (1.0 if layer.slope else min(1.5, layer.depth)))
    matrix.preScale(scale, scale)


def _shift(matrix: skia.Matrix, layer: Layer, camera: Camera, shift: tuple[float, float]) -> None:
    """Move by depth; each row of a ground plane by its own, which leans and stretches it."""
    depth = 1 + camera.parallax * (layer.depth - 1)
    matrix.preTranslate(shift[0] * depth, shift[1] * depth)
    if layer.slope:
        slope = camera.parallax * layer.slope
        matrix.preConcat(skia.Matrix.MakeAll(1, shift[0] * slope, 0, 0, max(0.5, 1 + shift[1] * slope), 0, 0, 0, 1))


COMPOSITED_AS = skia.kBGRA_8888_ColorType
"""Layers are RGBA; laid over each other they may be called anything, if all are called the same. This name is the fast one."""


def as_image(pixels: Pixels, colours: skia.ColorType = skia.kRGBA_8888_ColorType) -> skia.Image:
    """A skia image that shares the array's memory; keep the array alive as long as the image. Opaque ones are blended faster."""
    opaque = bool(pixels[:, :, 3].min() == 255) if pixels.size else False
    alpha = skia.kOpaque_AlphaType if opaque else skia.kPremul_AlphaType
    return skia.Image.fromarray(pixels, colours, alpha, copy=False)


def surface_on(pixels: Pixels, colours: skia.ColorType = skia.kRGBA_8888_ColorType) -> skia.Surface:
    """A surface that paints into the array (height x width x 4, premultiplied RGBA)."""
    height, width = pixels.shape[:2]
    info = skia.ImageInfo.Make(width, height, colours, skia.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels, width * 4)


@dataclass(frozen=True, slots=True)
class Stack:
    """Layers prepared for compositing many times: make it once per clip, then call `see` for every frame."""

    layers: tuple[Layer, ...]
    images: tuple[skia.Image, ...]
    size: tuple[int, int]
    framing: Framing

    @classmethod
    def of(cls, layers: tuple[Layer, ...], framing: Framing, size: tuple[int, int]) -> "Stack":
        """Prepare layers (back to front)."""
        return cls(layers, tuple(as_image(layer.image, COMPOSITED_AS) for layer in layers), size, framing)

    def see(self, camera: Camera) -> Pixels:
        """What the camera sees: an opaque RGBA array of height x width x 4, good for a raw pipe (`rgba`)."""
        pixels = np.zeros((self.size[1], self.size[0], 4), np.uint8)
        with surface_on(pixels, COMPOSITED_AS) as canvas:
            canvas.clear(skia.ColorBLACK)
            for layer, image in zip(self.layers, self.images, strict=True):
                matrix = matrix_of(layer, camera, self.framing, self.size)
                if matrix.getSkewX() and not matrix.getSkewY():
                    _draw_leaning(canvas, image, matrix, self.size)
                else:
                    _draw(canvas, image, matrix, _AS_IT_IS if layer.fixed else _SMOOTH)
        return pixels


_AS_IT_IS, _SMOOTH = skia.SamplingOptions(), skia.SamplingOptions(skia.FilterMode.kLinear)

BAND = 4
"""Rows of a leaning plane that are shifted together: no row is off by more than a fifth of a pixel."""


def _draw(canvas: skia.Canvas, image: skia.Image, matrix: skia.Matrix, sampling: skia.SamplingOptions) -> None:
    canvas.save()
    canvas.concat(matrix)
    canvas.drawImage(image, 0, 0, sampling)
    canvas.restore()


def _draw_leaning(canvas: skia.Canvas, image: skia.Image, matrix: skia.Matrix, size: tuple[int, int]) -> None:
    """A plane that leans sideways, drawn band by band, each only shifted: six times as fast as a skewed picture."""
    along, lean, left = matrix.getScaleX(), matrix.getSkewX(), matrix.getTranslateX()
    down, top = matrix.getScaleY(), matrix.getTranslateY()
    for y in range(max(0, math.floor(top)), min(size[1], math.ceil(top + down * image.height())), BAND):
        row = (y + BAND / 2 - top) / down
        canvas.save()
        canvas.clipRect(skia.Rect.MakeXYWH(0, y, size[0], BAND))
        _draw(canvas, image, skia.Matrix.MakeAll(along, 0, left + lean * row, 0, down, top, 0, 0, 1), _SMOOTH)
        canvas.restore()


def composite(layers: tuple[Layer, ...], camera: Camera, framing: Framing, size: tuple[int, int]) -> bytes:
    """One frame as raw RGBA bytes; for many frames of the same layers use Stack."""
    return Stack.of(layers, framing, size).see(camera).tobytes()
