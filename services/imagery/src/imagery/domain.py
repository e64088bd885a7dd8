"""What a picture is made from: an order holds exactly that and nothing else, so its hash is the take's input hash.

It carries a storyboard cut down to one shot or one subject; a vendor sees only that, so it cannot depend on anything unhashed.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from contracts.base import MediaRef
from contracts.imagery import EditPicture, SheetUse
from contracts.softening import softened, softened_value
from contracts.storyboard import RATIO_SIZES, CastMember, Element, Line, Place, Ratio, Scene, Shot, Storyboard

FORMAT = 10
"""Counted up whenever the local vendor draws other pixels for the same order, so that old takes are not reused."""
SHOT = "shot"
"""The id of the only shot of an order: where a shot stands in the film does not change its picture."""

TOLD = frozenset({"action", "prompt", "description", "beat"})
"""What of a storyboard is told to models in free words."""

T = TypeVar("T", CastMember, Place, Element)


class UnknownSubjectError(ValueError):
    """The storyboard names something that it does not describe."""


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """One picture: a frame of the shot, or the sheet of the subject. `plain` asks for the picture that cannot fail."""

    kind: Literal["frame", "sheet"]
    subject: str
    storyboard: Storyboard
    seed: int
    which: Literal["start", "end"] = "start"
    sheets: tuple[SheetUse, ...] = ()
    plain: bool = False
    start: MediaRef | None = None
    """The shot's start frame, for an end frame that goes on from it."""

    @property
    def ratio(self) -> Ratio:
        """Width to height."""
        return self.storyboard.ratio

    @property
    def style(self) -> str:
        """The id of the film's style."""
        return self.storyboard.style

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return RATIO_SIZES[self.storyboard.ratio]


@dataclass(frozen=True, slots=True)
class EditOrder:
    """A change of a finished picture; `scene_graph` is its drawing, where it has one."""

    picture: MediaRef
    scene_graph: MediaRef | None
    instruction: str
    ratio: Ratio
    style: str
    seed: int
    mask: MediaRef | None = None


def edit_order(command: EditPicture) -> EditOrder:
    """What a change is made from."""
    instruction = " ".join(command.instruction.split())
    graph = command.picture.extras.get("scene_graph")
    return EditOrder(command.picture.media, graph, instruction, command.ratio, command.style, command.seed, command.mask)


def edit_hash(order: EditOrder, model: str) -> str:
    """sha256 of exactly what the changed picture depends on."""
    shas = [ref.sha256 if ref else "" for ref in (order.picture, order.scene_graph, order.mask)]
    parts = [FORMAT, "edit", model, *shas, order.instruction, order.ratio, order.style, order.seed]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def frame_order(
    board: Storyboard,
    shot_id: str,
    seed: int,
    which: Literal["start", "end"],
    sheets: tuple[SheetUse, ...],
    *,
    plain: bool,
    start: MediaRef | None = None,
) -> PictureOrder:
    """The order for a shot's frame; an end frame shows how the shot ends, where the storyboard says so.

    Raises UnknownSubjectError when the storyboard has no such shot, or lacks its place or somebody of its cast.
    """
    scene, shot = _found_shot(board, shot_id)
    if which == "end" and shot.end:
        shot = _last_moment(shot)
    cast = () if plain else tuple(_one(board.cast, member, "cast member") for member in shot.cast)
    elements = () if plain else tuple(_one(board.elements, element, "element") for element in shot.elements)
    where = shot.place or scene.place
    places = _known(board.places, where) if plain else (_one(board.places, where, "place"),)
    cut = _cut(board, cast=cast, places=places, elements=elements, scenes=(_bare(scene, _bare_shot(shot, plain), where),))
    used = {SHOT} if plain else {*shot.cast, *shot.elements, where}
    relevant = tuple(sorted((use for use in sheets if use.subject in used), key=lambda use: use.subject))
    return PictureOrder("frame", SHOT, cut, seed, which, relevant, plain, start if which == "end" and not plain else None)


def sheet_order(board: Storyboard, subject: str, seed: int) -> PictureOrder:
    """The order for a sheet; a place is shown at the time and in the weather of its first scene.

    Raises UnknownSubjectError when the storyboard has no such subject.
    """
    cast, places, elements = _known(board.cast, subject), _known(board.places, subject), _known(board.elements, subject)
    if not (cast or places or elements):
        raise UnknownSubjectError(f"The storyboard has no cast member, place or element {subject!r}.")
    seen = ((scene, shot.place or scene.place) for scene in board.scenes for shot in scene.shots)
    first = next((scene for scene, place in seen if places and place == subject), None)
    scenes = (_bare(first, Shot(id=SHOT, size="wide", frames=1, action=""), subject),) if first else ()
    return PictureOrder("sheet", subject, _cut(board, cast=cast, places=places, elements=elements, scenes=scenes), seed)


def input_hash(order: PictureOrder, model: str) -> str:
    """sha256 of exactly what the picture depends on."""
    sheets = [(use.subject, use.media.sha256) for use in order.sheets]
    parts: list[object] = [
        FORMAT,
        model,
        order.kind,
        order.subject,
        order.seed,
        order.which,
        sheets,
        order.plain,
    ]
    if order.start is not None:
        parts.append(order.start.sha256)
    return hashlib.sha256(f"{json.dumps(parts)}\n{order.storyboard.model_dump_json()}".encode()).hexdigest()


def softened_order(order: PictureOrder) -> PictureOrder:
    """The same picture in milder words; an equal order where there is nothing to soften."""
    return replace(order, storyboard=softened_value(order.storyboard, TOLD))


def softened_edit(order: EditOrder) -> EditOrder:
    """The same change in milder words."""
    return replace(order, instruction=softened(order.instruction))


def _cut(
    board: Storyboard,
    cast: tuple[CastMember, ...],
    places: tuple[Place, ...],
    elements: tuple[Element, ...],
    scenes: tuple[Scene, ...],
) -> Storyboard:
    """A storyboard with only what one picture shows."""
    return Storyboard(
        title="",
        ratio=board.ratio,
        style=board.style,
        seed=board.seed,
        cast=cast,
        places=places,
        elements=elements,
        scenes=scenes,
    )


def _last_moment(shot: Shot) -> Shot:
    """A shot as it ends: who has left it is not in its picture, and nobody is held to what they did before."""
    cast = tuple(member for member in shot.cast if member not in shot.leaving)
    return shot.model_copy(update={"action": shot.end, "prompt": "", "poses": {}, "expressions": {}, "cast": cast})


def _bare(scene: Scene, shot: Shot, place: str) -> Scene:
    """A scene without what is not seen, at the place where its one shot is seen."""
    return Scene(
        id="scene",
        title="",
        start=0,
        end=0,
        place=place,
        time=scene.time,
        weather=scene.weather,
        mood=scene.mood,
        shots=(shot,),
    )


def _bare_shot(shot: Shot, plain: bool) -> Shot:
    """A shot without what is not seen: its length, its sounds, the words that are spoken (but not who speaks, and how)."""
    if plain:
        return Shot(id=SHOT, size="wide", move=shot.move, frames=1, action="")
    lines = tuple(Line(id="", text="", speaker=line.speaker, kind=line.kind, manner=line.manner) for line in shot.lines)
    unseen = {"id": SHOT, "frames": 1, "head": 0, "tail": 0, "effects": (), "lines": lines, "end": "", "leaving": ()}
    return shot.model_copy(update=unseen | {"place": ""})


def _found_shot(board: Storyboard, shot_id: str) -> tuple[Scene, Shot]:
    for scene in board.scenes:
        for shot in scene.shots:
            if shot.id == shot_id:
                return scene, shot
    raise UnknownSubjectError(f"The storyboard has no shot {shot_id!r}.")


def _known(things: tuple[T, ...], thing_id: str) -> tuple[T, ...]:
    return tuple(thing for thing in things if thing.id == thing_id)[:1]


def _one(things: tuple[T, ...], thing_id: str, what: str) -> T:
    known = _known(things, thing_id)
    if not known:
        raise UnknownSubjectError(f"The shot needs the {what} {thing_id!r}, which the storyboard does not describe.")
    return known[0]
