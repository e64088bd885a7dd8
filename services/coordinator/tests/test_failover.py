"""What may take a model's place is told to every step, held for, charged by what was used, and told when it was in vain."""

from random import Random
from typing import Any

from contracts import billing
from contracts.base import Command, Failed, Failure, FailureKind, Rung
from contracts.coordinator import StartSequence, StepStoodIn
from contracts.requests import Models
from coordinator.domain.recipes import prices

from .films import order, plan
from .world import Answer, World

PAID = Models(image="nano-banana-2-lite", clip="seedance-2-mini", speech="eleven-v3", music="ace-step-1-5")


def ordered(failover: Any) -> StartSequence:
    wanted = order("idea")
    return wanted.model_copy(update={"request": wanted.request.model_copy(update={"models": PAID, "failover": failover})})


def finished(world: World, wanted: StartSequence) -> dict[str, Command]:
    """The command of each step's first attempt."""
    world.start(wanted)
    world.run()
    return {o.step: o.message for o in world.sent.values() if isinstance(o.message, Command) and o.attempt == 1}


def held_by(sent: dict[str, Command]) -> int:
    """What is held in the end."""
    return max(command.amount for command in sent.values() if isinstance(command, billing.HoldCredits | billing.GrowHold))


def test_it_is_told_to_every_step_and_held_for_at_the_dearest_price() -> None:
    held, told = dict[str, int](), dict[str, set[Any]]()
    for failover in ("never", "route", "model"):
        sent = finished(World(Random(1), plan=plan()), ordered(failover))
        held[failover] = held_by(sent)
        steps = ("write", "analyze", "sheet:cast0", "frame:0.0", "clip:0.0", "speech:0.0", "effects:s1", "music")
        told[failover] = {getattr(sent[step], "failover", None) for step in steps}
    assert told == {failover: {failover} for failover in told}
    assert held["never"] == held["route"] < held["model"]


def test_what_is_charged_is_what_was_really_used() -> None:
    sent = finished(World(Random(1), plan=plan(), cost=1_000), ordered("model"))
    capture = sent["capture"]
    assert isinstance(capture, billing.CaptureHold)
    assert 0 < capture.amount < held_by(sent)


def test_the_hold_is_the_highest_price_of_those_that_may_take_a_place() -> None:
    never, model = ordered("never").request, ordered("model").request
    for kinds in ({"frame"}, {"clip"}, {"music"}):
        assert prices.of_plan(never, plan(), kinds) < prices.of_plan(model, plan(), kinds)


def test_a_stand_in_tells_which_rungs_were_taken_in_vain() -> None:
    rung = Rung(kind="seed", model="m", vendor="v", seed=2, code="content_refused", reason="m refuses prompt.")

    def refuse(command: Command, kind: FailureKind) -> Failed:
        return command.FAILED(failure=Failure(kind=kind, code="content_refused", message="m refuses prompt.", rungs=(rung,)))

    def behaviour(step: str, attempt: int, _command: Command) -> Answer:
        return "refused" if (step, attempt) == ("clip:0.0", 1) else "good"

    world = World(Random(1), behaviour, plan(), refuse=refuse)
    finished(world, ordered("never"))
    (stood_in,) = [event for event in world.events if isinstance(event, StepStoodIn)]
    assert stood_in.failure.rungs == (rung,)
    assert world.state == "completed_with_stand_ins"
