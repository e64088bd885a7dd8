"""A layer: one plane of a painted picture, larger than the canvas, so that a camera can move over it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

OVERSCAN = 0.08
"""How much of the canvas a layer reaches beyond each edge."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A plane of the picture.

    `image` is premultiplied RGBA; its top left corner lies at (x, y) on the canvas,
    mostly negative. `depth` is how much it follows
    the camera: 0 is the sky, 1 the figures,
    above 1 the foreground. `slope` is set for ground planes: their depth grows by so much per
    pixel below `horizon` and is `depth` at it, which keeps feet on the floor while the camera moves. `fixed` layers (grain,
    vignette)
    never move.
    """

    name: str
    depth: float
    image: Pixels
    x: float
    y: float
    horizon: float = 0.0
    slope: float = 0.0
    fixed: bool = False
    soft: bool = False
    """True for a layer so blurred that it may be moved by whole pixels, which costs a tenth."""
