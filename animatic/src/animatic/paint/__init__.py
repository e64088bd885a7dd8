"""Painting: from a scene graph to layers, from layers to a picture. Imagery calls `draw`, motion `paint_layers`."""

from collections.abc import Callable, Iterable

import numpy as np
import skia

from animatic.camera import Camera, Stack, as_image, surface_on
from animatic.graph import Figure, Piece, SceneGraph
from animatic.layers import OVERSCAN, Layer, Pixels
from animatic.paint import (
    animals,
    buildings,
    devices,
    fittings,
    furniture,
    glass,
    ground,
    halls,
    household,
    instruments,
    plants,
    relics,
    seats,
    shell,
    sky,
    street,
    terrain,
    tools,
    townscape,
    vehicles,
    vessels,
    weather,
)
from animatic.paint.figure import draw_person
from animatic.paint.finish import overlay
from animatic.paint.pen import Pen
from animatic.paint.registry import PLANES, THINGS
from animatic.space import Space
from animatic.treatment import treatment_of

FAMILIES = (
    animals,
    buildings,
    devices,
    fittings,
    furniture,
    glass,
    ground,
    halls,
    household,
    instruments,
    plants,
    relics,
    seats,
    shell,
    sky,
    street,
    terrain,
    tools,
    townscape,
    vehicles,
    vessels,
    weather,
)
"""The painters, loaded."""

SKIES = ("sky", "space", "depths", "cavern")
LANDS = ("ridge", "skyline", "treeline", "stalactites")
GROUNDS = ("ground", "road", "path", "water", "surf", "floor", "deck")
_BLUR = {"medium": 1.6, "close_up": 5.0, "extreme_close_up": 9.0, "insert": 6.0}
Draw = Callable[[Pen], None]


def paint_layers(graph: SceneGraph) -> tuple[Layer, ...]:
    """The planes, back to front: sky with far land or walls, ground, middle, figures, front, weather, overlay; no empty ones."""
    space = Space(graph.camera)
    size = (graph.width, graph.height)
    blur = _BLUR.get(graph.camera.size, 0.0) * min(size) / 720
    standing = sorted(_standing(graph, space), key=lambda item: -item[0])
    planes = [p for p in graph.scenery if p.kind in PLANES]
    layers = [
        _paint(graph, "sky", 0.03, _planes(planes, (*SKIES, *LANDS)), blur),
        _paint(graph, "walls", _wall_depth(planes, space), _planes(planes, ("shell",)), blur),
        _ground(graph, planes, blur * 0.5),
        _paint(graph, "middle", 0.55, [*_planes(planes, ("facades",)), *(d for z, d in standing if space.depth(z) < 0.8)], blur),
        _paint(graph, "figures", 1.0, [d for z, d in standing if 0.8 <= space.depth(z) < 1.3], 0.0),
        _paint(graph, "front", 1.45, [d for z, d in standing if space.depth(z) >= 1.3], max(blur, 2.0 * min(size) / 720)),
        _paint(graph, "weather", 1.25, _planes(planes, ("rain", "snow", "mist", "storm")), 0.0),
    ]
    return (*(layer for layer in layers if layer is not None), overlay(size, graph.style))


def draw(graph: SceneGraph) -> Pixels:
    """The finished picture as an RGB array."""
    return flatten(paint_layers(graph), graph, Camera(zoom=1.0))


def flatten(layers: tuple[Layer, ...], graph: SceneGraph, camera: Camera) -> Pixels:
    """What a camera sees of painted layers, as an RGB array."""
    seen = Stack.of(layers, graph.camera, (graph.width, graph.height)).see(camera)
    return np.ascontiguousarray(seen[:, :, :3])


def _standing(graph: SceneGraph, space: Space) -> list[tuple[float, Draw]]:
    """Everything that stands somewhere, with its z; what is behind the camera is left out."""
    pieces = (p for p in (*graph.scenery, *graph.props) if p.kind in THINGS and p.z > space.near())
    found: list[tuple[float, Draw]] = [(piece.z, _thing(piece)) for piece in pieces]
    found += [(figure.z, _figure(figure, space)) for figure in graph.figures if figure.z > space.near()]
    return found


def _thing(piece: Piece) -> Draw:
    def paint(pen: Pen) -> None:
        with pen.at(piece):
            THINGS[piece.kind](pen, piece)

    return paint


def _figure(figure: Figure, space: Space) -> Draw:
    def paint(pen: Pen) -> None:
        px, py = space.point(figure.x, figure.y, figure.z)
        with pen.filled(), pen.placed(px, py, space.scale(figure.z), pen.fog_at(figure.z), figure.facing == "left"):
            if figure.dress.species:
                animals.draw_animal(pen, figure)
            else:
                draw_person(pen, figure)

    return paint


def _planes(planes: Iterable[Piece], kinds: tuple[str, ...]) -> list[Draw]:
    def paint(piece: Piece) -> Draw:
        return lambda pen: PLANES[piece.kind](pen, piece)

    return [paint(piece) for piece in planes if piece.kind in kinds]


def _wall_depth(planes: list[Piece], space: Space) -> float:
    depths = [space.depth(p.z) for p in planes if p.kind == "shell"]
    return depths[0] if depths else 1.0


def _ground(graph: SceneGraph, planes: list[Piece], blur: float) -> Layer | None:
    layer = _paint(graph, "ground", 0.0, _planes(planes, GROUNDS), blur)
    if layer is None:
        return None
    camera = graph.camera
    return Layer("ground", 0.0, layer.image, layer.x, layer.y, camera.horizon, camera.subject / (camera.focal * camera.eye))


def _paint(graph: SceneGraph, name: str, depth: float, draws: list[Draw], blur: float) -> Layer | None:
    """One layer; a blurred one is painted small and enlarged, which is cheaper than blurring."""
    if not draws:
        return None
    left, top = round(graph.width * OVERSCAN), round(graph.height * OVERSCAN)
    width, height = graph.width + 2 * left, graph.height + 2 * top
    shrink = 1.0 if blur < 1.2 else 2.0 if blur < 4 else 4.0
    pixels = np.zeros((round(height / shrink), round(width / shrink), 4), np.uint8)
    with surface_on(pixels) as canvas:
        canvas.scale(1 / shrink, 1 / shrink)
        canvas.translate(left, top)
        _draw_all(canvas, graph, (left, top), draws)
    if shrink > 1:
        pixels = _enlarged(pixels, (width, height), blur / shrink)
    return _cropped(pixels, name, depth, (-left, -top))


def _enlarged(small: Pixels, size: tuple[int, int], sigma: float) -> Pixels:
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    blurred = _blurred(small, sigma)  # named, because the image only borrows its memory
    with surface_on(pixels) as canvas:
        canvas.drawImageRect(as_image(blurred), skia.Rect.MakeWH(*size), skia.SamplingOptions(skia.CubicResampler.Mitchell()))
    return pixels


def _blurred(small: Pixels, sigma: float) -> Pixels:
    pixels = np.zeros_like(small)
    with surface_on(pixels) as canvas:
        canvas.drawImage(
            as_image(small), 0, 0, skia.SamplingOptions(), skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma, sigma))
        )
    return pixels


def _cropped(pixels: Pixels, name: str, depth: float, corner: tuple[int, int]) -> Layer | None:
    """Without the empty rows and columns around it."""
    covered = pixels[:, :, 3]
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    if not rows.size:
        return None
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    image = np.ascontiguousarray(pixels[top:bottom, left:right])
    return Layer(name, depth, image, corner[0] + left, corner[1] + top)


def _draw_all(canvas: skia.Canvas, graph: SceneGraph, margin: tuple[int, int], draws: list[Draw]) -> None:
    camera, (left, top) = graph.camera, margin
    frame = skia.Rect.MakeLTRB(-left, -top, graph.width + left, graph.height + top)
    if camera.roll:
        canvas.rotate(camera.roll, graph.width / 2, graph.height / 2)
        frame = frame.makeOutset(graph.height * 0.12, graph.width * 0.08)
    pen = Pen(canvas, Space(camera), graph.light, treatment_of(graph.style), frame, (graph.width, graph.height))
    for paint in draws:
        paint(pen)
