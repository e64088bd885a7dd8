"""A film that goes on from an ended one: nothing is written or read twice, and every end says what can be gone on from."""

from random import Random

import pytest

from contracts.analysis import AnalyzeScript
from contracts.base import Command
from contracts.billing import HoldCredits
from contracts.coordinator import SequenceCancelled, SequenceCompleted, SequenceFailed, SequencePlanned, SequenceStarted
from contracts.requests import Stage

from .films import continued, media, order
from .test_film import finished, sent, told
from .world import World


def commands(world: World) -> dict[str, Command]:
    """The work of a film, by step; its reading and its money apart."""
    kinds = ("sheet", "frame", "clip", "speech", "effects", "music", "assemble")
    return {o.step: o.message for o in world.sent.values() if isinstance(o.message, Command) and o.step.startswith(kinds)}


@pytest.mark.parametrize("kind", ["idea", "url", "screenplay"])
def test_a_continued_film_is_made_by_the_commands_of_a_film_made_in_one_go(kind: str) -> None:
    world = finished(continued(kind))
    assert world.state == "completed"
    assert commands(world) == commands(finished(order(kind)))
    assert "write" not in world.store.states("film-1")


@pytest.mark.parametrize(("kind", "script"), [("idea", "script"), ("screenplay", "story")])
def test_its_storyboard_is_the_one_that_there_is(kind: str, script: str) -> None:
    analyze = sent(finished(continued(kind)), "analyze")
    assert isinstance(analyze, AnalyzeScript)
    assert (analyze.storyboard, analyze.script) == (media("storyboard"), media(script))


def test_a_film_that_was_stopped_after_its_script_is_read_for_the_first_time() -> None:
    analyze = sent(finished(order("idea").model_copy(update={"script": media("script")})), "analyze")
    assert isinstance(analyze, AnalyzeScript)
    assert (analyze.storyboard, analyze.script) == (None, media("script"))


def test_its_stages_do_not_count_what_is_not_done_again() -> None:
    world = finished(continued("idea"))
    for event in (*told(world, SequenceStarted), *told(world, SequencePlanned)):
        assert isinstance(event, SequenceStarted | SequencePlanned)
        assert (event.stages[0].stage, event.stages[0].steps) == ("storyboard", 1)


def test_nothing_is_held_for_what_is_not_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordinator.domain.recipes.prices._price", lambda *_: 100)
    whole, rest = finished(order("idea")), finished(continued("idea"))
    assert sent(whole, "hold") == HoldCredits(amount=200)
    assert rest.store.steps["film-1"]["hold"].depends == ("analyze",)
    assert sent(rest, "hold").model_dump()["amount"] == sent(whole, "grow").model_dump()["amount"] - 200


@pytest.mark.parametrize(
    ("stop_at", "script", "storyboard"),
    [("script", "script", None), ("storyboard", "script", "storyboard"), ("frames", "script", "storyboard")],
)
def test_the_end_says_what_can_be_gone_on_from(stop_at: Stage, script: str, storyboard: str | None) -> None:
    (completed,) = told(finished(order("idea", stop_at)), SequenceCompleted)
    assert isinstance(completed, SequenceCompleted)
    assert (completed.script, completed.storyboard) == (media(script), media(storyboard) if storyboard else None)


def test_a_film_that_failed_or_was_cancelled_says_it_too() -> None:
    failing = finished(order("idea"), faults={"assemble": ["refused"]})
    (failed,) = told(failing, SequenceFailed)
    assert isinstance(failed, SequenceFailed)
    assert (failed.script, failed.storyboard) == (media("script"), media("storyboard"))
    world = World(Random(1))
    world.start(continued("idea"))
    world.run(until=lambda: any(step == "hold" for step, _, _ in world.commands()))
    world.cancel()
    assert world.run() == "cancelled"
    (cancelled,) = told(world, SequenceCancelled)
    assert isinstance(cancelled, SequenceCancelled)
    assert (cancelled.script, cancelled.storyboard) == (media("script"), media("storyboard"))
