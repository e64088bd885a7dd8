"""Spoken words inside prose: a paragraph falls apart into narration and quotes with the words around that tell who speaks."""

import re
from dataclasses import dataclass

_QUOTE = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«\s*([^«»]+?)\s*»|„([^„“”]+)[“”]|「([^「」]+)」")
_SAID = re.compile(
    r"\b(?:said|says|asked|asks|replied|replies|answered|answers|whispered|whispers|shouted|shouts|cried|called|murmured|murmurs|muttered|mutters"
    r"|yelled|yells|laughed|laughs|sighed|sighs|added|adds|begged|told|tells|exclaimed|exclaims|growled|sagte|fragte|rief|dit|demanda|dijo)\b",
    re.IGNORECASE,
)
BARE = 6
"""Words that an attribution may have to be left unread."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of prose; a quote knows the words that may name its speaker."""

    text: str
    quoted: bool
    around: str = ""


def parts_of(paragraph: str) -> list[Part]:
    """Narration and quotes in order; the attribution of a quote (`said John`) is not narrated."""
    parts: list[Part] = []
    bounds = [(m.start(), m.end(), next(g for g in m.groups() if g)) for m in _QUOTE.finditer(paragraph)]
    at = 0
    for number, (start, end, words) in enumerate(bounds):
        following = bounds[number + 1][0] if number + 1 < len(bounds) else len(paragraph)
        before, after = paragraph[at:start], paragraph[end:following]
        if number == 0 and (told := _told(before)):
            parts.append(Part(told, quoted=False))
        parts.append(Part(words.strip().removesuffix(",").strip(), quoted=True, around=_around(before, after, number)))
        if told := _told(after):
            parts.append(Part(told, quoted=False))
        at = end
    if not bounds:
        parts.append(Part(paragraph, quoted=False))
    return [part for part in parts if part.text]


def manner_of(attribution: str) -> str:
    """How the words are said, as the attribution tells it."""
    match = _SAID.search(attribution)
    plain = {
        "said",
        "says",
        "asked",
        "asks",
        "replied",
        "replies",
        "answered",
        "answers",
        "added",
        "adds",
        "told",
        "tells",
        "sagte",
        "dit",
        "dijo",
    }
    if not match or match[0].lower() in plain:
        return ""
    verb = match[0].lower()
    return "crying" if verb == "cried" else re.sub(r"(?:ed|s)$", "ing", verb)


def _around(before: str, after: str, number: int) -> str:
    """The words that name the speaker: between two quotes of a paragraph, behind the quote if they say so, else before it."""
    if number and _SAID.search(before):
        return before
    first = re.split(r"[.!?]", after)[0]
    if _SAID.search(first):
        return first
    last = re.split(r"[.!?]", before.rstrip(" ,:"))[-1]
    return last if last.strip() else first


def _told(words: str) -> str:
    """What the narrator reads of the words around a quote."""
    sentences = re.split(r"(?<=[.!?…])\s+", words.strip())
    kept = [s for s in sentences if not (_SAID.search(s) and len(s.split()) <= BARE) and re.search(r"\w\W+\w", s)]
    return " ".join(kept).strip(" ,")
