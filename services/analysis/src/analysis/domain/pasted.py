"""Screenplays pasted from a PDF: page furniture, numbers on both sides, no empty lines to rely on; called by reading."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.domain.elements import Element, Kind, Script
from analysis.domain.fountain import is_cue, is_transition
from analysis.domain.headings import PREFIX
from analysis.domain.marks import masked
from analysis.domain.text import TextLine, lines_of

_FURNITURE = re.compile(
    r"^(?:(?:\w{1,5}\s+)?\(?(?:MORE|CONTINUED)\)?:?(?:\s*\(\d+\))?(?:\s+\w{1,5})?|(?:CONTINUED:?\s*)?\d{1,3}[A-Z]?\s*\.|\d{1,3}|\*+"
    r"|(?:page|seite)\s+\d+(?:\s*(?:of|/)\s*\d+)?)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?P<number>[A-Z]{0,2}\d{1,4}[A-Z]{0,3})[.)]?\s+(?P<rest>.+?)(?:\s+(?P=number)[.)]?)?$")
_OMITTED = re.compile(r"^OMIT(TED)?$")
DIALOGUE_WIDTH = 42
"""Dialogue in a printed screenplay is about 35 characters wide; a wider line is action."""


def looks_pasted(text: str) -> bool:
    """Whether headings stand without the empty lines of Fountain around them, or pages have left their furniture."""
    lines = [line.text.strip() for line in lines_of(masked(text)[0])]
    headings = [n for n, line in enumerate(lines) if _heading_in(line)]
    if not headings:
        return False
    tight = sum(1 for n in headings if n and lines[n - 1])
    numbered = sum(1 for n in headings if not PREFIX.match(lines[n]))
    furniture = sum(1 for line in lines if re.match(r"^\(?(MORE|CONTINUED)\)?:?$|^\d{1,3}\.$", line))
    return (
        tight * 2 > sum(1 for n in headings if n)
        or "" not in lines
        or numbered * 2 > len(headings)
        or furniture >= 2
        or "\f" in text
    )


def parse_pasted(text: str) -> Script:
    """The elements of a screenplay that has gone through a page layout."""
    lines = [line for line in lines_of(text) if line.text.strip()]
    repeated = _running_heads(lines)
    blanks = _blank_before(lines)
    reader = _Reader([line for line in lines if not _is_furniture(line.text, repeated)], blanks)
    return Script("pasted", text, tuple(reader.run()))


def _heading_in(line: str) -> tuple[str, str] | None:
    """The heading in a line and its number, if there is one."""
    bare = line.strip()
    if PREFIX.match(bare) and _upper(bare):
        return bare, ""
    match = _NUMBERED.match(bare)
    if match and (PREFIX.match(match["rest"]) or _OMITTED.match(match["rest"])) and _upper(match["rest"]):
        return match["rest"], match["number"]
    return None


def _upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _is_furniture(line: str, repeated: frozenset[str]) -> bool:
    bare = line.strip().strip("\f").strip()
    return bool(_FURNITURE.match(bare)) or _unpaged(bare) in repeated


def _unpaged(line: str) -> str:
    return re.sub(r"\d+\.?", "#", line.strip())


def _running_heads(lines: list[TextLine]) -> frozenset[str]:
    """Lines that come back on page after page with only the page number changed."""
    seen = Counter(_unpaged(line.text) for line in lines if re.search(r"\d+\.?\s*$", line.text) and not _heading_in(line.text))
    return frozenset(text for text, count in seen.items() if count >= 3 and len(text) > 3)


def _blank_before(lines: list[TextLine]) -> frozenset[int]:
    """Starts of the lines that have an empty line before them."""
    return frozenset(b.start for a, b in pairwise(lines) if a.end != b.start)


@dataclass(slots=True)
class _Reader:
    lines: list[TextLine]
    blanks: frozenset[int]
    elements: list[Element] = field(default_factory=list)
    speaking: int | None = None
    """Indent of the open cue, None when nobody speaks."""

    def run(self) -> list[Element]:
        """One pass; a line's kind follows from its words, its indent and what stands around it."""
        for number, line in enumerate(self.lines):
            self._read(line, self.lines[number + 1] if number + 1 < len(self.lines) else None)
        return self.elements

    def _read(self, line: TextLine, following: TextLine | None) -> None:
        bare = line.text.strip().strip("\f*").strip()
        if heading := _heading_in(bare):
            self.speaking = None
            self._add("heading", heading[0], line, heading[1])
        elif is_transition(bare):
            self.speaking = None
            self._add("transition", bare, line)
        elif self._opens_speech(bare, line, following):
            self.speaking = _indent(line)
            self._add("character", bare, line)
        elif self.speaking is not None and self._still_spoken(bare, line):
            self._add("parenthetical" if bare.startswith("(") and bare.endswith(")") else "dialogue", bare, line)
        else:
            self.speaking = None
            self._add("action", bare, line)

    def _opens_speech(self, bare: str, line: TextLine, following: TextLine | None) -> bool:
        if following is None or following.start in self.blanks or not is_cue(bare) or _heading_in(following.text):
            return False
        return _indent(line) >= _indent(following) and len(following.text.strip()) <= DIALOGUE_WIDTH + 20

    def _still_spoken(self, bare: str, line: TextLine) -> bool:
        if line.start in self.blanks:
            return False
        if self.speaking and _indent(line) < self.speaking / 4:
            return False
        return len(bare) <= DIALOGUE_WIDTH or self.elements[-1].kind == "character"

    def _add(self, kind: Kind, text: str, line: TextLine, number: str = "") -> None:
        """Lines of one paragraph are one element."""
        last = self.elements[-1] if self.elements else None
        if last and last.kind == kind and kind in {"action", "dialogue"} and line.start not in self.blanks:
            self.elements[-1] = Element(kind, _joined(last.text, text), last.start, line.end)
        else:
            self.elements.append(Element(kind, text, line.start, line.end, number=number))


def _joined(first: str, second: str) -> str:
    """Two lines of one paragraph; a hyphen at the line's end that parts a word stays."""
    return f"{first}{'' if first.endswith('-') and not first.endswith('--') else ' '}{second}"


def _indent(line: TextLine) -> int:
    return len(line.text) - len(line.text.lstrip())
