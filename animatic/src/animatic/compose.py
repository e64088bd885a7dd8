"""From the storyboard to the scene graph of a shot: its place and light, its camera, who and what is in it."""

from dataclasses import replace

from animatic.chance import seed_of
from animatic.fixtures import built, near, own
from animatic.framing import framing_of
from animatic.going import gone
from animatic.graph import Figure, Framing, Piece, SceneGraph
from animatic.light import light_of, moonlit
from animatic.measures import height_of_prop
from animatic.places import build, roofless
from animatic.props import insert, placed_props, with_things
from animatic.reading import SHINES, Reading, passers, read
from animatic.seating import furniture
from animatic.several import seen_together, together
from animatic.spots import at_their_spots, things_beside, without_doubles
from animatic.staging import group_of, stage
from animatic.states import shines, stated
from contracts.storyboard import CastMember, Place, Scene, Shot, Storyboard


def compose_frame(storyboard: Storyboard, shot_id: str, size: tuple[int, int], seed: int) -> SceneGraph:
    """The picture of a shot. Raises ValueError when the storyboard has no such shot, place or cast member."""
    scene, shot = _shot(storyboard, shot_id)
    place = _place(storyboard, shot.place or scene.place)
    everybody = tuple(_member(storyboard, member) for member in shot.cast)
    outside = roofless(place.kind, place.interior, f"{place.id}/{place.name}")
    reading = read(scene, shot, place, everybody, outside=outside)
    shot = reading.shot
    members = tuple(member for member in everybody if member.id in shot.cast) or passers(shot)
    figures, around = at_their_spots(stage(scene, reading, members, place, portrait=size[0] < size[1]), reading)
    sides = things_beside(figures, reading, place)
    group = with_things(group_of(figures, shot.size), reading, sides)
    camera = framing_of(shot.size, shot.angle, shot.move, size, group, place.interior)
    figures = _shouldered(figures, shot, camera, size)
    if reading.sun:
        camera = replace(camera, horizon=min(0.92 * size[1], camera.horizon + 0.16 * size[1]))
    graph = picture(storyboard, place, (reading.time, scene.weather, scene.mood), size, seed, camera)
    if SHINES.search(shot.action):
        graph = replace(graph, light=replace(graph.light, veiled=False, strength=max(0.5, graph.light.strength)))
    if shot.size == "insert":
        return _moving(stated(_inserted(graph, reading, size), shot.states), reading)
    if reading.sun:
        return replace(graph, light=replace(graph.light, x=0.42, y=0.26, veiled=False))
    figures = _attentive(figures, reading, graph.scenery)
    around += sides + furniture(figures, place, graph.interior, shot.spots)
    scenery = without_doubles(graph.scenery, around)
    props = (*placed_props(reading, figures, scenery, camera, around), *around)
    return _moving(stated(replace(graph, figures=figures, props=props, scenery=scenery), shot.states), reading)


def _moving(graph: SceneGraph, reading: Reading) -> SceneGraph:
    """The picture with a note on what moves in it."""
    return replace(graph, props=gone(graph.props, reading), scenery=gone(graph.scenery, reading))


def picture(
    storyboard: Storyboard, place: Place, setting: tuple[str, str, str], size: tuple[int, int], seed: int, camera: Framing
) -> SceneGraph:
    """A place at a time, in a weather and mood, with nobody in it."""
    time, weather, mood = setting
    name = f"{place.id}/{place.name}"
    interior = place.interior and not roofless(place.kind, place.interior, name)
    scenery = build(place.kind, place.interior, name, time, weather, storyboard.seed, place.description)
    light = light_of(time, weather, interior, seed_of(storyboard.seed, place.id))
    return SceneGraph(
        width=size[0],
        height=size[1],
        style=storyboard.style,
        place=place.kind,
        interior=interior,
        time=time,
        weather=weather,
        mood=mood,
        light=moonlit(light) if interior and time == "night" and not any(map(shines, scenery)) else light,
        camera=camera,
        scenery=scenery,
        seed=seed,
    )


def plain_frame(storyboard: Storyboard, shot_id: str, size: tuple[int, int], seed: int) -> SceneGraph:
    """The plainest picture of a shot: its place and light, nobody in it. What is missing in the storyboard does not matter."""
    scene, shot = _shot(storyboard, shot_id)
    where = shot.place or scene.place
    known = [place for place in storyboard.places if place.id == where]
    place = known[0] if known else Place(id=where, name=where, kind="exterior", interior=False)
    camera = framing_of("wide", "eye", shot.move, size, group_of((), "wide"), place.interior)
    return picture(storyboard, place, (scene.time, scene.weather, scene.mood), size, seed, camera)


def _inserted(graph: SceneGraph, reading: Reading, size: tuple[int, int]) -> SceneGraph:
    """A near picture of the first prop; what stood in its way is not there, nor is the same thing a second time."""
    if len(shown := together(reading)) > 1:
        return seen_together(graph, shown, size)
    prop = reading.props[0]
    fixture = own(prop.kind, graph.scenery) or built(prop.kind, graph.scenery)
    if fixture:
        others = replace(graph, scenery=tuple(p for p in graph.scenery if p is not fixture))
        piece = replace(fixture, id=prop.name, colour=prop.colour or fixture.colour, details=fixture.details | prop.details)
        return near(others, piece, height_of_prop(prop.kind) / reading.nearer)
    camera, props = insert(prop, size, graph.camera, reading.nearer)
    clear = tuple(p for p in graph.scenery if p.kind != prop.kind and not _in_the_way(p))
    if prop.kind == "lighthouse":
        clear = tuple(p for p in clear if not (p.kind == "rock" and p.size > 3))
    return replace(graph, camera=camera, props=props, scenery=clear)


def _attentive(figures: tuple[Figure, ...], reading: Reading, scenery: tuple[Piece, ...]) -> tuple[Figure, ...]:
    """Who is alone turns to what the shot names, where the place has it."""
    kinds = {prop.kind for prop in reading.props}
    found = next((piece for piece in scenery if piece.kind in kinds and abs(piece.x) > 0.3), None)
    if found is None or len(figures) != 1 or figures[0].facing not in ("left", "right"):
        return figures
    return (replace(figures[0], facing="right" if found.x > figures[0].x else "left"),)


def _in_the_way(piece: Piece) -> bool:
    return piece.kind in ("grass_tuft", "leaves") and piece.z < 1.5


def _shouldered(figures: tuple[Figure, ...], shot: Shot, camera: Framing, size: tuple[int, int]) -> tuple[Figure, ...]:
    """Put the one whose shoulder we look over near the camera, at the side that is free: the head always in the upper half."""
    if shot.angle != "over_shoulder" or len(figures) < 2:
        return figures
    *others, near = figures
    z = -camera.subject * 0.42
    scale = camera.focal / (camera.subject + z)
    x = camera.x - size[0] * 0.34 / scale
    top = camera.horizon + (camera.eye - near.height) * scale
    wanted = min(max(top, size[1] * 0.16), size[1] * 0.36)
    front = replace(others[0], x=others[0].x + size[0] * 0.12 * camera.subject / camera.focal, facing="left")
    floats = near.height * scale < 0.9 * size[1]
    return (front, *others[1:], replace(near, x=x, z=z, y=0.0 if floats else (top - wanted) / scale))


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
