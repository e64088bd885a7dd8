"""The prompts of the analysis service: a part of a script, what is known so far, how many shots. Pure; `vendors` calls it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.domain.told.reconcile import Book
from analysis.domain.told.units import Unit
from contracts.catalogue import all_styles
from contracts.sounds import AMBIENCES, EFFECTS, MOODS
from contracts.storyboard import PLACE_KINDS
from contracts.vocabulary import EXPRESSIONS, POSES, PROPS
from vendor_http.prompts import Data, Prompt, render

PACKAGE = "analysis.prompts"
WORDS = {
    "moods": MOODS,
    "poses": POSES,
    "expressions": EXPRESSIONS,
    "props": PROPS,
    "effects": EFFECTS,
    "places": PLACE_KINDS,
    "ambiences": AMBIENCES,
}
"""The vocabularies that drawing and audio share."""

VERBATIM = "Every speech unit is said exactly once."
CONDENSED = "Speech for which there is no room is left out; what is kept is said once."


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the script: which one of how many, and how many shots it may have; None where the script decides."""

    units: Sequence[Unit]
    number: int
    parts: int
    shots: int | None


def prompt(family: str, part: Part, known: Book, style: str) -> Prompt:
    """What a model of a family is told. What stands in fences comes out of the script; everything else is ours."""
    look = all_styles().get(style)
    inputs: dict[str, str | Data] = {
        **{name: ", ".join(words) for name, words in WORDS.items()},
        "budget": _budget(part.shots),
        "saying": VERBATIM if part.shots is None else CONDENSED,
        "style": f"{look.name}: {look.description.rstrip('.')}" if look else "",
        "known": Data(told_of(known), "known") if known.cast or known.places else "",
        "part": Data("\n".join(unit.line() for unit in part.units), "script"),
        "whole": "this script" if part.parts == 1 else f"this part, number {part.number} of {part.parts},",
    }
    return render(PACKAGE, "analyze", family, inputs)


def told_of(known: Book) -> str:
    """Who and what there is so far, one per line."""
    lines = [_entry("cast", p.id, p.name, p.also_called, p.tag) for p in known.cast]
    lines += [_entry("places", p.id, p.name, p.also_called, p.description) for p in known.places]
    lines += [_entry("things", t.id, t.name, (), t.description) for t in known.things]
    return "\n".join(lines)


def _entry(where: str, id_: str, name: str, also: Sequence[str], told: str) -> str:
    return f"{where} " + json.dumps({"id": id_, "name": name, "also_called": [*also], "is": told[:160]}, ensure_ascii=False)


def _budget(shots: int | None) -> str:
    if shots is None:
        return "Make one for every action and one for every speech or two of a conversation."
    return f"The film has room for {shots} shots of this part: choose what carries the story, keep its beginning, turn and end."
