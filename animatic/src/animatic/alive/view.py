"""One frame of a clip while it is composed: the canvas, the camera, the time. Elements show themselves on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import skia

from animatic.camera import Camera, Drift, lay, matrix_of
from animatic.graph import SceneGraph
from animatic.layers import Layer
from animatic.paint import whole
from animatic.paint.pen import Pen
from animatic.space import Space
from animatic.treatment import treatment_of


@dataclass(frozen=True, slots=True)
class View:
    """What an element needs to show itself at one moment. `t` is seconds from the cut at which the shot begins."""

    graph: SceneGraph
    canvas: skia.Canvas
    colours: skia.Canvas
    """The same pixels, for what is drawn and not composited: layers are composited with red and blue exchanged."""
    camera: Camera
    frame: int
    t: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.graph.width, self.graph.height

    def matrix(self, layer: Layer) -> skia.Matrix:
        """Where a layer lies now."""
        return matrix_of(layer, self.camera, self.graph.camera, self.size)

    def lay(self, layer: Layer, image: skia.Image, drift: Drift | None = None, rows: int = 8) -> None:
        """Show a layer; with `drift` each strip of so many rows by its own shift."""
        self.canvas.save()
        self.canvas.concat(self.matrix(layer))
        lay(self.canvas, layer, image, self.camera, self.size, drift, rows)
        self.canvas.restore()

    def draw(self, layer: Layer, paint: Callable[[Pen], None]) -> None:
        """Draw straight on the picture, as a part of a layer."""
        graph = self.graph
        self.colours.save()
        self.colours.concat(self.matrix(layer))
        frame = skia.Rect.MakeLTRB(*whole(graph))
        paint(Pen(self.colours, Space(graph.camera), graph.light, treatment_of(graph.style), frame, self.size))
        self.colours.restore()


class Element(Protocol):
    """A part of a living picture."""

    def show(self, view: View) -> None:
        """Put yourself on the picture."""
        ...
