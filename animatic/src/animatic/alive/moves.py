"""How bodies move in each pose: rounds of key poses that repeat, and gestures that happen once. Read by `performance`."""

import math
from dataclasses import dataclass, replace

from animatic.poses import Limb, Pose, pose_of


@dataclass(frozen=True, slots=True)
class Motion:
    """Key poses and the seconds that they take. A gesture (`once`) goes from the first to the last and stays there."""

    keys: tuple[Pose, ...]
    seconds: float
    once: bool = False
    sharp: float = 0.0
    """Above 0 a key pose is held and then left fast."""


def swapped(pose: Pose) -> Pose:
    """Left and right changed, as seen from the side: the other half of a stride."""
    return replace(pose, near=pose.far, far=pose.near, near_leg=pose.far_leg, far_leg=pose.near_leg)


def mirrored(pose: Pose) -> Pose:
    """Left and right changed, as seen from the front."""
    return replace(
        pose,
        near=_negative(pose.far),
        far=_negative(pose.near),
        near_leg=_negative(pose.far_leg),
        far_leg=_negative(pose.near_leg),
        lean=-pose.lean,
    )


def _negative(limb: Limb) -> Limb:
    return -limb[0], -limb[1]


def _vary(name: str, seconds: float, *changes: dict[str, object], once: bool = False, sharp: float = 0.0) -> Motion:
    """A round between a pose and changed forms of it; a gesture ends in the pose."""
    pose = pose_of(name)
    others = tuple(replace(pose, **change) for change in changes)  # type: ignore[arg-type]
    return Motion((*others, pose) if once else (pose, *others), seconds, once, sharp)


def _stride(name: str, seconds: float, near: Limb, far: Limb, near_leg: Limb, far_leg: Limb) -> Motion:
    """A walk: the pose, a passing position, and both again with the other leg."""
    contact = pose_of(name)
    passing = replace(contact, near=near, far=far, near_leg=near_leg, far_leg=far_leg)
    return Motion((contact, passing, swapped(contact), swapped(passing)), seconds)


MOTIONS: dict[str, Motion] = {
    "walking": _stride("walking", 1.08, (0, 10), (2, 18), (1, -2), (20, -46)),
    "running": _stride("running", 0.66, (-6, 78), (-4, 80), (8, -22), (26, -104)),
    "dancing": Motion(
        (
            pose_of("dancing"),
            Pose((-40, -100), (40, 100), (-6, -4), (6, 4), 0, 0, turn=0.3),
            mirrored(pose_of("dancing")),
            Pose((-60, -20), (60, 20), (-14, -20), (14, 20), 0, 4, turn=0.3),
        ),
        1.2,
    ),
    "climbing": Motion(
        (pose_of("climbing"), replace(mirrored(pose_of("climbing")), near=(-150, -168), far=(158, 176))), 1.7, sharp=0.5
    ),
    "waving": _vary("waving", 0.62, {"far": (128, 132)}),
    "typing": _vary("typing", 0.36, {"near": (24, 77), "far": (27, 88)}),
    "writing": _vary("writing", 0.7, {"near": (29, 74), "head": 15.0}),
    "cooking": _vary("cooking", 1.0, {"near": (28, 64), "far": (22, 88)}, {"near": (22, 86), "far": (30, 76)}),
    "playing": _vary("playing", 0.5, {"near": (18, 86), "head": 10.0}),
    "driving": _vary("driving", 2.2, {"near": (-38, 60), "far": (30, -48)}),
    "fiddling": _vary("fiddling", 0.8, {"near": (44, 120), "head": 12.0}),
    "blowing": _vary("blowing", 1.6, {"lean": -6.0, "head": -8.0}),
    "drumming": _vary("drumming", 0.34, {"near": (20, 104), "far": (28, 58)}),
    "at_piano": _vary("at_piano", 0.7, {"near": (30, 94), "far": (46, 70), "head": 9.0}),
    "eating": _vary("eating", 2.6, {"near": (24, 78), "head": 6.0}, sharp=0.6),
    "drinking": _vary("drinking", 3.4, {"near": (14, 104), "head": -1.0, "lean": 0.0}, sharp=0.7),
    "nodding": _vary("nodding", 4.4, {"head": 17.0}, sharp=0.6),
    "weeping": _vary("weeping", 0.55, {"lean": 10.0, "head": 20.0}),
    "shouting": _vary("shouting", 0.9, {"near": (-36, -60), "far": (44, 102), "lean": 11.0}, sharp=0.4),
    "fighting": Motion(
        (
            pose_of("fighting"),
            replace(pose_of("fighting"), near=(82, 92), far=(30, 118), lean=16.0),
            pose_of("fighting"),
            replace(pose_of("fighting"), near=(20, 128), far=(88, 94), lean=14.0),
        ),
        1.3,
        sharp=0.6,
    ),
    "pushing": _vary("pushing", 1.4, {"near_leg": (-8, -34), "far_leg": (14, 4), "lean": 23.0}),
    "swimming": _vary("swimming", 1.3, {"near": (60, 96), "far": (120, 150), "near_leg": (-6, -24), "far_leg": (12, 4)}),
    "flying": _vary("flying", 2.2, {"near_leg": (2, -12), "far_leg": (4, 0), "lift": 0.58}),
    "riding": _vary("riding", 0.8, {"near_leg": (40, 4), "far_leg": (70, -10), "lean": 17.0}),
    "praying": _vary("praying", 5.0, {"head": 20.0}),
    "embracing": _vary("embracing", 3.4, {"lean": 7.0}),
    "stooping": _vary("stooping", 3.4, {"lean": 37.0}),
    "clinging": _vary("clinging", 3.4, {"lean": 8.0}),
    "jumping": _vary(
        "jumping", 1.2, {"near_leg": (30, -42), "far_leg": (38, -34), "near": (-60, -40), "far": (40, 60), "lift": 0.0}
    ),
    "falling": _vary("falling", 0.7, {"near": (-96, -128), "far": (110, 118), "near_leg": (-10, -76), "far_leg": (24, -10)}),
    "phoning": _vary("phoning", 3.0, {"head": 8.0, "far": (14, 30)}, sharp=0.6),
    "reading": _vary("reading", 4.6, {"head": 15.0}, sharp=0.7),
    "thinking": _vary("thinking", 3.8, {"head": 9.0, "near": (22, 142)}, sharp=0.7),
    "hand_on_heart": _vary("hand_on_heart", 4.0, {"head": 6.0}),
    "aiming": _vary("aiming", 3.0, {"near": (60, 90), "far": (80, 90)}),
    "pointing": _vary("pointing", 0.7, {"far": (18, 36)}, {"far": (70, 104)}, once=True),
    "reaching": _vary("reaching", 0.9, {"near": (14, 40), "far": (18, 52), "lean": 2.0}, once=True),
    "throwing": Motion(
        (
            pose_of("throwing"),
            pose_of("throwing"),
            Pose((-168, -178), (40, 50), (-14, -20), (24, 4), 2, turn=0.5),
            Pose((74, 46), (-20, -10), (-34, -48), (34, 14), 18, 4, turn=0.5),
        ),
        1.5,
        once=True,
    ),
    "bowing": _vary("bowing", 1.3, {"near": (4, 0), "far": (10, 6), "lean": 6.0, "head": 0.0}, once=True),
    "hands_up": _vary("hands_up", 0.6, {"near": (-40, -90), "far": (40, 90), "lean": 0.0}, once=True),
}
"""By pose; a pose that is not here is held: it breathes, and no more."""

TALK: dict[str, Limb] = {
    "standing": (22, 92),
    "sitting": (26, 104),
    "leaning": (20, 96),
    "shouting": (-40, -62),
    "hands_on_hips": (20, 96),
}
"""Where the near arm goes when somebody makes a point, in the poses that leave it free."""


def mixed(a: Pose, b: Pose, k: float) -> Pose:
    """Between two poses, 0 is the first."""

    def limb(one: Limb, other: Limb) -> Limb:
        return round(one[0] + (other[0] - one[0]) * k, 2), round(one[1] + (other[1] - one[1]) * k, 2)

    def number(one: float, other: float) -> float:
        return round(one + (other - one) * k, 3)

    return replace(
        a,
        near=limb(a.near, b.near),
        far=limb(a.far, b.far),
        near_leg=limb(a.near_leg, b.near_leg),
        far_leg=limb(a.far_leg, b.far_leg),
        lean=number(a.lean, b.lean),
        head=number(a.head, b.head),
        tip=number(a.tip, b.tip),
        lift=number(a.lift, b.lift),
        front=a.front if k < 0.5 else b.front,
    )


def pose_at(motion: Motion, phase: float) -> Pose:
    """The body at a place of the round, 0 to 1; a gesture ends at 1."""
    keys = motion.keys
    last = len(keys) - 1 if motion.once else len(keys)
    spot = (min(1.0, max(0.0, phase)) if motion.once else phase % 1.0) * last
    number = min(int(spot), last - 1)
    k = spot - number
    if motion.sharp:
        k = max(0.0, (k - motion.sharp) / (1 - motion.sharp))
    return mixed(keys[number], keys[(number + 1) % len(keys)], 0.5 - 0.5 * math.cos(math.pi * k))
