"""The elements that are no figures: what stands still, sways, flows, burns, falls from the sky."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from animatic.alive.cels import Cel
from animatic.alive.view import View
from animatic.camera import Drift
from animatic.layers import Layer
from animatic.paint.pen import Pen
from contracts.storyboard import FPS


@dataclass(frozen=True, slots=True)
class Still:
    """What only the camera moves."""

    cel: Cel

    def show(self, view: View) -> None:
        """Lie there."""
        view.lay(self.cel)


@dataclass(frozen=True, slots=True)
class Drifting:
    """What moves row by row: leaves in the wind, waves."""

    cel: Cel
    drift: Callable[[float], Drift]
    rows: int

    def show(self, view: View) -> None:
        """Shift every strip of rows."""
        view.lay_rows(self.cel, self.drift(view.t), self.rows)


def in_the_wind(layer: Layer, height: int, strength: float, hanging: bool) -> Callable[[float], Drift]:
    """Leaves: the further from the root, the further they go; a gust runs through them."""
    low, high = layer.y + layer.image.shape[0], layer.y

    def at(t: float) -> Drift:
        gust = strength * 0.011 * height * (0.75 + 0.25 * math.sin(t * 0.9))

        def shift(y: float) -> float:
            far = min(1.0, max(0.0, ((y - high) if hanging else (low - y)) / height))
            return gust * math.pow(far, 1.3) * (math.sin(2.3 * t + 0.006 * y) + 0.4 * math.sin(5.1 * t + 0.017 * y))

        return shift

    return at


def in_the_waves(layer: Layer, height: int, strength: float) -> Callable[[float], Drift]:
    """Water: near rows go further and slower than far ones."""
    deep = float(layer.image.shape[0])

    def at(t: float) -> Drift:
        def shift(y: float) -> float:
            k = min(1.0, max(0.0, (y - layer.y) / deep))
            wave = math.sin(1.9 * t - 24 * math.log1p(3 * k)) + 0.5 * math.sin(3.1 * t + 41 * math.log1p(3 * k))
            return strength * height * (0.0012 + 0.006 * k) * wave

        return shift

    return at


@dataclass(frozen=True, slots=True)
class Round:
    """What is painted in several phases that follow each other: flames, lamps that turn."""

    cels: tuple[Cel | None, ...]
    rate: float

    def show(self, view: View) -> None:
        """Show the phase of this moment."""
        cel = self.cels[int(view.clock * self.rate) % len(self.cels)]
        if cel is not None:
            view.lay(cel)


@dataclass(frozen=True, slots=True)
class Floating:
    """What goes up and down as a whole: boats, balloons."""

    cel: Cel
    reach: float
    seconds: float

    def show(self, view: View) -> None:
        """Lie a little higher or lower."""
        up = self.reach * math.sin(math.tau * view.t / self.seconds + self.cel.layer.x)
        view.lay(self.cel, up=-up)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn anew on every frame, as a part of a layer: sparks, smoke, glitter."""

    layer: Layer
    paint: Callable[[Pen, float], None]

    def show(self, view: View) -> None:
        """Draw it."""
        view.draw(self.layer, lambda pen: self.paint(pen, view.t))


FALL = {"rain": (0.14, 1.5), "storm": (0.32, 1.9), "snow": (0.06, 0.15)}
"""What falls: how far it goes to the side for each step down, and canvas heights per second."""
STRIKE = (0, 1, 4)
"""The frames of a strike: a flash, and its echo."""
BETWEEN = 61
"""Frames from one strike to the next."""


@dataclass(frozen=True, slots=True)
class Falling:
    """Rain and snow that go round and round, with lightning that is seen only when it strikes."""

    cel: Cel
    kind: str
    lightning: Cel | None
    seed: int

    def struck(self, frame: int) -> bool:
        """Whether lightning is seen at a frame."""
        return self.lightning is not None and (frame + self.seed) % BETWEEN in STRIKE

    def show(self, view: View) -> None:
        """Cover the canvas with what falls."""
        if self.lightning is not None and self.struck(int(view.clock * FPS + 0.01)):
            view.lay(self.lightning)
            return
        slant, speed = FALL[self.kind]
        down = speed * view.size[1] * view.clock
        for x, y in self.tiles(slant * down, down):
            view.canvas.drawImage(self.cel.image, x, y)

    def tiles(self, across: float, down: float) -> Iterator[tuple[float, float]]:
        """Four corners around the place that it has come to, so that it covers the canvas wherever it is.

        Whole pixels, and no camera: what falls this fast needs neither, and costs a sixth without them.
        """
        height, width = self.cel.layer.image.shape[:2]
        for x in (round(across) % width - width, round(across) % width):
            for y in (round(down) % height - height, round(down) % height):
                yield self.cel.layer.x + x, self.cel.layer.y + y


@dataclass(frozen=True, slots=True)
class Passing:
    """Banks of mist that go to and fro."""

    cel: Cel

    def show(self, view: View) -> None:
        """Lie a little further to the side."""
        view.lay(self.cel, right=0.03 * view.size[0] * math.sin(0.55 * view.t))
