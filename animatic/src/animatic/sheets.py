"""Sheets: the reference picture of a cast member, a place or an element."""

from dataclasses import replace

from animatic.acting import props_of
from animatic.chance import seed_of
from animatic.compose import picture
from animatic.framing import framing_of
from animatic.graph import Figure, Framing, Piece, SceneGraph
from animatic.light import light_of
from animatic.looks import dress_of, height_of
from animatic.props import insert
from animatic.reading import Prop
from animatic.staging import group_of
from contracts.storyboard import CastMember, Shot, Storyboard

STUDIO = (
    Piece("wall", "shell", z=5.0, colour="#cdc6ba", details={"half": 12.0, "high": 8.0, "wall": "bare"}),
    Piece("floor", "floor", z=5.0, colour="#b5ab9c", details={"half": 12.0}),
)


def compose_sheet(storyboard: Storyboard, subject: str, size: tuple[int, int], seed: int) -> SceneGraph:
    """The reference picture of a cast member, place or element. Raises ValueError when the storyboard has no such subject."""
    for member in storyboard.cast:
        if member.id == subject:
            return _cast_sheet(storyboard, member, size, seed)
    for place in storyboard.places:
        if place.id == subject:
            scene = next((s for s in storyboard.scenes if s.place == subject), None)
            setting = (scene.time, scene.weather, scene.mood) if scene else ("day", "clear", "neutral")
            camera = framing_of("wide", "eye", "static", size, group_of((), "wide"), place.interior)
            return picture(storyboard, place, setting, size, seed, camera)
    for element in storyboard.elements:
        if element.id == subject:
            return _element_sheet(storyboard, f"{element.name} {element.description}", size, seed)
    raise ValueError(f"The storyboard has no cast member, place or element {subject!r}.")


def _cast_sheet(storyboard: Storyboard, member: CastMember, size: tuple[int, int], seed: int) -> SceneGraph:
    """Front, three-quarter, side and back on a plain ground."""
    dress = dress_of(member)
    height = height_of(member, dress)
    base = Figure(
        id=member.id,
        kind=member.kind,
        name=member.name,
        dress=dress,
        x=0.0,
        height=height,
        seed=seed_of("figure", member.id, member.name),
    )
    four_legs = dress.species not in ("", "robot")
    step = height * (2.2 if four_legs else 0.62)
    views = (("right", 0.5), ("left", 0.5)) if four_legs else (("front", 0.0), ("right", 0.45), ("left", 0.8), ("back", 0.0))
    figures = tuple(
        replace(base, x=(i - (len(views) - 1) / 2) * step, facing=facing, turn=turn) for i, (facing, turn) in enumerate(views)
    )
    camera = framing_of("full", "eye", "static", size, group_of(figures, "full"))
    scale = min(0.72 * size[1] / (height * 1.1), 0.94 * size[0] / (step * len(views)))
    camera = replace(camera, subject=camera.focal / scale, x=0.0, horizon=size[1] * 0.9 - scale * camera.eye)
    return _studio(storyboard, size, seed, camera, figures=figures)


def _element_sheet(storyboard: Storyboard, words: str, size: tuple[int, int], seed: int) -> SceneGraph:
    found = props_of(Shot(id="element", size="insert", frames=1, action=words)) or ("box",)
    camera = framing_of("insert", "eye", "static", size, group_of((), "wide"))
    camera, props = insert(Prop(found[0], found[0]), size, camera)
    return _studio(storyboard, size, seed, camera, props=props)


def _studio(
    storyboard: Storyboard,
    size: tuple[int, int],
    seed: int,
    camera: Framing,
    figures: tuple[Figure, ...] = (),
    props: tuple[Piece, ...] = (),
) -> SceneGraph:
    return SceneGraph(
        width=size[0], height=size[1], style=storyboard.style, place="studio", interior=True, time="day", weather="clear",
        mood="neutral", light=light_of("day", "clear", True, 1), camera=camera, scenery=STUDIO, props=props, figures=figures,
        seed=seed)  # fmt: skip
