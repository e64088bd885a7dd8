"""What the words of other languages mean: a text becomes the English that the tables know, its names stay; used by board."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from analysis.domain.lexicon.match import words

_WORD = re.compile(r"[^\W_]+")
_ARABIC_LEAD = re.compile(r"^(?:[وفبلك]{0,2}ال|لل)(?=..)")
LANGUAGES = ("de", "fr", "es", "it", "pt", "ru", "ja", "zh", "ar")
_UNSPACED = frozenset({"ja", "zh"})
_CAPITAL_NOUNS = frozenset({"de"})
_SHORTEST = 3
"""Letters that the beginning of a word needs to stand for it (`ноч*`)."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """The known words of a language; English is its own gloss."""

    language: str
    exact: Mapping[str, str] = field(default_factory=dict)
    begins: Mapping[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None
    """Finds known words where none are parted by spaces."""
    capital_nouns: bool = False

    def english(self, text: str) -> str:
        """The text with every known word in English; words that only look English are marked so that no table knows them."""
        if not self.exact:
            return text
        if self.pattern:
            return self.pattern.sub(lambda match: f" {self.exact[match[0]]} ", text)
        return _WORD.sub(self._word, text)

    def native(self, noun: str, texts: Iterable[str]) -> str:
        """The word of the script that stands for an English noun."""
        for text in texts if self.exact else ():
            for match in (self.pattern or _WORD).finditer(text):
                if self._meaning(match[0]) == noun.lower():
                    return match[0]
        return noun

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        meaning = self._meaning(word)
        if meaning is None:
            return word if word[0].isupper() else f"{word}_"
        return meaning.capitalize() if word[0].isupper() and not self.capital_nouns else meaning

    def _meaning(self, word: str) -> str | None:
        lower = word.lower()
        if self.language == "ar":
            lower = _ARABIC_LEAD.sub("", lower)
        if meaning := self.exact.get(lower):
            return meaning
        lengths = range(len(lower), _SHORTEST - 1, -1) if self.begins else ()
        return next((meaning for length in lengths if (meaning := self.begins.get(lower[:length]))), None)


@cache
def gloss_of(language: str) -> Gloss:
    """The gloss of a language; one that is not known is read as English."""
    base = language.lower().replace("_", "-").split("-")[0]
    if base not in LANGUAGES:
        return Gloss(base)
    exact: dict[str, str] = {}
    begins: dict[str, str] = {}
    for english, line in words(f"gloss_{base}")["words"].items():
        for form in line.split():
            table = begins if form.endswith("*") else exact
            table.setdefault(form.removesuffix("*"), english.split("-")[0])
    longest = sorted(exact, key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(map(re.escape, longest))) if base in _UNSPACED else None
    return Gloss(base, exact, begins, pattern, base in _CAPITAL_NOUNS)
