"""An event costs the same in a film of 10 scenes and in one of 1,000: the same rows are loaded and written."""

from random import Random

import pytest

from coordinator.domain.inputs import Outcome

from .films import order, plan
from .world import World


def rows_of(scenes: int, step: str) -> int:
    """How many rows the outcome of one step touches, in a film where everything it waits for is made."""
    world = World(Random(1), plan=plan(scenes, shots=2, sheets=0))
    world.start(order())
    world.run(until=lambda: any(isinstance(each, Outcome) and each.step == step for each in world.inputs))
    world.give(*[each for each in world.inputs if isinstance(each, Outcome) and each.step == step])
    return world.rows[-1]


@pytest.mark.parametrize("step", ["frame:3.1", "clip:3.1", "speech:3.0", "effects:s3", "music"])
def test_an_event_touches_as_many_rows_in_a_long_film_as_in_a_short_one(step: str) -> None:
    assert rows_of(500, step) == rows_of(5, step) <= 4
