"""Fountain's marks inside lines: boneyard and notes are masked without moving an offset; emphasis is taken off the words."""

import re
from dataclasses import dataclass

MASK = "\0"
"""Stands for a character that is not part of the script; no script contains it (see text.checked)."""

_BONEYARD = re.compile(r"/\*.*?\*/", re.DOTALL)
_NOTE = re.compile(r"\[\[((?:(?!\n[ \t]*\n).)*?)\]\]", re.DOTALL)
_EMPHASIS = tuple(
    re.compile(rf"(?<!\\)(?<![^\W_]){mark}(?=\S)(.+?)(?<=[^\s\\]){mark}(?![^\W_])", re.DOTALL)
    for mark in (r"\*\*\*", r"\*\*", r"\*", "_")
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
    text = _BONEYARD.sub(_mask, text)
    normal = text.replace("\r\n", " \n").replace("\r", "\n")
    notes = [Note(_spoken(m[1]), m.start(), m.end()) for m in _NOTE.finditer(normal)]
    for note in reversed(notes):
        text = text[: note.start] + MASK * (note.end - note.start) + text[note.end :]
    return text, notes


def plain(text: str) -> str:
    """The words without masks, emphasis and escapes; everything else stays as it is."""
    text = text.replace(MASK, "")
    if "*" not in text and "_" not in text:
        return text.strip()
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", text).strip()


def _mask(match: re.Match[str]) -> str:
    return MASK * len(match[0])


def _spoken(text: str) -> str:
    return " ".join(text.replace(MASK, "").split())
