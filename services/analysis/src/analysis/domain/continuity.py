"""What a scene's things are and where they are by now, from sentence to sentence: what is opened stays open. Used by shots."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from analysis.domain.spots import spots_in
from analysis.domain.states import kept
from contracts.storyboard import Spot


@dataclass(slots=True)
class Continuity:
    """The memory of one scene."""

    states: dict[str, str] = field(default_factory=dict)
    at: dict[str, Spot] = field(default_factory=dict)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where who and what is."""
        return tuple(self.at.values())

    def told(
        self, told: str, named: Sequence[tuple[str, int]], cast: Sequence[str], moved: Collection[str], props: Collection[str]
    ) -> None:
        """Take in a sentence: what it says is so; who moves, and a thing that it names anew, is not where it was."""
        said = spots_in(told, named, cast[0] if len(cast) == 1 else None)
        gone = {*moved, *props, *(spot.what for spot in said)}
        left = {what: spot for what, spot in self.at.items() if what not in gone}
        self.at = left | {spot.what: spot for spot in said}
        self.states = kept(self.states, told)
