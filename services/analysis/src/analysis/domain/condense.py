"""More script than film, or more film than script: which scenes and shots stay, and which get a second look; used by board."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

from analysis.domain.drafts import SHORTEST, Draft
from contracts.storyboard import FPS, Angle, Move, ShotSize

LONGEST = 7 * FPS
"""Frames after which a shot without a cut gets dull."""
_SECOND_LOOKS: tuple[tuple[ShotSize, Angle, Move], ...] = (
    ("close_up", "eye", "push"), ("wide", "high", "pan_right"), ("medium", "low", "track_left"), ("full", "eye", "pull"),
    ("extreme_close_up", "eye", "static"), ("wide", "low", "crane_up"),
)  # fmt: skip


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
    looks = cycle(_SECOND_LOOKS)
    return [[look for shot in scene for look in _looks(shot, stretch, looks)] for scene in scenes]


def _looks(shot: Draft, stretch: float, looks: "cycle[tuple[ShotSize, Angle, Move]]") -> list[Draft]:
    """The shot, and as many silent second looks at it as its stretched length asks for."""
    length = shot.natural * stretch
    count = math.ceil(length / LONGEST)
    if count == 1 or length < shot.least + SHORTEST * (count - 1):
        return [shot]
    if shot.lines:
        first, rest = shot, round((length - shot.least) / stretch / (count - 1))
        first = replace(shot, natural=max(1, round(shot.least / stretch)))
    else:
        rest = round(shot.natural / count)
        first = replace(shot, natural=rest)
    return [first, *(_second(shot, next(looks), max(1, rest)) for _ in range(count - 1))]


def _second(shot: Draft, look: tuple[ShotSize, Angle, Move], natural: int) -> Draft:
    size, angle, move = look
    return replace(shot, size=size, angle=angle, move=move, natural=natural, least=SHORTEST, lines=(), effects=(), weight=0.3)
