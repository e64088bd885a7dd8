"""Which shots of a film get an end frame: those whose storyboard tells their end and whose models can make something of it.

Used by the recipe `film`. A shot without one is told its end in words, and nothing is made or held for it.
"""

from contracts.catalogue import model
from contracts.requests import FilmRequest
from contracts.storyboard import FilmPlan, PlannedScene, PlannedShot


def with_usable_ends(request: FilmRequest, plan: FilmPlan) -> FilmPlan:
    """The plan, with an end only where a picture of it can be made from the start frame and the clip can arrive there in time."""
    if not any(shot.end for scene in plan.scenes for shot in scene.shots):
        return plan
    scenes = tuple(_scene(request, scene, plan.fps) for scene in plan.scenes)
    return plan.model_copy(update={"scenes": scenes})


def _scene(request: FilmRequest, scene: PlannedScene, fps: int) -> PlannedScene:
    shots = tuple(shot.model_copy(update={"end": _usable(request, shot, fps)}) for shot in scene.shots)
    return scene.model_copy(update={"shots": shots})


def _usable(request: FilmRequest, shot: PlannedShot, fps: int) -> bool:
    clip, image = model(request.models.clip), model(request.models.image)
    if not shot.end or clip is None or image is None:
        return False
    goes_on = any("references" in route.calls for route in image.routes) and image.limits.max_references != 0
    return goes_on and clip.ends_at((shot.clip_frames or shot.frames) / fps)
