"""Cels: painted layers ready to be laid on a picture. Where the zoom stays they are resampled a few times, then only copied."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import skia

from animatic.camera import SMOOTH, Drift, as_image, surface_on
from animatic.layers import Layer, Pixels

PIXELWISE = skia.SamplingOptions()
BLOCK, SPARSE, MOST_PATCHES = 32, 0.75, 60
"""The size of the blocks in which empty places are looked for; it pays up to this painted part, in so many patches."""
Place = tuple[float, float]
Patch = tuple[int, int, int, int]
Version = tuple[skia.Image, Pixels]


@dataclass(frozen=True, slots=True)
class Cel:
    """A painted layer, ready to be composited."""

    layer: Layer
    image: skia.Image
    patches: tuple[Patch, ...] = ()
    """Where something is painted, if that is only a part of the image."""
    versions: dict[tuple[Place, tuple[int, int], int], Version] = field(default_factory=dict, compare=False)
    """The image scaled and shifted by parts of a pixel, as often as it was needed so; the array is what the image shows."""

    @classmethod
    def of(cls, layer: Layer) -> "Cel":
        """Prepare a layer."""
        plain = layer.fixed or layer.soft
        return cls(layer, as_image(layer.image), () if plain else patches_of(layer.image))

    def version(self, scale: Place, phase: tuple[int, int], grid: int) -> skia.Image:
        """The image at a scale, shifted by so many parts of a pixel; `grid` parts are a pixel."""
        key = (scale, phase, grid)
        if key not in self.versions:
            self.versions[key] = self._resampled(scale, (phase[0] / grid, phase[1] / grid))
        return self.versions[key][0]

    def _resampled(self, scale: Place, shift: Place) -> Version:
        """Solid images stay solid up to their edges, because those are copied ten times as fast as others.

        (A shader that repeats the edge would be copied by the binding, by way of a PNG file.)
        """
        height, width = self.layer.image.shape[:2]
        size = int(np.ceil(height * scale[1])) + 1, int(np.ceil(width * scale[0])) + 1
        pixels = np.zeros((*size, 4), np.uint8)
        with surface_on(pixels) as canvas:
            if self.image.isOpaque():
                canvas.drawImageRect(self.image, skia.Rect.MakeWH(size[1], size[0]), PIXELWISE)
            canvas.translate(*shift)
            canvas.scale(*scale)
            canvas.drawImage(self.image, 0, 0, SMOOTH)
        return as_image(pixels), pixels


def patches_of(image: Pixels) -> tuple[Patch, ...]:
    """Left, top, right, bottom of what is painted, in blocks, if much is empty: to lay what is empty takes as long."""
    height, width = image.shape[:2]
    words = image.view(np.uint32)[:, :, 0]
    down, across = range(0, height, BLOCK), np.arange(0, width, BLOCK)
    found, open_ = list[Patch](), dict[tuple[int, int], int]()
    for top in (*down, height):
        runs = (
            _runs(np.bitwise_or.reduceat(np.bitwise_or.reduce(words[top : top + BLOCK]), across), width) if top < height else ()
        )
        for run in [run for run in open_ if run not in runs]:
            found.append((run[0], open_.pop(run), run[1], top))
        for run in runs:
            open_.setdefault(run, top)
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in found)
    return tuple(found) if area < SPARSE * width * height and len(found) <= MOST_PATCHES else ()


def _runs(blocks: npt.NDArray[np.uint32], width: int) -> tuple[tuple[int, int], ...]:
    """Where blocks are filled that lie side by side."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], blocks != 0, [False]))))
    return tuple((int(left) * BLOCK, min(width, int(right) * BLOCK)) for left, right in edges.reshape(-1, 2))


def copy_on(canvas: skia.Canvas, cel: Cel, matrix: skia.Matrix, grid: int) -> None:
    """Lay a cel as the matrix says, to the nearest part of a pixel."""
    scale, (x, y) = _scale_of(matrix), _corner(cel, matrix)
    (left, across), (top, down) = _snapped(x, grid), _snapped(y, grid)
    canvas.drawImage(cel.version(scale, (across, down), grid), left, top, PIXELWISE)


def copy_rows_on(canvas: skia.Canvas, cel: Cel, matrix: skia.Matrix, grid: int, height: int, rows: int, drift: Drift) -> None:
    """Lay a cel in strips of so many rows, each shifted to the right by `drift` of its y; only those that are seen."""
    scale, (x, y) = _scale_of(matrix), _corner(cel, matrix)
    top, down = _snapped(y, grid)
    tall, wide = (int(np.ceil(cel.layer.image.shape[axis] * scale[1 - axis])) + 1 for axis in (0, 1))
    for row in range(max(0, -top // rows * rows), min(tall, height - top), rows):
        end = min(tall, row + rows)
        shift = drift(cel.layer.y + (row + end) / 2 / scale[1])
        left, across = _snapped(x + scale[0] * shift, grid)
        image = cel.version(scale, (across, down), grid)
        target = skia.Rect.MakeXYWH(left, top + row, wide, end - row)
        strip = skia.Rect.MakeLTRB(0, row, wide, end)
        canvas.drawImageRect(image, strip, target, PIXELWISE, None, skia.Canvas.kFast_SrcRectConstraint)


def _scale_of(matrix: skia.Matrix) -> Place:
    return matrix.getScaleX(), matrix.getScaleY()


def _corner(cel: Cel, matrix: skia.Matrix) -> Place:
    layer = cel.layer
    return (
        matrix.getScaleX() * layer.x + matrix.getTranslateX(),
        matrix.getScaleY() * layer.y + matrix.getTranslateY(),
    )


def _snapped(place: float, grid: int) -> tuple[int, int]:
    """The whole pixel, and the parts of one, that are nearest to a place."""
    return divmod(round(place * grid), grid)
