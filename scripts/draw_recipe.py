"""Draws the recipe `film` as a Mermaid chart, services/coordinator/film.mmd; `--check` fails when that is not up to date."""

import sys
from pathlib import Path

from contracts.analysis import ScriptAnalyzed
from contracts.base import MediaRef
from contracts.coordinator import StartSequence
from contracts.requests import FilmRequest, Source
from contracts.storyboard import FilmPlan, PlannedScene, PlannedSheet, PlannedShot
from coordinator.domain.diagram import draw
from coordinator.domain.graph import Growth, NewStep
from coordinator.domain.recipes.film import FILM

PAGE = Path(__file__).parent.parent / "services" / "coordinator" / "film.mmd"


def chart() -> str:
    """The chart of a film from an idea, with one of everything."""
    media = MediaRef(bucket="b", key="k", sha256="0" * 64, size=0, media_type="text/plain")
    request = FilmRequest(source=Source(kind="idea", text=media), webhook_url="https://example.org/")
    shot = PlannedShot(id="1", frames=1, sheets=("hero",), speech=True)
    scene = PlannedScene(id="1", title="", shots=(shot,), effects=True)
    plan = FilmPlan(title="", frames=1, sheets=(PlannedSheet(subject="hero", kind="cast"),), scenes=(scene,))
    first = FILM.first(StartSequence(request=request))
    assert isinstance(first, Growth)
    more = FILM.grow(first.facts, "analyze", ScriptAnalyzed(storyboard=media, plan=plan))
    assert isinstance(more, Growth)
    return draw((*first.steps, *more.steps), (NewStep("notify"),), FILM.policies)


def main() -> None:
    """Write the page, or compare with it."""
    if "--check" in sys.argv[1:]:
        if PAGE.read_text() != chart():
            sys.exit(f"{PAGE.name} does not show the recipe as it is; run scripts/draw_recipe.py.")
        return
    PAGE.write_text(chart())
    print(PAGE)


if __name__ == "__main__":
    main()
