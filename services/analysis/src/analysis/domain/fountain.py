"""The Fountain parser: all of the syntax, one pass over the lines; called by reading."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.domain.elements import Element, Kind, Script
from analysis.domain.headings import is_heading, split_number
from analysis.domain.marks import MASK, Note, masked, plain
from analysis.domain.text import UPPER, TextLine, lines_of

_KEY = re.compile(r"^([^\W\d_][^\W\d_/ ]*(?:[ /][^\W\d_]+){0,4})[ \u00a0]?:[ \t]*(.*)$")
_TITLES = frozenset({"titel", "titre", "título", "titolo", "название", "العنوان", "タイトル"})
_KEYS = {
    "title", "credit", "author", "authors", "source", "draft date", "date", "contact", "copyright", "notes", "revision",
    "format", "font", "language", "subtitle", "episode", "series", "version", "titel", "autor", "titre", "auteur",
    "título", "titolo", "autore", "название", "автор", "العنوان", "タイトル",
}  # fmt: skip
_TRANSITION = re.compile(
    r"^(?:[^a-z]*\b(?:TO|ZU|AUF|À|A|НА)(?: [A-ZÀ-Þ]+)?:"
    r"|(?:FADE (?:IN|OUT|TO BLACK|TO WHITE|UP)|(?:SMASH |HARD )?CUT TO BLACK|BLACKOUT|DISSOLVE|THE END|IRIS (?:IN|OUT))[.:]?)$"
)
_EXTENSION = re.compile(r"\s*(?:\([^()]*\)\s*)+\^?\s*$")
_NO_NAME = re.compile(r"[.!?:;,…]$")
_ABBREVIATION = re.compile(r"\b(?:DR|MR|MRS|MS|JR|SR|ST|SGT|LT|CAPT|PROF|GEN|COL|NO)\.$|\b[A-Z]\.$")
_SMALL_CAPS = re.compile(r"\b(?:Mc|Mac|O['’]|[dD]['’]|von |van |de |der |la |del |and |und |et |y |e )(?=[A-ZÀ-Þ])")
"""What stays in small letters in a name that is otherwise in capitals."""
_UNCASED = r"\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
_UNCASED_NAME = re.compile(rf"^[{_UNCASED} ・·]{{2,20}}$")
_TALK = re.compile(
    rf"^(?P<name>[{_UNCASED}・]{{1,12}}(?: [{_UNCASED}]{{1,12}})?(?:\s*[(（][^()（）]*[)）])?"
    rf"|[{UPPER}][{UPPER} .'’#\d\-]{{0,24}}(?:\s*\([^()]*\))?)\s*(?:[:：]\s*(?=\S)|(?=[「『]))(?P<words>.+)$"
)
_DOTTED = re.compile(rf"^(?P<name>[{UPPER}][{UPPER}'’\-]+(?: [{UPPER}][{UPPER}'’\-]+)?(?: \([^()]*\))?)\.\s+(?P<words>\S.*)$")
"""Name, full stop and words on one line, as printed plays have it."""
_PLAY_SCENE = re.compile(r"^SCENE\s+(?P<number>\w{1,4})[.:]?\s*(?P<where>.*)$", re.IGNORECASE)
_PLAY_ACT = re.compile(r"^ACT\s+\w+\.?$", re.IGNORECASE)
_MANNER = re.compile(r"\((?P<manner>[a-z][^()]*)\)")
_SPOKEN_SO = re.compile(r"^\((?P<manner>[^()]{1,60})\)\s*(?P<words>\S.*)$")
"""Name and words on one line, as plays have it, and scripts in languages without capitals."""
_NO_TALK = re.compile(r"^(?:SUPER|TITLE|TITLES|CHYRON|INSERT|NOTE|MONTAGE|CARD|CAPTION|LATER|CUT TO|INT|EXT|SCENE|ACT)\b")
_CARD = re.compile(r"^(?:SUPER|TITLES?|CHYRON|CAPTION|CARD|INSERT|LEGEND)\s*[:–—-]")
_MASKED = re.compile(f" ?{MASK}+")
_SECTION = re.compile(r"#{1,6}\s*[^\s\d#]|#{2,6}|#\s+\S")
_BREAKS = re.compile(r"#{1,6}\s+\S|={3,}$|=\s+\S|[~>!]\s*\S")
"""What ends a paragraph without an empty line."""
CUE_LENGTH = 48


def parse_fountain(text: str) -> Script:
    """The elements of a Fountain script."""
    clean, notes = masked(text)
    lines = lines_of(clean)
    page, first = _title_page(lines)
    bare = [line.text.strip() for line in lines]
    uncased = sum(1 for line in bare if _UNCASED_NAME.match(line)) > 1 and any(is_heading(line) for line in bare)
    reader = _Reader(lines, first, uncased, is_play(bare[first:]))
    reader.run()
    elements = [*reader.elements, *(_note(note) for note in notes)]
    return Script("fountain", text, tuple(sorted(elements, key=lambda e: (e.start, e.end))), page)


def is_transition(line: str) -> bool:
    """Whether an unmarked line reads as a transition."""
    return bool(_TRANSITION.match(line))


def is_cue(line: str) -> bool:
    """Whether an unmarked line reads as a character's name above a speech: upper case, short, not the end of a sentence."""
    name = _SMALL_CAPS.sub(lambda m: m[0].upper(), _EXTENSION.sub("", line).rstrip("^ ").strip())
    if _CARD.match(name) or not 1 <= len(name) <= CUE_LENGTH or name != name.upper() or name == name.lower():
        return False
    return not (_NO_NAME.search(name) and not _ABBREVIATION.search(name)) and not is_heading(name) and not is_transition(line)


def is_play(lines: Sequence[str]) -> bool:
    """Whether names and words share their lines, and no name stands above a speech."""
    talks = [talk for line in lines if (talk := _talk_in(line))]
    if talks and all(talk.re is _DOTTED for talk in talks):
        names = Counter(_EXTENSION.sub("", talk["name"]) for talk in talks)
        return len(names) >= 2 and max(names.values()) >= 2
    return len(talks) >= 2 and not any(is_cue(line) and after for line, after in pairwise(lines))


def _talk_in(line: str) -> re.Match[str] | None:
    return None if _NO_TALK.match(line) or is_heading(line) else _TALK.match(line) or _DOTTED.match(line)


def is_uncased_cue(line: str) -> bool:
    """Whether a line of a script without capitals reads as a name above a speech."""
    name = _EXTENSION.sub("", line).strip()
    return bool(_UNCASED_NAME.match(name)) and len(name.split()) <= 3 and not is_heading(name)


def _spoken_kind(bare: str) -> Kind:
    if bare.startswith("~"):
        return "lyric"
    return "parenthetical" if bare.startswith(("(", "（")) and bare.endswith((")", "）")) else "dialogue"


def _note(note: Note) -> Element:
    return Element("note", note.text, note.start, note.end)


def _title_page(lines: list[TextLine]) -> tuple[tuple[tuple[str, str], ...], int]:
    """The entries of the title page and the line behind it; a text that begins otherwise has none."""
    first = next((n for n, line in enumerate(lines) if _bare(line)), 0)
    match = _KEY.match(_bare(lines[first])) if lines else None
    if not match or match[1].lower() not in _KEYS:
        return (), 0
    entries: list[tuple[str, str]] = []
    number = first
    for number in range(first, len(lines) + 1):
        if number == len(lines) or not lines[number].text.strip():
            break
        line = _bare(lines[number])
        match = _KEY.match(line) if lines[number].text[:1] not in " \t" else None
        if match:
            key = match[1].lower()
            entries.append(("title" if key in _TITLES else key, plain(match[2])))
        elif entries:
            key, value = entries[-1]
            entries[-1] = (key, f"{value} {plain(line)}".strip())
    return tuple(entries), number


def _bare(line: TextLine) -> str:
    return _MASKED.sub("", line.text).lstrip("\ufeff").strip()


@dataclass(slots=True)
class _Reader:
    lines: list[TextLine]
    at: int
    uncased: bool = False
    """Whether names stand above speeches without capitals."""
    play: bool = False
    elements: list[Element] = field(default_factory=list)

    def run(self) -> None:
        """Read line after line; each method moves on by what it takes."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not _bare(line):
                self.at += 1
            elif not self._forced(_bare(line)):
                self._unforced(_bare(line))

    def _forced(self, bare: str) -> bool:
        """Take a line whose first characters say what it is."""
        if re.match(r"^={3,}$", bare):
            return self._take("page_break", "")
        if bare.startswith(">"):
            return self._take("centered", bare[1:-1]) if bare.endswith("<") else self._take("transition", bare[1:])
        opens = self._blank(self.at - 1)
        if re.match(r"\.[^\W\d_]|\.\d+(?:[^\W\d_]|.*\s[-–—])", bare) and opens:
            return self._heading(bare[1:])
        if bare.startswith("@") and len(bare) > 1 and opens:
            return self._speech(bare[1:])
        if bare.startswith("!"):
            return self._action()
        marks: dict[str, Kind] = {"#": "section", "=": "synopsis", "~": "lyric"}
        if kind := marks.get(bare[0] if bare[0] != "#" or _SECTION.match(bare) else ""):
            return self._take(kind, bare.lstrip("#") if kind == "section" else bare[1:])
        return False

    def _unforced(self, bare: str) -> bool:
        if self._blank(self.at - 1):
            if is_heading(bare):
                return self._heading(bare)
            if is_transition(bare):
                return self._take("transition", bare)
            if is_cue(bare) and not self._blank(self.at + 1):
                return self._speech(bare)
            if self.uncased and is_uncased_cue(bare) and not self._blank(self.at + 1):
                return self._speech(bare)
        if self.play and (scene := _PLAY_SCENE.match(bare)):
            return self._play_scene(scene)
        if self.play and _PLAY_ACT.match(bare):
            return self._take("section", bare)
        if self.play and (talk := _talk_in(bare)):
            return self._talk(talk)
        return self._action()

    def _take(self, kind: Kind, text: str) -> bool:
        line = self.lines[self.at]
        self.elements.append(Element(kind, plain(text), line.start, line.end))
        self.at += 1
        return True

    def _heading(self, bare: str) -> bool:
        heading, number = split_number(plain(bare))
        line = self.lines[self.at]
        self.elements.append(Element("heading", heading, line.start, line.end, number=number))
        self.at += 1
        return True

    def _speech(self, bare: str) -> bool:
        """A cue and what is spoken under it; two spaces keep an empty line inside the speech."""
        line = self.lines[self.at]
        self.elements.append(Element("character", plain(bare.rstrip("^ ")), line.start, line.end, dual=bare.endswith("^")))
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            bare = _bare(line)
            if not bare and MASK not in line.text and not line.text.startswith("  "):
                break
            kind = _spoken_kind(bare)
            self._add(kind, plain(bare.lstrip("~") if kind == "lyric" else bare), line)
            self.at += 1
        return True

    def _talk(self, talk: re.Match[str]) -> bool:
        """Name and words on one line, as plays and scripts without capitals have it."""
        line = self.lines[self.at]
        middle = min(line.start + line.text.index(talk["name"]) + len(talk["name"]), line.end)
        words = plain(talk["words"].strip("「」『』 "))
        manner = _MANNER.search(talk["name"])
        self.elements.append(Element("character", talk["name"], line.start, middle))
        if said := _SPOKEN_SO.match(words):
            manner, words = said, said["words"]
        if manner:
            self.elements.append(Element("parenthetical", f"({manner['manner']})", middle, middle))
        self.elements.append(Element("dialogue", words, middle, line.end))
        self.at += 1
        return True

    def _play_scene(self, scene: re.Match[str]) -> bool:
        """`SCENE 2. The stable. Night.` in the form of other headings."""
        line = self.lines[self.at]
        parts = [part for part in re.split(r"[.;]\s*", plain(scene["where"])) if part]
        self.elements.append(Element("heading", " - ".join(parts[:2]) or scene[0], line.start, line.end, number=scene["number"]))
        self.at += 1
        return True

    def _add(self, kind: Kind, text: str, line: TextLine) -> None:
        """Lines of one kind under one cue are one element."""
        last = self.elements[-1]
        if kind == last.kind == "dialogue":
            self.elements[-1] = Element(kind, f"{last.text} {text}".strip(), last.start, line.end)
        elif text:
            self.elements.append(Element(kind, text, line.start, line.end))

    def _action(self) -> bool:
        """A paragraph of action: up to the next empty or forced line."""
        first = self.lines[self.at]
        parts: list[str] = []
        while self.at < len(self.lines) and not self._blank(self.at):
            bare = _bare(self.lines[self.at])
            if parts and (_BREAKS.match(bare) or (self.play and _talk_in(bare))):
                break
            parts.append(plain(bare.removeprefix("!").strip("[]()（）") if self.play else bare.removeprefix("!")))
            self.at += 1
        if text := " ".join(part for part in parts if part):
            self.elements.append(Element("action", text, first.start, self.lines[self.at - 1].end))
        return True

    def _blank(self, number: int) -> bool:
        """Whether there is nothing on a line, or no such line; a masked line counts as not there."""
        if not 0 <= number < len(self.lines):
            return True
        return not self.lines[number].text.strip().strip(MASK)
