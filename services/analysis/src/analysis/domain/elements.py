"""What every parser produces: one list of elements, each with its place in the original text."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "heading", "action", "character", "parenthetical", "dialogue", "lyric", "transition", "centered",
    "section", "synopsis", "note", "page_break", "shot",
]  # fmt: skip
Format = Literal["fountain", "fdx", "prose", "pasted"]


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a script; `start` and `end` are character offsets into the original text."""

    kind: Kind
    text: str
    start: int
    end: int
    number: str = ""
    dual: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A parsed script; the elements are in order and do not overlap. `title_page` holds its entries in lower-case keys."""

    format: Format
    text: str
    elements: tuple[Element, ...]
    title_page: tuple[tuple[str, str], ...] = ()

    def entry(self, key: str) -> str:
        """An entry of the title page, or nothing."""
        return dict(self.title_page).get(key, "")


FILMED: frozenset[Kind] = frozenset({"action", "dialogue", "lyric", "centered", "shot"})
"""Kinds that put something on the screen or in the ear."""
