"""What the words say of a thing's state: open, lit, broken, empty, lying. Used by continuity and told."""

import re
from collections.abc import Iterator, Mapping

from analysis.domain.lexicon.match import Found, verbs, words
from analysis.domain.staging import PROP
from contracts.vocabulary import LIGHTS

_LEXICON = words("states")
STATE = verbs(_LEXICON["words"])
FITS = {state: frozenset(things.split()) for state, things in _LEXICON["fits"].items()}
_CLAUSE = re.compile(r"[^.;:!?]+")
_LIGHTS = re.compile(
    r"\b(?:the|all|every|both|its|their|house|street|city|ceiling|room) (?:\w+ )?lights?\b(?! (?:a|an|the|his|her|up|of)\b)"
    r"|\b(?:the|every) windows?(?= (?:light|go dark|goes dark|lights|glow|shine))"
    r"|\b(?:everything|the (?:room|house|hall|stage|tower|city|place|street|corridor))(?= (?:goes|go|falls|turns|is plunged))"
)
"""What all shines in a place, as words name it."""
_LENT = re.compile(r"\blights?\b$")
_FOLLOWS = re.compile(r"\W*(?:(?:the|an?|his|her|their|its|every|all|one|two|my|your)\W+)?(?:[\w-]+\W+)?$", re.IGNORECASE)
"""What may stand between a state and the thing that follows it: an article, one more word."""
_UNSURE = re.compile(
    r"(?:\b(?:not|never|no longer|almost|cannot|if|when|until|before|refuses? to|tr(?:y|ies) to|wants? to|about to|asks?)"
    r"|n['’]t)\b(?: \w+)?\W*$",
    re.IGNORECASE,
)
_OLD = re.compile(r"\b(?:the|an?|his|her|their|its)\s+$", re.IGNORECASE)
"""Before a state by which a thing is only named: `he closes the open door`."""
_ONE_BY_ONE = re.compile(r"\b(?:one by one|one after (?:another|the other)|some of)\b", re.IGNORECASE)
_FAR = 42
"""Characters at most between a thing and what is said of it behind it."""


def states_in(told: str) -> dict[str, str]:
    """Thing to state, what is said last of all; a state that a thing cannot be in, or that is doubted, is passed over."""
    found: dict[str, str] = {}
    for clause in _CLAUSE.finditer(told):
        found |= dict(_said(clause[0]))
    return found


def kept(before: Mapping[str, str], told: str) -> dict[str, str]:
    """The states of a scene's things after a sentence: what it says, else what was said before."""
    now = states_in(told)
    if LIGHTS in now:
        before = {thing: state for thing, state in before.items() if thing not in FITS["lit"]}
    return {**before, **now}


def _said(clause: str) -> Iterator[tuple[str, str]]:
    things = _things(clause)
    for hit in sorted(STATE.found(clause), key=lambda hit: not _OLD.search(clause[: hit.start])):
        if _UNSURE.search(clause[: hit.start]) or any(thing.start <= hit.start < thing.end for thing in things):
            continue
        thing = _behind(clause, hit, things) or _before(hit, things)
        if thing is not None and thing.meaning in FITS[hit.meaning]:
            some = thing.meaning == LIGHTS and _ONE_BY_ONE.search(clause)
            yield thing.meaning, "partly_lit" if some else hit.meaning


def _things(clause: str) -> list[Found]:
    lights = [Found(LIGHTS, m[0], m.start(), m.end()) for m in _LIGHTS.finditer(clause.lower())]
    props = [hit for hit in PROP.found(clause) if not any(one.start <= hit.start < one.end for one in lights)]
    return sorted((*lights, *props), key=lambda thing: thing.start)


def _behind(clause: str, hit: Found, things: list[Found]) -> Found | None:
    """The thing that the state is put before: `an open door`, `opens the door`."""
    after = [thing for thing in things if thing.start >= hit.end and _FOLLOWS.fullmatch(clause[hit.end : thing.start])]
    return next((thing for thing in after if thing.meaning in FITS[hit.meaning]), None)


def _before(hit: Found, things: list[Found]) -> Found | None:
    """The thing that the state is said of: `the doors stand open`."""
    near = [thing for thing in things if thing.end <= hit.start and hit.start - thing.end <= _FAR]
    return near[-1] if near else None
