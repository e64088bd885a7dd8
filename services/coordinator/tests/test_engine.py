"""The engine's table is total, and the engine runs any recipe: a random graph as well as a film."""

import json
from random import Random
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import audio
from contracts.base import Command, Event, Take
from contracts.coordinator import StartSequence
from contracts.storyboard import FilmPlan
from coordinator.domain.engine import INPUTS, RULES
from coordinator.domain.graph import Growth, Kept, NewStep, Policy, Retry, Sequence, SequenceState, Step
from coordinator.domain.recipe import Recipe, Recipes, Results

from .films import bad, media, order, take
from .world import Answer, World, assert_one_end

SONG = audio.GenerateMusic
POLICIES = {
    "plain": Policy(SONG, audio.CancelAudio),
    "stubborn": Policy(SONG, audio.CancelAudio, retry=Retry(3, frozenset({"broken", "timeout"})), undo="undo"),
    "soft": Policy(SONG, skip=True),
    "double": Policy(SONG, stand_in=True),
    "sprout": Policy(SONG),
    "undo": Policy(SONG),
    "end": Policy(SONG, pivot=True),
}


@st.composite
def graphs(draw: st.DrawFn) -> tuple[NewStep, ...]:
    """Steps of all kinds, each waiting for any of those before it; the end waits for all that nobody else waits for."""
    steps: list[NewStep] = []
    for n in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(["plain", "stubborn", "soft", "double"]))
        before = [step.key for step in steps]
        steps.append(NewStep(f"{kind}:{n}", tuple(draw(st.lists(st.sampled_from(before), unique=True))) if before else ()))
    awaited = {key for step in steps for key in step.depends}
    return (*steps, NewStep("end", tuple(step.key for step in steps if step.key not in awaited)))


def recipe_of(graph: tuple[NewStep, ...]) -> Recipe:
    """One step that grows into the graph. A command names the results that it was given."""

    def first(_order: StartSequence) -> Growth:
        return Growth("{}", (NewStep("sprout"),))

    def grow(facts: str, _key: str, _event: Event) -> Growth:
        return Growth(facts, graph)

    def command(_sequence: Sequence, step: Step, results: Results) -> Command:
        given = sorted(key for key in step.depends if key in results)
        return SONG(storyboard=media("x"), model=json.dumps([step.key, given]), seed=0, stand_in=step.standing_in)

    return Recipe("film", 7, POLICIES, first, lambda _event: Kept("{}"), command, frozenset({"sprout"}), grow)


def played(_command: Command, _plan: FilmPlan, _cost: int) -> Event:
    return audio.MusicGenerated(take=Take.model_validate(take("song")))


ANSWERS: st.SearchStrategy[Answer] = st.sampled_from(["good", "good", "lost", "late", "broken", "refused"])


@settings(max_examples=200, deadline=None)
@given(graphs(), st.lists(st.lists(ANSWERS, max_size=3), min_size=12, max_size=12), st.integers(), st.integers())
def test_counters_equal_a_walk_of_the_whole_graph_and_order_changes_nothing(
    graph: tuple[NewStep, ...], answers: list[list[Answer]], one: int, other: int
) -> None:
    def behaviour(step: str, attempt: int, _command: Command) -> Answer:
        planned = answers[int(step.partition(":")[2])] if ":" in step else []
        return planned[attempt - 1] if attempt <= len(planned) else "good"

    worlds = []
    for seed in (one, other):
        world = World(Random(seed), behaviour, recipes=Recipes(recipe_of(graph)), answer=played, refuse=bad, repeats=0.3)
        world.start(order())
        world.run()  # the world compares the counters with a walk of the graph after every batch
        assert_one_end(world)
        worlds.append(world)
    assert worlds[0].state == worlds[1].state
    if worlds[0].state.startswith("completed"):
        assert worlds[0].store.states("film-1") == worlds[1].store.states("film-1")
        assert worlds[0].sent == worlds[1].sent


def test_every_input_has_a_rule_in_every_state() -> None:
    assert set(RULES) == {(state, kind) for state in get_args(SequenceState) for kind in INPUTS}
