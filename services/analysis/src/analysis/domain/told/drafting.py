"""The shots of a reading as drafts: words from the script, vocabulary kept to, what is unknown left out; used by `assembled`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from analysis.domain.drafts import Draft, Spoken
from analysis.domain.pacing import least_frames
from analysis.domain.soundtrack import MOST_EFFECTS
from analysis.domain.spots import spots_in
from analysis.domain.staging import MOST_PROPS
from analysis.domain.states import states_in
from analysis.domain.text import literal
from analysis.domain.told.answer import Said, Take
from analysis.domain.told.reconcile import Book
from analysis.domain.told.units import Unit
from contracts.sounds import EFFECTS
from contracts.storyboard import FPS
from contracts.vocabulary import EXPRESSIONS, POSES, PROPS

MOST_PEOPLE = 4
LONGEST_END = 300
"""Characters of how a shot ends."""
LONGEST = 20
"""Seconds that a shot is held at most, whatever the model says."""


def draft_of(take: Take, part: int, book: Book, units: Mapping[int, Unit]) -> Draft:
    """One shot."""
    cast, things = {p.id for p in book.cast}, {t.id: t.name for t in book.things}
    people = {book.of(part, one.id): one for one in take.people if book.of(part, one.id) in cast}
    shown = tuple(people)[:MOST_PEOPLE]
    lines = tuple(spoken for line in take.lines if (spoken := _spoken(line, part, book, units)))
    named = tuple(things[book.of(part, told)] for told in take.things if book.of(part, told) in things)
    known = tuple(_word(prop) for prop in take.props if _word(prop) in PROPS)
    least, end = least_frames(lines), " ".join(take.end.split())[:LONGEST_END]
    action = " ".join(take.action.split())[:600]
    told, names = literal(action), {p.id: p.name for p in book.cast}
    there = [(id_, told.find(names[id_])) for id_ in shown if names[id_] in told]
    return Draft(
        action=action,
        size=take.size,
        angle=take.angle,
        move=take.move,
        cast=shown,
        poses={id_: _word(people[id_].pose) for id_ in shown if _word(people[id_].pose) in POSES},
        expressions={id_: _word(people[id_].expression) for id_ in shown if _word(people[id_].expression) in EXPRESSIONS},
        props=tuple(dict.fromkeys((*named, *known)))[: MOST_PROPS + len(named)],
        states=states_in(told),
        spots=spots_in(told, there),
        lines=lines,
        effects=tuple((_word(e.name), min(1.0, max(0.0, e.at))) for e in take.effects if _word(e.name) in EFFECTS)[:MOST_EFFECTS],
        end=end,
        leaving=tuple(id_ for id_ in shown if people[id_].gone) if end else (),
        weight=1.5 if lines else 1.0,
        natural=max(least, round(min(LONGEST, max(0.5, take.seconds)) * FPS)),
        least=least,
    )


def _spoken(line: Said, part: int, book: Book, units: Mapping[int, Unit]) -> Spoken | None:
    """The words as the script has them; a speaker that nobody knows is left to the narrator."""
    unit = units.get(line.unit)
    if unit is None or unit.kind in ("heading", "transition", "section", "note"):
        return None
    speaker = book.of(part, line.speaker)
    known = speaker if speaker in {p.id for p in book.cast} else None
    kind = "narration" if known is None else "dialogue" if line.kind == "narration" else line.kind
    return Spoken(" ".join(words_in(unit.text, line.words).split()), known, kind, line.manner.strip("() ")[:60])


def words_in(text: str, wanted: str) -> str:
    """The words of the script that the model means: those it names, as the script writes them, else all."""
    tokens = re.findall(r"\w+", wanted)
    if not tokens:
        return text
    found = re.search(r"\W+".join(map(re.escape, tokens)) + r"[.!?…。！？]*", text, re.IGNORECASE)
    return found[0] if found else text


def with_all_speech(
    takes: Sequence[Take], drafts: Sequence[Draft], speech: Sequence[Unit], speaker_of: Callable[[str], str | None]
) -> list[Draft]:
    """The drafts with the speech that no shot of theirs has: put to the shot during which it is said."""
    told = {line.unit for take in takes for line in take.lines}
    found = list(drafts)
    for unit in speech:
        if unit.number in told:
            continue
        place = max((n for n, take in enumerate(takes) if take.first <= unit.number), default=0)
        speaker = speaker_of(unit.speaker)
        line = Spoken(unit.text, speaker, "dialogue" if speaker else "narration", unit.manner.strip("() ")[:60])
        lines = (*found[place].lines, line)
        least = least_frames(lines)
        found[place] = replace(found[place], lines=lines, least=least, natural=max(found[place].natural, least))
    return found


def _word(told: str) -> str:
    return told.strip().lower().replace(" ", "_").replace("-", "_")
