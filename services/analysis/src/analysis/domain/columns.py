"""Dual dialogue that a PDF has laid out in two columns, read down one column and then down the other; called by pasted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.domain.elements import Element, Kind
from analysis.domain.fountain import is_cue
from analysis.domain.text import TextLine

_GAP = re.compile(r"\s{3,}|\t+")


@dataclass(frozen=True, slots=True)
class Block:
    """Two speeches side by side, and how many lines they took."""

    elements: tuple[Element, ...]
    lines: int


def columns_of(lines: Sequence[TextLine], blanks: frozenset[int]) -> Block | None:
    """The two speeches that begin with the first of these lines, if it holds two names far apart."""
    cues = _parts(lines[0].text)
    if len(cues) != 2 or not all(is_cue(text) for _, text in cues) or len(lines) < 2 or lines[1].start in blanks:
        return None
    border = _border(cues, lines[1].text)
    columns: tuple[list[str], list[str]] = ([], [])
    count = 1
    for line in lines[1:]:
        if line.start in blanks:
            break
        parts = _parts(line.text)
        if len(parts) > 2 or (len(parts) == 1 and parts[0][0] < border < parts[0][0] + len(parts[0][1]) - 4):
            break
        for start, text in parts:
            columns[start >= border].append(text)
        count += 1
    if not all(columns):
        return None
    end = lines[count - 1].end
    both = (
        *_speech(cues[0][1], columns[0], lines[0], end, dual=False),
        *_speech(cues[1][1], columns[1], lines[0], end, dual=True),
    )
    return Block(both, count)


def _parts(text: str) -> list[tuple[int, str]]:
    """The stretches of a line between wide gaps, with their columns."""
    found: list[tuple[int, str]] = []
    at = 0
    for piece in [*_GAP.finditer(text), None]:
        end = piece.start() if piece else len(text)
        if text[at:end].strip():
            found.append((at, text[at:end].strip()))
        at = piece.end() if piece else end
    return found


def _border(cues: Sequence[tuple[int, str]], first: str) -> int:
    """The column where the right speech begins."""
    parts = _parts(first)
    return min(cues[1][0], parts[1][0]) if len(parts) == 2 else (cues[0][0] + len(cues[0][1]) + cues[1][0]) // 2


def _speech(cue: str, words: Sequence[str], first: TextLine, end: int, *, dual: bool) -> list[Element]:
    """One column; both stand in the same lines, so both have the whole block as their place."""
    spoken: list[tuple[Kind, str]] = []
    for text in words:
        kind: Kind = "parenthetical" if text.startswith("(") and text.endswith(")") else "dialogue"
        if spoken and spoken[-1][0] == kind == "dialogue":
            spoken[-1] = (kind, f"{spoken[-1][1]} {text}")
        else:
            spoken.append((kind, text))
    return [
        Element("character", cue, first.start, end, dual=dual),
        *(Element(kind, text, first.start, end) for kind, text in spoken),
    ]
