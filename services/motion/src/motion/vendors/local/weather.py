"""Lets rain and snow fall: the painted weather goes round and round, and a storm's lightning is seen only when it strikes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import skia

from animatic.camera import Stack
from animatic.graph import SceneGraph
from animatic.layers import Layer
from animatic.paint import paint_layers
from contracts.storyboard import FPS

WEATHER = "weather"
"""The name of the layer that falls."""

FALL = {"rain": (0.14, 1.5), "storm": (0.32, 1.9), "snow": (0.06, 0.15)}
"""What falls: how far it goes to the side for each step down, and canvas heights per second."""

STRIKE = (0, 1, 4)
"""The frames of a strike: a flash, and its echo."""
BETWEEN = 61
"""Frames from one strike to the next."""


@dataclass(frozen=True, slots=True)
class Sky:
    """A stack whose weather moves."""

    calm: Stack
    falling: str
    lightning: Stack | None
    seed: int

    def at(self, frame: int) -> Stack:
        """The stack as it is at a frame."""
        if self.falling not in FALL:
            return self.calm
        if self.lightning is not None and (frame + self.seed) % BETWEEN in STRIKE:
            return self.lightning
        slant, speed = FALL[self.falling]
        down = speed * self.calm.size[1] * frame / FPS
        placed = [
            moved
            for layer, image in zip(self.calm.layers, self.calm.images, strict=True)
            for moved in (_round(layer, image, slant * down, down) if layer.name == WEATHER else [(layer, image)])
        ]
        return replace(self.calm, layers=tuple(layer for layer, _ in placed), images=tuple(image for _, image in placed))


def sky_of(graph: SceneGraph) -> Sky:
    """The painted layers of a drawing, with its weather ready to move."""
    falling = next((piece.kind for piece in graph.scenery if piece.kind in FALL), "")
    if falling != "storm":
        return Sky(_stack(graph), falling, None, graph.seed)
    dark = tuple(replace(p, details=p.details | {"lightning": 0}) if p.kind == "storm" else p for p in graph.scenery)
    return Sky(_stack(replace(graph, scenery=dark)), falling, _stack(graph), graph.seed)


def _stack(graph: SceneGraph) -> Stack:
    return Stack.of(paint_layers(graph), graph.camera, (graph.width, graph.height))


def _round(layer: Layer, image: skia.Image, across: float, down: float) -> Iterator[tuple[Layer, skia.Image]]:
    """The layer four times around the place that it has come to, so that it covers the canvas wherever it is."""
    height, width = layer.image.shape[:2]
    for x in (across % width - width, across % width):
        for y in (down % height - height, down % height):
            yield replace(layer, x=layer.x + x, y=layer.y + y), image
