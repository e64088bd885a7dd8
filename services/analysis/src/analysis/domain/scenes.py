"""Cutting a script into scenes as a human counts them; their slices of the original text follow each other without gaps."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.domain.elements import FILMED, Element, Script
from analysis.domain.headings import is_heading, is_omitted
from analysis.domain.lexicon.gloss import Gloss
from analysis.domain.lexicon.match import Found
from analysis.domain.lexicon.settings import PLACES, SCENERY, kind_of_place
from analysis.domain.text import words_of

LEAST_PREAMBLE = 12
"""Words before the first heading that make a scene of their own."""
_SPANS = "hours?|days?|weeks?|months?|years?|winters?|summers?"
_JUMP = re.compile(
    r"^(?:the next (?:morning|day|evening|night)|(?:later|meanwhile|that (?:night|evening|afternoon|morning))\b"
    rf"|(?:(?:a|one|two|three|ten|many|some) )?(?:{_SPANS}) (?:later|passed?)"
    r"|(?:at|by) (?:dawn|dusk|midnight|noon|sunrise|sunset|nightfall)|when (?:morning|night|dawn|evening) (?:came|comes))",
    re.IGNORECASE,
)
_ARTICLE = r"\s+(?:(?:the|a|an|his|her|their|its|my|our)\s+)?(?:[\w'-]+\s+){0,2}$"
_ENTERS = r"into|inside|back (?:at|in|to)|reach(?:es|ed)?|enter(?:s|ed)?|arriv(?:es|ed) (?:at|in)"
_ENTERING = re.compile(rf"\b(?:{_ENTERS}){_ARTICLE}", re.IGNORECASE)
_GOING = re.compile(rf"\b(?:{_ENTERS}|in|at|to|onto|on|through|under|across|near){_ARTICLE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SceneText:
    """One scene of the script: its slice of the text, its heading and its elements (without the heading)."""

    start: int
    end: int
    heading: str = ""
    number: str = ""
    elements: tuple[Element, ...] = ()


def scenes_of(script: Script, gloss: Gloss) -> list[SceneText]:
    """All scenes in order; the first begins at 0 and the last ends with the text, so what stands between belongs to one."""
    opens = _prose_opens(script.elements, gloss) if script.format == "prose" else _heading_opens
    scenes = _without_labels(_joined_leader(_cut(script.elements, opens)))
    bounds = [0, *(scene.start for scene in scenes[1:]), len(script.text)]
    return [replace(scene, start=start, end=end) for scene, (start, end) in zip(scenes, pairwise(bounds), strict=True)]


def _heading_opens(element: Element) -> bool:
    return element.kind == "heading" and not is_omitted(element.text)


def _cut(elements: tuple[Element, ...], opens: Callable[[Element], bool]) -> list[SceneText]:
    groups: list[list[Element]] = [[]]
    for element in elements:
        if opens(element):
            groups.append([])
        groups[-1].append(element)
    return [_scene(group) for group in groups if group]


def _scene(group: list[Element]) -> SceneText:
    first = group[0]
    if first.kind != "heading":
        return SceneText(first.start, group[-1].end, elements=tuple(group))
    return SceneText(first.start, group[-1].end, first.text, first.number, tuple(group[1:]))


def _joined_leader(scenes: list[SceneText]) -> list[SceneText]:
    """What stands before the first heading is a scene of its own only if there is enough of it to film."""
    if len(scenes) > 1 and not scenes[0].heading and scenes[1].heading and not _is_filmed(scenes[0]):
        joined = replace(scenes[1], start=scenes[0].start, elements=scenes[0].elements + scenes[1].elements)
        return [joined, *scenes[2:]]
    return scenes


def _without_labels(scenes: list[SceneText]) -> list[SceneText]:
    """A heading that names no place and has nothing under it (`.TEASER`) is a label of the scene behind it."""
    found: list[SceneText] = []
    label: SceneText | None = None
    for number, scene in enumerate(scenes, 1):
        if label is not None:
            scene = replace(scene, start=label.start, elements=label.elements + scene.elements)
            label = None
        bare = scene.heading and not is_heading(scene.heading) and not any(e.kind in FILMED for e in scene.elements)
        if number < len(scenes) and bare and kind_of_place(scene.heading) is None:
            label = scene
        else:
            found.append(scene)
    return found


def _is_filmed(scene: SceneText) -> bool:
    spoken = any(element.kind in {"dialogue", "lyric"} for element in scene.elements)
    return spoken or sum(len(words_of(e.text)) for e in scene.elements if e.kind in FILMED) >= LEAST_PREAMBLE


def _prose_opens(elements: tuple[Element, ...], gloss: Gloss) -> Callable[[Element], bool]:
    """In prose a scene opens behind a chapter heading or break, with a jump in time, or where the story goes to another place."""
    starts: set[int] = set()
    place: str | None = None
    fresh = True
    for element in elements:
        if element.kind != "action":
            if element.start and not fresh:
                starts.add(element.start)
            fresh, place = True, None
            continue
        text = gloss.english(element.text)
        went = goes_to(text, started=place is not None)
        if not fresh and (_JUMP.match(text) or (went and place and went != place)):
            starts.add(element.start)
        place, fresh = went or place, False
    return lambda element: element.start in starts


def goes_to(paragraph: str, *, started: bool) -> str | None:
    """The kind of place that a paragraph goes to."""
    found = place_gone_to(paragraph, started=started)
    return kind_of_place(found.form) if found else None


def place_gone_to(paragraph: str, *, started: bool) -> Found | None:
    """The word for the place that a paragraph goes to; common words count only where somebody enters."""
    for place in PLACES.found(paragraph):
        before = paragraph[max(0, place.start - 40) : place.start]
        common = place.form.lower() in SCENERY and started
        if (_ENTERING if common else _GOING).search(before):
            return place
    return None
