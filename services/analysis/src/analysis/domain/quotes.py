"""Spoken words inside prose: a paragraph falls apart into narration and quotes with the words around that tell who speaks."""

import re
from dataclasses import dataclass

from analysis.domain.lexicon.gloss import Gloss

ENGLISH = Gloss("en")

_QUOTE = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«\s*([^«»]+?)\s*»|»\s*([^«»]+?)\s*«|„([^„“”]+)[“”]|「([^「」]+)」|『([^『』]+)』"
    r"|(?<![^\W_])‘([^‘]+?)’(?!\w)|(?<![\w'])'([^\s'](?:[^']|(?<=\w)'(?=\w))*[,.!?…])'(?!\w)"
)
_DASHED = re.compile(r"^\s*[—–-]\s*(?=\S)")
_INNER_DASH = re.compile(r"\s+[—–]\s*|\s*[—–]\s+")
"""Between speech and attribution, in languages that mark speech with dashes."""
_SAID = re.compile(
    r"\b(?:said|says|asked|asks|replied|replies|answered|answers|whispered|whispers|shouted|shouts|cried|called|murmured|murmurs|muttered|mutters"
    r"|yelled|yells|laughed|laughs|sighed|sighs|added|adds|begged|told|tells|exclaimed|exclaims|growled)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\bMrs)(?<!\bMr)(?<!\bMs)(?<!\bDr)[.!?]")
_PLAIN = frozenset("said says asked asks replied replies answered answers added adds told tells called".split())
BARE = 6
"""Words that an attribution may have to be left unread."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of prose; a quote knows the words that may name its speaker."""

    text: str
    quoted: bool
    around: str = ""


def parts_of(paragraph: str, gloss: Gloss = ENGLISH) -> list[Part]:
    """Narration and quotes in order; the attribution of a quote (`said John`) is not narrated."""
    if _DASHED.match(paragraph) and len(paragraph.split()) > 1:
        return _dashed(_DASHED.sub("", paragraph, count=1), gloss)
    parts: list[Part] = []
    bounds = [(m.start(), m.end(), next(g for g in m.groups() if g)) for m in _QUOTE.finditer(paragraph)]
    at = 0
    for number, (start, end, words) in enumerate(bounds):
        following = bounds[number + 1][0] if number + 1 < len(bounds) else len(paragraph)
        before, after = paragraph[at:start], paragraph[end:following]
        if number == 0 and (told := _told(before, gloss)):
            parts.append(Part(told, quoted=False))
        parts.append(Part(words.strip().removesuffix(",").strip(), quoted=True, around=_around(before, after, number, gloss)))
        if told := _told(after, gloss):
            parts.append(Part(told, quoted=False))
        at = end
    if not bounds:
        parts.append(Part(paragraph, quoted=False))
    return [part for part in parts if part.text]


def _dashed(paragraph: str, gloss: Gloss) -> list[Part]:
    """Speech and attribution in turn: `— Привет, — сказал Иван. — Как дела?`"""
    pieces = [piece.strip() for piece in _INNER_DASH.split(paragraph) if piece.strip()]
    told = [n for n, piece in enumerate(pieces) if n % 2 and (_SAID.search(gloss.english(piece)) or piece[0].islower())]
    around = pieces[told[0]] if told else ""
    parts = [Part(piece.rstrip(","), quoted=n not in told, around="" if n in told else around) for n, piece in enumerate(pieces)]
    return [
        part for part in parts if part.quoted or not (_SAID.search(gloss.english(part.text)) and len(part.text.split()) <= BARE)
    ]


def manner_of(attribution: str) -> str:
    """How the words are said, as the attribution tells it."""
    match = _SAID.search(attribution)
    if not match or match[0].lower() in _PLAIN:
        return ""
    verb = match[0].lower()
    return "shouting" if verb == "cried" else re.sub(r"(?:ed|s)$", "ing", verb)


def _around(before: str, after: str, number: int, gloss: Gloss) -> str:
    """The words that name the speaker: between two quotes of a paragraph, behind the quote if they say so, else before it."""
    if number and _SAID.search(gloss.english(before)):
        return before
    first = _STOP.split(after)[0]
    if _SAID.search(gloss.english(first)):
        return first
    last = _STOP.split(before.rstrip(" ,:"))[-1]
    return last if last.strip() else first


def _told(words: str, gloss: Gloss) -> str:
    """What the narrator reads of the words around a quote."""
    sentences = re.split(r"(?<!\bMrs\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<=[.!?…])\s+", words.strip())
    kept = [s for s in sentences if not (_SAID.search(gloss.english(s)) and len(s.split()) <= BARE) and re.search(r"\w\W+\w", s)]
    return " ".join(kept).strip(" ,")
