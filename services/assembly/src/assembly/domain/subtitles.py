"""From the storyboard's lines and the speech's word times to subtitle cues on the film's clock."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assembly.domain.timeline import Placed
from contracts.storyboard import Line, Storyboard

LINE_WIDTH = 42
LINES = 2
SHORTEST = 1.0
LINGER = 0.4
GAP = 1 / 12
READ = 20
"""Columns a second: nobody has to read faster where there is room before the next cue."""
PAUSE = 6
"""Columns by which rows may be less equal, so that they break where the sentence does."""
SHORT = 3
"""Letters of words such as `the`, `auf`, `de`, which belong to what comes after them."""

_FOLLOWING = ("Po", "Pe", "Pf", "Mn", "Sk", "Cf")
_NEVER_FIRST = "ーっゃゅょぁぃぅぇぉッャュョァィゥェォ々〜"
"""Signs with which no row of Japanese begins."""


@dataclass(frozen=True, slots=True)
class Word:
    """A spoken word of a line and when it is heard, in seconds from its shot's start."""

    text: str
    start: float
    end: float
    line: str


@dataclass(frozen=True, slots=True)
class Timed:
    """A word as it is written, with the film time at which it is heard."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at once: one or two rows of words."""

    start: float
    end: float
    speaker: str
    rows: tuple[tuple[Timed, ...], ...]
    spaced: bool
    """False where the script writes without spaces between words."""
    line: str = ""
    """The id of the line that it is a part of."""

    def text(self) -> str:
        """The words as written, one row per line."""
        return "\n".join((" " if self.spaced else "").join(word.text for word in row) for row in self.rows)


def cues_of(storyboard: Storyboard, placed: Sequence[Placed], words: Mapping[str, Sequence[Word]]) -> tuple[Cue, ...]:
    """The film's subtitles in order, none longer than two rows, none overlapping the next. `words` is by shot id."""
    names = names_of(storyboard)
    cues = [cue for item in placed for cue in _cues(item, words.get(item.shot.id, ()), storyboard.fps, names, LINE_WIDTH)]
    return _spread(cues, placed[-1].end / storyboard.fps if placed else 0.0)


def shot_cues(item: Placed, words: Sequence[Word], fps: int, names: Mapping[str, str], columns: int) -> tuple[Cue, ...]:
    """The cues of one shot, which depend on nothing else: none stays longer than its picture. Rows have so many columns."""
    return _spread(_cues(item, words, fps, names, columns), item.end / fps)


def names_of(storyboard: Storyboard) -> Mapping[str, str]:
    """What the cast is called, by id."""
    return {member.id: member.name for member in storyboard.cast}


def _cues(item: Placed, words: Sequence[Word], fps: int, names: Mapping[str, str], columns: int) -> list[Cue]:
    cues: list[Cue] = []
    for line, spoken in _times(item, words, fps):
        speaker = names.get(line.speaker, line.speaker) if line.speaker else ""
        spaced = _spaced(line.text)
        pairs = _split(spoken, columns, spaced=spaced)
        cues.extend(Cue(rows[0][0].start, rows[-1][-1].end, speaker, rows, spaced, line.id) for rows in pairs)
    return cues


def _times(item: Placed, words: Sequence[Word], fps: int) -> list[tuple[Line, list[Timed]]]:
    """Each line of a shot with its written words timed: from the speech where it fits, else by their length."""
    shot_start, seconds = item.start / fps, item.shot.frames / fps
    lines = [(line, _written(line.text)) for line in item.shot.lines]
    lines = [(line, written) for line, written in lines if written]
    total = sum(len(text) for _, written in lines for text in written) or 1
    timed, before = [], 0
    for line, written in lines:
        length = sum(map(len, written))
        heard = [word for word in words if word.line == line.id]
        start, end = seconds * before / total, seconds * (before + length) / total
        if heard:
            start, end = heard[0].start, max(word.end for word in heard)
        before += length
        timed.append((line, _match(written, heard, shot_start, start, end)))
    return timed


def _match(written: list[str], heard: list[Word], offset: float, start: float, end: float) -> list[Timed]:
    if len(written) == len(heard):
        return [Timed(text, offset + word.start, offset + word.end) for text, word in zip(written, heard, strict=True)]
    total, before, timed = sum(map(len, written)), 0, []
    for text in written:
        first = start + (end - start) * before / total
        before += len(text)
        timed.append(Timed(text, offset + first, offset + start + (end - start) * before / total))
    return timed


def _spaced(text: str) -> bool:
    return not _wide(text) or len(text.split()) > len(text) / LINE_WIDTH + 1


def _wide(text: str) -> bool:
    return sum(unicodedata.east_asian_width(letter) in "WF" for letter in text) > len(text) / 2


def _written(text: str) -> list[str]:
    """The words of a line; text without spaces between words is taken letter by letter, closing marks kept with their letter."""
    words = one_line(text).split()
    if not _spaced(text):
        letters: list[str] = []
        for letter in "".join(words):
            if letters and _clings(letters[-1], letter):
                letters[-1] += letter
            else:
                letters.append(letter)
        return letters
    return [part for word in words for part in _chopped(word)]


def _clings(before: str, letter: str) -> bool:
    """Whether no row may end between them: marks, what only closes or follows, what only opens, and signs of several letters."""
    last = before[-1]
    if unicodedata.combining(letter) or unicodedata.category(letter) in _FOLLOWING or letter in _NEVER_FIRST:
        return True
    if last == "\u200d" or unicodedata.category(last) in ("Ps", "Pi"):
        return True
    if (letter + last).isascii():
        return letter.isalnum() and last.isalnum() and len(before) < LINE_WIDTH
    return "\U0001f1e6" <= letter <= "\U0001f1ff" and len(before) == 1 and "\U0001f1e6" <= last <= "\U0001f1ff"


def one_line(text: str) -> str:
    """Text for a place that holds one line: line breaks and control characters become single spaces."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", text).split())


def _chopped(word: str) -> list[str]:
    """A word wider than a row, in pieces that fit."""
    return [word[n : n + LINE_WIDTH] for n in range(0, len(word), LINE_WIDTH)] if width_of(word) > LINE_WIDTH else [word]


def width_of(text: str) -> int:
    """How many columns a text takes: east Asian letters take two, marks that sit on others none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _split(spoken: list[Timed], columns: int, *, spaced: bool) -> list[tuple[tuple[Timed, ...], ...]]:
    """Two rows at a time."""
    rows: list[list[Timed]] = [[]]
    space = 1 if spaced else 0
    for word in spoken:
        used = sum(width_of(each.text) + space for each in rows[-1])
        if rows[-1] and used + width_of(word.text) > columns:
            rows.append([])
        rows[-1].append(word)
    return [_balanced(rows[n : n + LINES], space, columns) for n in range(0, len(rows), LINES)]


def _balanced(rows: list[list[Timed]], space: int, columns: int) -> tuple[tuple[Timed, ...], ...]:
    """Two rows of nearly equal width read better than a full one and a single word, and best where the sentence pauses."""
    words = [word for row in rows for word in row]
    widths = [width_of(word.text) + space for word in words]
    fits = [n for n in range(1, len(words)) if max(sum(widths[:n]), sum(widths[n:])) - space <= columns]
    if len(rows) < LINES or not fits:
        return tuple(tuple(row) for row in rows)
    best = min(fits, key=lambda n: abs(sum(widths[:n]) - sum(widths[n:])) + _torn(words[n - 1].text))
    return tuple(words[:best]), tuple(words[best:])


def _torn(word: str) -> int:
    """How much is lost, in columns, when a row ends with this word: nothing at a pause, most after a small word."""
    if unicodedata.category(word[-1]) in ("Po", "Pf", "Pe", "Pd"):
        return 0
    return 3 * PAUSE if len(word) <= SHORT and word.islower() else PAUSE


def _spread(cues: list[Cue], film_end: float) -> tuple[Cue, ...]:
    """Short cues stay a little longer, but never into the next one or past the film's end."""
    ordered = sorted(cues, key=lambda cue: cue.start)
    spread = []
    for n, cue in enumerate(ordered):
        limit = ordered[n + 1].start - GAP if n + 1 < len(ordered) else film_end
        readable = cue.start + max(SHORTEST, width_of(cue.text()) / READ)
        end = min(max(cue.end + LINGER, readable), max(limit, cue.start + GAP), film_end)
        if end > cue.start:
            spread.append(replace(cue, end=end))
    return tuple(spread)
