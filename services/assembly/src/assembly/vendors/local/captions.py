"""Draws burned captions: each as a small picture with its place in the film's; a dark box behind each row keeps it readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from assembly.domain.captions import Caption
from assembly.vendors.local.frugal import frugal

VERSION = f"skia {version('skia-python')}, fonts 1"
"""Part of the address of every picture with captions; the fonts' number is counted up when one of them changes."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A caption's picture: raw RGBA, straight alpha; `first` and `end` are the frames that it is shown at."""

    path: Path
    x: int
    y: int
    width: int
    height: int
    first: int
    end: int


@frugal
def draw_captions(captions: Sequence[Caption], size: tuple[int, int], folder: Path, name: str) -> list[Drawn]:
    """Draw each; the files are called after `name`."""
    from assembly.vendors.local.letters import picture_of  # noqa: PLC0415 — only where something is drawn

    drawn = []
    for number, caption in enumerate(captions):
        pixels, x, y = picture_of(caption, size)
        path = folder / f"{name}-{number}.rgba"
        path.write_bytes(pixels.tobytes())
        height, width, _ = pixels.shape
        drawn.append(Drawn(path, x, y, width, height, caption.first, caption.end))
    return drawn
