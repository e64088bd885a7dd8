"""What a clip is made from, and the hash of exactly that."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TypeVar

from contracts.base import MediaRef
from contracts.film_format import joints
from contracts.motion import ExtendClip, ImagineClip
from contracts.softening import softened
from contracts.storyboard import FPS, RATIO_SIZES, Ratio, Scene, Shot, Storyboard, size_of

FORMAT = 10
"""Counted up whenever the local vendor would give other bytes for the same order, so that old takes are not reused."""


GESTURES = ("pointing", "reaching", "throwing", "bowing", "hands_up")
"""Poses that one comes into and keeps: in the next shot one is there already."""
F = TypeVar("F", "ImagineOrder", "ExtendOrder")


class UnknownShotError(ValueError):
    """The storyboard has no such shot."""


@dataclass(frozen=True, slots=True)
class Form:
    """How large and how long a clip is, and where a group of its frames begins."""

    width: int
    height: int
    frames: int
    joints: tuple[int, ...] = ()
    fps: int = FPS


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
    talking: tuple[str, ...] = ()
    """Who is seen to speak, by name, for vendors that read words."""
    weather: str = ""
    """What falls or blows outside, for vendors that read words."""
    ending: str = ""
    """What is seen last, in words, for vendors that read them."""
    fps: int = FPS
    since: tuple[tuple[str, int], ...] = ()
    """Who goes on with what they do in the shot before, where there is a drawing, and for how many frames they have done it."""

    @property
    def form(self) -> Form:
        """Its size and length."""
        return Form(self.width, self.height, self.frames, self.joints, self.fps)


@dataclass(frozen=True, slots=True)
class ImagineOrder:
    """A clip from words alone."""

    description: str
    form: Form
    ratio: Ratio
    style: str
    seed: int


@dataclass(frozen=True, slots=True)
class ExtendOrder:
    """A clip that goes on: `form` is that of the longer one, of which the first `known` frames are there already."""

    clip: MediaRef
    known: int
    description: str
    form: Form
    ratio: Ratio
    seed: int


def imagine_order(command: ImagineClip) -> ImagineOrder:
    """What a clip from words is made from."""
    form = Form(*RATIO_SIZES[command.ratio], command.frames)
    return ImagineOrder(" ".join(command.description.split()), form, command.ratio, command.style, command.seed)


def extend_order(command: ExtendClip) -> ExtendOrder:
    """What a longer clip is made from."""
    form = Form(*RATIO_SIZES[command.ratio], command.clip_frames + command.frames)
    description = " ".join(command.description.split())
    return ExtendOrder(command.clip.media, command.clip_frames, description, form, command.ratio, command.seed)


def softened_clip(order: ClipOrder) -> ClipOrder:
    """The same clip in milder words; an equal order where there is nothing to soften."""
    return replace(order, told=softened(order.told), ending=softened(order.ending))


def softened_free(order: F) -> F:
    """The same without a shot."""
    return replace(order, description=softened(order.description))


def free_hash(order: ImagineOrder | ExtendOrder, model: str) -> str:
    """sha256 of exactly what a clip without a shot depends on."""
    form = [order.form.width, order.form.height, order.form.frames]
    own = [order.style] if isinstance(order, ImagineOrder) else [order.clip.sha256, order.known]
    parts = [FORMAT, type(order).__name__, model, order.description, form, order.seed, *own]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


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
    width, height = size_of(storyboard.ratio, storyboard.form.resolution)
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
        fps=storyboard.fps,
        since=_since(storyboard, shot) if drawn else (),
    )


def _since(storyboard: Storyboard, shot: Shot) -> tuple[tuple[str, int], ...]:
    """For how many frames of the shots right before, in its scene, everybody has had the pose that they have here."""
    shots = next(scene.shots for scene in storyboard.scenes if shot in scene.shots)
    known = {member: shot.poses[member] for member in shot.cast if shot.poses.get(member) in GESTURES}
    found = dict.fromkeys(known, 0)
    for before in reversed(shots[: shots.index(shot)]):
        known = {member: pose for member, pose in known.items() if before.poses.get(member) == pose}
        for member in known:
            found[member] += before.frames
    return tuple((member, frames) for member, frames in found.items() if frames)


def _said(shot: Shot) -> tuple[Said, ...]:
    """What is said in the picture; a voice over and the narrator move no mouth."""
    lines = (line for line in shot.lines if line.kind == "dialogue")
    return tuple(Said(line.id, line.speaker, line.text) for line in lines if line.speaker is not None)


def told_order(order: ClipOrder, storyboard: Storyboard, end: MediaRef | None) -> ClipOrder:
    """The same order for a vendor that reads words and can be told where the clip ends."""
    scene, shot = next((scene, shot) for scene in storyboard.scenes for shot in scene.shots if shot.id == order.shot)
    names = {one.id: one.name for one in storyboard.cast}
    talking = dict.fromkeys(names[said.speaker] for said in _said(shot) if said.speaker in names)
    return replace(
        order,
        scene_graph=None,
        head=0,
        tail=0,
        said=(),
        words=None,
        told=shot.action or shot.prompt,
        since=(),
        end=end,
        talking=tuple(talking),
        weather=_weather(storyboard, scene, shot),
        ending=shot.end,
    )


def _weather(storyboard: Storyboard, scene: Scene, shot: Shot) -> str:
    """The weather that is seen to move; inside there is none."""
    inside = any(place.id == (shot.place or scene.place) and place.interior for place in storyboard.places)
    return "" if inside or scene.weather == "clear" else scene.weather


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
    if order.since:
        parts.append(["since", order.since])
    if order.fps != FPS:
        parts.append(["fps", order.fps])
    if order.told or order.end:
        parts += [order.told, order.end.sha256 if order.end else "", order.talking, order.weather, order.ending]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
