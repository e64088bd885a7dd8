"""What a clip is made from, and the hash of exactly that."""

import hashlib
import json
from dataclasses import dataclass, replace

from contracts.base import MediaRef
from contracts.film_format import joints
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
    joints: tuple[int, ...] = ()
    """Where a group of frames begins, so that the film can be cut there without encoding anything again."""
    told: str = ""
    """What happens, in words, for vendors that read them."""
    end: MediaRef | None = None
    """How it ends, for vendors that can be told so."""


def clip_order(
    storyboard: Storyboard, shot_id: str, frame: MediaRef, graph: MediaRef | None, seed: int, *, held: bool
) -> ClipOrder:
    """The order for a shot from its still alone; its handles are frames of the clip like any other.

    Raises UnknownShotError when the storyboard has no such shot.
    """
    for shot in storyboard.shots():
        if shot.id == shot_id:
            width, height = RATIO_SIZES[storyboard.ratio]
            frames = shot.head + shot.frames + shot.tail
            move = "static" if held else shot.move
            return ClipOrder(shot_id, frame, None if held else graph, move, frames, width, height, seed, held, joints(shot))
    raise UnknownShotError(f"The storyboard has no shot {shot_id}.")


def told_order(order: ClipOrder, storyboard: Storyboard, end: MediaRef | None) -> ClipOrder:
    """The same order for a vendor that reads words and can be told where the clip ends."""
    told = next(shot.prompt or shot.action for shot in storyboard.shots() if shot.id == order.shot)
    return replace(order, scene_graph=None, told=told, end=end)


def input_hash(order: ClipOrder, model: str) -> str:
    """sha256 of exactly what the clip depends on; the words of the script are among it only for vendors that read them."""
    graph = order.scene_graph.sha256 if order.scene_graph else ""
    parts: list[object] = [
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
        order.joints,
    ]
    if order.told or order.end:
        parts += [order.told, order.end.sha256 if order.end else ""]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
