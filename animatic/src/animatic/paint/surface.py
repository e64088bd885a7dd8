"""Surfaces: what a region of a plane looks like, as pixels or as a layer. `paint` calls it for every plane."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import skia

from animatic.camera import SMOOTH, as_image, surface_on
from animatic.graph import SceneGraph
from animatic.layers import OVERSCAN, Layer, Pixels
from animatic.paint.pen import Pen
from animatic.space import Space
from animatic.treatment import treatment_of

Draw = Callable[[Pen], None]
Region = tuple[int, int, int, int]


def whole(graph: SceneGraph) -> Region:
    """The canvas with its overscan: left, top, right, bottom."""
    left, top = round(graph.width * OVERSCAN), round(graph.height * OVERSCAN)
    return -left, -top, graph.width + left, graph.height + top


def painted_layer(graph: SceneGraph, name: str, depth: float, draws: list[Draw], blur: float, region: Region) -> Layer | None:
    """One layer, or None when nothing is on it; a blurred one is painted small and enlarged, which is cheaper than blurring."""
    left, top, right, bottom = region
    if not draws or right <= left or bottom <= top:
        return None
    layer = _cropped(painted(graph, draws, blur, region), name, depth, (left, top))
    return replace(layer, soft=True) if layer is not None and shrink_of(blur) > 1 else layer


def painted(graph: SceneGraph, draws: list[Draw], blur: float, region: Region) -> Pixels:
    """What is drawn in a region of the canvas, as pixels of its size."""
    left, top, right, bottom = region
    width, height, shrink = right - left, bottom - top, shrink_of(blur)
    pixels = np.zeros((max(1, round(height / shrink)), max(1, round(width / shrink)), 4), np.uint8)
    with surface_on(pixels) as canvas:
        canvas.scale(1 / shrink, 1 / shrink)
        canvas.translate(-left, -top)
        draw_all(canvas, graph, draws)
    return _enlarged(pixels, (width, height), blur / shrink) if shrink > 1 else pixels


def shrink_of(blur: float) -> float:
    """How much smaller so blurred a plane is painted."""
    return 1.0 if blur < 1.2 else 2.0 if blur < 4 else 4.0


def _enlarged(small: Pixels, size: tuple[int, int], sigma: float) -> Pixels:
    """A blurred picture as large as it is wanted."""
    blurred, large = _blurred(small, sigma), np.zeros((size[1], size[0], 4), np.uint8)
    with surface_on(large) as canvas:
        canvas.drawImageRect(as_image(blurred), skia.Rect.MakeWH(*size), SMOOTH)
    return large


def _blurred(small: Pixels, sigma: float) -> Pixels:
    """Half a pixel there and back weighs neighbours 1 2 1: repeated it is a blur, in a quarter of a filter's time."""
    for _ in range(max(1, round(2 * sigma**2))):
        small = _shifted(_shifted(small, 0.5), -0.5)
    return small


def _shifted(pixels: Pixels, by: float) -> Pixels:
    """Moved right and down by a part of a pixel; what comes in at an edge is as the edge was."""
    height, width = pixels.shape[:2]
    shifted = np.zeros_like(pixels)
    source, target = skia.Rect.MakeWH(width, height), skia.Rect.MakeXYWH(by, by, width, height)
    with surface_on(shifted) as canvas:
        canvas.drawImageRect(as_image(pixels), source, target, SMOOTH, None, skia.Canvas.kFast_SrcRectConstraint)
    if by < 0:
        shifted[:, -1], shifted[-1] = shifted[:, -2], shifted[-2]
    return shifted


def _cropped(pixels: Pixels, name: str, depth: float, corner: tuple[int, int]) -> Layer | None:
    """Without the empty rows and columns around it."""
    rows, columns = covered(pixels)
    if not rows.size:
        return None
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    image = np.ascontiguousarray(pixels[top:bottom, left:right])
    return Layer(name, depth, image, corner[0] + left, corner[1] + top)


def covered(pixels: Pixels) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The rows and the columns in which something is painted. Four bytes are read at once: without alpha all of them are 0."""
    words = pixels.view(np.uint32)[:, :, 0]
    return np.flatnonzero(words.max(axis=1)), np.flatnonzero(np.bitwise_or.reduce(words, axis=0))


def draw_all(canvas: skia.Canvas, graph: SceneGraph, draws: list[Draw]) -> None:
    """Draw on a canvas of the picture, rolled as the camera is."""
    camera, frame = graph.camera, skia.Rect.MakeLTRB(*whole(graph))
    canvas.save()
    if camera.roll:
        canvas.rotate(camera.roll, graph.width / 2, graph.height / 2)
        frame = frame.makeOutset(graph.height * 0.12, graph.width * 0.08)
    pen = Pen(canvas, Space(camera), graph.light, treatment_of(graph.style), frame, (graph.width, graph.height))
    for paint in draws:
        paint(pen)
    canvas.restore()
