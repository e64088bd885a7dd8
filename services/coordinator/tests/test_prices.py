"""What is held for a plan is never less than what its vendors charge for making it."""

from contracts.requests import FilmRequest
from contracts.storyboard import FilmPlan, PlannedScene, PlannedShot
from coordinator.domain.recipes.prices import of_plan


def request(**models: str) -> FilmRequest:
    told = {"source": {"kind": "idea"}, "ratio": "16:9", "style": "noir", "seed": 1, "models": models}
    return FilmRequest.model_validate(told)


def plan(shot: PlannedShot, *, sounds: int | None = None) -> FilmPlan:
    scene = PlannedScene(id="s1", title="A pier", shots=(shot,), effects=True, sounds=sounds)
    return FilmPlan(title="A pier", frames=shot.frames, scenes=(scene,))


def test_a_clip_is_priced_with_the_frames_that_transitions_overlap() -> None:
    held = [of_plan(request(clip="wan-2-5"), plan(PlannedShot(id="a", frames=120, clip_frames=n)), {"clip"}) for n in (120, 132)]
    assert held == [500_000, 1_000_000], "five seconds and a half are made as ten"


def test_every_sound_of_a_scene_is_priced() -> None:
    shot = PlannedShot(id="a", frames=48)
    held = [of_plan(request(effect="stable-audio"), plan(shot, sounds=sounds), {"effects"}) for sounds in (None, 1, 4)]
    assert held == [100_000, 100_000, 400_000]
