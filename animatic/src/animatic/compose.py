"""From the storyboard to a scene graph: a shot's frame, or the sheet of a cast member, a place or an element."""

from dataclasses import replace

from animatic.acting import HELD, props_of
from animatic.chance import Chance, seed_of
from animatic.framing import framing_of
from animatic.graph import Figure, Framing, Piece, SceneGraph
from animatic.light import light_of
from animatic.looks import dress_of, height_of
from animatic.paint.registry import THINGS
from animatic.places import build, roofless
from animatic.staging import extent, furniture, group_of, stage
from contracts.storyboard import CastMember, Place, Scene, Shot, Storyboard

LARGE = {
    "car": 3.6, "truck": 6.0, "bus": 6.0, "train": 7.0, "boat": 3.2, "ship": 16.0, "airplane": 14.0, "helicopter": 8.0,
    "rocket": 14.0, "spaceship": 9.0, "tree": 4.0,
    "statue": 2.6, "fountain": 3.4, "wagon": 2.6, "tent": 2.6, "piano": 1.6, "bed": 2.0, "sofa": 2.0, "motorcycle": 1.4,
    "bicycle": 1.4, "ladder": 1.0, "fire": 1.2, "campfire": 1.2,
}  # fmt: skip
"""How far behind the figures large props stand, in metres."""
HANGING = {
    "clock": 1.9,
    "painting": 1.5,
    "window": 0.95,
    "mirror": 0.0,
    "screen": 1.1,
    "photo": 1.5,
    "balloon": 0.6,
    "kite": 0.8,
    "butterfly": 1.3,
    "bell": 1.8,
}
SMALL_ON_TABLE = 0.75
NEAREST = 0.7
"""The camera never comes nearer to a prop than this, in metres; a longer lens does the rest."""


def compose_frame(storyboard: Storyboard, shot_id: str, size: tuple[int, int], seed: int) -> SceneGraph:
    """The picture of a shot. Raises ValueError when the storyboard has no such shot, place or cast member."""
    scene, shot = _shot(storyboard, shot_id)
    place = _place(storyboard, scene.place)
    if roofless(place.kind, place.interior):
        shot = _under_the_sky(shot)
    if shot.size == "insert":
        shot = _near_something(shot)
    members = tuple(_member(storyboard, member) for member in shot.cast)
    width, height = size
    figures = stage(scene, shot, members, portrait=width < height)
    camera = framing_of(shot.size, shot.angle, shot.move, size, group_of(figures, shot.size), place.interior)
    figures = _shouldered(figures, shot, camera, size)
    props = (*_props(shot, figures), *furniture(figures, place.interior))
    if shot.size == "insert":
        camera, props = _insert(shot, size, camera)
    return _graph(storyboard, place, (scene.time, scene.weather, scene.mood), size, seed, camera, figures, props)


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
            return _graph(storyboard, place, setting, size, seed, camera, (), ())
    for element in storyboard.elements:
        if element.id == subject:
            return _element_sheet(storyboard, f"{element.name} {element.description}", size, seed)
    raise ValueError(f"The storyboard has no cast member, place or element {subject!r}.")


def _under_the_sky(shot: Shot) -> Shot:
    """The shot with things that stand outside: nobody puts a table lamp into the rain."""
    return shot.model_copy(update={"props": tuple("lantern" if prop == "lamp" else prop for prop in props_of(shot))})


def _near_something(shot: Shot) -> Shot:
    """An insert shows a prop and nobody; without a prop it becomes a near picture of who is there, or of the place."""
    if props_of(shot):
        return shot.model_copy(update={"cast": (), "angle": "eye"})
    return shot.model_copy(update={"size": "close_up" if shot.cast else "wide"})


def _graph(
    storyboard: Storyboard,
    place: Place,
    setting: tuple[str, str, str],
    size: tuple[int, int],
    seed: int,
    camera: Framing,
    figures: tuple[Figure, ...],
    props: tuple[Piece, ...],
) -> SceneGraph:
    time, weather, mood = setting
    interior = place.interior and not roofless(place.kind, place.interior)
    return SceneGraph(
        width=size[0],
        height=size[1],
        style=storyboard.style,
        place=place.kind,
        interior=interior,
        time=time,
        weather=weather,
        mood=mood,
        light=light_of(time, weather, interior, seed_of(storyboard.seed, place.id)),
        camera=camera,
        scenery=build(place.kind, place.interior, f"{place.id}/{place.name}", time, weather, storyboard.seed),
        props=props,
        figures=figures,
        seed=seed,
    )


def _shouldered(figures: tuple[Figure, ...], shot: Shot, camera: Framing, size: tuple[int, int]) -> tuple[Figure, ...]:
    """Put the one whose shoulder we look over near the camera, at the side that is free."""
    if shot.angle != "over_shoulder" or len(figures) < 2:
        return figures
    *others, near = figures
    z = -camera.subject * 0.42
    scale = camera.focal / (camera.subject + z)
    x = camera.x - size[0] * 0.34 / scale
    top = camera.horizon + (camera.eye - near.height) * scale
    sink = max(0.0, (size[1] * 0.16 - top) / scale)
    front = replace(others[0], x=others[0].x + size[0] * 0.12 * camera.subject / camera.focal, facing="left")
    return (front, *others[1:], replace(near, x=x, z=z, y=-sink))


def _props(shot: Shot, figures: tuple[Figure, ...]) -> tuple[Piece, ...]:
    """Props that nobody holds: large ones behind, small ones on a table beside."""
    taken = {figure.held for figure in figures}
    chance = Chance("props", shot.id)
    right = max((f.x + extent(f)[1] for f in figures), default=-0.4)
    left = min((f.x + extent(f)[0] for f in figures), default=0.4)
    pieces: list[Piece] = []
    for prop in props_of(shot):
        if prop in taken or prop not in THINGS:
            continue
        seed = seed_of(shot.id, prop)
        if prop in LARGE:
            pieces.append(Piece(prop, prop, chance.between(-1.6, 1.6), LARGE[prop], seed=seed))
        elif prop in HELD or prop in HANGING:
            x = right + 0.45 if chance.unit() < 0.5 else left - 0.45
            if prop in HANGING:
                pieces.append(Piece(prop, prop, x, 0.4, HANGING[prop], seed=seed))
            else:
                pieces += [Piece(f"stand-{prop}", "table", x, 0.12, size=0.62), Piece(prop, prop, x, 0.11, 0.48, seed=seed)]
        else:
            x = right + 0.8 if chance.unit() < 0.5 else left - 0.8
            pieces.append(Piece(prop, prop, x, 0.3, seed=seed))
    return tuple(pieces)


def _insert(shot: Shot, size: tuple[int, int], camera: Framing) -> tuple[Framing, tuple[Piece, ...]]:
    """A near picture of the first prop on a surface; large props get the camera back instead."""
    prop = props_of(shot)[0]
    tall = PROP_HEIGHT.get(prop, 0.3)
    metre = 0.54 * min(size[1], size[0] * 1.1) / tall
    base = 0.0 if tall > 0.9 else SMALL_ON_TABLE
    eye = base + tall * 0.75
    horizon = size[1] * 0.78 - metre * (eye - base)
    subject = max(NEAREST, camera.focal / metre)
    framing = replace(camera, focal=metre * subject, eye=eye, horizon=horizon, subject=subject, x=0.0, focus_y=0.6)
    piece = Piece(prop, prop, 0.0, 0.0, base, seed=seed_of(shot.id, prop))
    if not base:
        return framing, (piece,)
    return framing, (Piece("surface", "surface", 0.0, 0.005, base, size=tall / 0.3), piece)


PROP_HEIGHT = {
    "ring": 0.14, "coin": 0.1, "key": 0.16, "pill": 0.06, "watch": 0.18, "phone": 0.2, "camera": 0.2, "cup": 0.22, "dice": 0.09,
    "compass": 0.18, "letter": 0.2, "envelope": 0.2, "ticket": 0.14,
    "egg": 0.17, "apple": 0.17, "money": 0.14, "knife": 0.34, "gun": 0.22, "mask": 0.3, "bread": 0.2, "cake": 0.32,
    "sword": 1.0, "lamp": 0.6, "computer": 0.55, "television": 1.0, "chair": 1.0, "table": 1.0,
    "door": 2.2, "window": 1.5, "car": 1.9, "bus": 3.2, "truck": 3.2, "train": 3.6, "boat": 1.0, "ship": 12.0, "airplane": 4.5,
    "rocket": 10.0, "spaceship": 3.2, "tree": 6.0, "piano": 1.3, "bed": 1.2, "sofa": 1.1,
    "robot": 1.8, "statue": 3.0, "gravestone": 1.2, "sign": 1.7, "fountain": 2.3, "balloon": 1.4, "kite": 3.2, "umbrella": 1.2,
    "guitar": 1.1, "fire": 1.1, "campfire": 1.1, "snowman": 1.9, "shelf": 2.2,
    "helicopter": 3.4, "wagon": 1.4, "tent": 2.0, "motorcycle": 1.2, "bicycle": 1.2, "wheelchair": 1.2, "telescope": 1.5,
    "anchor": 1.1, "mirror": 1.7, "easel": 1.7, "chest": 0.7, "barrel": 0.95, "crate": 0.7,
    "desk": 0.9, "bench": 0.95, "ladder": 3.0, "flag": 1.8, "spear": 1.9, "broom": 1.7, "shovel": 1.7, "screen": 1.0,
    "microphone": 1.6, "lever": 0.75, "rock": 0.9, "log": 0.6, "suitcase": 0.6, "drum": 0.7, "shield": 0.8,
    "axe": 0.8, "bow": 1.3, "plant": 1.5, "painting": 0.75, "torch": 0.75, "lantern": 0.4, "clock": 0.55, "crystal": 0.6,
    "globe": 0.55, "feather": 0.32, "butterfly": 0.34, "teddy": 0.5, "sled": 0.5,
}  # fmt: skip
"""How high props are, in metres; others are about 0.3."""


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
    step = height * (0.62 if not dress.species else 2.2)
    views = (
        (("front", 0.0), ("right", 0.45), ("left", 0.8), ("back", 0.0)) if not dress.species else (("right", 0.5), ("left", 0.5))
    )
    figures = tuple(
        replace(base, x=(i - (len(views) - 1) / 2) * step, facing=facing, turn=turn) for i, (facing, turn) in enumerate(views)
    )
    camera = framing_of("full", "eye", "static", size, group_of(figures, "full"))
    scale = min(0.72 * size[1] / (height * 1.1), 0.94 * size[0] / (step * len(views)))
    camera = replace(camera, subject=camera.focal / scale, x=0.0, horizon=size[1] * 0.9 - scale * camera.eye)
    return SceneGraph(
        width=size[0], height=size[1], style=storyboard.style, place="studio", interior=True, time="day", weather="clear",
        mood="neutral",
        light=light_of("day", "clear", True, 1), camera=camera, scenery=STUDIO, figures=figures, seed=seed)  # fmt: skip


STUDIO = (
    Piece("wall", "shell", z=5.0, colour="#cdc6ba", details={"half": 12.0, "high": 8.0, "wall": "bare"}),
    Piece("floor", "floor", z=5.0, colour="#b5ab9c", details={"half": 12.0}),
)


def _element_sheet(storyboard: Storyboard, words: str, size: tuple[int, int], seed: int) -> SceneGraph:
    shot = Shot(id="element", size="insert", frames=1, action=words)
    found = props_of(shot) or ("box",)
    shot = shot.model_copy(update={"props": found})
    camera = framing_of("insert", "eye", "static", size, group_of((), "wide"))
    camera, props = _insert(shot, size, camera)
    return SceneGraph(
        width=size[0], height=size[1], style=storyboard.style, place="studio", interior=True, time="day", weather="clear",
        mood="neutral",
        light=light_of("day", "clear", True, 1), camera=camera, scenery=STUDIO, props=props, seed=seed)  # fmt: skip


def plain_frame(storyboard: Storyboard, shot_id: str, size: tuple[int, int], seed: int) -> SceneGraph:
    """The plainest picture of a shot: its place and light, nobody in it. What is missing in the storyboard does not matter."""
    scene, shot = _shot(storyboard, shot_id)
    known = [place for place in storyboard.places if place.id == scene.place]
    place = known[0] if known else Place(id=scene.place, name=scene.place, kind="exterior", interior=False)
    camera = framing_of("wide", "eye", shot.move, size, group_of((), "wide"), place.interior)
    return _graph(storyboard, place, (scene.time, scene.weather, scene.mood), size, seed, camera, (), ())


def _shot(storyboard: Storyboard, shot_id: str) -> tuple[Scene, Shot]:
    for scene in storyboard.scenes:
        for shot in scene.shots:
            if shot.id == shot_id:
                return scene, shot
    raise ValueError(f"The storyboard has no shot {shot_id!r}.")


def _place(storyboard: Storyboard, place_id: str) -> Place:
    for place in storyboard.places:
        if place.id == place_id:
            return place
    raise ValueError(f"The storyboard has no place {place_id!r}.")


def _member(storyboard: Storyboard, member_id: str) -> CastMember:
    for member in storyboard.cast:
        if member.id == member_id:
            return member
    raise ValueError(f"The storyboard has no cast member {member_id!r}.")
