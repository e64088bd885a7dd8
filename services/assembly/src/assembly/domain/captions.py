"""Subtitles that are drawn into the picture: which words are shown over which frames, so that each piece knows its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from assembly.domain.subtitles import Cue, Word, names_of, shot_cues
from assembly.domain.timeline import Placed
from contracts.storyboard import Line, Ratio, Shot, Storyboard

COLUMNS: Mapping[Ratio, int] = {"16:9": 42, "1:1": 32, "9:16": 26}
"""Letters in a row: what is read at a glance, and fits the picture's width."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two rows, shown from frame `first` until before frame `end`."""

    first: int
    end: int
    rows: tuple[str, ...]
    label: str = ""
    """Who speaks, where the picture does not tell."""
    slanted: bool = False
    """Whether the voice comes from outside the picture."""
    language: str = "en"

    def parts(self) -> tuple[int | str | tuple[str, ...], ...]:
        return (self.first, self.end, self.rows, self.label, int(self.slanted), self.language)


Captions = Mapping[str, tuple[Caption, ...]]
"""By shot id; frames count within the film."""
NONE: Captions = MappingProxyType({})


def captions_of(storyboard: Storyboard, placed: Sequence[Placed], words: Mapping[str, Sequence[Word]]) -> Captions:
    """What is burned into the film. A shot's captions depend on its own lines alone, and end with its picture."""
    names, fps, columns = names_of(storyboard), storyboard.fps, COLUMNS[storyboard.ratio]
    found = {}
    for item in placed:
        cues = shot_cues(item, words.get(item.shot.id, ()), fps, names, columns)
        if captions := _captions(item, cues, fps, storyboard.language):
            found[item.shot.id] = captions
    return found


def _captions(item: Placed, cues: Sequence[Cue], fps: int, language: str) -> tuple[Caption, ...]:
    lines, captions, before, free = {line.id: line for line in item.shot.lines}, list[Caption](), "", item.start
    for cue in cues:
        first, end = max(free, round(cue.start * fps)), min(item.end, round(cue.end * fps))
        line = lines[cue.line]
        label = cue.speaker if line.id != before and _unclear(line, item.shot) else ""
        rows = tuple(cue.text().split("\n"))
        if first < end:
            captions.append(Caption(first, end, rows, label, line.kind != "dialogue", language))
            free = end
        before = line.id
    return tuple(captions)


def _unclear(line: Line, shot: Shot) -> bool:
    """Whether nobody sees who speaks: the speaker is not in the picture, or several speak in it."""
    speakers = {each.speaker for each in shot.lines if each.speaker}
    return line.speaker not in shot.cast or len(speakers) > 1


def shown_in(captions: Captions, items: Sequence[Placed], start: int, frames: int) -> tuple[Caption, ...]:
    """Those of these shots that are seen in a stretch of the film, counted from its first frame."""
    found = [
        replace(each, first=max(0, each.first - start), end=min(frames, each.end - start))
        for item in items
        for each in captions.get(item.shot.id, ())
    ]
    return tuple(each for each in found if each.first < each.end)
