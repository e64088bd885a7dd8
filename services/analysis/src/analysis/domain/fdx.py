"""The Final Draft parser: paragraphs of the body with their place in the XML text; called by reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from analysis.domain.elements import Element, Kind, Script
from analysis.domain.headings import is_heading
from analysis.domain.text import ScriptError

_KINDS: dict[str, Kind] = {
    "scene heading": "heading", "action": "action", "general": "action", "character": "character",
    "parenthetical": "parenthetical", "dialogue": "dialogue", "singing": "lyric", "lyrics": "lyric", "transition": "transition",
    "shot": "shot", "new act": "section", "end of act": "section", "cold opening": "section", "show/ep. title": "section",
}  # fmt: skip
_ASIDE = {
    "TitlePage",
    "ScriptNote",
    "ScriptNotes",
    "SceneProperties",
    "HeaderAndFooter",
    "Header",
    "Footer",
    "Macros",
    "SplitState",
    "OmittedScene",
}
"""Parts whose paragraphs are no part of the film."""


def parse_fdx(text: str) -> Script:
    """The elements of a Final Draft script; offsets are those of the XML text."""
    builder = _Builder()
    leading = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    parser = XMLParser(target=builder, forbid_dtd=True)  # the pure Python parser: it tells where it is
    builder.expat = parser.parser
    try:
        parser.feed(text[leading:])
        parser.close()
    except (ParseError, DefusedXmlException) as error:
        message = f"The Final Draft file cannot be read: {error}. Save it again as FDX and send it."
        raise ScriptError(message, "script_bad_fdx") from None
    spans = _characters(text[leading:], [(p.start, p.end) for p in builder.paragraphs])
    elements = tuple(
        _element(p, (start + leading, end + leading)) for p, (start, end) in zip(builder.paragraphs, spans, strict=True)
    )
    title = next((line for line in builder.title_lines if line.strip()), "")
    return Script("fdx", text, tuple(e for e in elements if e.text), (("title", title.strip()),) if title else ())


@dataclass(slots=True)
class _Paragraph:
    kind: str
    number: str
    dual: bool
    start: int
    end: int = 0
    parts: list[str] = field(default_factory=list)


class _Builder:
    """The parser's target: gathers paragraphs with byte positions."""

    def __init__(self) -> None:
        self.expat: object = None
        self.paragraphs: list[_Paragraph] = []
        self.title_lines: list[str] = []
        self._open: list[str] = []
        self._paragraph: _Paragraph | None = None
        self._second = False
        self._struck = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self._open.append(tag)
        if tag == "DualDialogue":
            self._second = False
        elif tag == "Text":
            self._struck = "Strikeout" in attributes.get("Style", "")
        elif tag == "Paragraph" and "TitlePage" in self._open:
            self.title_lines.append("")
        elif tag == "Paragraph" and not _ASIDE.intersection(self._open):
            kind = attributes.get("Type", "Action").lower()
            self._paragraph = _Paragraph(kind, attributes.get("Number", ""), self._is_dual(kind), self._position())

    def data(self, data: str) -> None:
        """Text inside an element; only what stands in `Text` and is not struck out counts."""
        if self._open[-1:] != ["Text"] or self._struck:
            return
        if "TitlePage" in self._open:
            if self.title_lines:
                self.title_lines[-1] += data
        elif self._paragraph and not _ASIDE.intersection(self._open):
            self._paragraph.parts.append(data)

    def end(self, tag: str) -> None:
        """An element closes; a paragraph that only wraps dual dialogue has no words of its own."""
        if tag == "Paragraph" and self._paragraph and not _ASIDE.intersection(self._open):
            self._paragraph.end = self._position()
            self.paragraphs.append(self._paragraph)
            self._paragraph = None
        self._open.pop()

    def close(self) -> None:
        """The document is read."""

    def _position(self) -> int:
        return int(self.expat.CurrentByteIndex)  # type: ignore[attr-defined]

    def _is_dual(self, kind: str) -> bool:
        """The second character of a dual dialogue speaks at the same time as the first."""
        if "DualDialogue" not in self._open or kind != "character":
            return False
        second, self._second = self._second, True
        return second


def _element(paragraph: _Paragraph, span: tuple[int, int]) -> Element:
    text = " ".join("".join(paragraph.parts).split())
    kind = _KINDS.get(paragraph.kind, "action")
    if kind == "action" and paragraph.kind != "action" and is_heading(text) and text == text.upper():
        kind = "heading"
    if paragraph.kind.startswith("outline"):
        kind = "synopsis"
    return Element(kind, text, span[0], span[1], number=paragraph.number, dual=paragraph.dual)


def _characters(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Byte positions of the UTF-8 text as character positions, in one pass."""
    spans = list(spans)
    if text.isascii():
        return spans
    data = text.encode()
    found: dict[int, int] = {}
    at = count = 0
    for position in sorted({p for span in spans for p in span}):
        count += len(data[at:position].decode("utf-8", errors="ignore"))
        at = position
        found[position] = count
    return [(found[start], found[end]) for start, end in spans]
