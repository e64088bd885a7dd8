"""Plain prose: paragraphs are narrated, quoted words with a speaker are spoken; called by reading and by scenes."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import reduce

from analysis.domain.elements import Element, Script
from analysis.domain.text import joined, known_words, lines_of

_BREAK = re.compile(r"^\s*(?:[*•#~_=-]\s*){3,}$|^\s*[*•]\s*$")
_NUMERAL = (
    r"\d{1,3}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|eins|zwei|drei|un|deux|trois|uno|dos|tres"
)
_CHAPTER = re.compile(
    r"^\s*(?:#{1,6}\s+(?P<markdown>.+)"
    rf"|(?P<chapter>(?:chapter|part|scene|kapitel|teil|szene|chapitre|partie|scène|capítulo|parte|escena|capitolo|глава|часть|сцена|act|akt"
    rf"|الفصل)\s+(?:{_NUMERAL}|\S+)\s*(?:[:.–—-]\s*.{{0,60}})?"
    rf"|(?:prologue?|epilogue?|prolog|epilog|prólogo|epílogo|prologo|пролог|эпилог)\s*(?:[:.–—-].{{0,60}})?"
    rf"|第[\d一二三四五六七八九十百]+[章話节節幕].{{0,30}}|(?:\d{{1,3}}|[IVXLC]{{1,7}})\.?))\s*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\s+(?:by|von|par|por|di|from)\s+[^\W\d_]\S*(?:\s+[^\W\d_]\S*){0,3}$")
_UNDERLINE = re.compile(r"^[=-]{3,}\s*$")
TITLE_WORDS = 8


def parse_prose(text: str) -> Script:
    """Paragraphs as action elements, headings of chapters as sections; a short first line without an end is the title."""
    elements: list[Element] = []
    known = known_words(text)
    for paragraph in _paragraphs(text):
        elements.extend(_elements(paragraph, known))
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


def _elements(paragraph: list[Element], known: AbstractSet[str]) -> list[Element]:
    found: list[Element] = []
    gathered: list[Element] = []
    for line in paragraph:
        if _BREAK.match(line.text) or _UNDERLINE.match(line.text) or _CHAPTER.match(line.text):
            found += [*_joined(gathered, known), _separator(line)]
            gathered = []
        else:
            gathered.append(line)
    return [*found, *_joined(gathered, known)]


def _separator(line: Element) -> Element:
    match = _CHAPTER.match(line.text)
    text = (match["markdown"] or match["chapter"]) if match else ""
    return Element("section", text.strip(), line.start, line.end)


def _joined(lines: list[Element], known: AbstractSet[str]) -> list[Element]:
    if not lines:
        return []
    text = reduce(lambda before, line: joined(before, line.text, known), lines[1:], lines[0].text)
    return [Element("action", text, lines[0].start, lines[-1].end)]


def _title(elements: list[Element]) -> str:
    """The title that a text begins with: a chapter-like heading, or a short line that is no sentence."""
    if len(elements) < 2:
        return ""
    first = elements[0]
    if first.kind == "section":
        return first.text
    first = replace(first, text=_BYLINE.sub("", first.text))
    short = len(first.text.split()) <= TITLE_WORDS and first.text[-1:] not in '.!?…:,;"”'
    return first.text if short else ""
