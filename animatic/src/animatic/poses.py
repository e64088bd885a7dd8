"""Every pose as angles: degrees from straight down, positive towards where the figure faces. Read by `skeleton` only."""

from dataclasses import dataclass

Limb = tuple[float, float]
"""Upper and lower part of a limb."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One pose. `near` is towards us. `tip` turns the whole body, `lift` raises it, `front` puts both hands before it."""

    near: Limb = (-9, -3)
    far: Limb = (11, 14)
    near_leg: Limb = (-5, -4)
    far_leg: Limb = (5, 4)
    lean: float = 0.0
    head: float = 0.0
    tip: float = 0.0
    lift: float = 0.0
    turn: float | None = None
    front: bool = False
    back: bool = False
    seat: str = ""
    holds: str = "near"
    """What has what is held: near, both (hands), chin, mouth, belly."""


def _sitting(near: Limb, far: Limb, lean: float = 2.0, head: float = 0.0, holds: str = "near", front: bool = False) -> Pose:
    return Pose(near, far, (80, 2), (86, 12), lean, head, turn=0.62, seat="chair", holds=holds, front=front)


POSES: dict[str, Pose] = {
    "standing": Pose(),
    "walking": Pose((-24, -6), (24, 40), (24, 10), (-18, -38), 3, turn=0.65),
    "running": Pose((-58, 32), (42, 128), (64, -6), (-30, -98), 15, -8, lift=0.05, turn=0.75),
    "sitting": _sitting((16, 58), (22, 66)),
    "nodding": _sitting((18, 60), (22, 64), -4, 26),
    "slumped": _sitting((58, 96), (62, 98), 34, 34),
    "astride": Pose((34, 72), (38, 76), (36, -8), (30, -4), 3, turn=0.7),
    "beseeching": Pose((-124, -172), (124, 172), (4, -86), (84, 0), -3, turn=0.6),
    "floor_sitting": Pose((30, 64), (36, 78), (112, 22), (104, 34), -4, 4, turn=0.6),
    "riding": Pose((33, 47), (38, 53), (74, -14), (36, 2), 20, -8, lift=0.16, turn=0.75),
    "kneeling": Pose((10, 40), (16, 52), (4, -86), (84, 0), 4, turn=0.6),
    "crouching": Pose((38, 62), (44, 70), (82, -42), (92, -30), 26, -14, turn=0.65),
    "lying": Pose((-6, 12), (10, 8), (3, 2), (-3, -2), tip=-90, turn=0.25),
    "sleeping": Pose((-8, 50), (10, 70), (14, -18), (6, -22), tip=-90, turn=0.3),
    "jumping": Pose((-138, -158), (138, 160), (-28, -82), (34, -30), -4, -6, lift=0.34),
    "falling": Pose((-120, -100), (128, 150), (-32, -60), (44, 10), -12, 10, tip=-32, lift=0.3),
    "pointing": Pose((-10, -2), (84, 90), lean=2, turn=0.5),
    "reaching": Pose((52, 78), (70, 92), (-10, -14), (16, 4), 10, turn=0.6),
    "holding": Pose((4, 66), (10, 16), turn=0.4),
    "carrying": Pose((8, 72), (16, 80), front=True, holds="both", turn=0.4),
    "waving": Pose((-10, -2), (132, 168), lean=-2, turn=0.2),
    "embracing": Pose((50, 96), (60, 104), (-4, -6), (10, 4), 5, 10, turn=0.6, front=False),
    "stooping": Pose((14, 44), (22, 52), (-8, -10), (8, 2), 34, 14, turn=0.72, front=True),
    "clinging": Pose((84, 92), (92, 100), (-4, -6), (8, 2), 6, -16, turn=0.72),
    "fighting": Pose((34, 122), (66, 106), (-30, -22), (38, 6), 10, 4, turn=0.65),
    "kicking": Pose((-70, -40), (64, 40), (62, 44), (-14, -18), -12, 4, turn=0.7),
    "dancing": Pose((-112, -150), (96, 132), (-12, -8), (40, -24), -4, 6, turn=0.3),
    "climbing": Pose((-158, -176), (150, 168), (-20, 12), (62, -20), 2, -4, back=True, turn=0.1, lift=0.16),
    "throwing": Pose((-118, -158), (52, 66), (-22, -30), (30, 12), -10, turn=0.5),
    "reading": Pose((10, 84), (18, 92), head=12, front=True, holds="both", turn=0.35),
    "writing": _sitting((26, 78), (30, 72), 14, 14),
    "typing": _sitting((22, 82), (30, 84), 6, 4),
    "eating": _sitting((22, 134), (24, 70), 5, 2),
    "drinking": Pose((22, 138), (12, 14), lean=-2, head=-6, turn=0.45),
    "phoning": Pose((22, 160), (10, 14), head=4, turn=0.35),
    "cooking": Pose((18, 74), (30, 82), lean=6, head=10, turn=0.5, front=True),
    "praying": Pose((16, 112), (-4, -108), head=16, front=True, turn=0.2),
    "pushing": Pose((66, 88), (78, 92), (-34, -38), (36, 4), 20, turn=0.75),
    "playing": Pose((10, 72), (40, 104), head=8, front=True, turn=0.3, holds="lap"),
    "driving": Pose((-34, 54), (34, -54), front=True, turn=0.22),
    "fiddling": Pose((58, 138), (92, 112), head=10, turn=0.55, holds="chin"),
    "blowing": Pose((74, 168), (80, 160), lean=-3, head=-4, turn=0.6, front=True, holds="mouth"),
    "drumming": Pose((16, 82), (30, 70), head=8, turn=0.35, front=True, holds="belly"),
    "at_piano": _sitting((34, 84), (42, 80), 8, 6),
    "arms_crossed": Pose((12, 84), (-10, -80), front=True, turn=0.3),
    "hands_on_hips": Pose((-44, 40), (44, -40), (-10, -8), (10, 8), front=True, turn=0.25),
    "hands_up": Pose((-124, -172), (124, 172), turn=0.15, lean=-3),
    "hand_on_heart": Pose((8, 108), (10, 12), head=2, turn=0.3),
    "thinking": Pose((20, 146), (-2, -72), head=5, front=True, turn=0.4),
    "weeping": Pose((16, 152), (-12, -150), lean=8, head=18, front=True, turn=0.25),
    "shouting": Pose((-46, -80), (52, 118), (-14, -14), (18, 8), 8, -6, turn=0.5),
    "bowing": Pose((28, 12), (34, 16), (-4, -4), (4, 4), 44, 14, turn=0.75),
    "leaning": Pose((-20, 10), (14, 60), (14, 14), (24, -12), -9, 3, turn=0.45),
    "turned_away": Pose(back=True, turn=0.15),
    "aiming": Pose((62, 92), (82, 92), (-20, -16), (26, 6), 3, turn=0.65, front=False),
    "flying": Pose((172, 176), (162, 174), (8, -4), (-4, -12), tip=64, head=-44, lift=0.55, turn=0.7),
    "swimming": Pose((150, 160), (-40, -60), (14, -10), (-12, -26), tip=72, head=-48, lift=0.32, turn=0.7),
}
"""By name; an unknown pose is standing. The vocabulary's, and some that only places bring about."""


def pose_of(name: str) -> Pose:
    """The pose of this name."""
    return POSES.get(name, POSES["standing"])
