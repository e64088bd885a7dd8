"""What a film costs by the catalogue: an estimate from the request, and the price of a plan. Used by the recipe `film`.

Every amount is an upper bound for one try of each step, by the dearest model that the owner allows for it; what is charged at the
end is the sum of what the takes really cost.
"""

from collections.abc import Collection

from contracts.base import MediaRef, Micros
from contracts.catalogue import ModelKind, Unit, model
from contracts.catalogue.climbing import equivalents
from contracts.catalogue.tokens import PAGE, Tokens, longest_screenplay, to_analyze, to_write
from contracts.requests import FilmRequest
from contracts.storyboard import FilmPlan, PlannedShot

DEFAULT_SECONDS = 60
"""The length that is assumed of a film whose length only its script decides."""
CHARACTERS_PER_SECOND = 18
"""Of spoken text, in plans that do not tell how much it is."""


def estimate(request: FilmRequest, kinds: Collection[str], script: MediaRef | None = None) -> Micros:
    """What is held before there is a storyboard: writing and reading only, the hold grows before anything else is made."""
    seconds, amount = request.duration or DEFAULT_SECONDS, 0
    text = request.source.text.size if request.source.text else PAGE
    if "write" in kinds:
        amount += _price(request, "write", request.models.write, _told(to_write(seconds, text)))
    if "analyze" in kinds:
        given = script.size if script else text if request.source.kind == "screenplay" else longest_screenplay(seconds)
        amount += _price(request, "analyze", request.models.analyze, _told(to_analyze(given)))
    return amount


def of_plan(request: FilmRequest, plan: FilmPlan, kinds: Collection[str]) -> Micros:
    """What making the plan costs, as far as these kinds of steps make it."""
    models, fps = request.models, plan.fps
    shots = [shot for scene in plan.scenes for shot in scene.shots]
    amount = 0
    if "sheet" in kinds:
        amount += len(plan.sheets) * _price(request, "image", models.image, _image())
    if "frame" in kinds:
        amount += len(shots) * _price(request, "image", models.image, _image())
    if "end" in kinds:
        amount += sum(shot.end for shot in shots) * _price(request, "image", models.image, _image())
    if "clip" in kinds:
        amount += sum(_price(request, "clip", models.clip, _sound(shot.clip_frames or shot.frames, fps)) for shot in shots)
    if "speech" in kinds:
        amount += sum(_price(request, "speech", models.speech, _speech(shot, fps)) for shot in shots if shot.speech)
    if "effects" in kinds:
        amount += sum(
            (scene.sounds or 1) * _price(request, "effect", models.effect, _sound(sum(s.frames for s in scene.shots), fps))
            for scene in plan.scenes
            if scene.effects
        )
    if "music" in kinds and plan.music:
        amount += _price(request, "music", models.music, _sound(plan.frames, fps))
    return amount


def _price(request: FilmRequest, kind: ModelKind, model_id: str, quantities: dict[Unit, int]) -> Micros:
    """A model that the catalogue does not have costs nothing here: the service that is told to use it refuses it by name."""
    others = equivalents(model_id, kind) if request.failover == "model" else ()
    return max(found.price(quantities) if (found := model(name)) else 0 for name in (model_id, *others))


def _told(tokens: Tokens) -> dict[Unit, int]:
    return {"call": 1, "input_token": tokens.read, "output_token": tokens.written}


def _image() -> dict[Unit, int]:
    return {"call": 1, "image": 1, "pixel": 1280 * 720}


def _sound(frames: int, fps: int) -> dict[Unit, int]:
    seconds = -(-frames // fps)
    return {"call": 1, "second": seconds, "character": seconds * CHARACTERS_PER_SECOND}


def _speech(shot: PlannedShot, fps: int) -> dict[Unit, int]:
    told = _sound(shot.frames, fps)
    return told if shot.characters is None else told | {"character": shot.characters}
