"""The promises of the engine, on the film recipe, under any order, repetition, delay and loss of messages."""

from random import Random
from zlib import crc32

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.base import Command
from contracts.coordinator import StartSequence
from contracts.requests import STAGES, Models
from contracts.storyboard import FilmPlan
from coordinator.domain.graph import Policy
from coordinator.domain.recipes.film import POLICIES

from .films import PAID, order, plan
from .world import Answer, World, assert_one_end

PLANS = st.builds(plan, st.integers(1, 3), st.integers(1, 3), st.integers(0, 3), st.booleans())
MODELS = st.sampled_from([PAID, Models(), Models(image=PAID.image), Models(analyze=PAID.analyze)])
ORDERS = st.builds(order, st.sampled_from(["screenplay", "idea", "url"]), st.sampled_from(STAGES), st.booleans(), MODELS)
SEEDS = st.integers(0, 2**32)
ANSWERS: st.SearchStrategy[Answer] = st.sampled_from(
    ["good", "lost", "late", "broken", "refused", "invalid", "unsure", "timeout"]
)
FAULTS = st.dictionaries(
    st.tuples(st.sampled_from(sorted(POLICIES)), st.integers(0, 1)), st.lists(ANSWERS, max_size=4), max_size=5
)
UNHELD = ("waiting", "cancelled")
"""A hold that was never asked for."""
Faults = dict[tuple[str, int], list[Answer]]


def answers(faults: Faults, step: str) -> list[Answer]:
    """What the attempts of a step come to, one after the other; after these all is good."""
    return faults.get((step.partition(":")[0], crc32(step.encode()) % 2), [])


def world_of(faults: Faults, seed: int, plan_: FilmPlan, repeats: float = 0.0, cost: int = 0) -> World:
    def behaviour(step: str, attempt: int, _command: Command) -> Answer:
        planned = answers(faults, step)
        return planned[attempt - 1] if attempt <= len(planned) else "good"

    return World(Random(seed), behaviour, plan_, cost, repeats)


def assert_money_is_settled(world: World) -> None:
    """What was held is captured or released exactly once; it is open only where an operator is told, or billing fell silent."""
    states = world.store.states("film-1")
    if world.state in ("completed", "completed_with_stand_ins"):
        once = ["captured"] if "hold" in states else []
        assert world.ledger.ends == once or (states["capture"] == "failed" and not world.ledger.ends)
    elif world.state in ("failed", "cancelled"):
        assert world.ledger.held is None
        assert world.ledger.ends in ([], ["released"])
    else:
        assert len(world.ledger.ends) <= 1


def step_end(policy: Policy, planned: list[Answer]) -> str:
    """How a step ends by itself, told by walking through its attempts."""
    tries = iter(planned)
    for attempt in range(1, policy.retry.attempts + 1):
        answer = next(tries, "good")
        if answer == "good":
            return "done"
        kind = "timeout" if answer in ("lost", "late") else answer
        if kind not in policy.retry.after or attempt == policy.retry.attempts:
            break
    if policy.stand_in and next(tries, "good") == "good":
        return "stood_in"
    return "skipped" if policy.skip else "failed"


def expected_end(world: World, faults: Faults) -> str:
    """How the film ends, told from its steps alone."""
    rows = world.store.states("film-1")
    ends = {key: step_end(POLICIES[key.partition(":")[0]], answers(faults, key)) for key in (*rows, "release")}
    made = {key: end for key, end in ends.items() if key not in ("release", "notify", "capture")}
    if "failed" in made.values():
        refused = ends.get("hold") == "failed" and answers(faults, "hold")[0] in ("refused", "invalid")
        return "failed" if ends["release"] == "done" or refused or rows.get("hold", "waiting") in UNHELD else "needs_attention"
    return "completed_with_stand_ins" if {"skipped", "stood_in"} & set(made.values()) else "completed"


@settings(max_examples=100, deadline=None)
@given(PLANS, ORDERS, SEEDS, SEEDS, st.integers(0, 5))
def test_any_order_and_repetition_ends_in_the_same_state_with_the_same_commands(
    plan_: FilmPlan, order_: StartSequence, one: int, other: int, cost: int
) -> None:
    calm = world_of({}, one, plan_, cost=cost)
    wild = world_of({}, other, plan_, repeats=0.5, cost=cost)
    for world in (calm, wild):
        world.start(order_)
        assert world.run() == "completed"
        assert_one_end(world)
        assert_money_is_settled(world)
    assert calm.store.states("film-1") == wild.store.states("film-1")
    assert calm.sent == wild.sent
    wild.replay_of_everything()


@settings(max_examples=300, deadline=None)
@given(FAULTS, PLANS, ORDERS, SEEDS, SEEDS)
def test_any_failure_ends_as_its_steps_say_in_every_order(
    faults: Faults, plan_: FilmPlan, order_: StartSequence, one: int, other: int
) -> None:
    worlds = [world_of(faults, one, plan_), world_of(faults, other, plan_, repeats=0.3)]
    for world in worlds:
        world.start(order_)
        world.run()
        assert_one_end(world)
        assert_money_is_settled(world)
        assert world.state == expected_end(world, faults)
    if worlds[0].state.startswith("completed"):
        assert worlds[0].store.states("film-1") == worlds[1].store.states("film-1")
        assert worlds[0].sent == worlds[1].sent
    worlds[1].replay_of_everything()


@settings(max_examples=200, deadline=None)
@given(FAULTS, PLANS, ORDERS, SEEDS, st.integers(0, 40))
def test_cancel_works_at_every_stage(faults: Faults, plan_: FilmPlan, order_: StartSequence, seed: int, when: int) -> None:
    world = world_of(faults, seed, plan_, repeats=0.2)
    world.start(order_)
    for _ in range(when):
        world.step()
    late = world.state not in ("unknown", "running")
    world.cancel()
    world.run()
    assert_one_end(world)
    assert_money_is_settled(world)
    if not faults and not late:
        assert world.state in ("cancelled", "completed")
    world.replay_of_everything()


@settings(max_examples=50, deadline=None)
@given(PLANS, ORDERS, SEEDS, st.integers(0, 60))
def test_it_ends_before_its_deadline_when_every_service_falls_silent(
    plan_: FilmPlan, order_: StartSequence, seed: int, when: int
) -> None:
    world = World(Random(seed), plan=plan_)
    world.behaviour = lambda _step, _attempt, _command: "lost" if len(world.history) > when else "good"
    world.start(order_)
    world.run()
    assert_one_end(world)
    assert_money_is_settled(world)
