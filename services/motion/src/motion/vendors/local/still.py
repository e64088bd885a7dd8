"""A still from elsewhere as one plane that a camera can move over: the picture fills the canvas, with room at the edges."""

import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from animatic.camera import Stack
from animatic.graph import Framing
from animatic.layers import Layer

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
MOST_PIXELS = 50_000_000

ROOM = 1.14
"""How much larger than the canvas a moving picture is, so that no move shows its edge."""


class UnusableStillError(Exception):
    """A still that cannot be used; the text completes the sentence "The frame of shot x ..."."""


def still_stack(path: Path, media_type: str, size: tuple[int, int], *, moving: bool) -> Stack:
    """The picture, cropped to the canvas's shape. Without a move it is seen as it is.

    Raises UnusableStillError when it is damaged, too large or of a type that is not taken.
    """
    room = ROOM if moving else 1.0
    wanted = (round(size[0] * room), round(size[1] * room))
    picture = ImageOps.fit(_opened(path, media_type), wanted, Image.Resampling.LANCZOS)
    image = np.ascontiguousarray(np.asarray(picture.convert("RGBA")))
    framing = Framing(
        size="wide",
        angle="eye",
        move="static",
        focal=1.0,
        eye=1.6,
        horizon=size[1] / 2,
        centre=size[0] / 2,
        subject=4.0,
        focus_y=0.5,
    )
    layer = Layer("picture", 1.0, image, (size[0] - wanted[0]) / 2, (size[1] - wanted[1]) / 2, fixed=not moving)
    return Stack.of((layer,), framing, size)


def _opened(path: Path, media_type: str) -> Image.Image:
    if media_type not in FORMATS:
        raise UnusableStillError(f"is of the type {media_type}, which is not taken")
    try:
        with Image.open(io.BytesIO(path.read_bytes()), formats=[FORMATS[media_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnusableStillError(f"has {picture.width} x {picture.height} pixels")
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnusableStillError(f"cannot be read: {error}") from None
