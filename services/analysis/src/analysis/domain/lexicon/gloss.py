"""What the words of other languages mean: a text becomes the English that the tables know, its names stay; used by board."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from analysis.domain.lexicon.match import words

_WORD = re.compile(r"[^\W_]+")
_ARABIC_LEAD = re.compile(r"^(?:[وفبلك]{0,2}ال|لل|و)(?=...)")
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "ru", "ja", "zh", "ar")
_BARE = frozenset({"ru", "ja", "zh", "ar"})
_UNSPACED = frozenset({"ja", "zh"})
_CAPITAL_NOUNS = frozenset({"de"})
_COMPOUNDS = {"de": 4, "nl": 5}
"""Letters from which on the end of a compound means what it means alone: `Fischerboot` is a boat."""
_NOUN_FIRST = frozenset({"fr", "es", "it", "pt", "ar"})
_LOOKS = words("looks")
_COLOURS = "|".join([*_LOOKS["colours"], "blond", "curly", "long", "short", "old", "little"])
_WORN = "|".join([*_LOOKS["garments"], "hair", "beard", "dog", "cat", "man", "woman"])
_BEHIND = re.compile(rf"\b({_WORN}) ((?:{_COLOURS})(?:,? (?:and )?(?:{_COLOURS}))?)\b", re.IGNORECASE)
_VERBS = "|".join(sorted({verb for line in words("drama")["poses"].values() for verb in line.split() if "_" not in verb}))
_BEFORE = re.compile(rf"(^|[.،؛]\s+)({_VERBS}) ((?:old |little |young )?[a-z]+)\b")
"""A verb that goes before who does it, as Arabic has it."""
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
    words: re.Pattern[str] = _WORD
    """Finds words, and forms of several words, where spaces part them."""
    capital_nouns: bool = False

    @property
    def has_articles(self) -> bool:
        """Whether nouns come with words like `a` and `the`."""
        return self.language not in _BARE

    def english(self, text: str) -> str:
        """The text with every known word in English; words that only look English are marked so that no table knows them."""
        if not self.exact:
            return text
        if self.pattern:
            return self.pattern.sub(lambda match: f" {self.exact[match[0]]} ", text)
        told = self.words.sub(self._word, text)
        told = _BEHIND.sub(r"\2 \1", told) if self.language in _NOUN_FIRST else told
        return _BEFORE.sub(r"\1\3 \2", told) if self.language == "ar" else told

    def native(self, noun: str, texts: Iterable[str]) -> str:
        """The word of the script that stands for an English noun."""
        for text in texts if self.exact else ():
            for match in (self.pattern or self.words).finditer(text):
                if self._meaning(match[0]) == noun.lower():
                    return self._plain(noun.lower(), match[0])
        return noun

    def _plain(self, noun: str, word: str) -> str:
        """The form that a word has alone, where a language has cases: the first that the gloss knows."""
        return next((form for form, meaning in self.exact.items() if meaning == noun), word) if self.language == "ru" else word

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        meaning = self._meaning(word)
        if meaning is None:
            return word if word[0].isupper() or word[0].isdigit() else f"{word}_"
        return meaning.capitalize() if word[0].isupper() and not self.capital_nouns else meaning

    def _meaning(self, word: str) -> str | None:
        lower = word.lower()
        if meaning := self.exact.get(lower) or self.exact.get(_ARABIC_LEAD.sub("", lower)):
            return meaning
        lengths = range(len(lower), _SHORTEST - 1, -1) if self.begins else ()
        if meaning := next((meaning for length in lengths if (meaning := self.begins.get(lower[:length]))), None):
            return meaning
        least = _COMPOUNDS.get(self.language, 0)
        ends = range(3, len(lower) - least + 1) if least and (word[0].isupper() or not self.capital_nouns) else ()
        return next((meaning for at in ends if (meaning := self.exact.get(lower[at:]))), None)


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
            table.setdefault(form.removesuffix("*").replace("_", " "), english.replace("_", " "))
    longest = sorted(exact, key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(map(re.escape, longest))) if base in _UNSPACED else None
    several = [re.escape(form) for form in longest if not form.isalpha()]
    found = re.compile(rf"\b(?:{'|'.join(several)})\b|[^\W_]+", re.IGNORECASE) if several else _WORD
    return Gloss(base, exact, begins, pattern, found, base in _CAPITAL_NOUNS)
