"""One frame of a clip while it is composed: the canvas, the camera, the time. Elements show themselves on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import skia

from animatic.alive.cels import Cel, copy_on, copy_rows_on
from animatic.camera import STEP, Camera, Drift, lay, matrix_of
from animatic.graph import SceneGraph
from animatic.layers import Layer
from animatic.paint.pen import Pen
from animatic.paint.surface import whole
from animatic.space import Space
from animatic.treatment import treatment_of


@dataclass(frozen=True, slots=True)
class View:
    """What an element needs to show itself at one moment. `t` is seconds from the cut at which the shot begins."""

    graph: SceneGraph
    canvas: skia.Canvas
    camera: Camera
    clock: float
    """Seconds since the clip's first frame."""
    t: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.graph.width, self.graph.height

    def matrix(self, layer: Layer) -> skia.Matrix:
        """Where a layer lies now."""
        return matrix_of(layer, self.camera, self.graph.camera, self.size)

    def lay(self, cel: Cel, up: float = 0.0, right: float = 0.0) -> None:
        """Show a cel, so many pixels from its place."""
        if up or right:
            layer = replace(cel.layer, x=cel.layer.x + right, y=cel.layer.y - up)
            cel = replace(cel, layer=layer, versions=cel.versions)
        self._laid(cel, None, 8)

    def lay_rows(self, cel: Cel, drift: Drift, rows: int) -> None:
        """Show a cel, each strip of so many rows by its own shift."""
        self._laid(cel, drift, rows)

    def _laid(self, cel: Cel, drift: Drift | None, rows: int) -> None:
        layer, camera, matrix = cel.layer, self.camera, self.matrix(cel.layer)
        lean = -camera.x * self.size[0] * camera.parallax * layer.slope
        level = not (camera.y and camera.parallax and layer.slope)
        if not camera.grid or camera.roll or layer.fixed or not level:
            self.canvas.save()
            self.canvas.concat(matrix)
            lay(self.canvas, layer, cel.image, camera, self.size, drift, rows, cel.patches)
            self.canvas.restore()
        elif lean:
            rows = rows if drift is not None else max(1, int(STEP / abs(lean)))
            shift = drift or _nowhere
            copy_rows_on(
                self.canvas, cel, matrix, camera.grid, self.size[1], rows, lambda y: lean * (y - layer.horizon) + shift(y)
            )
        elif drift is not None:
            copy_rows_on(self.canvas, cel, matrix, camera.grid, self.size[1], rows, drift)
        else:
            copy_on(self.canvas, cel, matrix, camera.grid)

    def draw(self, layer: Layer, paint: Callable[[Pen], None]) -> None:
        """Draw straight on the picture, as a part of a layer."""
        graph = self.graph
        self.canvas.save()
        self.canvas.concat(self.matrix(layer))
        frame = skia.Rect.MakeLTRB(*whole(graph))
        paint(Pen(self.canvas, Space(graph.camera), graph.light, treatment_of(graph.style), frame, self.size))
        self.canvas.restore()


def _nowhere(_: float) -> float:
    return 0.0


class Element(Protocol):
    """A part of a living picture."""

    def show(self, view: View) -> None:
        """Put yourself on the picture."""
        ...
