"""Draws a clip frame by frame and encodes it. Runs in a process of the compute pool; the same order gives the same bytes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import numpy as np

from animatic.alive import Line, Living, Timing, speech_of
from animatic.camera import FINE, Camera, camera_at
from animatic.graph import SceneGraph
from animatic.layers import Pixels
from motion.domain import ClipOrder
from motion.vendors.local.encoding import encode
from motion.vendors.local.still import UnusableStillError, still_stack

__all__ = ["UnusableStillError", "render_clip"]


def render_clip(order: ClipOrder, source: Path, out: Path, *, drawing: bool, words: Path | None = None) -> None:
    """Write the clip to `out`. `source` is a scene graph when `drawing` is true, else an image; `words` times the mouths.

    Raises UnusableStillError when the source cannot be read, Broken when the encoder fails.
    """
    size = (order.width, order.height)
    if drawing:
        living = _living(order, source, words)
        steady = living.lives and order.move == "static"
        canvas = np.empty((living.graph.height, living.graph.width, 4), np.uint8)
        size_of_shot = living.graph.camera.size
        frames = _moved(lambda n, camera, far: living.see(n, camera, canvas, far), order, steady=steady, size=size_of_shot)
        encode(frames, order, out)
        return
    stack = still_stack(source, order.frame.media_type, size, moving=not order.held)
    if order.held:
        encode(repeat(stack.see(camera_at("still", 0.0)), order.frames), order, out)
    else:
        encode(_moved(lambda _, camera, __: stack.see(camera), order), order, out)


def _living(order: ClipOrder, source: Path, words: Path | None) -> Living:
    try:
        graph = SceneGraph.from_json(source.read_bytes())
    except ValueError as error:
        raise UnusableStillError(f"has a drawing that cannot be read: {error}") from None
    since = tuple((member, frames / order.fps) for member, frames in order.since)
    timing = Timing(order.frames, order.head, order.tail, order.fps, since)
    lines = (Line(said.line, said.speaker, said.text) for said in order.said)
    return Living.of(graph, timing, speech_of(lines, timing.span, words.read_bytes() if words else None))


def _moved(
    see: Callable[[int, Camera, Camera], Pixels], order: ClipOrder, *, steady: bool = False, size: str = ""
) -> Iterator[Pixels]:
    """What the camera sees at each frame. Where something lives, a static camera stands really still.

    A hand-held camera sways without rolling: turned planes cost four times as much to draw. What is far hardly moves: its
    camera is that of every second frame.
    """
    last = max(1, order.frames - 1)
    far = Camera()
    for n in range(order.frames):
        camera = camera_at(order.move, 0.0 if steady else n / last, order.seed, size)
        camera = replace(camera, roll=0.0, grid=FINE if steady else camera.grid)
        far = far if n % 2 else camera
        yield see(n, camera, far)
