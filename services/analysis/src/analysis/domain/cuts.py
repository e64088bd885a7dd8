"""How scenes follow each other: the transition into each and the extra frames that it overlaps; used by board."""

import re
from collections.abc import Sequence

from analysis.domain.places import SceneSetting
from analysis.domain.scenes import SceneText
from contracts.storyboard import Transition

HANDLE = 6
"""Frames that a transition takes of the shot before and of the shot behind the cut."""
_WORDS: tuple[tuple[re.Pattern[str], Transition], ...] = (
    (re.compile(r"DISSOLVE|MORPH|RIPPLE|BLEND"), "dissolve"),
    (re.compile(r"FADE|BLACK|WHITE|BURN"), "fade"),
    (re.compile(r"IRIS|CIRCLE"), "circle_open"),
    (re.compile(r"WIPE"), "wipe_left"),
    (re.compile(r"SLIDE|PUSH|WHIP"), "slide_left"),
    (re.compile(r"CUT"), "cut"),
)


def transitions_of(scenes: Sequence[SceneText], settings: Sequence[SceneSetting]) -> list[Transition]:
    """The transition into every scene: what the script says, else a dissolve where time passes or the place changes side."""
    found: list[Transition] = ["cut"] if scenes else []
    for number in range(1, len(scenes)):
        told = _told(scenes[number - 1]) or _opening(scenes[number])
        found.append(told or _usual(settings[number - 1], settings[number]))
    return found


def handles_of(transitions: Sequence[Transition], first: Sequence[int], last: Sequence[int]) -> list[int]:
    """Handle frames of the transition into every scene, never more than a third of the shots it joins; 0 for a cut.

    `first` and `last` are the lengths of every scene's first and last shot.
    """
    handles = [0]
    for number in range(1, len(transitions)):
        room = min(HANDLE, last[number - 1] // 3, first[number] // 3)
        handles.append(0 if transitions[number] == "cut" or room < 2 else room)
    return handles


def _told(scene: SceneText) -> Transition | None:
    """The transition at the end of a scene."""
    closing = scene.elements[-1:] if scene.elements else ()
    return next((_read(e.text) for e in closing if e.kind == "transition"), None)


def _opening(scene: SceneText) -> Transition | None:
    """A transition at a scene's very beginning, such as FADE IN."""
    return next((_read(e.text) for e in scene.elements[:1] if e.kind == "transition"), None)


def _read(text: str) -> Transition | None:
    return next((transition for pattern, transition in _WORDS if pattern.search(text.upper())), None)


def _usual(before: SceneSetting, after: SceneSetting) -> Transition:
    if before.time != after.time or before.interior != after.interior:
        return "dissolve"
    return "cut"
