"""Where the words put somebody or something: a dog on a keyboard, a suitcase beside her. Used by continuity and told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.domain.staging import PROP
from contracts.storyboard import Spot

How = Literal["on", "under", "beside", "behind"]
Named = Sequence[tuple[str, int]]
_AT = re.compile(
    r"\b(?P<on>on(?: top of)?|onto|upon|atop)\b|\b(?P<under>under|underneath|beneath|below)\b"
    r"|\b(?P<beside>beside|next to|near|by|in front of|against)\b|\b(?P<behind>behind)\b",
    re.IGNORECASE,
)
_THE = re.compile(r"\s+(?:the|an?|his|her|their|its|this|that|one|old)\s+(?:[\w-]+\s+){0,2}?$", re.IGNORECASE)
"""What stands between `on` and its thing: an article, at most two more words."""
_TOUCHES = re.compile(
    r"\b(?:knock|bang|hit|tap|press|type|typing|play|look|star|gaz|work|point|slam|bark|sign|lean|drum|pull|turn|focus|close|cut"
    r"|spend|clos|writ|insert|angle|shin|rain|hang|draw|paint|blow|step|walk|click)\w*\b",
    re.IGNORECASE,
)
"""Verbs by which somebody is not there, but does something to it."""
_AND = re.compile(r"(?:\band|,)\s+(?:(?:the|an?|his|her)\s+)?$", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:she|he|it)\b", re.IGNORECASE)
_PUTS = re.compile(
    r"\b(?:put|plac|lay|lays|set|drop|leav|left|throw|threw|hid|find|found|see|spot|notic|slid)\w*\b", re.IGNORECASE
)
"""Verbs by which not who does it is there, but the thing."""
_CLAUSE = re.compile(r"(?:[^.;:!?]|(?<=\bmrs)\.|(?<=\bmr)\.|(?<=\bdr)\.|(?<=\bst)\.)+", re.IGNORECASE)
_STANDS = re.compile(r"^\W*(?:\w+\W+){0,2}(?:lies?|sits?|stands?|is|are|rests?|waits?|sleeps?|perche[sd])\W", re.IGNORECASE)
CARRIES = frozenset(
    "table desk bed sofa bench chair shelf box crate barrel chest suitcase piano rock log computer laptop television "
    "car boat wagon book truck statue fountain gravestone drum plate ladder".split()
)
"""What something can be on."""


@dataclass(frozen=True, slots=True)
class _Noun:
    id: str
    start: int
    end: int


def spots_in(told: str, named: Named, alone: str | None = None) -> tuple[Spot, ...]:
    """Who and what is where; `named` are the members that a sentence names, with positions; `alone` is whom `she` must mean."""
    found: dict[str, Spot] = {}
    if alone is not None and not named:
        named = [(alone, pronoun.start()) for pronoun in _PRONOUN.finditer(told)]
    for clause in _CLAUSE.finditer(told):
        inside = [(member, at - clause.start()) for member, at in named if clause.start() <= at < clause.end()]
        for spot in _spots(clause[0], inside):
            found.setdefault(spot.what, spot)
    return tuple(found.values())


def _spots(clause: str, named: Named) -> Iterator[Spot]:
    things = [_Noun(hit.meaning, hit.start, hit.end) for hit in PROP.found(clause)]
    taken = {at for _, at in named}
    nouns = sorted(
        (*(_Noun(member, at, at) for member, at in named), *(t for t in things if t.start not in taken)), key=lambda n: n.start
    )
    for at in _AT.finditer(clause):
        how: How = at.lastgroup  # type: ignore[assignment]
        of = next((t for t in things if t.start >= at.end() and _THE.fullmatch(clause[at.end() : t.start])), None)
        if of is None or (how == "on" and of.id not in CARRIES):
            continue
        what = _what(clause, at.start(), of, nouns)
        if what is not None and what.id != of.id:
            yield Spot(what=what.id, how=how, of=of.id)
            yield from (Spot(what=one, how=how, of=of.id) for one in _with_them(clause, what, named))


def _with_them(clause: str, last: _Noun, named: Named) -> Iterator[str]:
    """Those who are there too: MIA and LEO sit on a log."""
    then = last.start
    for member, at in reversed([one for one in named if one[1] < last.start and last.start == last.end]):
        if not _AND.search(clause[at:then]):
            return
        yield member
        then = at


def _what(clause: str, at: int, of: _Noun, nouns: Sequence[_Noun]) -> _Noun | None:
    """What is there: what is named last before the words for it, or behind them in `On the table lies a letter`."""
    before = [noun for noun in nouns if noun.end <= at and noun.start < at]
    people = [noun for noun in before if noun.start == noun.end]
    if people and not _PUTS.search(clause[people[-1].end : at]):
        before = people
    if before:
        return None if _TOUCHES.search(clause[before[-1].end : at]) else before[-1]
    if clause[:at].strip() or not _STANDS.match(clause[of.end :]):
        return None
    return next((noun for noun in nouns if noun.start >= of.end), None)
