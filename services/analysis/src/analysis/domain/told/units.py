"""The script as numbered units, which is how a language model is shown it and how it points into it.

The model never copies a word or counts a character: it names units, and slices and spoken words are taken from the script here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.domain.elements import Script
from analysis.domain.text import sentences_of

SHOWN = {"action": "action", "shot": "action", "centered": "action", "section": "section", "synopsis": "note"}
SPOKEN = frozenset({"dialogue", "lyric"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, a sentence of action or a sentence of speech; `start` is where its element begins in the original text."""

    number: int
    kind: str
    text: str
    start: int
    speaker: str = ""
    manner: str = ""
    scene_number: str = ""

    def line(self) -> str:
        """As the model sees it."""
        who = f" {self.speaker}" if self.speaker else ""
        how = f" {self.manner}" if self.manner else ""
        return f"{self.number} {self.kind}{who}{how} | {' '.join(self.text.split())}"


def units_of(script: Script) -> tuple[Unit, ...]:
    """All units, numbered from 1; speech carries who speaks and how."""
    found = list[Unit]()
    speaker = manner = ""

    def add(kind: str, text: str, start: int, number: str = "") -> None:
        said = kind == "speech"
        found.append(
            Unit(len(found) + 1, kind, text, start, speaker if said else "", manner if said else "", "" if said else number)
        )

    for element in script.elements:
        if element.kind == "character":
            speaker, manner = " ".join(element.text.split()), ""
        elif element.kind == "parenthetical":
            manner = " ".join(element.text.split())
        elif element.kind in SPOKEN:
            for sentence in sentences_of(element.text) or [element.text]:
                add("speech", sentence, element.start)
        elif element.kind in ("heading", "transition"):
            add(element.kind, element.text, element.start, element.number)
        elif element.kind in SHOWN:
            for sentence in sentences_of(element.text) or [element.text]:
                add(SHOWN[element.kind], sentence, element.start)
    return tuple(unit for unit in found if unit.text.strip())


def parts_of(units: Sequence[Unit], most: int) -> list[tuple[Unit, ...]]:
    """The units in parts of at most so many characters: cut before a heading where there is one, else between elements."""
    parts, part, size, scene = list[tuple[Unit, ...]](), list[Unit](), 0, 0
    for unit in units:
        if unit.kind == "heading" and part:
            scene = len(part)
        length = len(unit.line())
        if part and size + length > most:
            cut = scene if scene > len(part) // 3 else _between(part, unit)
            parts.append(tuple(part[:cut]))
            part, scene = part[cut:], 0
            size = sum(len(kept.line()) for kept in part)
        part.append(unit)
        size += length
    return [*parts, tuple(part)] if part else parts


def _between(part: Sequence[Unit], unit: Unit) -> int:
    """Where to cut so that no element is torn; the whole part where one element fills it."""
    cut = len(part)
    while cut > 0 and part[cut - 1].start == unit.start:
        cut -= 1
    return cut or len(part)
