"""One cast, one list of places and of things out of the readings of all parts.

Ids are made here from the name under which somebody is read first, so they do not change when later parts know more; what a part
calls somebody is led back to that id. Promises: tests/test_told.py.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from analysis.domain.names import merged
from analysis.domain.slugs import unique_slugs
from analysis.domain.told.answer import Person, Reading, Spot, Thing


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)
_PUNCTUATION = re.compile(r"[^\w\s]+")
_ARTICLE = re.compile(r"^(?:the|an?|der|die|das|le|la|el|il)\s+")


@dataclass(frozen=True, slots=True)
class Book:
    """Who and what there is in the whole script; `ids` leads what part n called something to its id here."""

    cast: tuple[Person, ...] = ()
    places: tuple[Spot, ...] = ()
    things: tuple[Thing, ...] = ()
    ids: tuple[Mapping[str, str], ...] = ()

    def of(self, part: int, told: str) -> str:
        """The id of what a part calls so; what it called nothing keeps its name."""
        return self.ids[part].get(told, told)


def book_of(readings: Sequence[Reading]) -> Book:
    """The book of all parts read so far; more parts never change the ids of fewer."""
    cast, of_cast = _collected("cast", [r.cast for r in readings], _one_person, people=True)
    places, of_places = _collected("place", [r.places for r in readings], _one_spot)
    things, of_things = _collected("thing", [r.things for r in readings], _one_thing)
    ids = tuple({**c, **p, **t} for c, p, t in zip(of_cast, of_places, of_things, strict=True))
    return Book(tuple(cast), tuple(places), tuple(things), ids)


def _collected(
    prefix: str, parts: Sequence[Sequence[N]], join: Callable[[N, N], N], *, people: bool = False
) -> tuple[list[N], list[dict[str, str]]]:
    """Everything once, in the order of its first appearance, and per part what each of its ids means."""
    found, owners = list[N](), list[dict[str, int]]()
    for part in parts:
        known = list(found)
        slugs = unique_slugs(prefix, [one.name for one in known])
        own = {slug: n for n, slug in enumerate(slugs)}
        for one in part:
            place = _place_of(one, known, slugs, people=people)
            if place is None:
                place = len(found)
                found.append(one)
            else:
                found[place] = join(found[place], one)
            own[one.id] = place
        owners.append(own)
    ids = unique_slugs(prefix, [one.name for one in found])
    leads = _leads(found, join)
    kept = [replace(one, id=ids[n]) for n, one in enumerate(found) if leads[n] == n]  # type: ignore[type-var]  # dataclasses all
    return kept, [{told: ids[leads[n]] for told, n in own.items()} for own in owners]


def _leads(found: list[N], join: Callable[[N, N], N]) -> list[int]:
    """Who turns out to be who: one that is also called by the name of an earlier one is that one."""
    leads = list(range(len(found)))
    for n, one in enumerate(found):
        for earlier in range(n):
            other = found[earlier]
            if leads[earlier] == earlier and (_plain(other.name) in _aliases(one) or _plain(one.name) in _aliases(other)):
                leads[n] = earlier
                found[earlier] = join(other, one)
                break
    return leads


def _place_of(one: N, known: Sequence[N], slugs: Sequence[str], *, people: bool) -> int | None:
    """Which of those known before it is: by its id, by a name that both have, or by a shorter form of a name."""
    if one.id in slugs:
        return slugs.index(one.id)
    names = _forms(one)
    same = [n for n, other in enumerate(known) if names & _forms(other)]
    if not same and people:
        same = [n for n, other in enumerate(known) if _one_in_two_forms(one, other, known)]
    return same[0] if len(same) == 1 else None


def _one_in_two_forms(one: _Named, other: _Named, known: Iterable[_Named]) -> bool:
    """Whether the rules for names put the two together among everybody, as `TOBIAS` and `OLD TOBIAS VOLE`."""
    everybody = [person.name.upper() for person in known]
    groups = merged(list(dict.fromkeys([*everybody, one.name.upper()])))
    return any({one.name.upper(), other.name.upper()} <= set(group.forms) for group in groups)


def _forms(one: _Named) -> frozenset[str]:
    return frozenset(form for form in (_plain(one.name), *_aliases(one)) if form)


def _aliases(one: _Named) -> frozenset[str]:
    return frozenset(map(_plain, getattr(one, "also_called", ())))


def _plain(name: str) -> str:
    return _ARTICLE.sub("", " ".join(_PUNCTUATION.sub(" ", name.casefold()).split()))


def _one_person(first: Person, again: Person) -> Person:
    """The look of the first reading that tells one, and all names."""
    told, other = (first, again) if first.tag or not again.tag else (again, first)
    names = dict.fromkeys([*first.also_called, again.name, *again.also_called, other.name])
    aliases = tuple(name for name in names if _plain(name) != _plain(first.name))
    return replace(told, id=first.id, name=first.name, also_called=aliases)


def _one_spot(first: Spot, again: Spot) -> Spot:
    names = dict.fromkeys([*first.also_called, again.name, *again.also_called])
    aliases = tuple(name for name in names if _plain(name) != _plain(first.name))
    told = first if first.description else again
    return replace(told, id=first.id, name=first.name, also_called=aliases)


def _one_thing(first: Thing, again: Thing) -> Thing:
    return first if first.description else replace(again, id=first.id, name=first.name)
