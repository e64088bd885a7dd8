"""Camera moves: where the camera stands at each moment of a clip, and the picture that it sees of painted layers."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia

from animatic.graph import Framing, SceneGraph
from animatic.layers import Layer, Pixels

REACH = 0.055
"""How far a move goes, as a part of the canvas; layers are overscanned for it."""
ZOOM = 0.13
ZOOM_WIDE = 0.3
"""From far away one must go further for anybody to notice."""
ZOOM_AT_REST = 1.02
"""Every clip keeps this margin, so that handheld and roll never show an edge."""
FINE, COARSE = 4, 2
"""A quarter of a pixel is not seen; half of one not where the camera shakes."""


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
    grid: int = 0
    """Where the zoom stays: into how many parts of a pixel a shift is told apart. 0 resamples every layer at every frame."""


def ease(t: float) -> float:
    """Slow in, slow out, from 0 to 1."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


def camera_at(move: str | SceneGraph, t: float, seed: int = 0, size: str = "") -> Camera:
    """The camera of a move at t from 0 (first frame) to 1 (last frame). An unknown move stands still."""
    if isinstance(move, SceneGraph):
        seed, size, move = move.seed, move.camera.size, move.camera.move
    s = 2 * ease(t) - 1
    if move == "handheld":
        return _handheld(t, seed)
    if move in ("push", "pull"):
        grown = ease(t) if move == "push" else 1 - ease(t)
        return Camera(zoom=ZOOM_AT_REST + (ZOOM_WIDE if size == "extreme_wide" else ZOOM) * grown)
    if move == "static":
        return Camera(zoom=ZOOM_AT_REST + 0.008 * ease(t))
    x, y, parallax = _MOVES.get(move, (0.0, 0.0, 1.0))
    return Camera(x=x * s * REACH, y=y * s * REACH, parallax=parallax, grid=FINE)


_MOVES = {
    "pan_left": (-1.0, 0.0, 0.25),
    "pan_right": (1.0, 0.0, 0.25),
    "tilt_up": (0.0, -1.0, 0.0),
    "tilt_down": (0.0, 1.0, 0.0),
    "track_left": (-1.0, 0.0, 1.0),
    "track_right": (1.0, 0.0, 1.0),
    "crane_up": (0.0, -1.0, 0.7),
    "crane_down": (0.0, 1.0, 0.7),
}


def _handheld(t: float, seed: int) -> Camera:
    phase = (seed % 97) / 97 * math.tau
    swing = [math.sin(math.tau * (f * t) + phase * (i + 1)) for i, f in enumerate((1.3, 1.9, 2.7, 0.9))]
    return Camera(
        x=0.006 * swing[0] + 0.003 * swing[2], y=0.006 * swing[1], zoom=ZOOM_AT_REST + 0.02, roll=0.35 * swing[3], grid=COARSE
    )


def matrix_of(layer: Layer, camera: Camera, framing: Framing, size: tuple[int, int]) -> skia.Matrix:
    """How one layer is laid on the canvas: roll, then a lens zoom, then the walk (dolly), then the shift.

    A ground plane leans and stretches besides: see `lay`.
    """
    width, height = size
    if layer.fixed:
        return skia.Matrix()
    lens, walk = camera.zoom**0.4, 1 - camera.zoom**-0.6
    focus_x, focus_y = framing.focus_x * width, framing.focus_y * height
    matrix = skia.Matrix.Translate(width / 2, height / 2)
    if camera.roll:
        matrix.preRotate(camera.roll)
    matrix.preTranslate(focus_x - width / 2, focus_y - height / 2)
    matrix.preScale(lens, lens)
    matrix.preTranslate(framing.centre - focus_x, framing.horizon - focus_y)
    _walk(matrix, layer, walk)
    depth = 1 + camera.parallax * (layer.depth - 1)
    matrix.preTranslate(-camera.x * width * depth, -camera.y * height * depth)
    matrix.preTranslate(-framing.centre, -framing.horizon)
    return matrix


def _walk(matrix: skia.Matrix, layer: Layer, walk: float) -> None:
    """Scale by distance around the vanishing point. A ground plane goes with the figures that stand on it.

    (Its rows would each have their own scale; that is a perspective, which costs three times as much and shows only far away.)
    """
    scale = 1 / (1 - walk * (1.0 if layer.slope else min(1.5, layer.depth)))
    matrix.preScale(scale, scale)


SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear)
STEP = 0.7
"""How far one strip of rows may stand from the next, in pixels: less than one is not seen."""
Drift = Callable[[float], float]
"""How far a row moves to the right, by its y on the canvas."""


def lay(
    canvas: skia.Canvas,
    layer: Layer,
    image: skia.Image,
    camera: Camera,
    size: tuple[int, int],
    drift: Drift | None = None,
    strip: int = 8,
    patches: tuple[tuple[int, int, int, int], ...] = (),
) -> None:
    """Draw a layer on a canvas that has its matrix, of a plain one only the `patches` that are painted, if they are given.

    Rows that move by their own amount are drawn as strips.

    A ground's rows follow the camera by their own distance. Strips cost a fifth of a matrix that leans.
    """
    lean = -camera.x * size[0] * camera.parallax * layer.slope
    stretch = max(0.5, 1 - camera.y * size[1] * camera.parallax * layer.slope)
    if not lean and stretch == 1 and drift is None:
        for part in patches:
            source = skia.Rect.MakeLTRB(*part)
            target = source.makeOffset(layer.x, layer.y)
            canvas.drawImageRect(image, source, target, sampling_of(layer), None, skia.Canvas.kFast_SrcRectConstraint)
        if not patches:
            canvas.drawImage(image, layer.x, layer.y, sampling_of(layer))
        return
    height, width = layer.image.shape[:2]
    sampling = sampling_of(layer)
    rows = strip if drift is not None else max(1, min(height, int(STEP / max(1e-6, abs(lean)))))
    for row in range(0, height, rows):
        end = min(height, row + rows)
        below = layer.y + (row + end) / 2 - layer.horizon
        x = layer.x + lean * below + (drift(layer.y + row) if drift is not None else 0.0)
        y = layer.horizon + (layer.y + row - layer.horizon) * stretch
        source, target = skia.Rect.MakeLTRB(0, row, width, end), skia.Rect.MakeXYWH(x, y, width, (end - row) * stretch)
        canvas.drawImageRect(image, source, target, sampling, None, skia.Canvas.kFast_SrcRectConstraint)


def sampling_of(layer: Layer) -> skia.SamplingOptions:
    """How a layer's pixels are read when it moves."""
    return skia.SamplingOptions() if layer.fixed or layer.soft else SMOOTH


CALLED = skia.kBGRA_8888_ColorType
"""Layers are RGBA, and skia is told that they are BGRA, whose every operation it has a fast way for: pictures come eight times
as fast, plain shapes three times. So whoever makes a colour for it changes red and blue (`paint.inks.ink`)."""


def as_image(pixels: Pixels) -> skia.Image:
    """A skia image that shares the array's memory; keep the array alive as long as the image. Opaque ones are blended faster."""
    opaque = bool(pixels.size and pixels[0, 0, 3] == 255 and pixels[:, :, 3].min() == 255)
    alpha = skia.kOpaque_AlphaType if opaque else skia.kPremul_AlphaType
    return skia.Image.fromarray(pixels, CALLED, alpha, copy=False)


def surface_on(pixels: Pixels) -> skia.Surface:
    """A surface that paints into the array (height x width x 4, premultiplied RGBA)."""
    height, width = pixels.shape[:2]
    info = skia.ImageInfo.Make(width, height, CALLED, skia.kPremul_AlphaType)
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
        return cls(layers, tuple(as_image(layer.image) for layer in layers), size, framing)

    def see(self, camera: Camera) -> Pixels:
        """What the camera sees: an opaque RGBA array of height x width x 4, good for a raw pipe (`rgba`)."""
        pixels = np.empty((self.size[1], self.size[0], 4), np.uint8)
        with surface_on(pixels) as canvas:
            canvas.clear(skia.ColorBLACK)
            for layer, image in zip(self.layers, self.images, strict=True):
                canvas.save()
                canvas.concat(matrix_of(layer, camera, self.framing, self.size))
                lay(canvas, layer, image, camera, self.size)
                canvas.restore()
        return pixels


def composite(layers: tuple[Layer, ...], camera: Camera, framing: Framing, size: tuple[int, int]) -> bytes:
    """One frame as raw RGBA bytes; for many frames of the same layers use Stack."""
    return Stack.of(layers, framing, size).see(camera).tobytes()
