"""A sentence read part by part: every part must be understood, or nothing is done."""

import re
from collections.abc import Callable

from animatic.edits.adding import added
from animatic.edits.clothes import dressed
from animatic.edits.faults import UnknownEditError, not_there, not_understood
from animatic.edits.framing import reframed, reshaped
from animatic.edits.naming import things, who
from animatic.edits.people import acting
from animatic.edits.setting import set_anew
from animatic.edits.things import lit, moved, painted, removed
from animatic.edits.words import Words, singular
from animatic.graph import SceneGraph
from animatic.paint.registry import THINGS
from contracts.vocabulary import SPECIES

Rule = Callable[[SceneGraph, Words], SceneGraph | None]
RULES: tuple[Rule, ...] = (set_anew, dressed, lit, reframed, reshaped, removed, acting, painted, moved, added)
"""Each takes what it understands wholly and leaves the rest to the next."""
_VERB = re.compile(r"^(?:please )?(add|remove|delete|take away|make|let|put|give|change|paint|turn off|turn on)\b")
LONGEST = 1000
"""Characters of a sentence."""


def edited(graph: SceneGraph, words: str) -> SceneGraph:
    """The picture as the sentence wants it: "change her coat to red and make it night", "let it snow", "remove the lamp".

    Raises UnknownEditError when a part of it is not understood, or asks for something that the picture does not have.
    """
    parts = [
        part.strip() for part in re.split(r"[,;.!]| and then | then | and ", words[:LONGEST].strip().lower()) if part.strip()
    ]
    if not parts:
        raise not_understood(graph, words)
    verb = whom = ""
    while parts:
        before = graph
        graph, used = _first(graph, parts, (verb, whom))
        found = _VERB.match(parts[0])
        verb = found.group(1) if found else verb
        whom = " ".join(figure.name for figure in who(before, Words.of(parts[0]))[0]) or whom
        parts = parts[used:]
    return graph


def _first(graph: SceneGraph, parts: list[str], before: tuple[str, str]) -> tuple[SceneGraph, int]:
    """The shortest beginning of the parts that is understood, done, and how many parts it has."""
    why: UnknownEditError | None = None
    verb, whom = before
    for count in range(1, min(4, len(parts)) + 1):
        text = " and ".join(parts[:count])
        for said in dict.fromkeys((text, f"{verb} {text}", f"{verb} {whom} {text}")):
            try:
                found = _done(graph, Words.of(said))
            except UnknownEditError as error:
                why = why or error
                continue
            if found is not None:
                return found, count
    raise why or _unknown(graph, parts[0])


def _done(graph: SceneGraph, words: Words) -> SceneGraph | None:
    for rule in RULES:
        found = rule(graph, words)
        if found is not None:
            return found
    return None


def _unknown(graph: SceneGraph, part: str) -> UnknownEditError:
    """Why nothing could be done: what is named is not there, or some words stand for nothing here."""
    left = Words.of(part).left()
    missing = [word for word in left if singular(word) in (*THINGS, *SPECIES) and not things(graph, Words((word,)))[0]]
    return not_there(graph, missing[0]) if missing else not_understood(graph, part, left[:4])
