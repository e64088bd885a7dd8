"""The plan from the storyboard: which sheets, shots, speech, effects and music there are to make; a pure function."""

from collections import Counter
from collections.abc import Collection

from contracts.storyboard import FilmPlan, PlannedScene, PlannedSheet, PlannedShot, Scene, Shot, Storyboard

HOW = 43
"""Characters at most that tell a voice how a line is said: they are paid like those of the line."""

AGAIN = 2
"""Shots that show a thing, from which on it has a sheet: what is seen once need look like nothing else."""


def plan_of(board: Storyboard) -> FilmPlan:
    """What the coordinator grows its steps from: a sheet for everybody who appears, every place, every thing that comes again."""
    appearing = {member for shot in board.shots() for member in shot.cast}
    seen = {shot.place or scene.place for scene in board.scenes for shot in scene.shots}
    shown = Counter(element for shot in board.shots() for element in set(shot.elements))
    sheets = (
        *(PlannedSheet(subject=member.id, kind="cast") for member in board.cast if member.id in appearing),
        *(PlannedSheet(subject=place.id, kind="place") for place in board.places if place.id in seen),
        *(PlannedSheet(subject=one.id, kind="element") for one in board.elements if shown[one.id] >= AGAIN),
    )
    return FilmPlan(
        title=board.title,
        frames=sum(shot.frames for shot in board.shots()),
        sheets=sheets,
        scenes=tuple(_scene(scene, {sheet.subject for sheet in sheets}) for scene in board.scenes),
        music=bool(board.music),
        fps=board.fps,
    )


def _scene(scene: Scene, sheets: Collection[str]) -> PlannedScene:
    names = {cue.name for shot in scene.shots for cue in shot.effects}
    effects = bool(scene.ambience or names)
    shots = tuple(_shot(scene, shot, sheets) for shot in scene.shots)
    return PlannedScene(id=scene.id, title=scene.title, shots=shots, effects=effects, sounds=1 + len(names) if effects else 0)


def _shot(scene: Scene, shot: Shot, sheets: Collection[str]) -> PlannedShot:
    own = (*shot.cast, shot.place or scene.place, *(element for element in shot.elements if element in sheets))
    return PlannedShot(
        id=shot.id,
        frames=shot.frames,
        sheets=own,
        speech=bool(shot.lines),
        end=bool(shot.end),
        clip_frames=shot.head + shot.frames + shot.tail,
        characters=sum(len(line.text) + HOW for line in shot.lines),
    )
