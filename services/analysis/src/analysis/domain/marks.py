"""Fountain's marks inside lines: boneyard and notes are masked without moving an offset; emphasis is taken off the words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

MASK = "\0"
"""Stands for a character that is not part of the script; no script contains it (see text.checked)."""

_BLANK = re.compile(r"(?:\r\n|\r|\n)(?:\t| (?! ))*(?:\r\n|\r|\n)")
"""An empty line; two spaces on it keep a note open."""
_INSIDE = {"***": r"[^*]", "**": r"(?:[^*]|\*(?!\*))", "*": r"[^*]", "_": r"[^_]"}
"""What may stand between two marks; it never holds the mark, so a text of lone marks is read in one pass."""
_EMPHASIS = tuple(
    re.compile(rf"(?<!\\)(?<![^\W_]){re.escape(mark)}(?=\S)({inside}+?)(?<=[^\s\\]){re.escape(mark)}(?![^\W_])")
    for mark, inside in _INSIDE.items()
)
_ESCAPED = re.compile(r"\\([*_])")


@dataclass(frozen=True, slots=True)
class Note:
    """A writer's note and where it stands."""

    text: str
    start: int
    end: int


def masked(text: str) -> tuple[str, list[Note]]:
    """The text, equally long, with boneyard and notes masked out; and the notes."""
    text = _without(text, list(_spans(text, "/*", "*/", [])))
    spans = list(_spans(text, "[[", "]]", [match.start() for match in _BLANK.finditer(text)]))
    notes = [Note(_spoken(text[start + 2 : end - 2]), start, end) for start, end in spans]
    return _without(text, spans), notes


def _spans(text: str, opening: str, closing: str, walls: list[int]) -> Iterator[tuple[int, int]]:
    """From each opening to the next closing, unless a wall stands between; one pass, however many stay open."""
    start, end = text.find(opening), 0
    while start >= 0:
        if end < start + 2:
            end = text.find(closing, start + 2)
        if end < 0:
            return
        wall = bisect_left(walls, start)
        if wall < len(walls) and walls[wall] < end:
            start = text.find(opening, start + 2)
        else:
            yield start, end + 2
            start = text.find(opening, end + 2)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def plain(text: str) -> str:
    """The words without masks, emphasis and escapes; everything else stays as it is."""
    text = text.replace(MASK, "")
    if "*" not in text and "_" not in text:
        return text.strip()
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", text).strip()


def _spoken(text: str) -> str:
    return " ".join(text.replace(MASK, "").split())
