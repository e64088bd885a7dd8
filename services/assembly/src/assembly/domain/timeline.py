"""Where each shot and scene lies in the film, and how many frames each transition overlaps. All in frames."""

from dataclasses import dataclass
from itertools import pairwise

from contracts.storyboard import Scene, Shot, Storyboard, Transition


@dataclass(frozen=True, slots=True)
class Placed:
    """A shot in the film. `fade_in` and `fade_out` are how far the transitions reach into it from its two cuts."""

    shot: Shot
    scene: Scene
    start: int
    transition: Transition
    fade_in: int
    fade_out: int

    @property
    def end(self) -> int:
        return self.start + self.shot.frames


def place_shots(storyboard: Storyboard) -> tuple[Placed, ...]:
    """All shots in film order; the film is exactly as long as the sum of their `frames`."""
    shots = [
        (scene, shot, scene.transition_in if n == 0 else "cut")
        for scene in storyboard.scenes
        for n, shot in enumerate(scene.shots)
    ]
    overlaps = [0]
    for (_, before, _), (_, after, transition) in pairwise(shots):
        overlaps.append(_overlap(before, after, transition))
    overlaps.append(0)
    placed, start = [], 0
    for n, (scene, shot, transition) in enumerate(shots):
        placed.append(Placed(shot, scene, start, transition if overlaps[n] else "cut", overlaps[n], overlaps[n + 1]))
        start += shot.frames
    return tuple(placed)


def _overlap(before: Shot, after: Shot, transition: Transition) -> int:
    """Half the transition's length: both handles must carry it, and two transitions never meet inside a shot."""
    if transition == "cut":
        return 0
    return min(before.tail, after.head, before.frames // 2, after.frames // 2)


def scene_starts(placed: tuple[Placed, ...]) -> tuple[tuple[Scene, int, int], ...]:
    """Each scene with its first frame and the frame after its last."""
    found: dict[str, tuple[Scene, int, int]] = {}
    for item in placed:
        first = found[item.scene.id][1] if item.scene.id in found else item.start
        found[item.scene.id] = (item.scene, first, item.end)
    return tuple(found.values())
