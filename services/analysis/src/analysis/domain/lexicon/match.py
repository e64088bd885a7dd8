"""Loading and looking words up: a table of words (beside this file, as TOML) is looked up word by word."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

Forms = tuple[tuple[tuple[str, ...], str], ...]
_WORD = re.compile(r"\w+")
_BETWEEN = frozenset({" ", "-", "'", "’", "", "\n"})
"""What may stand between the words of one form: no end of a clause."""


@dataclass(frozen=True, slots=True)
class Found:
    """A form in a text."""

    meaning: str
    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of word forms to what they mean; the longest form wins where several start at one place.

    Looked up word by word: one search over an alternation of hundreds of forms takes ten times as long.
    """

    pattern: str
    """The forms as an alternation, for a larger pattern."""
    by_word: Mapping[str, Forms]

    def found(self, text: str) -> Iterator[Found]:
        """Everything found, in order, without overlaps."""
        words = _words(text)
        at = 0
        while at < len(words):
            hit = self._at(text, words, at)
            if hit:
                count, meaning = hit
                yield Found(meaning, text[words[at][1] : words[at + count - 1][2]], words[at][1], words[at + count - 1][2])
                at += count
            else:
                at += 1

    def all(self, text: str) -> list[tuple[str, int]]:
        """Everything found: meaning and position, in order."""
        return [(hit.meaning, hit.start) for hit in self.found(text)]

    def first(self, text: str) -> str | None:
        """The meaning that comes first in the text."""
        return next((hit.meaning for hit in self.found(text)), None)

    def count(self, text: str) -> dict[str, int]:
        """How often each meaning occurs."""
        counts: dict[str, int] = {}
        for hit in self.found(text):
            counts[hit.meaning] = counts.get(hit.meaning, 0) + 1
        return counts

    def _at(self, text: str, words: tuple[tuple[str, int, int], ...], at: int) -> tuple[int, str] | None:
        """How many words from here are a form, and its meaning."""
        for form, meaning in self.by_word.get(words[at][0], ()):
            run = words[at : at + len(form)]
            if tuple(word for word, _, _ in run) == form and all(text[a[2] : b[1]] in _BETWEEN for a, b in pairwise(run)):
                return len(form), meaning
        return None


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text))


def table(meanings: Mapping[str, str]) -> Table:
    """A table from `meaning = "form form two_words"`; forms are whole words, the first meaning that names a form keeps it."""
    forms: dict[str, str] = {}
    for meaning, line in meanings.items():
        for form in line.split():
            forms.setdefault(form.replace("_", " ").lower(), meaning)
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, meaning in forms.items():
        words = tuple(_WORD.findall(form))
        by_word.setdefault(words[0], []).append((words, meaning))
    longest = {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in by_word.items()}
    alternation = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return Table(rf"(?<!\w)(?:{alternation})(?!\w)", longest)


def verbs(meanings: Mapping[str, str]) -> Table:
    """A table whose single words are found in their regular forms too: `walk` as walks, walked, walking."""
    return table(
        {meaning: f"{line} {' '.join(f for form in line.split() for f in _forms(form))}" for meaning, line in meanings.items()}
    )


def _forms(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb that is given in its plain form; anything else has none."""
    if "_" in verb or len(verb) < 3 or verb.endswith(("s", "ed", "ing", "ly")):
        return ()
    if verb.endswith("e"):
        return (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    if len(verb) <= 4 and verb[-1] in "bdgmnpt" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        return (f"{verb}s", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")
    return (f"{verb}{'es' if verb.endswith(('sh', 'ch', 'x')) else 's'}", f"{verb}ed", f"{verb}ing")


def words(file: str) -> dict[str, dict[str, str]]:
    """The tables of one TOML file."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{file}.toml").read_text(encoding="utf-8"))
