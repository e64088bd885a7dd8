"""Cuts on the movement: an action that goes on is seen from far and then from near, in the middle of its stride; used by board.

The second shot says the same, in the same poses; motion goes on in it where the first has stopped.
"""

from collections.abc import Sequence
from dataclasses import replace

from analysis.domain.drafts import SHORTEST, Draft
from contracts.storyboard import ShotSize

FAST, SLOW = 96, 4 * SHORTEST
"""Frames from which on a fast movement, and any other, is cut in two."""
PACES = {
    **dict.fromkeys(("running", "fighting", "climbing"), FAST),
    **dict.fromkeys(("walking", "dancing", "swimming", "flying", "pushing"), SLOW),
}
NEARER: dict[ShotSize, ShotSize] = {"extreme_wide": "full", "wide": "full", "full": "medium"}


def cut_on_action(
    drafts: Sequence[Sequence[Draft]], frames: Sequence[Sequence[int]], most: int
) -> tuple[list[list[Draft]], list[list[int]]]:
    """The same film with at most so many shots, its long silent movements cut in two; no frame more or less."""
    room = most - sum(len(scene) for scene in drafts)
    shots: list[list[Draft]] = []
    lengths: list[list[int]] = []
    for scene, counts in zip(drafts, frames, strict=True):
        shots.append([])
        lengths.append([])
        for draft, count in zip(scene, counts, strict=True):
            cut = room > 0 and is_cut(draft, count)
            room -= cut
            shots[-1] += [replace(draft, end=""), _nearer(draft)] if cut else [draft]
            lengths[-1] += [count - count // 2, count // 2] if cut else [count]
    return shots, lengths


def is_cut(draft: Draft, frames: int) -> bool:
    """Whether a shot is one movement that is long enough for two, and nobody speaks over it."""
    paces = [PACES[pose] for pose in draft.poses.values() if pose in PACES]
    return bool(paces) and not draft.lines and draft.size in NEARER and frames >= min(paces)


def _nearer(draft: Draft) -> Draft:
    return replace(draft, size=NEARER[draft.size], angle="eye", effects=())
