"""A screenplay from a page's readable text: its weightiest sentences in their order, narrated; used by the local writer. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

from script.domain.ideas import idea_of
from script.domain.slots import HEADINGS
from script.domain.writing import Screenplay

WORDS_PER_SECOND = 2.1
"""Narrated words per second of film, with the pauses between sentences."""
LEAST_WORDS = 25
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[^\W\d_a-z])|(?<=[。！？])|\n+")
_FURNITURE = re.compile(
    r"https?://|www\.|©|cookie|subscribe|newsletter|sign up|log in|all rights reserved|click here|read more|advertisement",
    re.IGNORECASE,
)
SENTENCES_PER_SCENE = 3
LONGEST_SENTENCE = 45


def is_readable(text: str) -> bool:
    """Whether there are enough words for a film."""
    return len(re.findall(r"\w+", text)) >= LEAST_WORDS


def screenplay_of_page(title: str, text: str, seconds: int) -> Screenplay:
    """The page as a narrated film: what the narrator reads is what is seen."""
    chosen = _chosen([s for s in _sentences(text) if s != title.strip()], round(seconds * WORDS_PER_SECOND))
    scenes = [chosen[n : n + SENTENCES_PER_SCENE] for n in range(0, len(chosen), SENTENCES_PER_SCENE)]
    name = " ".join(title.split())[:120] or " ".join(chosen[0].split()[:7])
    body = "\n".join(
        f"{_heading(scene, number)}\n\n" + "".join(f"{_plain(s)}\n\n" for s in scene) for number, scene in enumerate(scenes)
    )
    return Screenplay(name, f"Title: {name}\n\n{body}")


def _sentences(text: str) -> list[str]:
    """Sentences of a length that can be narrated; the beginning of the text where there is none."""
    found = (" ".join(raw.split()) for raw in _SENTENCE.split(text) if raw)
    fits = [s for s in dict.fromkeys(found) if 3 <= len(s.split()) <= LONGEST_SENTENCE or re.search(r"[\u3040-\u9fff]{6}", s)]
    return fits or [" ".join(text.split()[:LONGEST_SENTENCE])]


def _chosen(sentences: Sequence[str], room: int) -> list[str]:
    """The first sentence and those that hold the page's most frequent words, until the length is filled."""
    kept = [sentence for sentence in sentences if not _FURNITURE.search(sentence)] or list(sentences)
    frequent = Counter(word for sentence in kept for word in set(_long_words(sentence)))
    order = sorted(range(1, len(kept)), key=lambda n: (-_weight(kept[n], frequent), n))
    chosen, words = {0}, len(kept[0].split())
    for number in order:
        length = len(kept[number].split())
        if words + length <= room:
            chosen.add(number)
            words += length
    return [kept[number] for number in sorted(chosen)]


def _weight(sentence: str, frequent: Counter[str]) -> float:
    words = _long_words(sentence)
    return sum(frequent[word] for word in set(words)) / (6 + len(words))


def _long_words(sentence: str) -> list[str]:
    return [word.lower() for word in re.findall(r"\w{5,}", sentence)]


def _heading(scene: Sequence[str], number: int) -> str:
    """Where the sentences play: the place that they name, else one of a few that fit anything."""
    idea = idea_of(" ".join(scene))
    time = idea.time or "DAY"
    if idea.place:
        return f"{'INT' if idea.interior else 'EXT'}. {idea.place.upper()} - {time}"
    return f"{HEADINGS[number % len(HEADINGS)]} - {time}"


def _plain(sentence: str) -> str:
    """The sentence as an action, whatever it begins with."""
    return f"!{sentence}" if re.match(r"[.@~>=#!]|(?:INT|EXT|EST|I/E)\b", sentence) or sentence == sentence.upper() else sentence
