"""What a recipe is: plain functions over data, which the engine calls. It knows nothing of how and where steps are stored."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from contracts.assembly import Film
from contracts.base import Command, Event, Failure, MediaRef
from contracts.coordinator import StartSequence
from coordinator.domain.graph import Growth, Kept, NewStep, Policy, Sequence, Step

Results = Mapping[str, str]
"""The results of finished steps by key, as JSON text; a skipped step has none."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a sequence leaves behind when it ends: the film, and what another sequence can go on from."""

    film: Film | None = None
    script: MediaRef | None = None
    storyboard: MediaRef | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """One version of one way to grow a graph of steps. A released version is never changed: films in flight still run on it."""

    name: str
    version: int
    policies: Mapping[str, Policy]
    """By kind of step."""
    first: Callable[[StartSequence], Growth | Failure]
    """The steps that an order begins with."""
    keep: Callable[[Event], Kept]
    """What to store of a good outcome."""
    command: Callable[[Sequence, Step, Results], Command | None]
    """The command of a step whose dependencies are over; None where nothing is to be done, so that it is done at once."""
    grows: frozenset[str] = frozenset()
    """The steps whose good outcome is shown to `grow`."""
    grow: Callable[[str, str, Event], Growth | Failure] = field(default=lambda facts, _key, _event: Growth(facts))
    """More steps (or only new facts) from facts, the key of a step and its good outcome."""
    after: Callable[[Sequence], tuple[NewStep, ...]] = field(default=lambda _sequence: ())
    """Steps that run once the sequence has ended and cannot change its end any more."""
    left: Callable[[str, Results], Left] = field(default=lambda _facts, _results: Left())
    """What was made, for the last event, from the facts and the results of the steps."""


class Recipes:
    """The recipes of this release, by name and version."""

    def __init__(self, *recipes: Recipe) -> None:
        self._known = {(r.name, r.version): r for r in recipes}
        self._newest = {r.name: r for r in sorted(recipes, key=lambda r: r.version)}

    def newest(self, name: str) -> Recipe | None:
        """The version that new sequences run on."""
        return self._newest.get(name)

    def of(self, sequence: Sequence) -> Recipe | None:
        """The version that a sequence was started on; None for one that was cancelled before its start."""
        return self._known.get((sequence.recipe, sequence.version))

    def __iter__(self) -> Iterator[Recipe]:
        return iter(self._known.values())
