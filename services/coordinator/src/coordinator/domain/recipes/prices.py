"""What a film costs by the catalogue: an estimate from the request, and the price of a plan. Used by the recipe `film`.

Every amount is an upper bound for one try of each step; what is charged at the end is the sum of what the takes really cost.
"""

from contracts.base import Micros
from contracts.catalogue import Unit, model
from contracts.requests import FilmRequest, Stage
from contracts.storyboard import FPS, FilmPlan

DEFAULT_SECONDS = 60
"""The length that is assumed of a film whose length only its script decides."""
CHARACTERS_PER_SECOND = 18
"""Of spoken text; people speak slower than that."""
TOKENS_PER_SECOND = 40
"""Of screenplay or storyboard text, in and out."""


def estimate(request: FilmRequest, stop_at: Stage) -> Micros:
    """What is held before there is a storyboard: writing and reading only, the hold grows before anything else is made."""
    seconds = request.duration or DEFAULT_SECONDS
    text = _price(request.models.write, _text(seconds)) if request.source.kind != "screenplay" else 0
    return text + (_price(request.models.analyze, _text(seconds)) if stop_at != "script" else 0)


def of_plan(request: FilmRequest, plan: FilmPlan, wanted: tuple[Stage, ...]) -> Micros:
    """What making the plan costs, up to the wanted stage."""
    models = request.models
    shots = [shot for scene in plan.scenes for shot in scene.shots]
    amount = 0
    if "sheets" in wanted:
        amount += len(plan.sheets) * _price(models.image, _image())
    if "frames" in wanted:
        amount += len(shots) * _price(models.image, _image())
    if "clips" in wanted:
        amount += sum(_price(models.clip, _sound(shot.frames)) for shot in shots)
    if "sound" in wanted:
        amount += sum(_price(models.speech, _sound(shot.frames)) for shot in shots if shot.speech)
        amount += sum(_price(models.effect, _sound(sum(s.frames for s in scene.shots))) for scene in plan.scenes if scene.effects)
        amount += _price(models.music, _sound(plan.frames)) if plan.music else 0
    return amount


def _price(model_id: str, quantities: dict[Unit, int]) -> Micros:
    """A model that the catalogue does not have costs nothing here: the service that is told to use it refuses it by name."""
    found = model(model_id)
    return found.price(quantities) if found else 0


def _text(seconds: int) -> dict[Unit, int]:
    tokens = seconds * TOKENS_PER_SECOND
    return {"call": 1, "input_token": tokens, "output_token": tokens, "character": tokens * 4, "second": seconds}


def _image() -> dict[Unit, int]:
    return {"call": 1, "image": 1, "pixel": 1280 * 720}


def _sound(frames: int) -> dict[Unit, int]:
    seconds = -(-frames // FPS)
    return {"call": 1, "second": seconds, "character": seconds * CHARACTERS_PER_SECOND}
