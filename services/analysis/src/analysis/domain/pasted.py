"""Screenplays pasted from a PDF: page furniture, numbers on both sides, no empty lines to rely on; called by reading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.domain.columns import columns_of
from analysis.domain.elements import Element, Kind, Script
from analysis.domain.fountain import is_cue, is_transition
from analysis.domain.furniture import MORE, furniture_of, is_page_mark
from analysis.domain.headings import is_heading, is_omitted
from analysis.domain.marks import masked
from analysis.domain.names import cue_name
from analysis.domain.text import TextLine, joined, known_words, lines_of

_NUMBERED = re.compile(r"^(?P<number>[A-Z]{0,2}\d{1,4}[A-Za-z]{0,3})[.)]?\s+(?P<rest>.+?)(?:\s+(?P=number)[.)]?)?\s*\**$")
DIALOGUE_WIDTH = 42
"""Dialogue in a printed screenplay is about 35 characters wide; a wider line is action."""
_UNFINISHED = re.compile(r"[^.!?…:\"”)]$")


def looks_pasted(text: str) -> bool:
    """Whether headings stand without the empty lines of Fountain around them, or pages have left their furniture."""
    lines = [line.text.strip() for line in lines_of(masked(text)[0])]
    headings = [n for n, line in enumerate(lines) if heading_in(line)]
    if not headings:
        return False
    tight = sum(1 for n in headings if n and lines[n - 1])
    numbered = sum(1 for n in headings if not is_heading(lines[n]))
    furniture = sum(1 for line in lines if is_page_mark(line))
    return (
        tight * 2 > sum(1 for n in headings if n)
        or "" not in lines
        or numbered * 2 > len(headings)
        or furniture >= 2
        or "\f" in text
        or _double_spaced(lines)
    )


def _double_spaced(lines: Sequence[str]) -> bool:
    """Whether every line stands alone, so that no name stands right above its speech."""
    cues = [n for n, line in enumerate(lines[:-2]) if is_cue(line) and not (n and lines[n - 1])]
    return len(cues) >= 2 and all(not lines[n + 1] and lines[n + 2] and not is_cue(lines[n + 2]) for n in cues)


def parse_pasted(text: str) -> Script:
    """The elements of a screenplay that has gone through a page layout."""
    lines = lines_of(text)
    gap = 2 if _double_spaced([line.text.strip() for line in lines]) else 1
    blanks, pages = furniture_of(lines, gap, heading_in)
    kept = [line for line in lines if line.text.strip("\f \t") and line.start not in pages]
    reader = _Reader(kept, blanks, frozenset(pages.values()), known_words(text))
    return Script("pasted", text, tuple(reader.run()))


def heading_in(line: str) -> tuple[str, str] | None:
    """The heading in a line and its number, if there is one."""
    bare = line.strip()
    if is_heading(bare) and _upper(bare):
        return bare, ""
    if is_omitted(bare):
        return "OMITTED", ""
    match = _NUMBERED.match(bare)
    if match and (is_heading(match["rest"]) or is_omitted(match["rest"])) and _upper(match["rest"]):
        return match["rest"], match["number"]
    return None


def _upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return sum(c.isupper() for c in letters) >= 0.7 * len(letters)


@dataclass(slots=True)
class _Reader:
    lines: list[TextLine]
    blanks: frozenset[int]
    """Starts of the lines that have an empty line before them."""
    turned: frozenset[int]
    """Starts of the lines that a page begins with."""
    known: frozenset[str]
    at: int = 0
    elements: list[Element] = field(default_factory=list)
    speaking: int | None = None
    """Indent of the open cue, None when nobody speaks."""

    def run(self) -> list[Element]:
        """One pass; a line's kind follows from its words, its indent and what stands around it."""
        while self.at < len(self.lines):
            if block := columns_of(self.lines[self.at :], self.blanks):
                self.elements += block.elements
                self.speaking = None
                self.at += block.lines
                continue
            self._read(self.lines[self.at], self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None)
            self.at += 1
        return self.elements

    def _read(self, line: TextLine, following: TextLine | None) -> None:
        bare = line.text.strip().strip("\f*").strip()
        if heading := heading_in(bare):
            self.speaking = None
            self._add("heading", heading[0], line, heading[1])
        elif is_transition(bare):
            self.speaking = None
            self._add("transition", bare, line)
        elif self._opens_speech(bare, line, following):
            self.speaking = _indent(line)
            if not self._goes_on(bare, line):
                self._add("character", bare, line)
        elif self.speaking is not None and self._still_spoken(bare, line):
            self._add("parenthetical" if bare.startswith(("(", "（")) and bare.endswith((")", "）")) else "dialogue", bare, line)
        else:
            self.speaking = None
            self._add("action", bare, line)

    def _goes_on(self, bare: str, line: TextLine) -> bool:
        """Whether a cue at the top of a page only repeats who was speaking: JOHN (CONT'D) behind (MORE)."""
        last = self.elements[-1] if self.elements else None
        cue = next((e for e in reversed(self.elements) if e.kind == "character"), None)
        if not (line.start in self.turned and last and cue and last.kind == "dialogue" and "CONT" in bare.upper()):
            return False
        return cue_name(cue.text) == cue_name(bare) and bool(_UNFINISHED.search(last.text))

    def _opens_speech(self, bare: str, line: TextLine, following: TextLine | None) -> bool:
        if following is None or following.start in self.blanks or not is_cue(bare) or heading_in(following.text):
            return False
        return _indent(line) >= _indent(following) and len(following.text.strip()) <= DIALOGUE_WIDTH + 20

    def _still_spoken(self, bare: str, line: TextLine) -> bool:
        if line.start in self.blanks:
            return False
        if self.speaking and _indent(line) < self.speaking / 4:
            return False
        return len(bare) <= DIALOGUE_WIDTH or self.elements[-1].kind == "character"

    def _add(self, kind: Kind, text: str, line: TextLine, number: str = "") -> None:
        """Lines of one paragraph are one element, also when a page ends inside it."""
        last = self.elements[-1] if self.elements else None
        if last and last.kind == kind and kind in {"action", "dialogue"} and self._same_paragraph(last, text, line):
            self.elements[-1] = replace(last, text=joined(last.text, text, self.known), end=line.end)
        else:
            self.elements.append(Element(kind, text, line.start, line.end, number=number))

    def _same_paragraph(self, last: Element, text: str, line: TextLine) -> bool:
        if line.start in self.turned or (line.start in self.blanks and last.kind == "dialogue"):
            return bool(_UNFINISHED.search(last.text)) and text[:1].islower()
        return line.start not in self.blanks or (last.kind == "dialogue" and bool(MORE.search(last.text)))


def _indent(line: TextLine) -> int:
    return len(line.text) - len(line.text.lstrip())
