"""Plain prose: paragraphs are narrated, quoted words with a speaker are spoken; called by reading and by scenes."""

import re

from analysis.domain.elements import Element, Script
from analysis.domain.text import lines_of

_BREAK = re.compile(r"^\s*(?:[*•#~_=-]\s*){3,}$|^\s*[*•]\s*$")
_CHAPTER = re.compile(
    r"^\s*(?:#{1,6}\s+(?P<markdown>.+)|(?P<chapter>(?:chapter|part|scene|kapitel|chapitre|capítulo|act)\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)\b.{0,60}))\s*$",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"^[=-]{3,}\s*$")
TITLE_WORDS = 8


def parse_prose(text: str) -> Script:
    """Paragraphs as action elements, headings of chapters as sections; a short first line without an end is the title."""
    elements: list[Element] = []
    for paragraph in _paragraphs(text):
        elements.extend(_elements(paragraph))
    title = _title(elements)
    if title:
        elements[0] = Element("section", title, elements[0].start, elements[0].end)
    return Script("prose", text, tuple(elements), (("title", title),) if title else ())


def _paragraphs(text: str) -> list[list[Element]]:
    """Runs of lines between empty lines, or single lines where the text has no empty line at all."""
    lines = [Element("action", line.text.strip().lstrip("\ufeff"), line.start, line.end) for line in lines_of(text)]
    if all(line.text for line in lines) and _one_line_each(lines):
        return [[line] for line in lines]
    runs: list[list[Element]] = [[]]
    for line in lines:
        if line.text:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _one_line_each(lines: list[Element]) -> bool:
    """Whether lines end where sentences do, so that each is a paragraph of its own."""
    return sum(line.text[-1:] in ".!?…\"”'’" for line in lines) * 2 > len(lines)


def _elements(paragraph: list[Element]) -> list[Element]:
    found: list[Element] = []
    gathered: list[Element] = []
    for line in paragraph:
        if _BREAK.match(line.text) or _UNDERLINE.match(line.text) or _CHAPTER.match(line.text):
            found += [*_joined(gathered), _separator(line)]
            gathered = []
        else:
            gathered.append(line)
    return [*found, *_joined(gathered)]


def _separator(line: Element) -> Element:
    match = _CHAPTER.match(line.text)
    text = (match["markdown"] or match["chapter"]) if match else ""
    return Element("section", text.strip(), line.start, line.end)


def _joined(lines: list[Element]) -> list[Element]:
    if not lines:
        return []
    return [Element("action", " ".join(line.text for line in lines), lines[0].start, lines[-1].end)]


def _title(elements: list[Element]) -> str:
    """The title that a text begins with: a chapter-like heading, or a short line that is no sentence."""
    if len(elements) < 2:
        return ""
    first = elements[0]
    if first.kind == "section":
        return first.text
    short = len(first.text.split()) <= TITLE_WORDS and first.text[-1:] not in '.!?…:,;"”'
    return first.text if short else ""
