"""More script than film, or more film than script: which scenes and shots stay, and which get a second look; used by board."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from analysis.domain.drafts import SHORTEST, Draft
from contracts.storyboard import FPS, Angle, Move, ShotSize

_MOVES: tuple[Move, ...] = ("push", "static", "tilt_up", "pan_right")
_WHOLES: tuple[tuple[ShotSize, Angle, Move], ...] = (
    ("full", "low", "crane_up"), ("wide", "high", "pan_right"), ("medium", "eye", "track_left"), ("extreme_wide", "eye", "pull"),
    ("full", "dutch", "handheld"), ("wide", "overhead", "crane_down"),
    ("medium", "low", "push"), ("full", "eye", "track_right"), ("wide", "low", "tilt_up"), ("full", "high", "static"),
)  # fmt: skip
LONGEST = 7 * FPS
"""Frames after which a shot without a cut gets dull."""


def scenes_kept(weights: Sequence[float], room: int) -> list[int]:
    """Which scenes stay when there is room for so many: the first, the last and the weightiest, in film order."""
    if len(weights) <= room:
        return list(range(len(weights)))
    ends = [0, len(weights) - 1][:room]
    middle = sorted(range(1, len(weights) - 1), key=lambda n: (-weights[n], n))
    return sorted({*ends, *middle[: room - len(ends)]})


def condensed(scenes: Sequence[Sequence[Draft]], total: int) -> list[list[Draft]]:
    """Leave out the lightest shots until the least lengths fit; every scene keeps one. Then silence the longest speeches."""
    kept = [list(scene) for scene in scenes]
    needed = sum(shot.least for scene in kept for shot in scene)
    light = sorted((shot.weight, n, k) for n, scene in enumerate(kept) for k, shot in enumerate(scene))
    left = [len(scene) for scene in kept]
    dropped: set[tuple[int, int]] = set()
    for _, n, k in light:
        if needed <= total:
            break
        if left[n] > 1:
            left[n] -= 1
            needed -= kept[n][k].least
            dropped.add((n, k))
    rest = [[shot for k, shot in enumerate(scene) if (n, k) not in dropped] for n, scene in enumerate(kept)]
    return _silenced(rest, total)


def _silenced(scenes: list[list[Draft]], total: int) -> list[list[Draft]]:
    needed = sum(shot.least for scene in scenes for shot in scene)
    long = sorted(((shot.least, n, k) for n, scene in enumerate(scenes) for k, shot in enumerate(scene)), reverse=True)
    for least, n, k in long:
        if needed <= total:
            break
        scenes[n][k] = replace(scenes[n][k], lines=(), least=min(least, SHORTEST))
        needed -= least - scenes[n][k].least
    return scenes


def covered(scenes: Sequence[Sequence[Draft]], total: int) -> list[list[Draft]]:
    """Second looks at what would be held too long, so that a short text can fill a long film."""
    natural = sum(shot.natural for scene in scenes for shot in scene)
    stretch = total / max(1, natural)
    if stretch <= 1.0:
        return [list(scene) for scene in scenes]
    return [[look for shot in scene for look in _looks(shot, stretch, _people(scene))] for scene in scenes]


def _people(scene: Sequence[Draft]) -> tuple[str, ...]:
    """Who is in the scene: seen again where a shot of a thing is held too long."""
    return tuple(dict.fromkeys(member for shot in scene for member in shot.cast))[:3]


def _looks(shot: Draft, stretch: float, people: tuple[str, ...]) -> list[Draft]:
    """The shot, and as many silent second looks at it as its stretched length asks for."""
    length = shot.natural * stretch
    seconds = _second_looks(shot, people)
    count = min(math.ceil(length / LONGEST), len(seconds) + 1)
    if count == 1 or length < shot.least + SHORTEST * (count - 1):
        return [shot]
    shot = replace(shot, end="", leaving=())  # the looks that follow still show what happens
    if shot.lines:
        first, rest = shot, round((length - shot.least) / stretch / (count - 1))
        first = replace(shot, natural=max(1, round(shot.least / stretch)))
    else:
        rest = round(shot.natural / count)
        first = replace(shot, natural=rest)
    return [first, *(replace(look, natural=max(1, rest)) for look in seconds[: count - 1])]


def _second_looks(shot: Draft, people: tuple[str, ...]) -> list[Draft]:
    """Other looks at what a shot shows, no two alike: the thing, each face, the whole from below, from above and from afar."""
    silent = replace(shot, least=SHORTEST, lines=(), effects=(), weight=0.3, end="", leaving=())
    things = [
        replace(silent, size="insert", angle="eye", move=move, cast=(), props=(prop,), poses={}, expressions={})
        for prop, move in zip(shot.props, _MOVES, strict=False)
        if shot.size != "insert"
    ]
    faces = [
        replace(silent, size="close_up", angle="eye", move=move, cast=(member,), props=())
        for member, move in zip(shot.cast or people, _MOVES, strict=False)
        if (shot.size, shot.cast) != ("close_up", (member,))
    ]
    wholes = [
        replace(silent, size=size, angle=angle, move=move, cast=shot.cast or people)
        for size, angle, move in _WHOLES
        if (size, angle) != (shot.size, shot.angle)
    ]
    return [look for trio in zip_longest(faces, things, wholes) for look in trio if look]
