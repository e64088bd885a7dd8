"""Looking words up: a table of patterns becomes one compiled search; used by every table of the lexicon."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table of word forms to what they mean; the longest form wins where several start at one place."""

    pattern: re.Pattern[str]
    meanings: Mapping[str, str]

    def all(self, text: str) -> list[tuple[str, int]]:
        """Everything found: meaning and position, in order."""
        return [(self.meanings[m[0].lower()], m.start()) for m in self.pattern.finditer(text)]

    def first(self, text: str) -> str | None:
        """The meaning that comes first in the text."""
        match = self.pattern.search(text)
        return self.meanings[match[0].lower()] if match else None

    def count(self, text: str) -> dict[str, int]:
        """How often each meaning occurs."""
        counts: dict[str, int] = {}
        for meaning, _ in self.all(text):
            counts[meaning] = counts.get(meaning, 0) + 1
        return counts


def table(meanings: Mapping[str, str]) -> Table:
    """A table from `meaning: "form form two_words form"`; forms are whole words, an underscore stands for a space."""
    forms = {form.replace("_", " ").lower(): meaning for meaning, line in meanings.items() for form in line.split()}
    longest_first = sorted(forms, key=len, reverse=True)
    return Table(re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w])", re.IGNORECASE), forms)
