"""Loading and looking words up: a table of words (beside this file, as TOML) becomes one compiled search."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Table:
    """A table of word forms to what they mean; the longest form wins where several start at one place."""

    pattern: re.Pattern[str]
    meanings: Mapping[str, str]

    def all(self, text: str) -> list[tuple[str, int]]:
        """Everything found: meaning and position, in order."""
        found = ((self.meaning(m[0]), m.start()) for m in self.pattern.finditer(text))
        return [(meaning, position) for meaning, position in found if meaning]

    def first(self, text: str) -> str | None:
        """The meaning that comes first in the text."""
        match = self.pattern.search(text)
        return self.meaning(match[0]) if match else None

    def meaning(self, form: str) -> str | None:
        """What a form means; some letters match without regard to case and still have no lower case in common."""
        return self.meanings.get(form.lower())

    def count(self, text: str) -> dict[str, int]:
        """How often each meaning occurs."""
        counts: dict[str, int] = {}
        for meaning, _ in self.all(text):
            counts[meaning] = counts.get(meaning, 0) + 1
        return counts


def table(meanings: Mapping[str, str]) -> Table:
    """A table from `meaning = "form form two_words"`; forms are whole words, the first meaning that names a form keeps it."""
    forms: dict[str, str] = {}
    for meaning, line in meanings.items():
        for form in line.split():
            forms.setdefault(form.replace("_", " ").lower(), meaning)
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return Table(re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE), forms)


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
