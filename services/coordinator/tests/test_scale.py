"""An event costs the same in a film of 10 scenes and in one of 1,000: the same rows are written, and none is read again."""

from random import Random

from coordinator.domain.inputs import Outcome

from .films import order, plan
from .world import World

STEPS = ("frame:3.1", "clip:3.1", "speech:3.0", "effects:s3", "music")


def rows_by_step(scenes: int) -> dict[str, int]:
    """How many rows the outcome of each of STEPS touches, in a film of two shots per scene."""
    world = World(Random(1), plan=plan(scenes, shots=2, sheets=0), walks=False)
    world.start(order())
    while not any(isinstance(each, Outcome) and each.step == "music" for each in world.inputs):
        world.step()
    rows = {}
    for step in STEPS:
        (outcome,) = [each for each in world.inputs if isinstance(each, Outcome) and each.step == step]
        world.give(outcome)
        rows[step] = world.rows[-1]
    return rows


def test_an_event_touches_as_many_rows_in_a_long_film_as_in_a_short_one() -> None:
    short, long = rows_by_step(5), rows_by_step(500)
    assert short == long
    assert max(long.values()) <= 5
