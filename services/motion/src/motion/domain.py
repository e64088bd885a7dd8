"""What a clip is made from, and the hash of exactly that."""

import hashlib
import json
from dataclasses import dataclass, replace

from contracts.base import MediaRef
from contracts.film_format import joints
from contracts.storyboard import RATIO_SIZES, Shot, Storyboard

FORMAT = 5
"""Counted up whenever the local vendor would give other bytes for the same order, so that old takes are not reused."""


class UnknownShotError(ValueError):
    """The storyboard has no such shot."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line that somebody in the picture says."""

    line: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class ClipOrder:
    """One clip: its still, the drawing behind the still where there is one, how the camera moves and who speaks."""

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
    head: int = 0
    """Frames before the cut at which the shot begins."""
    tail: int = 0
    """Frames after the cut at which it ends."""
    said: tuple[Said, ...] = ()
    """The dialogue, where there are mouths to draw."""
    words: MediaRef | None = None
    """When each mouth of the dialogue has which shape, where that is known."""
    joints: tuple[int, ...] = ()
    """Where a group of frames begins, so that the film can be cut there without encoding anything again."""
    told: str = ""
    """What happens, in words, for vendors that read them."""
    end: MediaRef | None = None
    """How it ends, for vendors that can be told so."""


def clip_order(
    storyboard: Storyboard,
    shot_id: str,
    frame: MediaRef,
    graph: MediaRef | None,
    seed: int,
    *,
    held: bool,
    words: MediaRef | None = None,
) -> ClipOrder:
    """The order for a shot from its still alone; its handles are frames of the clip like any other.

    Raises UnknownShotError when the storyboard has no such shot.
    """
    shot = next((shot for shot in storyboard.shots() if shot.id == shot_id), None)
    if shot is None:
        raise UnknownShotError(f"The storyboard has no shot {shot_id}.")
    drawn = graph is not None and not held
    said = _said(shot) if drawn else ()
    width, height = RATIO_SIZES[storyboard.ratio]
    return ClipOrder(
        shot=shot_id,
        frame=frame,
        scene_graph=graph if drawn else None,
        move="static" if held else shot.move,
        frames=shot.head + shot.frames + shot.tail,
        width=width,
        height=height,
        seed=seed,
        held=held,
        head=shot.head if drawn else 0,
        tail=shot.tail if drawn else 0,
        said=said,
        words=words if said else None,
        joints=joints(shot),
    )


def _said(shot: Shot) -> tuple[Said, ...]:
    """What is said in the picture; a voice over and the narrator move no mouth."""
    lines = (line for line in shot.lines if line.kind == "dialogue")
    return tuple(Said(line.id, line.speaker, line.text) for line in lines if line.speaker is not None)


def told_order(order: ClipOrder, storyboard: Storyboard, end: MediaRef | None) -> ClipOrder:
    """The same order for a vendor that reads words and can be told where the clip ends."""
    told = next(shot.prompt or shot.action for shot in storyboard.shots() if shot.id == order.shot)
    return replace(order, scene_graph=None, head=0, tail=0, said=(), words=None, told=told, end=end)


def input_hash(order: ClipOrder, model: str) -> str:
    """sha256 of exactly what the clip depends on; of the words only what mouths are seen to say and vendors read."""
    graph = order.scene_graph.sha256 if order.scene_graph else ""
    said = [[said.line, said.speaker, "" if order.words else said.text] for said in order.said]
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
        order.head,
        order.tail,
        said,
        order.words.sha256 if order.words else "",
    ]
    if order.told or order.end:
        parts += [order.told, order.end.sha256 if order.end else ""]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
