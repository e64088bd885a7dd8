"""The scenes that stories are made of, read from `scenes/*.toml`, and which of them fit an idea; used by writing."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

_TAGS = ("art", "family", "goods", "weather")


@dataclass(frozen=True, slots=True)
class Moment:
    """One scene before it is filled: its beat, which of the story's places, its lines."""

    beat: str
    place: int
    text: str
    tags: tuple[tuple[str, str], ...] = ()
    """What the idea must be about: an art, a family of places, a kind of goods, a weather."""
    needs: frozenset[str] = frozenset()
    """What the idea must name: its deed, its thing, a second being."""
    heading: str = ""
    """Where it plays when not at one of the story's own places."""

    def saying(self, text: str) -> "Moment":
        """The same moment with other words."""
        return replace(self, text=text)


@cache
def moments_of(file: str) -> tuple[Moment, ...]:
    """All moments of one file."""
    data = tomllib.loads(resources.files(__package__).joinpath(f"scenes/{file}.toml").read_text(encoding="utf-8"))
    return tuple(
        Moment(
            beat=scene["beat"],
            place=scene.get("place", 0),
            text=scene["text"],
            tags=tuple((tag, scene[tag]) for tag in _TAGS if tag in scene),
            heading=scene.get("at", ""),
            needs=frozenset(scene.get("needs", "").split()),
        )
        for scene in data["scene"]
    )


def fitting(moments: Sequence[Moment], facts: Mapping[str, str], named: frozenset[str]) -> list[Moment]:
    """The moments whose tags the idea has and whose needs it names."""
    return [m for m in moments if m.needs <= named and all(facts.get(tag) == value for tag, value in m.tags)]
