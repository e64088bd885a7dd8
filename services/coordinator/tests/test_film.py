"""The recipe `film`: what waits for what, what each command carries, where a run stops."""

from random import Random

import pytest

from contracts import analysis, assembly, audio, billing, imagery, motion, notifier
from contracts.base import Command, Event
from contracts.coordinator import SequenceCompleted, SequenceFailed, SequencePlanned, SequenceStarted, StartSequence, StepStoodIn
from contracts.requests import Models, Source, Stage
from contracts.storyboard import FilmPlan, PlannedScene, PlannedShot
from coordinator.domain.inputs import CancelAsked, Outcome, SequenceTimedOut, Started, StepTimedOut
from coordinator.domain.recipe import Recipes
from coordinator.domain.recipes import RECIPES
from coordinator.domain.recipes.film import FILM_3

from .films import FILM, HOOK, PAID, good, media, order, plan
from .world import Answer, World, assert_one_end


def finished(order_: StartSequence, plan_: FilmPlan | None = None, faults: dict[str, list[Answer]] | None = None) -> World:
    def behaviour(step: str, attempt: int, _command: Command) -> Answer:
        planned = (faults or {}).get(step, [])
        return planned[attempt - 1] if attempt <= len(planned) else "good"

    world = World(Random(1), behaviour, plan_ or plan())
    world.start(order_)
    world.run()
    assert_one_end(world)
    return world


def sent(world: World, step: str, attempt: int = 1) -> Command:
    found = [o.message for o in world.sent.values() if (o.step, o.attempt) == (step, attempt)]
    assert len(found) == 1
    assert isinstance(found[0], Command)
    return found[0]


def told(world: World, kind: type[Event]) -> list[Event]:
    return [event for event in world.events if isinstance(event, kind)]


def test_a_film_is_made_of_exactly_these_steps() -> None:
    world = finished(order("idea", webhook=True), plan(scenes=2, shots=2, sheets=2))
    shots = ("0.0", "0.1", "1.0", "1.1")
    wanted = {
        "hold",
        "write",
        "analyze",
        "grow",
        "sheet:cast0",
        "sheet:cast1",
        "music",
        "effects:s1",
        "assemble",
        "capture",
        "notify",
    }
    wanted |= {f"{kind}:{shot}" for kind in ("frame", "clip") for shot in shots} | {"speech:0.0", "speech:1.0"}
    assert set(world.store.states("film-1")) == wanted


def test_a_frame_waits_for_its_own_sheets_only_and_gets_them() -> None:
    world = finished(order())
    depends = {key: step.depends for key, step in world.store.steps["film-1"].items()}
    assert depends["frame:0.0"] == ("sheet:cast0",)
    assert depends["frame:0.1"] == ("sheet:cast0", "sheet:cast1")
    assert depends["clip:0.1"] == ("frame:0.1",)
    frame = sent(world, "frame:0.1")
    assert isinstance(frame, imagery.GenerateFrame)
    assert [(use.subject, use.media) for use in frame.sheets] == [(s, media(f"sheet {s}")) for s in ("cast0", "cast1")]
    clip = sent(world, "clip:0.1")
    assert isinstance(clip, motion.GenerateClip)
    assert (clip.frame.media, clip.words) == (media("frame 0.1"), None)


def test_a_clip_waits_for_the_words_that_its_mouths_say() -> None:
    world = finished(order())
    assert world.store.steps["film-1"]["clip:0.0"].depends == ("frame:0.0", "speech:0.0")
    clip = sent(world, "clip:0.0")
    assert isinstance(clip, motion.GenerateClip)
    assert clip.words == media("words 0.0")


def test_a_film_that_ends_with_its_clips_has_the_same_clips_as_one_that_goes_on() -> None:
    stopped = finished(order(stop_at="clips"))
    assert sent(stopped, "clip:0.0") == sent(finished(order()), "clip:0.0")
    assert "speech:0.0" in stopped.store.states("film-1")
    assert "music" not in stopped.store.states("film-1")


def test_the_assembly_gets_everything_in_film_order() -> None:
    command = sent(finished(order()), "assemble")
    assert isinstance(command, assembly.AssembleFilm)
    assert [shot.shot for shot in command.shots] == ["0.0", "0.1", "1.0", "1.1"]
    assert [shot.clip for shot in command.shots] == [media(f"clip {shot.shot}") for shot in command.shots]
    assert [shot.speech for shot in command.shots] == [media("speech 0.0"), None, media("speech 1.0"), None]
    assert [(scene.scene, scene.effects) for scene in command.scenes] == [("s1", media("effects s1"))]
    assert command.music == media("music")


def test_a_screenplay_is_read_as_it_is_and_an_idea_is_written_first() -> None:
    read = sent(finished(order("screenplay")), "analyze")
    written = sent(finished(order("idea")), "analyze")
    assert isinstance(read, analysis.AnalyzeScript)
    assert isinstance(written, analysis.AnalyzeScript)
    assert (read.script, written.script) == (media("story"), media("script"))


@pytest.mark.parametrize(
    ("stop_at", "kinds"),
    [
        ("script", {"hold", "write", "capture"}),
        ("storyboard", {"hold", "write", "analyze", "capture"}),
        ("sheets", {"hold", "write", "analyze", "capture", "grow", "sheet"}),
        ("frames", {"hold", "write", "analyze", "capture", "grow", "sheet", "frame"}),
        ("clips", {"hold", "write", "analyze", "capture", "grow", "sheet", "frame", "clip", "speech"}),
    ],
)
def test_a_run_stops_after_any_stage_and_is_paid(stop_at: Stage, kinds: set[str]) -> None:
    world = finished(order("idea", stop_at))
    assert world.state == "completed"
    assert {key.partition(":")[0] for key in world.store.states("film-1")} == kinds
    assert world.ledger.ends == ["captured"]


def test_stage_totals_are_told_at_the_start_and_with_the_plan() -> None:
    world = finished(order("idea"), plan(scenes=2, shots=2, sheets=2))
    (started,) = told(world, SequenceStarted)
    (planned,) = told(world, SequencePlanned)
    assert isinstance(started, SequenceStarted)
    assert isinstance(planned, SequencePlanned)
    assert [(t.stage, t.steps) for t in started.stages] == [("script", 1), ("storyboard", 1)]
    assert [(t.stage, t.steps) for t in planned.stages] == [
        *(("script", 1), ("storyboard", 1), ("sheets", 2), ("frames", 4), ("clips", 4), ("sound", 4), ("film", 1))
    ]


def test_a_failed_clip_is_stood_in_for_and_named() -> None:
    world = finished(order(), faults={"clip:0.1": ["broken", "broken"]})
    assert world.state == "completed_with_stand_ins"
    command = sent(world, "clip:0.1", attempt=3)
    assert isinstance(command, motion.GenerateClip)
    assert command.stand_in
    (completed,) = told(world, SequenceCompleted)
    assert completed == SequenceCompleted(film=FILM, stand_ins=("clip:0.1",), cost=0, storyboard=media("storyboard"))
    assert len(told(world, StepStoodIn)) == 1


def test_frames_go_on_without_a_sheet_that_failed() -> None:
    world = finished(order(), faults={"sheet:cast0": ["refused"]})
    assert world.state == "completed_with_stand_ins"
    assert world.store.states("film-1")["sheet:cast0"] == "skipped"
    frame = sent(world, "frame:0.1")
    assert isinstance(frame, imagery.GenerateFrame)
    assert [use.subject for use in frame.sheets] == ["cast1"]


def test_a_film_without_its_music_is_still_a_film() -> None:
    world = finished(order(), faults={"music": ["refused", "broken"]})
    command = sent(world, "assemble")
    assert isinstance(command, assembly.AssembleFilm)
    assert command.music is None
    assert world.state == "completed_with_stand_ins"
    stand_in = sent(world, "music", attempt=2)
    assert isinstance(stand_in, audio.GenerateMusic)
    assert stand_in.stand_in


def test_an_analysis_that_fails_stops_the_work_and_gives_the_money_back() -> None:
    world = finished(order(webhook=True), faults={"analyze": ["invalid"]})
    assert world.state == "failed"
    assert world.ledger.ends == ["released"]
    (failed,) = told(world, SequenceFailed)
    assert isinstance(failed, SequenceFailed)
    assert failed.failure.message == "AnalyzeScript did not work."
    assert sent(world, "notify") == notifier.NotifyOwner(url=HOOK, state="failed")


def test_a_webhook_that_fails_does_not_fail_the_film() -> None:
    world = finished(order(webhook=True), faults={"notify": ["broken"]})
    assert world.state == "completed"
    assert world.store.states("film-1")["notify"] == "failed"


def test_a_film_is_complete_as_soon_as_its_capture_is_commanded() -> None:
    world = World(Random(1), behaviour=lambda step, _a, _c: "lost" if step == "capture" else "good")
    world.start(order(webhook=True))
    world.run(until=lambda: world.state == "completed")
    assert world.store.states("film-1")["capture"] == "running"
    assert world.ledger.held == sent(world, "grow").model_dump()["amount"]


def test_a_capture_is_tried_again_after_the_end_and_changes_it_no_more() -> None:
    world = finished(order(webhook=True), faults={"capture": ["lost", "broken"]})
    assert (world.state, world.store.states("film-1")["capture"]) == ("completed", "done")
    assert world.ledger.ends == ["captured"]
    world = finished(order(), faults={"capture": ["refused"]})
    assert (world.state, world.store.states("film-1")["capture"]) == ("completed", "failed")
    assert len(told(world, SequenceCompleted)) == 1


def test_a_capture_of_the_release_before_that_is_never_confirmed_needs_attention() -> None:
    world = World(Random(1), behaviour=lambda step, _a, _c: "lost" if step == "capture" else "good", recipes=Recipes(FILM_3))
    world.start(order(webhook=True))
    assert world.run() == "needs_attention"
    assert sent(world, "notify") == notifier.NotifyOwner(url=HOOK, state="needs_attention", title="The Lighthouse")


def test_cancel_is_too_late_once_the_capture_is_commanded() -> None:
    for recipes, state in ((Recipes(FILM_3), "completing"), (RECIPES, "completed")):
        world = World(Random(1), recipes=recipes)
        world.start(order())
        while world.state != state:
            world.step()
        world.cancel()
        assert world.run() == "completed"
        assert world.ledger.ends == ["captured"]


def test_a_film_that_costs_nothing_is_made_without_billing() -> None:
    world = finished(order("idea", models=Models()))
    assert not {"hold", "grow"} & world.store.states("film-1").keys()
    assert not [o for o in world.sent.values() if type(o.message).__module__ == "contracts.billing"]
    assert world.store.steps["film-1"]["frame:0.0"].depends == ("sheet:cast0",)
    assert world.store.steps["film-1"]["sheet:cast0"].depends == ("analyze",)


def test_nothing_that_costs_is_asked_for_before_its_price_is_held() -> None:
    for models, asked in ((PAID, {"hold"}), (Models(image=PAID.image), {"analyze", "hold"})):
        world = World(Random(1), behaviour=lambda step, _a, _c: "lost" if step in ("hold", "grow") else "good")
        world.start(order(models=models))
        while world.inputs:
            world.step()
        assert {step for step, _, _ in world.commands()} == asked


def test_cancel_reaches_every_service_with_unfinished_work_and_no_other() -> None:
    world = World(Random(1), behaviour=lambda step, _a, _c: "lost" if step.startswith(("frame", "music")) else "good")
    world.start(order())
    world.run(until=lambda: not world.inputs)
    world.cancel()
    assert world.run() == "cancelled"
    names = {type(o.message).__name__ for o in world.sent.values() if not isinstance(o.message, Command)}
    assert names == {"CancelImagery", "CancelAudio"}
    assert world.ledger.ends == ["released"]


def test_a_cancel_that_comes_before_the_start_holds() -> None:
    world = World(Random(1))
    world.give(CancelAsked("a mistake", "tenant-1"))
    world.give(Started(order(), "tenant-1"))
    assert world.state == "cancelled"
    assert not world.sent


@pytest.mark.parametrize(
    ("stop_at", "shots"),
    [("storyboard", ()), ("film", ()), ("film", (PlannedShot(id="1", frames=9), PlannedShot(id="1", frames=9)))],
)
def test_a_plan_that_cannot_be_made_fails_with_a_sentence(stop_at: Stage, shots: tuple[PlannedShot, ...]) -> None:
    world = finished(
        order(stop_at=stop_at), FilmPlan(title="x", frames=9, scenes=(PlannedScene(id="s", title="s", shots=shots),))
    )
    assert world.state == "failed"
    (failed,) = told(world, SequenceFailed)
    assert isinstance(failed, SequenceFailed)
    assert failed.failure.message in (
        "The storyboard has no shots, so there is no film to make.",
        "The step frame:1 is planned twice; ids of scenes, shots and subjects must differ.",
    )


def test_an_order_without_a_story_fails_with_a_sentence() -> None:
    told_nothing = order(webhook=True).request.model_copy(update={"source": Source(kind="idea")})
    world = finished(StartSequence(request=told_nothing))
    assert world.state == "failed"
    (failed,) = told(world, SequenceFailed)
    assert isinstance(failed, SequenceFailed)
    assert failed.failure.code == "empty_source"
    assert not world.sent


def test_an_unknown_recipe_fails_without_touching_money() -> None:
    world = finished(order().model_copy(update={"recipe": "opera"}))
    assert world.state == "failed"
    assert not world.sent


def test_what_is_charged_is_what_the_takes_cost_up_to_what_was_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordinator.domain.recipes.prices.of_plan", lambda *_: 1000)
    world = World(Random(1), plan=plan(scenes=1, shots=1, sheets=1, music=False), cost=7)
    world.start(order(models=Models()))
    world.run()
    assert sent(world, "capture") == billing.CaptureHold(amount=7 * 5)  # analysis, sheet, frame, clip, speech
    monkeypatch.setattr("coordinator.domain.recipes.prices.of_plan", lambda *_: 20)
    world = World(Random(1), plan=plan(scenes=1, shots=1, sheets=1, music=False), cost=7)
    world.start(order(models=Models()))
    world.run()
    assert sent(world, "capture") == billing.CaptureHold(amount=20)


def test_an_outcome_of_another_command_changes_nothing() -> None:
    world = World(Random(1), behaviour=lambda _s, _a, _c: "lost")
    world.give(Started(order(), "tenant-1"))
    decision = world.give(Outcome("hold", 1, good(billing.GrowHold(amount=1), plan())))
    assert not decision.changed
    assert not decision.outgoing


def test_a_hold_that_may_have_been_taken_is_released_even_when_it_is_refused_later() -> None:
    world = finished(order(), faults={"hold": ["late", "refused"]})
    assert world.state == "failed"
    assert world.ledger.ends == ["released"]


def test_a_film_that_takes_too_long_gives_its_money_back_before_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordinator.domain.rules.FIRST_ALLOWANCE", 600)
    world = finished(order(), faults={"analyze": ["lost"]})
    assert world.state == "failed"
    assert world.ledger.ends == ["released"]
    (failed,) = told(world, SequenceFailed)
    assert isinstance(failed, SequenceFailed)
    assert failed.failure.code == "sequence_timed_out"


def test_a_timer_that_comes_early_changes_nothing() -> None:
    world = World(Random(1), behaviour=lambda _s, _a, _c: "lost")
    world.give(Started(order(), "tenant-1"))
    for early in (StepTimedOut("hold", 1), SequenceTimedOut()):
        decision = world.give(early)
        assert not decision.changed
        assert not decision.moved


def test_nobody_cancels_the_film_of_another_tenant() -> None:
    world = World(Random(1))
    world.give(Started(order(), "tenant-1"))
    world.give(CancelAsked("mine now", "tenant-2"))
    assert world.run() == "completed"
