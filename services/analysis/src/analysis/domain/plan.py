"""The plan from the storyboard: which sheets, shots, speech, effects and music there are to make; a pure function."""

from contracts.storyboard import FilmPlan, PlannedScene, PlannedSheet, PlannedShot, Scene, Shot, Storyboard

HOW = 43
"""Characters at most that tell a voice how a line is said: they are paid like those of the line."""


def plan_of(board: Storyboard) -> FilmPlan:
    """What the coordinator grows its steps from: a sheet for everybody who appears and every place that is seen."""
    appearing = {member for shot in board.shots() for member in shot.cast}
    seen = {scene.place for scene in board.scenes}
    sheets = (
        *(PlannedSheet(subject=member.id, kind="cast") for member in board.cast if member.id in appearing),
        *(PlannedSheet(subject=place.id, kind="place") for place in board.places if place.id in seen),
    )
    return FilmPlan(
        title=board.title,
        frames=sum(shot.frames for shot in board.shots()),
        sheets=sheets,
        scenes=tuple(_scene(scene) for scene in board.scenes),
        music=bool(board.music),
        fps=board.fps,
    )


def _scene(scene: Scene) -> PlannedScene:
    names = {cue.name for shot in scene.shots for cue in shot.effects}
    effects = bool(scene.ambience or names)
    shots = tuple(_shot(scene, shot) for shot in scene.shots)
    return PlannedScene(id=scene.id, title=scene.title, shots=shots, effects=effects, sounds=1 + len(names) if effects else 0)


def _shot(scene: Scene, shot: Shot) -> PlannedShot:
    sheets = (*shot.cast, scene.place)
    return PlannedShot(
        id=shot.id,
        frames=shot.frames,
        sheets=sheets,
        speech=bool(shot.lines),
        end=bool(shot.end),
        clip_frames=shot.head + shot.frames + shot.tail,
        characters=sum(len(line.text) + HOW for line in shot.lines),
    )
