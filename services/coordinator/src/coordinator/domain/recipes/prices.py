"""What a film costs, from the catalogue's prices: an estimate from the request, and the price of a plan. Used by the recipe `film`."""

from contracts.base import Micros
from contracts.requests import FilmRequest, Stage
from contracts.storyboard import FilmPlan


def estimate(request: FilmRequest, stop_at: Stage) -> Micros:
    """What is held before there is a storyboard."""
    return 0


def of_plan(request: FilmRequest, plan: FilmPlan, wanted: tuple[Stage, ...]) -> Micros:
    """What the whole plan costs when every step is made once by the wanted model."""
    return 0
