"""What a page layout leaves in pasted text: page numbers, running heads, (MORE), CONTINUED; called by pasted."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from analysis.domain.text import TextLine

MORE = re.compile(r"^\(?MORE\)?$", re.IGNORECASE)
_MARK = re.compile(
    r"^(?:(?:\w{1,5}\s+)?\(?(?:MORE|CONTINUED|WEITER|SUITE)\)?:?(?:\s*\(\d+\))?(?:\s+\w{1,5})?|(?:CONTINUED:?\s*)?\d{1,3}[A-Z]?\s*\.|\d{1,3}|\*+"
    r"|[-–—]\s*\d{1,3}\s*[-–—]|(?:page|seite|página)\s+\d+(?:\s*(?:of|/|von|de)\s*\d+)?|\d+\s*/\s*\d+)$",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\b(?:rev(?:ision|ised|\.)?|draft|pink|blue|yellow|goldenrod|final|fassung|version)\b", re.IGNORECASE)
_HEADER = re.compile(
    r"\b(?:rev(?:ision|ised|\.)?|draft|fassung)\b.*\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b.*?(?:\s{3,}\d{1,3}[A-Z]?\.?)?$",
    re.IGNORECASE,
)
"""A head that names its draft and the day of it: one is enough."""
_NUMBER = re.compile(r"\d+")
LEAST = 3
"""Times that a line comes back before it counts as a running head."""


def is_page_mark(line: str) -> bool:
    """Whether a line is a clear trace of pages: (MORE), CONTINUED or a page number with its dot."""
    return bool(re.match(r"^\(?(MORE|CONTINUED)\)?:?(?:\s*\(\d+\))?$|^\d{1,3}\.$", line.strip()))


def furniture_of(
    lines: Sequence[TextLine], gap: int, heading_in: Callable[[str], object]
) -> tuple[frozenset[int], dict[int, int]]:
    """Starts of the lines that have at least `gap` empty lines before them, and furniture: its start and the line behind it."""
    repeated = _running_heads(lines, heading_in)
    blanks: set[int] = set()
    marks: list[int] = []
    pages: dict[int, int] = {}
    empty = 0
    for line in lines:
        bare = line.text.strip().strip("\f").strip()
        if not bare:
            empty += 1
            continue
        if _MARK.match(bare) or _HEADER.search(bare) or _unpaged(bare) in repeated:
            marks.append(line.start)
            continue
        if empty >= gap:
            blanks.add(line.start)
        pages |= dict.fromkeys(marks, line.start)
        marks, empty = [], 0
    pages |= dict.fromkeys(marks, -1)
    return frozenset(blanks), pages


def _unpaged(line: str) -> str:
    return " ".join(_NUMBER.sub("#", line).rstrip(".").split())


def _running_heads(lines: Sequence[TextLine], heading_in: Callable[[str], object]) -> frozenset[str]:
    """Lines that come back on page after page with only the page number changed, or that stand at page numbers."""
    full = [bare for line in lines if (bare := line.text.strip().strip("\f").strip())]
    counted = Counter(_unpaged(bare) for bare in full if _NUMBER.search(bare) and not heading_in(bare))
    found = {text for text, count in counted.items() if len(text) > LEAST and count >= (2 if _DRAFT.search(text) else LEAST)}
    beside: Counter[str] = Counter()
    everywhere = Counter(_unpaged(bare) for bare in full)
    for number, bare in enumerate(full):
        around = (*full[max(0, number - 1) : number], *full[number + 1 : number + 2])
        if any(_MARK.match(other) and _NUMBER.search(other) for other in around) and not heading_in(bare):
            beside[_unpaged(bare)] += 1
    found |= {text for text, count in beside.items() if count >= LEAST and everywhere[text] == count}
    return frozenset(found)
