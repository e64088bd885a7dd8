"""The words of a part of a sentence, and which of them are still to be understood. Read by every rule of edits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FILLER = (
    "the a an to of it is be are was in into on at with so that this these those and please now let lets make made "
    "makes have has should must can could would want wants like i we you us change changed set turn turned turns "
    "put there its picture image frame shot scene some more very just also instead get gets become becomes becoming "
    "colour color coloured colored as for by from look looks looking appear seem seems outside place view here him "
    "her his hers she he they them their time s style drawn "
)
FILLER = frozenset(_FILLER.split())
"""Words that name nothing by themselves."""
PAIRS = {
    "lab coat": "lab",
    "top hat": "tophat",
    "rain coat": "raincoat",
    "t shirt": "tshirt",
    "goes away": "away",
    "goes out": "off",
}
"""Two words that are one."""


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a sentence in small letters; rules take words away as they understand them."""

    said: tuple[str, ...]
    taken: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str) -> "Words":
        """Read a text; possessives lose their s, hyphens part words."""
        plain = re.sub(r"['’]s\b", "", text.lower()).replace("-", " ").replace("_", " ")
        for pair, one in PAIRS.items():
            plain = plain.replace(pair, one)
        return cls(tuple(re.findall(r"[^\W_]+(?::\d+)?", plain)))

    def left(self) -> tuple[str, ...]:
        """What nobody has understood yet."""
        return tuple(w for i, w in enumerate(self.said) if i not in self.taken and w not in FILLER)

    def open(self) -> tuple[str, ...]:
        """What has not been taken, fillers too."""
        return tuple(w for i, w in enumerate(self.said) if i not in self.taken)

    def has(self, *words: str) -> bool:
        """Whether any of these is still open."""
        return any(word in words for word in self.open())

    def take(self, words: Iterable[str]) -> "Words":
        """Without these words, wherever they stand."""
        wanted = set(words)
        return Words(self.said, self.taken | {i for i, word in enumerate(self.said) if word in wanted})

    def phrase(self, *phrases: str) -> "Words | None":
        """Without the first of these phrases that is there; None when none is."""
        for phrase in phrases:
            parts = tuple(phrase.split())
            for i in range(len(self.said) - len(parts) + 1):
                span = range(i, i + len(parts))
                if self.said[i : i + len(parts)] == parts and not self.taken & set(span):
                    return Words(self.said, self.taken | set(span))
        return None


def singular(word: str) -> str:
    """The word for one of them."""
    for ending, one in (("ves", "f"), ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("shes", "sh"), ("ches", "ch")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + one
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
