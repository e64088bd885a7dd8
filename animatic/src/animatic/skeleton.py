"""From a figure to its joints: metres, facing right, feet on (0, 0), y downwards. Used by `staging` and `paint`."""

import math
from dataclasses import dataclass

from animatic.graph import Figure
from animatic.poses import Pose, pose_of

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Build:
    """Sizes of a body, as parts of its height."""

    head: float
    leg: float
    torso: float
    neck: float
    arm: float
    shoulder: float
    waist: float
    hip: float
    limb: float


_ADULT = {"head": 0.082, "leg": 0.455, "torso": 0.29, "neck": 0.03, "arm": 0.152}
_ROBOT = {"head": 0.112, "leg": 0.375, "torso": 0.31, "neck": 0.035, "arm": 0.15}
_CHILD = {"head": 0.118, "leg": 0.375, "torso": 0.26, "neck": 0.02, "arm": 0.135}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The joints of a posed body; `side` limbs are (shoulder, elbow, hand) and (hip, knee, ankle)."""

    height: float
    build: Build
    pose: Pose
    turn: float
    back: bool
    hip: Point
    chest: Point
    head: Point
    near_arm: tuple[Point, Point, Point]
    far_arm: tuple[Point, Point, Point]
    near_leg: tuple[Point, Point, Point]
    far_leg: tuple[Point, Point, Point]

    @property
    def radius(self) -> float:
        """Half the height of the head."""
        return self.build.head * self.height

    def bounds(self) -> tuple[float, float, float]:
        """Left, right and top of the body after tipping, in metres (top is negative)."""
        points = [self.head, *self.near_arm, *self.far_arm, *self.near_leg, *self.far_leg]
        spots = [tipped(p, self) for p in points]
        margin = self.radius * 1.15
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        return min(xs) - margin * 0.8, max(xs) + margin * 0.8, min(ys) - margin


def tipped(point: Point, body: Skeleton) -> Point:
    """Where a point is after the pose's tip and lift (lying, flying)."""
    lift = -body.pose.lift * body.height
    if not body.pose.tip:
        return point[0], point[1] + lift
    angle, (px, py) = math.radians(body.pose.tip), pivot_of(body)
    x, y = point[0] - px, point[1] - py
    return px + x * math.cos(angle) - y * math.sin(angle), py + x * math.sin(angle) + y * math.cos(angle) + lift + rest_of(body)


def pivot_of(body: Skeleton) -> Point:
    """The point that a tip turns around."""
    return 0.0, body.hip[1]


def rest_of(body: Skeleton) -> float:
    """How far a tipped body sinks so that it lies on the ground."""
    return -body.hip[1] - body.build.shoulder * body.height * 0.75 if abs(body.pose.tip) == 90 else 0.0


def build_of(figure: Figure) -> Build:
    """The proportions of a person."""
    dress = figure.dress
    if dress.species == "robot":
        return Build(**_ROBOT, shoulder=0.17, waist=0.13, hip=0.12, limb=0.042)
    base = _CHILD if dress.age == "child" or figure.kind == "child" else _ADULT
    wide = {"slim": 0.9, "average": 1.0, "heavy": 1.3}.get(dress.build, 1.0)
    shoulder = {"female": 0.098, "male": 0.12}.get(dress.sex, 0.108)
    return Build(
        **base,
        shoulder=shoulder * (0.55 + 0.45 * wide),
        waist=(0.07 if dress.sex == "female" else 0.08) * wide,
        hip=(0.086 if dress.sex == "female" else 0.08) * (0.4 + 0.6 * wide),
        limb=0.034 * (0.6 + 0.4 * wide),
    )


def skeleton_of(figure: Figure, moved: Pose | None = None) -> Skeleton:
    """The joints of a figure in its pose, or in another that a movement has brought about."""
    pose, build, h = moved or pose_of(figure.pose), build_of(figure), figure.height
    back = figure.facing == "back" or pose.back
    turn = figure.turn if pose.turn is None or back else max(figure.turn, pose.turn)
    narrow = 1 - 0.45 * turn
    hip = (0.0, 0.0)
    chest = _step(hip, 180 - pose.lean, build.torso * h)
    head = _step(chest, 180 - pose.lean * 0.5 - pose.head, (build.neck + build.head * 0.86) * h)
    shoulder, pelvis = build.shoulder * h * narrow * 0.86, build.hip * h * narrow * 0.55
    drop = 0.046 * h
    arms = [
        _limb((chest[0] + sign * shoulder, chest[1] + drop), angles, build.arm * h, build.arm * h * 0.95)
        for sign, angles in ((-1, pose.near), (1, pose.far))
    ]
    shin = build.leg * h * 0.49
    legs = [
        _limb((hip[0] + sign * pelvis, hip[1]), angles, build.leg * h * 0.51, shin)
        for sign, angles in ((-1, pose.near_leg), (1, pose.far_leg))
    ]
    floor = max(legs[0][2][1], legs[1][2][1], legs[0][1][1], legs[1][1][1]) + 0.035 * h
    middle = (legs[0][2][0] + legs[1][2][0]) / 2 if not pose.seat else 0.12 * h

    def put(point: Point) -> Point:
        return point[0] - middle * 0.6, point[1] - floor

    def put3(points: tuple[Point, Point, Point]) -> tuple[Point, Point, Point]:
        return put(points[0]), put(points[1]), put(points[2])

    return Skeleton(
        h, build, pose, turn, back, put(hip), put(chest), put(head), put3(arms[0]), put3(arms[1]), put3(legs[0]), put3(legs[1])
    )


def _step(start: Point, degrees: float, length: float) -> Point:
    angle = math.radians(degrees)
    return start[0] + math.sin(angle) * length, start[1] + math.cos(angle) * length


def _limb(start: Point, angles: tuple[float, float], upper: float, lower: float) -> tuple[Point, Point, Point]:
    middle = _step(start, angles[0], upper)
    return start, middle, _step(middle, angles[1], lower)
