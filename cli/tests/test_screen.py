"""What the progress says of a film."""

from typing import Any

from sagareel.screen import plain


def stage(name: str, done: int, total: int, *running: dict[str, Any]) -> dict[str, Any]:
    return {"stage": name, "done": done, "total": total, "partial": 0.0, "running": list(running)}


def film(*stages: dict[str, Any]) -> dict[str, Any]:
    return {"state": "running", "stages": list(stages), "scenes": {"done": 1, "total": 4}}


def test_a_stage_of_one_long_step_tells_how_far_that_step_is() -> None:
    joining = {"step": "assemble", "position": 7, "total": 17, "note": "pieces"}
    assert (
        plain(film(stage("clips", 12, 12), stage("film", 0, 1, joining))) == "running: clips 12/12, film 7/17 pieces, scenes 1/4"
    )
    assert plain(film(stage("film", 0, 1))) == "running: film 0/1, scenes 1/4"
    assert plain(film(stage("film", 1, 1))) == "running: film 1/1, scenes 1/4"


def test_a_stage_of_many_steps_counts_the_steps() -> None:
    drawing = {"step": "clip", "position": 1, "total": 9, "note": "frames"}
    assert plain(film(stage("script", 0, 0), stage("clips", 3, 12, drawing))) == "running: clips 3/12, scenes 1/4"
