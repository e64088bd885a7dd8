"""What a clip is made from, and the hash of exactly that."""

import hashlib
import json
from dataclasses import dataclass

from contracts.base import MediaRef
from contracts.storyboard import RATIO_SIZES, Storyboard

FORMAT = 3
"""Counted up whenever the local vendor would give other bytes for the same order, so that old takes are not reused."""


class UnknownShotError(ValueError):
    """The storyboard has no such shot."""


@dataclass(frozen=True, slots=True)
class ClipOrder:
    """One clip: its still, the drawing behind the still where there is one, and how the camera moves."""

    shot: str
    frame: MediaRef
    scene_graph: MediaRef | None
    move: str
    frames: int
    width: int
    height: int
    seed: int
    held: bool
    """True asks for the still, held."""


def clip_order(
    storyboard: Storyboard, shot_id: str, frame: MediaRef, graph: MediaRef | None, seed: int, *, held: bool
) -> ClipOrder:
    """The order for a shot; its handles are frames of the clip like any other.

    Raises UnknownShotError when the storyboard has no such shot.
    """
    for shot in storyboard.shots():
        if shot.id == shot_id:
            width, height = RATIO_SIZES[storyboard.ratio]
            frames = shot.head + shot.frames + shot.tail
            return ClipOrder(
                shot_id, frame, None if held else graph, "static" if held else shot.move, frames, width, height, seed, held
            )
    raise UnknownShotError(f"The storyboard has no shot {shot_id}.")


def input_hash(order: ClipOrder, model: str) -> str:
    """sha256 of exactly what the clip depends on; the words of the script are not among it."""
    graph = order.scene_graph.sha256 if order.scene_graph else ""
    parts = [
        FORMAT,
        model,
        order.frame.sha256,
        graph,
        order.move,
        order.frames,
        order.width,
        order.height,
        order.seed,
        order.held,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
