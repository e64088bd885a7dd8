"""Painting: from a scene graph to layers, from layers to a picture. Imagery calls `draw`, motion `paint_layers`."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import skia

from animatic.camera import Camera, Stack, as_image, surface_on
from animatic.graph import Figure, Piece, SceneGraph
from animatic.layers import Layer, Pixels
from animatic.life import PARTS, STILL, Life
from animatic.paint import (
    animals,
    buildings,
    cabin,
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
    sport,
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
from animatic.paint.ruins import as_it_is
from animatic.paint.surface import Draw, Region, covered, draw_all, painted, painted_layer, shrink_of, whole
from animatic.space import Space

FAMILIES = (
    animals,
    buildings,
    cabin,
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
    sport,
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
LANDS = ("ridge", "skyline", "treeline", "stalactites", "stands")
WALLS = ("shell", "cabin")
GROUNDS = ("ground", "pitch", "road", "path", "water", "surf", "floor", "deck")
_BLUR = {"medium": 1.6, "close_up": 5.0, "extreme_close_up": 9.0, "insert": 6.0}
COARSE = 8
"""How much smaller a picture is drawn when only its edges are looked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a plane of the picture, and what draws it."""

    what: Piece | Figure
    draw: Draw


@dataclass(frozen=True, slots=True)
class Plane:
    """One plane of the picture before it is painted; `items` back to front."""

    name: str
    depth: float
    blur: float
    items: tuple[Item, ...]
    slope: float = 0.0


def paint_layers(graph: SceneGraph) -> tuple[Layer, ...]:
    """The planes, back to front: sky with far land or walls, ground, middle, figures, front, weather, overlay; no empty ones."""
    layers = [paint_plane(graph, plane, plane.items) for plane in planes_of(graph)]
    return (*(layer for layer in layers if layer is not None), overlay((graph.width, graph.height), graph.style))


def planes_of(graph: SceneGraph) -> tuple[Plane, ...]:
    """What is on each plane, back to front, without the overlay."""
    space = Space(graph.camera)
    unit = min(graph.width, graph.height) / 720
    blur = _BLUR.get(graph.camera.size, 0.0) * unit
    standing = sorted(_standing(graph, space), key=lambda item: -item.what.z)
    flat = [p for p in graph.scenery if p.kind in PLANES]
    slope = graph.camera.subject / (graph.camera.focal * graph.camera.eye)
    return (
        Plane("sky", 0.03, blur, _planes(flat, (*SKIES, *LANDS))),
        Plane("walls", _wall_depth(flat, space), blur, _planes(flat, WALLS)),
        Plane("ground", 0.0, blur * 0.5, _planes(flat, GROUNDS), slope),
        Plane("middle", 0.55, blur, (*_planes(flat, ("facades",)), *(i for i in standing if space.depth(i.what.z) < 0.8))),
        Plane("figures", 1.0, 0.0, tuple(i for i in standing if 0.8 <= space.depth(i.what.z) < 1.3)),
        Plane("front", 1.45, max(blur, 2.0 * unit), tuple(i for i in standing if space.depth(i.what.z) >= 1.3)),
        Plane("weather", 1.25, 0.0, _planes(flat, ("rain", "snow", "mist", "storm"))),
    )


def paint_plane(graph: SceneGraph, plane: Plane, items: Iterable[Item], region: Region | None = None) -> Layer | None:
    """Items of a plane as one layer, or None when nothing is seen. `region` is the part of the canvas that they may touch."""
    items = tuple(items)
    if region is None and plane.name == "front":  # a few blurred tufts at the edge, mostly
        region = region_of(graph, plane, items)
    layer = painted_layer(graph, plane.name, plane.depth, [item.draw for item in items], plane.blur, region or whole(graph))
    if layer is None or not plane.slope:
        return layer
    return replace(layer, horizon=graph.camera.horizon, slope=plane.slope)


def region_of(graph: SceneGraph, plane: Plane, items: Iterable[Item]) -> Region:
    """The part of the canvas that small things touch, found by drawing them small: cheaper than painting all of a layer."""
    left, top, right, bottom = whole(graph)
    pixels = np.zeros((-(-(bottom - top) // COARSE), -(-(right - left) // COARSE), 4), np.uint8)
    with surface_on(pixels) as canvas:
        canvas.scale(1 / COARSE, 1 / COARSE)
        canvas.translate(-left, -top)
        draw_all(canvas, graph, [item.draw for item in items])
    rows, columns = covered(pixels)
    if not rows.size:
        return left, top, left, top
    margin = COARSE + int(3 * plane.blur / 4) * 4
    return (
        max(left, left + int(columns[0]) * COARSE - margin),
        max(top, top + int(rows[0]) * COARSE - margin),
        min(right, left + (int(columns[-1]) + 1) * COARSE + margin),
        min(bottom, top + (int(rows[-1]) + 1) * COARSE + margin),
    )


def draw(graph: SceneGraph) -> Pixels:
    """The finished picture as an RGB array: what a camera at rest sees of the planes, of which only that is painted."""
    size = graph.width, graph.height
    pixels = np.zeros((graph.height, graph.width, 4), np.uint8)
    with surface_on(pixels) as canvas:
        canvas.clear(skia.ColorBLACK)
        for number, plane in enumerate(plane for plane in planes_of(graph) if plane.items):
            draws = [item.draw for item in plane.items]
            if number == 0 and shrink_of(plane.blur) == 1:
                draw_all(canvas, graph, draws)
                continue
            region = _seen(graph, plane)
            if region[0] < region[2] and region[1] < region[3]:
                part = painted(graph, draws, plane.blur, region)
                canvas.drawImage(as_image(part), region[0], region[1])
        over = overlay(size, graph.style)
        canvas.drawImage(as_image(over.image), over.x, over.y)
    return _opaque(pixels)


def _seen(graph: SceneGraph, plane: Plane) -> Region:
    """The part of a plane that a camera at rest sees, and around it what its blur brings in, in steps of the small picture."""
    left, top, right, bottom = region_of(graph, plane, plane.items) if plane.name == "front" else whole(graph)
    reach = math.ceil(3 * plane.blur)
    return (
        left + max(0, -left - reach) // 4 * 4,
        top + max(0, -top - reach) // 4 * 4,
        right - max(0, right - graph.width - reach) // 4 * 4,
        bottom - max(0, bottom - graph.height - reach) // 4 * 4,
    )


def flatten(layers: tuple[Layer, ...], graph: SceneGraph, camera: Camera) -> Pixels:
    """What a camera sees of painted layers, as an RGB array."""
    seen = Stack.of(layers, graph.camera, (graph.width, graph.height)).see(camera)
    return _opaque(seen)


def _opaque(pixels: Pixels) -> Pixels:
    """Without alpha. Channel by channel is five times as fast as all at once."""
    rgb = np.empty((*pixels.shape[:2], 3), np.uint8)
    for channel in range(3):
        rgb[:, :, channel] = pixels[:, :, channel]
    return rgb


def _standing(graph: SceneGraph, space: Space) -> Iterator[Item]:
    """Everything that stands somewhere; what is behind the camera is left out."""
    for piece in (*graph.scenery, *graph.props):
        if piece.kind in THINGS and piece.z > space.near():
            yield thing_item(piece)
    for figure in graph.figures:
        if figure.z > space.near():
            yield figure_item(figure, space)


def thing_item(piece: Piece) -> Item:
    """A thing, drawn where it stands."""

    def paint(pen: Pen) -> None:
        with pen.at(piece):
            if piece.number("sways", 0):
                _swaying(pen, piece)
            else:
                as_it_is(pen, piece, THINGS[piece.kind])

    return Item(piece, paint)


def _swaying(pen: Pen, piece: Piece) -> None:
    """A thing on a rope that swings, by its `phase`; `sways` is how high it is, and the rope goes up and out of the picture."""
    top = -piece.number("sways", 0)
    with pen.turned(0, 3.2 * top, 13 * math.sin(math.tau * piece.number("phase", 0.13))), pen.turned(0, -3.2 * top):
        pen.stroke(((0, 6 * top), (0, 0.93 * top)), "#4a3a2c", -0.03 * top)
        THINGS[piece.kind](pen, piece)


def figure_item(figure: Figure, space: Space, life: Life = STILL, parts: tuple[str, ...] = PARTS) -> Item:
    """Somebody, drawn where they stand, with the life of one moment; `parts` of them, if not the whole."""

    def paint(pen: Pen) -> None:
        px, py = space.point(figure.x, figure.y, figure.z)
        with pen.filled(), pen.placed(px, py, space.scale(figure.z), pen.fog_at(figure.z), figure.facing == "left"):
            if figure.dress.species:
                animals.draw_animal(pen, figure, life)
            else:
                draw_person(pen, figure, life, parts)

    return Item(figure, paint)


def _planes(planes: Iterable[Piece], kinds: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(plane_item(piece) for piece in planes if piece.kind in kinds)


def plane_item(piece: Piece) -> Item:
    """A plane of the world, which places itself."""
    return Item(piece, lambda pen: PLANES[piece.kind](pen, piece))


def _wall_depth(planes: list[Piece], space: Space) -> float:
    depths = [space.depth(p.z) for p in planes if p.kind in WALLS]
    return depths[0] if depths else 1.0
